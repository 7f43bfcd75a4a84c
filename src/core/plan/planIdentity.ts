import type { Plan } from './plan.ts';
import { uuidOf } from '../parse/uuidOf.ts';

/**
 * Which plan is which. A plan that a person brings in gets a UUID from its host, and keeps it whatever it is called. Up
 * to version 0.1 it got an id made of its name instead: `Бег` and `五公里` both became `plan`, one after the other on one
 * device or at once on two. Those ids are replaced wherever they are read or stored, always by the same UUID for the same
 * plan, so that devices which do it each for itself agree afterwards.
 */

/** What a plan is, whatever its id. */
export type PlanContent = Omit<Plan, 'id'>;

/** Whether these are the same plan twice, by all that they say. */
export function isSameContent(a: PlanContent, b: PlanContent): boolean {
  return contentText(a) === contentText(b);
}

/** The identity of a plan that nobody has given one: always the same for the same content. */
export const contentId = (content: object): string => uuidOf('content', contentText(content));

/** The UUID of a plan that had an id made of its name. `content` as it was stored: it may be anything that JSON can say. */
export const migratedPlanId = (formerId: string, content: object): string =>
  uuidOf('plan', formerId, contentText(content));

/** The UUID of a plan of which only this is left: no plan that there is has it. */
export const gonePlanId = (formerId: string, name: string): string => uuidOf('gone', formerId, name);

/** All but the id and what a person files it under, in one order, in one Unicode form. */
function contentText(plan: object): string {
  return JSON.stringify(ordered({ ...plan, id: undefined, tags: undefined })).normalize('NFC');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, ordered(each)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
