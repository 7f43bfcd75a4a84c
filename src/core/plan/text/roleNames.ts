import { DEFAULT_PROFILE } from '../../athlete/hrZones.ts';
import { bandOf, endBpm, middleOf, type Phase, type Step } from '../plan.ts';
import type { BuiltInWords } from '../builtins.ts';

/** The names for phases that were given none, in the words of a language. */
export type RoleNames = Pick<BuiltInWords['phases'], 'warmUp' | 'steady' | 'interval' | 'recovery' | 'coolDown'>;

/**
 * A name for each phase that has none, from what it is for: the first is a warm-up and the last a cool-down where something
 * harder is beside it, and what is easier than the phase before is a recovery.
 */
export function withRoleNames(steps: readonly Step[], names: RoleNames): Step[] {
  const phases = inOrder(steps);
  const hardest = Math.max(0, ...phases.map(({ phase }) => effortOf(phase)));
  const given = new Map<Phase, string>();
  for (const [i, { phase, repeated }] of phases.entries()) {
    if (phase.name !== '') continue;
    const effort = effortOf(phase);
    const isEasy = effort < hardest && !repeated;
    const before = phases[i - 1];
    if (isEasy && i === 0) given.set(phase, names.warmUp);
    else if (isEasy && i === phases.length - 1) given.set(phase, names.coolDown);
    else if (before && effort < effortOf(before.phase)) given.set(phase, names.recovery);
    else given.set(phase, repeated ? names.interval : names.steady);
  }
  const named = (of: readonly Step[]): Step[] =>
    of.map((step) =>
      'repeat' in step ? { ...step, phases: named(step.phases) } : { ...step, name: given.get(step) ?? step.name },
    );
  return named(steps);
}

function inOrder(steps: readonly Step[], repeated = false): { phase: Phase; repeated: boolean }[] {
  return steps.flatMap((step) => ('repeat' in step ? inOrder(step.phases, true) : [{ phase: step, repeated }]));
}

/** How hard a phase is, in bpm of nobody in particular: to compare with others alone. 0 for what asks for nothing. */
function effortOf({ target, end }: Phase): number {
  const band = bandOf(target, DEFAULT_PROFILE);
  if (band) return middleOf(band, DEFAULT_PROFILE);
  return end.type === 'heartRate' && end.from === 'below' ? endBpm(end, DEFAULT_PROFILE) : 0;
}
