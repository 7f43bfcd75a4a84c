import { BPM_MAX } from '../signal/filter.ts';
import type { Profile } from '../athlete/hrZones.ts';
import { bandOf, PHASES_MAX, shiftedBand, TOTAL_MAX_S, type Phase, type Plan, type Target } from './plan.ts';
import { executedPhases } from './laps.ts';
import type { PlanContent } from './planIdentity.ts';

/** What a plan is made of: a workout as it was done. */
export interface Done {
  plan: Plan;
  profile: Profile;
  timeline: readonly { phase: number; fromS: number; toS: number }[];
}

/**
 * The plan that a workout was in the end: each phase as long as it took, with the target that it had, moved by hand or not.
 * What was repeated is one phase after another, since no two rounds took the same time. None where no second passed, or
 * where it took longer than a plan may. `movedBy`: by how many bpm the target of a phase had been moved at an elapsed second.
 */
export function planOfWorkout(
  { plan, profile, timeline }: Done,
  name: string,
  movedBy: (phase: number, atS: number) => number,
): PlanContent | undefined {
  const done = executedPhases(plan, timeline).flatMap(({ phase: index, run, fromS, toS }): Phase[] => {
    if (toS <= fromS) return [];
    const { round: _round, lap, ...rest } = run;
    const target = moved(run.target, movedBy(index, toS), profile);
    const name = lap === undefined ? run.name : `${run.name} ${String(lap)}`;
    return [{ ...rest, name, target, end: { type: 'time', durationS: toS - fromS } }];
  });
  const totalS = timeline.reduce((sum, { fromS, toS }) => sum + Math.max(0, toS - fromS), 0);
  if (done.length === 0 || done.length > PHASES_MAX || totalS > TOTAL_MAX_S) return undefined;
  const { id: _id, endless: _endless, tags: _tags, ...content } = plan;
  return { ...content, name, phases: done };
}

/** A target that was moved is one in bpm: that is how it was moved. */
function moved(target: Target, byBpm: number, profile: Profile): Target {
  const band = byBpm === 0 ? undefined : bandOf(target, profile);
  if (!band) return target;
  const { lowBpm, highBpm = profile.bpmMax } = shiftedBand(band, byBpm);
  return { type: 'bpm', low: lowBpm, high: Math.min(BPM_MAX, Math.max(lowBpm, highBpm)) };
}
