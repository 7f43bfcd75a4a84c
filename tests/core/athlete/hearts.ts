// Hearts to fit a response to: first order, with dead time, noise and whole bpm. A generator of the tests' own.

export interface TestHeart {
  tauOnS: number;
  tauOffS: number;
  deadS: number;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function gaussianOf(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

/** What an effort is good for once the heart has settled, for so long. */
export interface Effort {
  bpm: number;
  forS: number;
}

export interface HeardAs {
  noiseBpm: number;
  chance: () => number;
  startBpm?: number;
}

/** What is heard of a heart in each of these efforts, whole bpm by second. */
export function heardIn(
  efforts: readonly Effort[],
  heart: TestHeart,
  { noiseBpm, chance, startBpm = 90 }: HeardAs,
): number[][] {
  let bpm = startBpm;
  const aims: number[] = [];
  return efforts.map((effort) =>
    Array.from({ length: effort.forS }, () => {
      const heard = Math.round(bpm + noiseBpm * gaussianOf(chance));
      aims.push(effort.bpm);
      const aim = aims[aims.length - 1 - heart.deadS] ?? bpm;
      bpm += (aim - bpm) * (1 - Math.exp(-1 / (aim >= bpm ? heart.tauOnS : heart.tauOffS)));
      return heard;
    }),
  );
}

const minutes = (...efforts: [bpm: number, min: number][]): Effort[] =>
  efforts.map(([bpm, min]) => ({ bpm, forS: min * 60 }));

/** Intervals, an easy run, a pyramid: what two workouts of a week may be. */
export const WORKOUTS = {
  intervals: minutes([120, 10], [168, 4], [125, 3], [168, 4], [125, 3], [168, 4], [125, 3], [168, 4], [115, 5]),
  easy: minutes([115, 5], [135, 35], [110, 5]),
  pyramid: minutes([115, 5], [130, 3], [145, 3], [160, 3], [145, 3], [130, 3], [110, 5]),
} as const;
