import type { HeartResponse } from '../athlete/heartResponse.ts';
import { sideOf, type Band } from '../plan/plan.ts';
import { doubtOf, slopeBpmPerS, steadyBpm, type Signal } from '../signal/signal.ts';
import type { Outside } from '../signal/side.ts';
import type { Coach } from './coach.ts';
import type { Deviation } from './deviation.ts';
import { driftBpm } from './drift.ts';
import { doesWhatTheyCan } from './repetition.ts';

/**
 * Where the heart is heading if the effort stays as it is: as the coach of a workout has it, else rate + slope × τ. Within
 * what a heart can do.
 */
export function projectedBpm(signal: Signal, { tauOnS }: HeartResponse, coach?: Coach): number | undefined {
  const bpm = steadyBpm(signal);
  if (bpm === undefined) return undefined;
  return Math.min(220, Math.max(30, coach?.observer?.effortBpm ?? bpm + slopeBpmPerS(signal) * tauOnS));
}

/** A heart that moves by as much towards its target is on its way. */
const MOVING_BPM_PER_S = 0.05;

/**
 * The one line under the number, as data: the catalogue has the words. `by` is how many bpm are missing or too many.
 */
export type Guidance =
  | { type: 'noStrap' }
  | { type: 'noSignal'; forS: number }
  /** Something is heard that is not to be trusted. */
  | { type: 'doubt' }
  | { type: 'open' }
  /** What is asked for lies above the maximum. */
  | { type: 'aboveMax' }
  /** The same of the ceiling, which is `bpm`; none from a worker that is older than the page. `by`: the heart is so far above it. */
  | { type: 'aboveCeiling'; bpm?: number | undefined; by?: number | undefined }
  /** Only the ceiling counts, and the heart is below it. */
  | { type: 'belowCeiling'; bpm: number }
  | { type: 'in' }
  | { type: 'rising' | 'falling' }
  /** Outside, and nothing to be said about that: the phase is young, or the heart is let come. */
  | { type: 'letRise' | 'letFall' }
  /** A little above after a long time in one phase, as hearts are. */
  | { type: 'drift'; by: number }
  /** Below, and nobody asks for more: pushes were not answered. */
  | { type: 'hold' }
  | { type: 'push' | 'ease'; by: number };

/** What guidance looks at. */
interface Guided {
  band: Band | undefined;
  deviation: Deviation;
  coach: Coach;
  phaseS: number;
}

/**
 * What to tell someone who looks now: what the judge of the cues would say, and never another side than the deviation, which
 * is the colour on the screen. Someone on the way into the band is on track, and told so.
 */
export function guidanceOf(signal: Signal, { band, deviation, coach, phaseS }: Guided): Guidance {
  if (signal.status === 'none' || signal.bpm === undefined) return { type: 'noStrap' };
  if (signal.status !== 'live') return { type: 'noSignal', forS: Math.floor(signal.ageMs / 1000) };
  if (doubtOf(signal)) return { type: 'doubt' };
  if (!band) return { type: 'open' };
  const bpm = steadyBpm(signal) ?? signal.bpm;
  const side = deviation.told === 'none' ? sideOf(band, bpm) : deviation.told;
  if (side === 'in') return { type: 'in' };
  const saidOutLoud = coach.verdict === side && deviation.told === side;
  if (side === 'low') {
    if (saidOutLoud && bpm < band.lowBpm) {
      return doesWhatTheyCan(coach.said) ? { type: 'hold' } : { type: 'push', by: band.lowBpm - bpm };
    }
    return { type: isOnItsWay('low', signal) ? 'rising' : 'letRise' };
  }
  const highBpm = band.highBpm ?? bpm;
  if (saidOutLoud && bpm > highBpm) return { type: 'ease', by: bpm - highBpm };
  if (bpm > highBpm && bpm - highBpm <= driftBpm(phaseS)) return { type: 'drift', by: bpm - highBpm };
  return { type: isOnItsWay('high', signal) ? 'falling' : 'letFall' };
}

function isOnItsWay(side: Outside, signal: Signal): boolean {
  const slope = slopeBpmPerS(signal);
  return side === 'low' ? slope >= MOVING_BPM_PER_S : slope <= -MOVING_BPM_PER_S;
}
