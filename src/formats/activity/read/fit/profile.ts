import type { DroppedData } from '../recorded.ts';

// What is read of a FIT activity (developer.garmin.com/fit/file-types/activity): numbers of messages, fields and values.

export const MESSAGE = {
  fileId: 0,
  session: 18,
  lap: 19,
  record: 20,
  event: 21,
  deviceInfo: 23,
  workout: 26,
  step: 27,
  activity: 34,
  hrv: 78,
} as const;

export const FILE_ID = { type: 0, manufacturer: 1, product: 2, productName: 8 } as const;
export const FILE_TYPE = { activity: 4, workout: 5, course: 6 } as const;
export const SESSION = { startTime: 2, sport: 5, subSport: 6, timerMs: 8 } as const;
export const LAP = { startTime: 2, elapsedMs: 7, timerMs: 8, stepIndex: 71 } as const;
export const RECORD = { heartRate: 3 } as const;
export const EVENT = { event: 0, type: 1 } as const;
export const TIMER = 0;
/** Of an event: what starts the clock, and what stops it. */
export const STARTS: ReadonlySet<number> = new Set([0]);
export const STOPS: ReadonlySet<number> = new Set([1, 4, 8, 9]);
export const DEVICE = { index: 0, manufacturer: 2, product: 4, descriptor: 19, productName: 27 } as const;
export const WORKOUT = { name: 8 } as const;
export const STEP = { name: 0, index: 254 } as const;
export const ACTIVITY = { localTimestamp: 5 } as const;
export const HRV = { time: 0 } as const;

/** Fields of a record that are not kept. */
export const NOT_KEPT: readonly (readonly [field: number, what: DroppedData])[] = [
  [0, 'position'],
  [2, 'altitude'],
  [78, 'altitude'],
  [5, 'distance'],
  [6, 'speed'],
  [73, 'speed'],
  [4, 'cadence'],
  [7, 'power'],
  [13, 'temperature'],
];

/** Who made a device, where its file has no name of it: the numbers that are met most. */
export const MANUFACTURERS: Readonly<Record<number, string>> = {
  1: 'Garmin',
  13: 'Dynastream',
  15: 'Dynastream',
  23: 'Suunto',
  32: 'Wahoo',
  38: 'o-synce',
  69: 'Stages',
  70: 'Sigma',
  73: 'Wahoo',
  76: 'Moxy',
  86: 'Elite',
  89: 'Tacx',
  95: 'Stryd',
  123: 'Polar',
  255: 'FIT',
  260: 'Zwift',
  265: 'Strava',
  267: 'Bryton',
  289: 'Hammerhead',
  294: 'COROS',
};
