import type { PhaseRole } from '../../../core/cues/roles.ts';

// What a FIT activity is made of (developer.garmin.com/fit/file-types/activity): numbers of messages, fields and values that
// those of a workout (`formats/plan/fit/profile.ts`) do not have.

export const ACTIVITY_MESSAGE = {
  fileId: 0,
  session: 18,
  lap: 19,
  record: 20,
  event: 21,
  deviceInfo: 23,
  activity: 34,
  hrv: 78,
} as const;

/** Of whatever has a time. */
export const TIMESTAMP = 253;
export const MESSAGE_INDEX = 254;

export const PRODUCT_NAME = 8;
export const RECORD = { heartRate: 3 } as const;
export const HRV = { time: 0 } as const;
export const EVENT = { event: 0, eventType: 1, data: 3 } as const;
export const DEVICE = {
  index: 0,
  manufacturer: 2,
  product: 4,
  descriptor: 19,
  sourceType: 25,
  productName: 27,
} as const;
export const LAP = {
  event: 0,
  eventType: 1,
  startTime: 2,
  elapsedMs: 7,
  timerMs: 8,
  meanBpm: 15,
  maxBpm: 16,
  intensity: 23,
  trigger: 24,
  sport: 25,
  stepIndex: 71,
} as const;
export const ACTIVITY_SESSION = {
  event: 0,
  eventType: 1,
  startTime: 2,
  sport: 5,
  elapsedMs: 7,
  timerMs: 8,
  meanBpm: 16,
  maxBpm: 17,
  firstLap: 25,
  laps: 26,
  trigger: 28,
  sportProfileName: 110,
} as const;
export const ACTIVITY = { timerMs: 0, sessions: 1, type: 2, event: 3, eventType: 4, localTimestamp: 5 } as const;

export const EVENTS = { timer: 0, session: 8, lap: 9, activity: 26 } as const;
export const EVENT_TYPE = { start: 0, stop: 1, stopAll: 4 } as const;
export const TIMER_TRIGGER = { manual: 0, automatic: 1 } as const;
export const LAP_TRIGGER = { manual: 0, time: 1, sessionEnd: 7 } as const;
export const SOURCE_TYPE = { bluetoothLowEnergy: 3, local: 5 } as const;
export const INTENSITIES: Readonly<Record<PhaseRole, number>> = { work: 0, recovery: 1, warmUp: 2, coolDown: 3 };

/** No interval. */
export const UINT16_INVALID = 0xffff;
/** No heart rate: programs that read it as one took it for 255 bpm, so that it is never written. */
export const UINT8_INVALID = 0xff;
/** An earlier date is, by the standard, the time since a device was switched on. */
export const DATE_MIN = 0x10000000;
