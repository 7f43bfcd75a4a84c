import { phasesOf, type Plan } from '../plan/plan.ts';
import { contentId } from '../plan/planIdentity.ts';

/** The same for plans that ask for the same in the same order, whatever they and their phases are called. */
export const asksIdOf = (plan: Plan): string =>
  contentId({ asks: phasesOf(plan).map(({ target, end }) => ({ target, end })) });
