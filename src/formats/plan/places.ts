import type { Plan, Step } from '../../core/plan/plan.ts';

/** Where each phase as it is run stands in the plan: `phases[2].phases[0]`, in the order of `phasesOf`. */
export function placesOf({ phases }: Plan): readonly string[] {
  return below(phases, '');
}

function below(steps: readonly Step[], path: string): string[] {
  return steps.flatMap((step, i): string[] => {
    const place = `${path}phases[${String(i)}]`;
    if (!('repeat' in step)) return [place];
    const round = below(step.phases, `${place}.`);
    return Array.from({ length: step.repeat }, () => round).flat();
  });
}
