import { PRIOR_RESPONSE, type HeartResponse } from '../../core/athlete/heartResponse.ts';
import { clockBreaks } from '../../core/load/clockBreaks.ts';
import { histogramOf, type RateHistogram } from '../../core/load/rateHistogram.ts';
import { bestRecovery } from '../../core/load/phaseRecovery.ts';
import { trustedSeconds } from '../../core/load/trustedSeconds.ts';
import { phaseAnalyses, type PhaseAnalysis } from '../../core/load/workoutAnalysis.ts';
import type { KnownResponse } from '../../core/cues/coaching.ts';
import type { FinishedSession } from '../../core/records/finished.ts';
import type { SampleChunk } from '../../core/samples/samples.ts';
import { Pace } from './paced.ts';

/** What one phase came to, without its seconds. */
export type PhaseNumbers = Omit<PhaseAnalysis, 'seconds'>;

/** What the seconds of one workout come to. */
export interface WorkoutNumbers {
  phases: readonly PhaseNumbers[];
  /** How long at which rate: what load is worked out from. */
  rates: RateHistogram;
  hrr60: number | null;
  driftPct: number | null;
}

/** Whose response says what was in reach, and where it is from. */
export interface ReachResponse {
  response: HeartResponse;
  from: 'learnt' | 'assumed';
}

/** Of the person, as their workouts have shown it; else of people in general. */
export function reachResponse(known: KnownResponse | undefined): ReachResponse {
  return known ? { response: known, from: 'learnt' } : { response: PRIOR_RESPONSE, from: 'assumed' };
}

/** Phase by phase, with time to paint in between. None: it was ended. */
export async function workoutNumbers(
  record: FinishedSession,
  samples: readonly SampleChunk[],
  { response, signal }: { response: HeartResponse; signal: AbortSignal },
): Promise<WorkoutNumbers | undefined> {
  const pace = new Pace();
  const phases: PhaseNumbers[] = [];
  for (const { seconds: _, ...phase } of phaseAnalyses(record, samples, response)) {
    phases.push(phase);
    await pace.breathe();
    if (signal.aborted) return undefined;
  }
  const bpms = trustedSeconds(samples, record.elapsedS);
  const rates = histogramOf(bpms);
  await pace.breathe();
  const heart = { bpms, breaks: clockBreaks(record) };
  const hrr60 = bestRecovery(
    record,
    phases.map((phase) => phase.hrr60),
    heart,
  );
  return { phases, rates, hrr60, driftPct: longestDrift(phases) };
}

function longestDrift(phases: readonly PhaseNumbers[]): number | null {
  const lengthS = ({ executed: { fromS, toS } }: PhaseNumbers): number => toS - fromS;
  const [longest] = phases.filter(({ driftPct }) => driftPct !== null).sort((a, b) => lengthS(b) - lengthS(a));
  return longest?.driftPct ?? null;
}
