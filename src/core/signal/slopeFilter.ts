import { BPM_MAX, BPM_MIN } from './filter.ts';
import type { Outside } from './side.ts';

/**
 * The gated slope filter, which decisions are made on: a Kalman filter of the rate and of its slope, one step a second,
 * whether or not that second brought a reading. A reading that no heart could have come to is ignored, until readings go
 * on saying so for longer than a bad contact does.
 */
export interface SlopeFilter {
  bpm: number;
  slopeBpmPerS: number;
  /** Of the rate, of rate and slope together, of the slope. */
  variances: readonly [number, number, number];
  /** In how many seconds a reading was believed since the filter was seeded. */
  backing: number;
  /** Readings on end that were ignored, all on one side. */
  ignored?: Ignored | undefined;
}

interface Ignored {
  side: Outside;
  count: number;
  /** Seconds since the first of them. */
  forS: number;
  /** The last three. */
  bpms: readonly number[];
}

/**
 * What became of a second's reading. `none`: there was none. `seeded`: the filter began anew with it, since it and those
 * before it agree. `corrected`: the same of a filter that had hardly begun, and which nothing was decided on.
 */
export type Verdict = 'none' | 'believed' | 'ignored' | 'seeded' | 'corrected';

/** A slope fades, so that nobody is carried far by it, and no heart is faster. */
const SLOPE_KEPT = 0.98;
const SLOPE_MAX_BPM_PER_S = 3;
/** Of the slope, when a reading is ignored. */
const SLOPE_KEPT_COASTING = 0.7;
const RATE_NOISE = 0.02;
/** Chosen on recordings (`npm run bench`): with a fifth of it the rate is 1.5 s later, and further off at rest as well. */
const SLOPE_NOISE = 0.02;
const READING_NOISE = 8;
/** Of the slope of a heart that was just seeded: ±0.5 bpm a second. */
const SEEDED_SLOPE_VARIANCE = 0.25;
/** A reading further off than this many standard deviations is ignored; that is 11 bpm at least. */
const GATE_DEVIATIONS = 4;

/** Six readings on end at one a second; of a strap that speaks less often three, over as long. */
const AGREED_COUNT = 3;
const AGREED_S = 5;
const AGREED_WITHIN_BPM = 12;
/** So many seconds with a reading can be decided on: more than a wild one or two. */
const BACKING = 3;

/** A filter that knows one reading, which is its state: never a constant that the next minute would have to climb from. */
export function seededAt(bpm: number): SlopeFilter {
  return { bpm, slopeBpmPerS: 0, variances: [READING_NOISE, 0, SEEDED_SLOPE_VARIANCE], backing: 0 };
}

/** After one more second, with the reading that it had, if any. */
export function secondFiltered(before: SlopeFilter, reading: number | undefined): [SlopeFilter, Verdict] {
  const filter = predicted(before);
  if (reading === undefined) return [filter, 'none'];
  const [p00, p01, p11] = filter.variances;
  const innovation = reading - filter.bpm;
  const variance = p00 + READING_NOISE;
  if (Math.abs(innovation) > GATE_DEVIATIONS * Math.sqrt(variance)) {
    // what is ignored makes the filter no less sure: else a leap would be let in before it has been six times
    return coasted({ ...filter, variances: before.variances }, reading);
  }

  const [gain, slopeGain] = [p00 / variance, p01 / variance];
  const { ignored: _, ...rest } = filter;
  return [
    {
      ...rest,
      bpm: within(BPM_MIN, filter.bpm + gain * innovation, BPM_MAX),
      slopeBpmPerS: slopeWithin(filter.slopeBpmPerS + slopeGain * innovation),
      variances: [(1 - gain) * p00, (1 - gain) * p01, p11 - slopeGain * p01],
      backing: filter.backing + 1,
    },
    'believed',
  ];
}

/** Whether what the filter says is more than a wild reading or two, and nothing speaks against it right now. */
export function isBacked({ backing, ignored }: SlopeFilter): boolean {
  return backing >= BACKING && !ignored;
}

function predicted({ bpm, slopeBpmPerS, variances: [p00, p01, p11], backing, ignored }: SlopeFilter): SlopeFilter {
  return {
    bpm: within(BPM_MIN, bpm + slopeBpmPerS, BPM_MAX),
    slopeBpmPerS: slopeBpmPerS * SLOPE_KEPT,
    variances: [
      p00 + 2 * p01 + p11 + RATE_NOISE,
      (p01 + p11) * SLOPE_KEPT,
      p11 * SLOPE_KEPT * SLOPE_KEPT + SLOPE_NOISE,
    ],
    backing,
    ...(ignored && { ignored: { ...ignored, forS: ignored.forS + 1 } }),
  };
}

/** The reading is ignored, or the last of enough that agree. What was seeded by a wild one is corrected sooner. */
function coasted(filter: SlopeFilter, reading: number): [SlopeFilter, Verdict] {
  const ignored = ignoredAfter(filter, reading);
  const spreadBpm = Math.max(...ignored.bpms) - Math.min(...ignored.bpms);
  const young = filter.backing < BACKING;
  const long = ignored.forS >= AGREED_S || young;
  if (ignored.count >= AGREED_COUNT && long && spreadBpm <= AGREED_WITHIN_BPM) {
    return [{ ...seededAt(middleOf(ignored.bpms)), backing: ignored.count }, young ? 'corrected' : 'seeded'];
  }
  return [{ ...filter, slopeBpmPerS: filter.slopeBpmPerS * SLOPE_KEPT_COASTING, ignored }, 'ignored'];
}

function ignoredAfter({ bpm, ignored }: SlopeFilter, reading: number): Ignored {
  const side = reading < bpm ? 'low' : 'high';
  if (ignored?.side !== side) return { side, count: 1, forS: 0, bpms: [reading] };
  return { ...ignored, count: ignored.count + 1, bpms: [...ignored.bpms, reading].slice(-3) };
}

function middleOf(bpms: readonly number[]): number {
  return bpms.toSorted((a, b) => a - b)[Math.floor(bpms.length / 2)] ?? 0;
}

function slopeWithin(slope: number): number {
  return within(-SLOPE_MAX_BPM_PER_S, slope, SLOPE_MAX_BPM_PER_S);
}

function within(min: number, value: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
