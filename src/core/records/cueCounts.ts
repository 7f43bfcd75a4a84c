import type { KnownResponse } from '../cues/coaching.ts';
import { speaksOfTargets, STRICTNESSES, type Strictness } from '../cues/strictness.ts';
import type { CueRecord } from '../session/session.ts';
import { cuesAgain } from './cuesAgain.ts';
import type { Finished } from './finished.ts';

/** Cues of workouts, by side. Alarms at the ceiling are none of them: they come with every strictness. */
export interface CueCounts {
  low: number;
  high: number;
}

export const NO_CUES: CueCounts = { low: 0, high: 0 };

export const countsOf = (cues: readonly CueRecord[]): CueCounts => {
  const ofTarget = cues.filter(({ of }) => of === undefined);
  const low = ofTarget.filter(({ side }) => side === 'low').length;
  return { low, high: ofTarget.length - low };
};

export const added = (one: CueCounts, other: CueCounts): CueCounts => ({
  low: one.low + other.low,
  high: one.high + other.high,
});

/** What a workout would have been told, for each strictness; see `cuesAgain` for how exact that is. */
export function* cueCountsAgain(
  finished: Pick<Finished, 'session' | 'chunks'>,
  response: KnownResponse,
): Generator<undefined, Record<Strictness, CueCounts>> {
  const counts = Object.fromEntries(STRICTNESSES.map((each) => [each, NO_CUES])) as Record<Strictness, CueCounts>;
  for (const strictness of STRICTNESSES.filter(speaksOfTargets)) {
    counts[strictness] = countsOf(yield* cuesAgain(finished, { strictness, response }));
  }
  return counts;
}
