import { inUsualZones, zoneOf, type Profile } from '../athlete/hrZones.ts';
import { bandOf, middleOf, phasesOf, type Plan } from '../plan/plan.ts';

/** What a phase is for, beside its neighbours: nobody is pushed through a recovery or a cool-down as through work. */
export type PhaseRole = 'warmUp' | 'work' | 'recovery' | 'coolDown';

/** Nobody recovers in zone 3 of five: a block between two harder ones is work, whose target counts. */
const EASIEST_WORK = 3;

function isEasy(bpm: number, profile: Profile): boolean {
  return (zoneOf(bpm, inUsualZones(profile)) ?? 0) < EASIEST_WORK;
}

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
  return after !== undefined && bpm < after && isEasy(bpm, profile) ? 'recovery' : 'work';
}
