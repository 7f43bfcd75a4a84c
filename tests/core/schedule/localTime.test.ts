import { expect, test } from 'vitest';
import { localMsOf } from '../../../src/core/schedule/localTime.ts';

test('a zone that is not known here, or none, as in old records: the offset that was noted says the time', () => {
  const epochMs = Date.UTC(2026, 10, 29, 11, 5);
  for (const timeZone of ['', 'Mars/Olympus_Mons']) {
    expect(new Date(localMsOf({ epochMs, timeZone, offsetMin: 540 })).toISOString()).toBe('2026-11-29T20:05:00.000Z');
  }
  expect(new Date(localMsOf({ epochMs, timeZone: 'Asia/Tokyo', offsetMin: 0 })).getUTCHours()).toBe(20);
});
