import type { Moment } from '../../core/session/session.ts';

/** The wall clock here and now. */
export function here(): Moment {
  const now = new Date();
  return {
    epochMs: now.getTime(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    offsetMin: 0 - now.getTimezoneOffset(),
  };
}

const KNOWN_MS = 1000;
let zone = '';
let readAtMs = -Infinity;

/** Where this device is, as of the last second: three hundred schedules ask at once, and a browser takes a tenth of a millisecond each. */
export function zoneHere(): string {
  const nowMs = performance.now();
  if (nowMs - readAtMs > KNOWN_MS) {
    zone = here().timeZone;
    readAtMs = nowMs;
  }
  return zone;
}
