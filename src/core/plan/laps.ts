import { phasesOf, type Plan, type RunPhase } from './plan.ts';

// The last phase of an endless plan is done again and again: each time is a lap.

/** Whether a phase begins anew when a hand ends it. */
export function isLap(plan: Plan, phase: number): boolean {
  const phases = phasesOf(plan);
  return plan.endless === true && phase === phases.length - 1 && phases[phase]?.end.type === 'hand';
}

/** The phases of a plan in the order in which they were executed, laps with their numbers; what the plan has not is left out. */
export function executedPhases<T extends { phase: number }>(
  plan: Plan,
  executed: readonly T[],
): (T & { run: RunPhase })[] {
  const phases = phasesOf(plan);
  let laps = 0;
  return executed.flatMap((each) => {
    const run = phases[each.phase];
    if (!run) return [];
    return [{ ...each, run: isLap(plan, each.phase) ? { ...run, lap: ++laps } : run }];
  });
}

/** The phase under way, with the number of its lap: `executed` has that of all before it and its own. */
export function phaseUnderWay(plan: Plan, phase: number, executed: readonly { phase: number }[]): RunPhase | undefined {
  const run = phasesOf(plan)[phase];
  if (!run || !isLap(plan, phase)) return run;
  return { ...run, lap: Math.max(1, executed.filter((each) => each.phase === phase).length) };
}
