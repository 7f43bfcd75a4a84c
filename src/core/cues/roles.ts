import type { Profile } from '../athlete/hrZones.ts';
import { bandOf, middleOf, phasesOf, type Plan } from '../plan/plan.ts';

/** What a phase is for, beside its neighbours: nobody is pushed through a recovery or a cool-down as through work. */
export type PhaseRole = 'warmUp' | 'work' | 'recovery' | 'coolDown';

export function roleOf(plan: Plan, index: number, profile: Profile): PhaseRole {
  const phases = phasesOf(plan);
  const middleAt = (i: number): number | undefined => {
    const band = phases[i] && bandOf(phases[i].target, profile);
    return band && middleOf(band, profile);
  };
  const bpm = middleAt(index);
  const [before, after] = [middleAt(index - 1), middleAt(index + 1)];
  if (bpm === undefined) return 'work';
  if (index === 0) return after !== undefined && bpm < after ? 'warmUp' : 'work';
  if (before === undefined || bpm >= before) return 'work';
  if (index === phases.length - 1) return 'coolDown';
  return after !== undefined && bpm < after ? 'recovery' : 'work';
}
