import type { Sport } from '../../../core/plan/plan.ts';
import type { Intent } from '../intents.ts';

// The numbers that Garmin Connect goes by. Keys beside them are for people; public code has many a wrong pair.

export const STEP_TYPE = {
  warmup: 1,
  cooldown: 2,
  interval: 3,
  recovery: 4,
  rest: 5,
  repeat: 6,
  other: 7,
  main: 8,
} as const;

export const END_CONDITION = {
  'lap.button': 1,
  time: 2,
  distance: 3,
  calories: 4,
  power: 5,
  'heart.rate': 6,
  iterations: 7,
  'fixed.rest': 8,
  'fixed.repetition': 9,
  reps: 10,
} as const;

export const TARGET_TYPE = {
  'no.target': 1,
  'power.zone': 2,
  cadence: 3,
  'heart.rate.zone': 4,
  'speed.zone': 5,
  'pace.zone': 6,
  grade: 7,
  'heart.rate.lap': 8,
  'power.lap': 9,
  'power.3s': 10,
  'power.10s': 11,
  'power.30s': 12,
  'speed.lap': 13,
  'swim.stroke': 14,
  resistance: 15,
} as const;

export const SPORT_TYPE = {
  running: 1,
  cycling: 2,
  other: 3,
  swimming: 4,
  strength_training: 5,
  cardio_training: 6,
  yoga: 7,
  pilates: 8,
  hiit: 9,
} as const;

export const SPORTS_BY_KEY: Readonly<Record<string, Sport>> = {
  running: 'run',
  cycling: 'ride',
  other: 'other',
  swimming: 'swim',
  walking: 'walk',
  rowing: 'row',
  indoor_rowing: 'row',
};

export const INTENTS_BY_KEY: Readonly<Record<string, Intent>> = {
  warmup: 'warmUp',
  cooldown: 'coolDown',
  interval: 'interval',
  active: 'interval',
  main: 'interval',
  recovery: 'recovery',
  rest: 'rest',
  other: 'steady',
};

/** The key for a number; of a number that is not known, the key that stands beside it. */
export function keyFor(ids: Readonly<Record<string, number>>, id: number | undefined, key: string): string {
  return Object.entries(ids).find(([, each]) => each === id)?.[0] ?? key;
}
