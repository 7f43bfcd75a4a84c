import { phasesMaxS, phasesOf, totalMaxS, type Plan, type RunPhase } from './plan.ts';

/** How long a plan takes, as far as that is known before it is done. */
export interface PlanLength {
  /** At most; none where only a hand ends it. */
  maxS?: number | undefined;
  /** A phase that waits for a heart rate may end before its maximum. */
  sooner: boolean;
}

/** How long the whole plan takes. */
export function lengthOf(plan: Plan): PlanLength {
  return { maxS: totalMaxS(plan), sooner: endsSooner(phasesOf(plan)) };
}

/** How long a workout takes that is under way: what was done, what is left of the phase, and all that follows. */
export function lengthNow(workout: {
  plan: Plan;
  phaseIndex: number;
  elapsedS: number;
  /** Of the phase under way, at most; none where only a hand ends it. */
  remainingS?: number | undefined;
}): PlanLength {
  const { plan, phaseIndex, elapsedS, remainingS } = workout;
  const aheadS = phasesMaxS(phasesOf(plan).slice(phaseIndex + 1));
  const known = remainingS !== undefined && aheadS !== undefined;
  return {
    maxS: known ? elapsedS + remainingS + aheadS : undefined,
    sooner: endsSooner(phasesOf(plan).slice(phaseIndex)),
  };
}

const endsSooner = (phases: readonly RunPhase[]): boolean => phases.some(({ end }) => end.type === 'heartRate');
