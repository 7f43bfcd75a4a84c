import { BPM_MAX, BPM_MIN } from '../signal/filter.ts';
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
 * `targetOf`: what a phase without a target is given instead.
 */
export function planOfWorkout(
  { plan, profile, timeline }: Done,
  name: string,
  movedBy: (phase: number, atS: number) => number,
  targetOf: (stretch: { fromS: number; toS: number }) => Target = () => ({ type: 'open' }),
): PlanContent | undefined {
  const done = executedPhases(plan, timeline).flatMap(({ phase: index, run, fromS, toS }): Phase[] => {
    if (toS <= fromS) return [];
    const { round: _round, lap, ...rest } = run;
    const target =
      run.target.type === 'open' ? targetOf({ fromS, toS }) : moved(run.target, movedBy(index, toS), profile);
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

/** How far a target reaches to both sides of the average of a lap. */
const AROUND_BPM = 5;
/** The average of a shorter lap says where the heart was on its way, not where it was held. */
const LAP_MIN_S = 60;

/**
 * The target that a lap becomes which was recorded elsewhere: around its average heart rate, below the limit and the maximum
 * of whoever makes the plan. Open where the lap was short, less than half of it was measured, or its average is too high.
 */
export function lapTarget(
  { meanBpm, heardS }: { meanBpm: number | null; heardS: number },
  lengthS: number,
  profile: Profile,
): Target {
  if (meanBpm === null || lengthS < LAP_MIN_S || heardS * 2 < lengthS) return { type: 'open' };
  const aim = Math.round(meanBpm);
  const highest = Math.min(BPM_MAX, profile.bpmMax, (profile.bpmCeiling ?? Infinity) - 1);
  if (aim > highest) return { type: 'open' };
  return { type: 'bpm', low: Math.max(BPM_MIN, aim - AROUND_BPM), high: Math.min(highest, aim + AROUND_BPM) };
}
