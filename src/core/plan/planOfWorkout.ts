import { phasesOf, PHASES_MAX, TOTAL_MAX_S, type Phase, type Plan } from './plan.ts';
import type { PlanContent } from './planIdentity.ts';

/**
 * The plan that a workout was in the end: each phase as long as it took, with the target that it had. What was repeated is
 * one phase after another, since no two rounds took the same time. None where no second passed, or where it took longer
 * than a plan may.
 */
export function planOfWorkout(
  plan: Plan,
  timeline: readonly { phase: number; fromS: number; toS: number }[],
  name: string,
): PlanContent | undefined {
  const phases = phasesOf(plan);
  const done = timeline.flatMap(({ phase: index, fromS, toS }): Phase[] => {
    const phase = phases[index];
    if (!phase || toS <= fromS) return [];
    const { round: _, ...rest } = phase;
    return [{ ...rest, end: { type: 'time', durationS: toS - fromS } }];
  });
  const totalS = timeline.reduce((sum, { fromS, toS }) => sum + Math.max(0, toS - fromS), 0);
  if (done.length === 0 || done.length > PHASES_MAX || totalS > TOTAL_MAX_S) return undefined;
  const { id: _id, endless: _endless, tags: _tags, ...content } = plan;
  return { ...content, name, phases: done };
}
