import type { Profile } from '../athlete/hrZones.ts';
import type { Sport } from '../athlete/sport.ts';
import { roleOf } from '../cues/roles.ts';
import type { FinishedSession } from '../records/finished.ts';
import { hasDoubt, type SampleChunk } from '../samples/samples.ts';
import type { Moment } from '../session/session.ts';
import type { Provenance } from '../session/summary.ts';
import { asksIdOf } from './asksId.ts';
import { clockBreaks } from './clockBreaks.ts';
import { driftsOf } from './phaseDrift.ts';
import { calmBpm, heldMaxBpm } from './heldRates.ts';
import { inTargetOf, type InTarget } from './inTarget.ts';
import { executedOf, type Asked, type ExecutedPhase } from './phaseBands.ts';
import { histogramOf, secondsIn, sumOver, type RateHistogram } from './rateHistogram.ts';
import { bestRecovery, recoveriesOf } from './phaseRecovery.ts';
import { trustedSeconds } from './trustedSeconds.ts';

/** Figures of another version are made anew. */
export const FIGURES_VERSION = 2;

/**
 * What load and trends need of one workout, worked out of its seconds once: a cache that can be made anew at any time. Seconds
 * without a heart rate, with one that was not to be trusted, and in which the app was away count in nothing but `elapsedS`.
 */
export interface WorkoutFigures {
  id: string;
  v: number;
  startedAt: Moment;
  elapsedS: number;
  planId: string;
  /** Maximum and threshold may differ between sports. */
  sport: Sport;
  /** The same for workouts of which the same was asked, whatever the plan and its phases are called. */
  asksId: string;
  /** Whose heart it was: figures of a simulated one are kept, and count for nothing. */
  provenance: Provenance;
  rates: RateHistogram;
  /** Of the profile that it was run with. */
  athlete: Pick<Profile, 'bpmMax' | 'bpmResting' | 'bpmThreshold'>;
  /** The highest rate that was held for 10 s. */
  heldMaxBpm: number | null;
  /** The lowest mean over five calm minutes. */
  calmBpm: number | null;
  /** By how many bpm the heart fell in the first minute after an effort: the best of the workout. */
  hrr60: number | null;
  /** Of the longest even effort without a heart-rate target. */
  driftPct: number | null;
  target: InTarget;
  /** Of long phases of work, from their fourth minute on. */
  steady: SteadyWork | null;
}

export interface SteadyWork {
  seconds: number;
  meanBpm: number;
}

/** Phases of work from here on are long enough for a heart to settle, which takes it so long. */
const STEADY_FROM_S = 300;
const SETTLING_S = 180;

/** Of a workout and its seconds: some milliseconds of work for an hour. */
export function workoutFiguresOf(session: FinishedSession, chunks: readonly SampleChunk[]): WorkoutFigures {
  const { id, startedAt, elapsedS, plan, profile, summary } = session;
  const { bpmMax, bpmResting, bpmThreshold } = profile;
  const bpms = trustedSeconds(chunks, elapsedS);
  const breaks = clockBreaks(session);
  const phases = executedOf(session);
  // which seconds were doubted is not known of every version: what is the highest or the lowest may then be one of them
  const extremes = !session.doubtS || chunks.some(hasDoubt);
  return {
    id,
    v: FIGURES_VERSION,
    startedAt,
    elapsedS,
    planId: plan.id,
    sport: plan.sport,
    asksId: asksIdOf(plan),
    provenance: summary.provenance,
    rates: histogramOf(bpms),
    athlete: { bpmMax, bpmResting, bpmThreshold },
    heldMaxBpm: extremes ? heldMaxBpm(bpms) : null,
    calmBpm: extremes ? calmBpm(bpms, breaks) : null,
    hrr60: bestRecovery(session, recoveriesOf(session, phases, { bpms, breaks }), { bpms, breaks }),
    driftPct: longestDrift(phases, driftsOf(session, phases, { bpms, breaks })),
    target: inTargetOf(session, phases, bpms),
    steady: steadyWork(session, phases, bpms),
  };
}

/** Of those of which it can be told. */
function longestDrift(phases: readonly ExecutedPhase[], drifts: readonly (number | null)[]): number | null {
  const known = phases.flatMap(({ fromS, toS }, i) => {
    const pct = drifts[i] ?? null;
    return pct === null ? [] : [{ pct, s: toS - fromS }];
  });
  return known.sort((a, b) => b.s - a.s)[0]?.pct ?? null;
}

function steadyWork({ plan, profile }: Asked, phases: readonly ExecutedPhase[], bpms: Uint8Array): SteadyWork | null {
  const long = phases.filter(
    ({ phase, fromS, toS }) => toS - fromS >= STEADY_FROM_S && roleOf(plan, phase, profile) === 'work',
  );
  const rates = histogramOf(long.flatMap(({ fromS, toS }) => [...bpms.subarray(fromS + SETTLING_S, toS)]));
  const seconds = secondsIn(rates);
  return seconds === 0 ? null : { seconds, meanBpm: sumOver(rates, (bpm) => bpm) / seconds };
}
