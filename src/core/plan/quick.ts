import type { Plan, PlanZone } from './plan.ts';

/**
 * The plan of every workout without one: laps by hand, with no target or one zone to hold. A UUID, since the word itself may
 * be what an earlier version made of the name of a person's plan (see `planIdentity.ts`).
 */
export const QUICK_ID = '71756963-6b00-8000-8000-000000000001';

/** What a language has to say about it. */
export interface QuickWords {
  name: string;
  description: string;
  lap: string;
}

export function quickPlan({ name, description, lap }: QuickWords, zone?: PlanZone): Plan {
  return {
    id: QUICK_ID,
    name,
    description,
    sport: 'other',
    endless: true,
    phases: [
      { name: lap, target: zone === undefined ? { type: 'open' } : { type: 'zone', ...zone }, end: { type: 'hand' } },
    ],
  };
}
