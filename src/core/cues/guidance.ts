import type { OffTarget } from './cueKind.ts';
import { bandOf, middleOf, phasesOf, sideOf, type Band, type Plan } from '../plan/plan.ts';
import type { Outside, Side } from '../signal/side.ts';
import { doubtOf, isSure, slopeBpmPerS, steadyBpm, type Signal } from '../signal/signal.ts';
import type { Profile } from '../athlete/hrZones.ts';

/**
 * How quickly a heart follows effort: time constant of a first-order response, in seconds.
 * Hunt et al. 2015 (treadmill): 57.6 ± 23.6 s.
 */
const TAU_S = 58;

/** Where the heart is heading if the effort stays as it is: rate + slope × τ, kept within what a heart can do. */
export function projectedBpm(signal: Signal, tauS = TAU_S): number | undefined {
  const bpm = steadyBpm(signal);
  if (bpm === undefined) return undefined;
  return Math.min(220, Math.max(30, bpm + slopeBpmPerS(signal) * tauS));
}

/** Seconds outside on one side before it is told. */
const DEVIATION_S = 5;

/** Zone deviation: what has been told, and how many seconds on end have been on a side that has not. */
export interface Deviation {
  told: Side | 'none';
  side: Side | 'none';
  runS: number;
}

export const NO_DEVIATION: Deviation = { told: 'none', side: 'none', runS: 0 };

/**
 * After one more second at `bpm` (none: nothing fresh to judge). Outside is told after DEVIATION_S seconds on end,
 * inside at once. `sure`: whether `bpm` is more than a wild reading or two; else nothing new is told.
 */
export function deviationAfter(
  deviation: Deviation,
  band: Band | undefined,
  bpm: number | undefined,
  sure: boolean,
): Deviation {
  if (!band || bpm === undefined) return NO_DEVIATION;
  const side = sideOf(band, bpm);
  const runS = side === deviation.side ? deviation.runS + 1 : 1;
  const told = sure && (side === 'in' || runS >= DEVIATION_S) ? side : deviation.told;
  return { told, side, runS };
}

// ── When to speak up ──────────────────────────────────────────────────────────────────────────────────────────────

/** What a phase is for, beside its neighbours: nobody is pushed through a warm-up, or out of a recovery. */
export type PhaseRole = 'warmUp' | 'work' | 'recovery' | 'coolDown';

export function roleOf(plan: Plan, index: number, profile: Profile): PhaseRole {
  const phases = phasesOf(plan);
  const middleAt = (i: number): number | undefined => {
    const band = phases[i] && bandOf(phases[i].target, profile);
    return band && middleOf(band, profile);
  };
  const bpm = middleAt(index);
  const [before, after] = [middleAt(index - 1), middleAt(index + 1)];
  if (bpm === undefined) return 'work';
  if (index === 0) return after !== undefined && bpm < after ? 'warmUp' : 'work';
  if (before === undefined || bpm >= before) return 'work';
  if (index === phases.length - 1) return 'coolDown';
  return after !== undefined && bpm < after ? 'recovery' : 'work';
}

/** State for one phase; seconds are elapsed seconds of the workout. */
export interface CueState {
  side: Side | 'none';
  runS: number;
  lastAtS?: number | undefined;
  /** What would be said right now, if nothing had been said lately. */
  verdict?: Outside | undefined;
}

export const NO_CUE: CueState = { side: 'none', runS: 0 };

/** A heart needs this long to answer a new phase, and longer to get going; nobody is told off before. */
const GRACE_S = 30;
const FIRST_GRACE_S = 60;
const BETWEEN_CUES_S = 30;
/** A recovery is pushed only this late, and only this far below. */
const RECOVERY_GRACE_S = 60;
const RECOVERY_BELOW_BPM = 8;
/** A heart that moves by as much towards its target is on its way. */
const MOVING_BPM_PER_S = 0.05;

/** What the judge looks at in one second of a phase. */
export interface CueInputs {
  elapsedS: number;
  phaseIndex: number;
  phaseS: number;
  role: PhaseRole;
  band: Band | undefined;
  signal: Signal;
}

