import { PRIOR_RESPONSE, type HeartResponse } from '../../../../core/athlete/heartResponse.ts';
import type { FinishedSession } from '../../../../core/records/finished.ts';
import { onTargetOf, type OnTarget } from '../../../../core/load/onTarget.ts';
import type { Asked } from '../../../../core/load/phaseBands.ts';
import { trustedSeconds } from '../../../../core/load/trustedSeconds.ts';
import type { SampleChunk, Trace } from '../../../../core/samples/samples.ts';
import { secondsAtLeast } from '../../../../core/samples/secondsAtLeast.ts';
import { unmeasuredS } from '../../../../core/samples/unmeasured.ts';
import { traceSeconds } from '../../../../core/samples/traceSeconds.ts';
import type { WorkoutNow } from '../../../../core/session/snapshot.ts';

/** How the heart did against what was asked of it. */
export interface Outcome {
  /** None without a target, or without a heart rate. */
  target?: OnTarget | undefined;
  /** None without a limit, without a heart rate, or until it is known for how long. */
  limit?: { bpm: number; reachedS: number; unmeasuredS: number } | undefined;
}

interface Heard {
  trace: Trace;
  /** As it is stored, once it is: what the history works with. Until then the trace stands for its seconds. */
  stored?: { record: FinishedSession; samples: readonly SampleChunk[] } | undefined;
  response?: HeartResponse | undefined;
}

export function outcomeOf(workout: WorkoutNow, { trace, stored, response = PRIOR_RESPONSE }: Heard): Outcome {
  const { elapsedS, ceiling, summary } = workout;
  if (summary.provenance === 'none') return {};
  const bpms = stored ? trustedSeconds(stored.samples, elapsedS) : traceSeconds(trace, elapsedS);
  const target = onTargetOf(stored?.record ?? askedOf(workout), { bpms, response });
  const reachedS = ceiling && reachedSeconds(ceiling.bpm, { bpms, stored, maxBpm: summary.maxBpm ?? 0 });
  return {
    target: target.targetS > 0 ? target : undefined,
    limit:
      ceiling && reachedS !== undefined
        ? { bpm: ceiling.bpm, reachedS, unmeasuredS: unmeasuredS(summary, stored?.record.doubtS) }
        : undefined,
  };
}

/** None where the maximum says that the limit was reached, and the means of the trace do not say for how long. */
function reachedSeconds(
  limitBpm: number,
  { bpms, stored, maxBpm }: { bpms: Uint8Array; stored: Heard['stored']; maxBpm: number },
): number | undefined {
  if (stored) return secondsAtLeast(stored.samples, limitBpm);
  const seconds = bpms.reduce((s, bpm) => (bpm >= limitBpm ? s + 1 : s), 0);
  return seconds === 0 && maxBpm >= limitBpm ? undefined : seconds;
}

/** As it will be stored, but for how many seconds of each phase were judged: some, unless the coach only paces. */
function askedOf({ plan, profile, stretches, shifts = [], elapsedS, strictness }: WorkoutNow): Asked {
  const judgedS = strictness === 'pacing' ? 0 : 1;
  const timeline = stretches.map(({ phase, fromS, toS = elapsedS }) => ({
    ...{ phase, fromS, toS, endedBy: 'time' as const },
    ...{ lowS: 0, inS: judgedS, highS: 0 },
  }));
  return { plan, profile, timeline, shifts };
}
