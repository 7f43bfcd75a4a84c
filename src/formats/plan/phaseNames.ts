/**
 * What a phase is called that has no name where it comes from. A file has no language: these are content of the plan
 * from then on, in English as the formats are, and can be changed there.
 */
export const PHASE_NAMES = {
  warmUp: 'Warm-up',
  steady: 'Steady',
  interval: 'Interval',
  recovery: 'Recovery',
  rest: 'Rest',
  coolDown: 'Cool-down',
  ramp: 'Ramp',
  free: 'Free ride',
} as const;

/** The same of a lap of a workout that had no plan, where nobody says what a lap is called. */
export const LAP_NAME = 'Lap';