/**
 * After one more second: the cue state, and the cue itself when it is time. A cue is a decision on top of the
 * deviation: the rate *and* where it is heading must both be outside on the same side for DEVIATION_S seconds.
 */
export function cueAfter(cue: CueState, at: CueInputs): [CueState, OffTarget?] {
  const { lastAtS } = cue;
  const bpm = steadyBpm(at.signal);
  if (!at.band || bpm === undefined) return [{ lastAtS, side: 'none', runS: 0 }];

  // Who is inside is not on the way to a cue, wherever the heart is heading.
  const now = sideOf(at.band, bpm);
  const projected = now === 'in' ? bpm : (projectedBpm(at.signal) ?? bpm);
  const side = now === sideOf(at.band, Math.round(projected)) ? now : 'in';
  const runS = side === cue.side ? cue.runS + 1 : 1;
  if (side === 'in' || runS < DEVIATION_S || !mayBeSaid(side, bpm, at.band, at)) return [{ lastAtS, side, runS }];
  const next = { side, runS, verdict: side, lastAtS };
  if (at.elapsedS - (lastAtS ?? -Infinity) < BETWEEN_CUES_S) return [next];
  const why = { bpm, slopeBpmPerS: slopeBpmPerS(at.signal), projectedBpm: projected, tauS: TAU_S, band: at.band };
  return [
    { ...next, lastAtS: at.elapsedS },
    { side, why },
  ];
}

function mayBeSaid(side: Outside, bpm: number, band: Band, at: CueInputs): boolean {
  if (!isSure(at.signal) || at.phaseS < (at.phaseIndex === 0 ? FIRST_GRACE_S : GRACE_S)) return false;
  if (at.role === 'work') return true;
  if (isOnItsWay(side, at.signal)) return false;
  if (side === 'high' || at.role === 'warmUp') return true;
  return at.role === 'recovery' && at.phaseS >= RECOVERY_GRACE_S && bpm <= band.lowBpm - RECOVERY_BELOW_BPM;
}

function isOnItsWay(side: Outside, signal: Signal): boolean {
  const slope = slopeBpmPerS(signal);
  return side === 'low' ? slope >= MOVING_BPM_PER_S : slope <= -MOVING_BPM_PER_S;
}

// ── The line on the screen ────────────────────────────────────────────────────────────────────────────────────────

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
  | { type: 'in' }
  | { type: 'rising' | 'falling' }
  /** Outside, and nothing to be said about that: the phase is young, or the heart is let come. */
  | { type: 'letRise' | 'letFall' }
  | { type: 'push' | 'ease'; by: number };

/**
 * What to tell someone who looks now: what the cue judge would say, and never another side than the deviation, which is
 * the colour on the screen. Someone on the way into the band is on track, and told so.
 */
export function guidanceOf(
  signal: Signal,
  { band, deviation, cue }: { band: Band | undefined; deviation: Deviation; cue: CueState },
): Guidance {
  if (signal.status === 'none' || signal.bpm === undefined) return { type: 'noStrap' };
  if (signal.status !== 'live') return { type: 'noSignal', forS: Math.floor(signal.ageMs / 1000) };
  if (doubtOf(signal)) return { type: 'doubt' };
  if (!band) return { type: 'open' };
  const bpm = steadyBpm(signal) ?? signal.bpm;
  const side = deviation.told === 'none' ? sideOf(band, bpm) : deviation.told;
  if (side === 'in') return { type: 'in' };
  const saidOutLoud = cue.verdict === side && deviation.told === side;
  if (side === 'low') {
    if (saidOutLoud && bpm < band.lowBpm) return { type: 'push', by: band.lowBpm - bpm };
    return { type: isOnItsWay('low', signal) ? 'rising' : 'letRise' };
  }
  const highBpm = band.highBpm ?? bpm;
  if (saidOutLoud && bpm > highBpm) return { type: 'ease', by: bpm - highBpm };
  return { type: isOnItsWay('high', signal) ? 'falling' : 'letFall' };
}
