// Workouts by day and by month: of the place where they were begun, what was simulated apart.
import { expect, test } from 'vitest';
import { byMonth } from '../../../src/core/history/months.ts';
import { weekOf } from '../../../src/core/history/week.ts';
import { instantOf, offsetMsAt } from '../../../src/core/schedule/timeZone.ts';
import type { Provenance } from '../../../src/core/session/summary.ts';

const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A workout at a local time: half an hour, 20 minutes of it in zone 2. */
function done(local: string, provenance: Provenance = 'strap', timeZone = HERE) {
  const epochMs = timeZone === HERE ? new Date(local).getTime() : instantOf(Date.parse(`${local}Z`), timeZone);
  return {
    startedAt: { epochMs, timeZone, offsetMin: offsetMsAt(epochMs, timeZone) / 60_000 },
    summary: { elapsedS: 1800, timeInZoneS: [300, 0, 1200, 0, 0, 0], noSignalS: 300, provenance },
  };
}

const at = (local: string): number => new Date(local).getTime();

test('a week has seven days, begins where it begins here, and knows which is today', () => {
  const monday = weekOf(at('2026-11-22T20:00'), 1, []);
  expect(monday.map(({ startMs }) => new Date(startMs).getDate())).toEqual([16, 17, 18, 19, 20, 21, 22]);
  expect(monday.findIndex(({ today }) => today)).toBe(6);
  const sunday = weekOf(at('2026-11-22T20:00'), 0, []);
  expect(sunday.map(({ startMs }) => new Date(startMs).getDate())).toEqual([22, 23, 24, 25, 26, 27, 28]);
  expect(sunday.findIndex(({ today }) => today)).toBe(0);
});

test('a day is the workouts that began in it; those of last week are not in this one', () => {
  const days = weekOf(at('2026-11-22T20:00'), 1, [
    done('2026-11-22T00:00'),
    done('2026-11-21T23:59'),
    done('2026-11-15T23:59'),
    done('2026-11-23T00:00'),
  ]);
  expect(days.map(({ workouts }) => workouts)).toEqual([0, 0, 0, 0, 0, 1, 1]);
  expect(days[6]).toMatchObject({ realS: 1800, simulatedS: 0, noSignalS: 300 });
  expect(days[6]?.zones).toEqual([{ of: 5, zonesS: [300, 0, 1200, 0, 0, 0] }]);
});

test('what was simulated is apart and in no total', () => {
  const [day] = weekOf(at('2026-11-16T20:00'), 1, [done('2026-11-16T06:00', 'simulated')]);
  expect(day).toMatchObject({ realS: 0, simulatedS: 1800, workouts: 0, zones: [], noSignalS: 0 });
});

test('workouts with other numbers of zones are summed each with its own: zone 2 of three is not zone 2 of five', () => {
  const three = done('2026-11-16T07:00');
  const [day] = weekOf(at('2026-11-16T20:00'), 1, [
    done('2026-11-16T06:00'),
    { ...three, summary: { ...three.summary, timeInZoneS: [0, 100, 1400, 0] } },
    done('2026-11-16T08:00'),
  ]);
  expect(day?.zones).toEqual([
    { of: 3, zonesS: [0, 100, 1400, 0] },
    { of: 5, zonesS: [600, 0, 2400, 0, 0, 0] },
  ]);
  expect(day).toMatchObject({ realS: 5400, noSignalS: 900, workouts: 3 });
});

test('a list is cut into months; what was simulated is listed and counted apart', () => {
  const months = byMonth([done('2026-11-02T06:00'), done('2026-11-01T06:00', 'simulated'), done('2026-10-31T23:00')]);
  expect(months.map(({ key, items, count, realS, simulated }) => [key, items.length, count, realS, simulated])).toEqual(
    [
      ['2026-11', 2, 1, 1800, 1],
      ['2026-10', 1, 1, 1800, 0],
    ],
  );
});

// A Sunday evening in Tokyo is Monday in Kiritimati and Sunday morning in Berlin: it stays a Sunday evening.
test.each(['Asia/Tokyo', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Pago_Pago'])(
  'a workout in %s is of its own day, in the week and in the months, wherever the list is opened',
  (zone) => {
    const sunday = done('2026-11-29T20:05', 'strap', zone);
    const days = weekOf(at('2026-11-29T12:00'), 1, [sunday, done('2026-11-29T00:00', 'simulated', zone)]);
    expect(days.map(({ workouts, simulated }) => [workouts, simulated]).at(-1)).toEqual([1, 1]);
    const first = done('2026-12-01T00:30', 'strap', zone);
    const last = done('2026-11-30T23:30', 'strap', zone);
    expect(byMonth([first, last]).map(({ key, count }) => [key, count])).toEqual([
      ['2026-12', 1],
      ['2026-11', 1],
    ]);
  },
);

test('months stay whole where places take turns around the first', () => {
  const west = done('2026-11-30T23:00', 'strap', 'America/Los_Angeles'); // later than the one in the east
  const east = done('2026-12-01T08:00', 'strap', 'Pacific/Kiritimati');
  const more = done('2026-11-30T06:00', 'strap', 'Europe/Berlin');
  expect(byMonth([west, east, more]).map(({ key, count }) => [key, count])).toEqual([
    ['2026-12', 1],
    ['2026-11', 2],
  ]);
});
