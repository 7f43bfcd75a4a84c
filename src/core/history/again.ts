import type { SessionDigest } from '../records/finished.ts';

/** A hard workout is followed by an easy one, or by a night. */
const EASY_FOR_MS = 18 * 3_600_000;
/** So many seconds in zones 4 and 5 are hard, and so many in zone 3 and above. */
const HARD_S = 300;
const LONG_S = 2_400;

/** Whether the workout was hard, as the heart tells; `plannedHardS`: what its plan asked for in zones 4 and 5, where no heart does. */
function isHard({ summary }: Pick<SessionDigest, 'summary'>, plannedHardS = 0): boolean {
  const [, , , tempoS, thresholdS, maximalS] = summary.timeInZoneS;
  if (thresholdS + maximalS >= HARD_S || tempoS + thresholdS + maximalS >= LONG_S) return true;
  return plannedHardS >= HARD_S && summary.phasesCompleted * 2 >= summary.phases;
}

/** What to offer now: the last plan again, or an easy one, since the last workouts were hard and not long ago. */
export function offerOf(
  done: readonly Pick<SessionDigest, 'planId' | 'startedAt' | 'summary'>[],
  nowEpochMs: number,
  plannedHardS: (planId: string) => number,
): 'again' | 'easy' {
  const tired = done.some((each) => {
    const endedMs = each.startedAt.epochMs + each.summary.elapsedS * 1000;
    return Math.abs(nowEpochMs - endedMs) < EASY_FOR_MS && isHard(each, plannedHardS(each.planId));
  });
  return tired ? 'easy' : 'again';
}
