import type { Parsed } from '../parse/parsed.ts';
import type { Plan } from './plan.ts';
import { parseStoredPlan } from './planFile.ts';
import { isNameMade } from './planId.ts';
import { migratedPlanId } from './planIdentity.ts';

/** The plan of a workout as it was stored with it. An id that was made of its name becomes the plan's own. */
export function parseWorkoutPlan(stored: unknown): Parsed<Plan> {
  const plan = parseStoredPlan(stored);
  if (!plan.ok || !isNameMade(plan.value.id)) return plan;
  return { ...plan, value: { ...plan.value, id: migratedPlanId(plan.value.id, stored as object) } };
}
