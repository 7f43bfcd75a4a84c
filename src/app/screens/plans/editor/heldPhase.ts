import type { Profile } from '../../../../core/athlete/hrZones.ts';
import type { Phase } from '../../../../core/plan/plan.ts';
import { isSamePath, type Path } from '../../../../core/plan/stepTree.ts';
import { drawnS, lookOf, type Drawing, type Look } from './drawing.ts';

/** What a hand makes of a phase, while all else is drawn as it was before. */
export interface HeldPhase {
  path: Path;
  look: Look;
  lengthS: number;
  /** How much later what stands at this time of the drawing is now: each round before it is as much longer. */
  laterS: (atS: number) => number;
}

export function heldIn(
  { phases }: Pick<Drawing, 'phases'>,
  { path, phase }: { path: Path; phase: Phase },
  profile: Profile,
): HeldPhase {
  const rounds = phases.filter((each) => isSamePath(each.path, path));
  const lengthS = drawnS(phase);
  const byS = rounds[0] ? lengthS - drawnS(rounds[0].phase) : 0;
  return {
    path,
    look: lookOf(phase, profile),
    lengthS,
    laterS: (atS) => byS * rounds.filter(({ toS }) => toS <= atS).length,
  };
}
