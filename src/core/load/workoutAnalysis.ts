import type { HeartResponse } from '../athlete/heartResponse.ts';
import { endBpm } from '../plan/plan.ts';
import type { Profile } from '../athlete/hrZones.ts';
import type { FinishedSession } from '../records/finished.ts';
import type { SampleChunk } from '../samples/samples.ts';
import { shiftAt } from '../session/shift.ts';
import { clockBreaks } from './clockBreaks.ts';
import { executedOf, type ExecutedPhase } from './phaseBands.ts';
import { driftsOf } from './phaseDrift.ts';
import { recoveriesOf } from './phaseRecovery.ts';
import { complianceOf, reachableOf, type Compliance, type ReachableSecond } from './reachable.ts';
import { timeToTargetS } from './timeToTarget.ts';
import { trustedSeconds } from './trustedSeconds.ts';

/** What one phase of a finished workout came to, of seconds with a heart rate to be trusted. */
export interface PhaseAnalysis {
  executed: ExecutedPhase;
  /** By how much its target stood moved at its end. */
  movedBpm: number;
  meanBpm: number | null;
  maxBpm: number | null;
  /** How much of it the heart was in the target; `null` without one. */
  compliance: Compliance | null;
  /** How many seconds it took to be in the target to stay; `null` where that never was. */
  timeToTargetS: number | null;
  /** The heart rate that it waited for; `null` where it waited for none. */
  heartRateEnd: HeartRateReached | null;
  /** By how many bpm the heart fell in the minute after it (`hrr60At`). */
  hrr60: number | null;
  /** Drift over it, percent (`driftPctOf`). */
  driftPct: number | null;
  /** Where the heart was to be in each second of it, and could be; empty without a target. */
  seconds: readonly ReachableSecond[];
}

export interface HeartRateReached {
  from: 'below' | 'above';
  bpm: number;
  /** Seconds from the start of the phase until it was reached and held; `null` where something else ended the phase. */
  afterS: number | null;
}

/** Of each phase, in the order in which they were executed. `response`: how this heart answers effort. */
export function workoutAnalysis(
  session: FinishedSession,
  chunks: readonly SampleChunk[],
  response: HeartResponse,
): PhaseAnalysis[] {
  const bpms = trustedSeconds(chunks, session.elapsedS);
  const heart = { bpms, breaks: clockBreaks(session) };
  const phases = executedOf(session);
  const recoveries = recoveriesOf(session, phases, heart);
  const drifts = driftsOf(session, phases, heart);
  return phases.map((executed, i): PhaseAnalysis => {
    const { phase, fromS, toS } = executed;
    const heard = bpms.subarray(fromS, toS).filter((bpm) => bpm > 0);
    const seconds = reachableOf(session, executed, { bpms, response });
    return {
      executed,
      movedBpm: shiftAt(session.shifts, phase, toS),
      meanBpm: heard.length === 0 ? null : heard.reduce((sum, bpm) => sum + bpm, 0) / heard.length,
      maxBpm: heard.length === 0 ? null : heard.reduce((most, bpm) => Math.max(most, bpm)),
      compliance: complianceOf(seconds, bpms),
      timeToTargetS: timeToTargetS(seconds, bpms),
      heartRateEnd: heartRateEnd(executed, session.profile),
      hrr60: recoveries[i] ?? null,
      driftPct: drifts[i] ?? null,
      seconds,
    };
  });
}

function heartRateEnd({ run: { end }, fromS, toS, endedBy }: ExecutedPhase, profile: Profile): HeartRateReached | null {
  if (end.type !== 'heartRate') return null;
  return { from: end.from, bpm: endBpm(end, profile), afterS: endedBy === 'heartRate' ? toS - fromS : null };
}
