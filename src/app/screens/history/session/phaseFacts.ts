import { judgedBand } from '../../../../core/plan/reach.ts';
import type { FinishedSession } from '../../../../core/records/finished.ts';
import { zoneCount } from '../../../../core/athlete/hrZones.ts';
import type { PhaseNumbers } from '../../../state/workoutNumbers.svelte.ts';
import type { Words, WorkoutPageWords } from '../../../../words/words.ts';

/** One figure of a phase with its name; none where there is nothing to say. */
export interface Fact {
  name: string;
  value: string;
}

/** The figures of a phase that there are, in one order. */
export function phaseFacts(phase: PhaseNumbers, { words, say }: { words: Words; say: WorkoutPageWords }): Fact[] {
  const { phase: names } = say;
  const { meanBpm, maxBpm, compliance, timeToTargetS, heartRateEnd, hrr60, driftPct } = phase;
  const facts: (Fact | false | undefined)[] = [
    meanBpm !== null && { name: names.avg, value: names.bpm(meanBpm) },
    maxBpm !== null && { name: names.max, value: names.bpm(maxBpm) },
    compliance !== null && { name: names.inTarget, value: words.percent(compliance.raw * 100) },
    compliance !== null && { name: names.inReach, value: words.percent(compliance.reachable * 100) },
    compliance !== null && {
      name: names.toTarget,
      value: timeToTargetS === null ? names.never : words.clock(timeToTargetS),
    },
    heartRateEnd !== null && {
      name: names.reached(heartRateEnd.bpm),
      value: heartRateEnd.afterS === null ? names.never : words.clock(heartRateEnd.afterS),
    },
    hrr60 !== null && { name: names.recovery, value: names.fall(hrr60) },
    driftPct !== null && { name: names.drift, value: names.driftPct(driftPct) },
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact));
}

/** What a phase asked for, with its heart rates. */
export function targetText(phase: PhaseNumbers['executed'], record: FinishedSession, words: Words): string {
  const { run } = phase;
  return words.targetWithBand(run.target, zoneCount(record.profile), judgedBand(run, record.plan, record.profile));
}
