import type { Sport } from '../../../core/plan/plan.ts';
import type { Intent } from '../intents.ts';

// What a FIT workout is made of (developer.garmin.com/fit/file-types/workout): numbers of messages, fields and values.

export const MESSAGE = { fileId: 0, session: 18, workout: 26, step: 27 } as const;
export const FILE_TYPE = { activity: 4, workout: 5, course: 6 } as const;

export const FILE_ID = { type: 0, manufacturer: 1, product: 2, serialNumber: 3, timeCreated: 4 } as const;
export const SESSION = { totalElapsedMs: 7 } as const;
export const WORKOUT = { sport: 4, capabilities: 5, validSteps: 6, name: 8, subSport: 11, description: 17 } as const;

export const STEP = {
  name: 0,
  durationType: 1,
  durationValue: 2,
  targetType: 3,
  targetValue: 4,
  low: 5,
  high: 6,
  intensity: 7,
  notes: 8,
  secondTargetType: 19,
  secondTargetValue: 20,
  secondLow: 21,
  secondHigh: 22,
  index: 254,
} as const;

/** Fields of a step that a heart-rate plan has no place for, by their names in the profile. */
export const STEP_EXTRAS: Readonly<Record<number, string>> = {
  9: 'equipment',
  10: 'exercise_category',
  11: 'exercise_name',
  12: 'exercise_weight',
  13: 'weight_display_unit',
};

export const DURATION = {
  time: 0,
  distance: 1,
  hrLessThan: 2,
  hrGreaterThan: 3,
  calories: 4,
  open: 5,
  repeatSteps: 6,
  repeatTime: 7,
  repeatDistance: 8,
  repeatCalories: 9,
  repeatHrLessThan: 10,
  repeatHrGreaterThan: 11,
  repeatPowerLessThan: 12,
  repeatPowerGreaterThan: 13,
  trainingLoad: 16,
  repeatPowerLastLapLessThan: 17,
  repeatMaxPowerLastLapLessThan: 18,
  repeatTrainingLoad: 27,
  repetitionTime: 28,
  reps: 29,
  timeOnly: 31,
} as const;

/** Durations until a power is reached: over some seconds, or the lap. */
export const POWER_DURATIONS: ReadonlySet<number> = new Set([14, 15, 19, 20, 21, 22, 23, 24, 25, 26]);

/** What a repeat goes on until, where that is not a count. */
export const REPEAT_UNTIL: Readonly<Record<number, string>> = {
  [DURATION.repeatTime]: 'time',
  [DURATION.repeatDistance]: 'distance',
  [DURATION.repeatCalories]: 'calories',
  [DURATION.repeatHrLessThan]: 'heartRate',
  [DURATION.repeatHrGreaterThan]: 'heartRate',
  [DURATION.repeatPowerLessThan]: 'power',
  [DURATION.repeatPowerGreaterThan]: 'power',
  [DURATION.repeatPowerLastLapLessThan]: 'power',
  [DURATION.repeatMaxPowerLastLapLessThan]: 'power',
  [DURATION.repeatTrainingLoad]: 'load',
};

export const TARGET = {
  speed: 0,
  heartRate: 1,
  open: 2,
  cadence: 3,
  power: 4,
  grade: 5,
  resistance: 6,
  speedLap: 12,
  heartRateLap: 13,
} as const;

/** Power as it is, as the mean of 3, 10 or 30 s, or of the lap. */
export const POWER_TARGETS: ReadonlySet<number> = new Set([4, 7, 8, 9, 10]);

/** Added to a heart rate in bpm; what is no more than it is in percent of the maximum. */
export const BPM_OFFSET = 100;
/** Added to a power in watts; what is no more than it is in percent of FTP. */
export const WATTS_OFFSET = 1_000;

export const SPORTS_BY_NUMBER: Readonly<Record<number, Sport>> = {
  0: 'other',
  1: 'run',
  2: 'ride',
  5: 'swim',
  11: 'walk',
  15: 'row',
};

/** Of sport 4, fitness equipment. */
export const FITNESS_EQUIPMENT = 4;
export const SPORTS_BY_SUB_SPORT: Readonly<Record<number, Sport>> = { 1: 'run', 5: 'ride', 6: 'ride', 14: 'row' };

export const INTENTS_BY_INTENSITY: Readonly<Record<number, Intent>> = {
  0: 'interval',
  1: 'rest',
  2: 'warmUp',
  3: 'coolDown',
  4: 'recovery',
  5: 'interval',
  6: 'steady',
};
