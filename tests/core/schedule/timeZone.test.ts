// What clocks show, where they jump, and where they are set back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOf, isZone, localOf, offsetMsAt, spanAt } from '../../../src/core/schedule/timeZone.ts';

const HOUR_MS = 3_600_000;

test.each<[unknown, boolean]>([
  ['UTC', true],
  ['Europe/Berlin', true],
  ['America/Argentina/ComodRivadavia', true],
  ['Etc/GMT+5', true],
  ['', false],
  ['Europe/Berlino', false],
  ['+02:00', false],
  [' Europe/Berlin', false],
  ['a'.repeat(1e6), false],
  ['__proto__', false],
  [undefined, false],
  [2, false],
  [['UTC'], false],
])('%j is a zone: %j', (name, answer) => {
  expect(isZone(name)).toBe(answer);
});

test.each([
  ['2026-07-01T10:00:00.500Z', 'Europe/Berlin', '2026-07-01T12:00:00', 120],
  ['2026-01-01T03:30:00Z', 'America/St_Johns', '2026-01-01T00:00:00', -210],
  ['2026-01-01T00:00:00Z', 'Pacific/Kiritimati', '2026-01-01T14:00:00', 840],
  ['2026-01-01T00:00:00Z', 'Asia/Kathmandu', '2026-01-01T05:45:00', 345],
  ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29T23:59:59', -600],
  ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31T00:00:00', 840],
  ['1969-12-31T23:59:59.999Z', 'UTC', '1969-12-31T23:59:59', 0],
])('at %s the clock in %s shows %s, %i minutes from UTC', (at, timeZone, localTime, offsetMin) => {
  expect(localOf(Date.parse(at), timeZone)).toEqual({ localTime, offsetMin });
});

test.each([
  ['2026-07-01T12:00', 'Europe/Berlin', '2026-07-01T10:00'],
  ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59'],
  ['2026-03-29T02:00', 'Europe/Berlin', '2026-03-29T01:00'], // the first in the gap: 03:00
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30'],
  ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30'], // the first of two
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00'],
  ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45'],
  ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00'], // a day that never was
  ['2018-11-04T00:00', 'America/Sao_Paulo', '2018-11-04T03:00'],
])('%s in %s is %s', (local, timeZone, at) => {
  expect(new Date(instantOf(Date.parse(`${local}Z`), timeZone)).toISOString()).toBe(`${at}:00.000Z`);
});

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const instants = fc.integer({ min: Date.UTC(1970, 0) / 1000, max: Date.UTC(2060, 0) / 1000 }).map((s) => s * 1000);

/** Independent of the offset's name: the fields of the clock themselves. */
function shown(epochMs: number, timeZone: string): string {
  const style = { hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat('sv-SE', { timeZone, ...style }).format(epochMs).replace(' ', 'T');
}

test('in every zone and at every time, the clock shows what Intl says', () => {
  fc.assert(
    fc.property(zones, instants, (timeZone, atMs) => {
      expect(localOf(atMs, timeZone).localTime).toBe(shown(atMs, timeZone));
    }),
    { numRuns: 500 },
  );
});

test('a span holds its instant, its offset from end to end, and begins where another ends', () => {
  fc.assert(
    fc.property(zones, instants, (timeZone, atMs) => {
      const span = spanAt(atMs, timeZone);
      expect(span.startMs).toBeLessThanOrEqual(atMs);
      expect(span.endMs).toBeGreaterThan(atMs);
      for (const eachMs of [span.startMs, atMs, span.endMs - 1]) {
        expect(offsetMsAt(eachMs, timeZone)).toBe(span.offsetMs);
      }
      expect(offsetMsAt(span.startMs - 1, timeZone)).toBe(span.beforeMs);
    }),
    { numRuns: 500 },
  );
});

test('there and back again: a time that is shown comes at its first instant', () => {
  fc.assert(
    fc.property(zones, instants, (timeZone, atMs) => {
      const firstMs = instantOf(atMs + offsetMsAt(atMs, timeZone), timeZone);
      expect(firstMs).toBeLessThanOrEqual(atMs);
      expect(firstMs).toBeGreaterThanOrEqual(atMs - 24 * HOUR_MS);
      expect(shown(firstMs, timeZone)).toBe(shown(atMs, timeZone));
      if (firstMs < atMs) expect(offsetMsAt(firstMs, timeZone)).toBeGreaterThan(offsetMsAt(atMs, timeZone));
    }),
    { numRuns: 500 },
  );
});
