// Schedules that fire very often, against lists of every second.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextRecordedMs, recordedBetween, timesOf } from '../../../src/core/schedule/often.ts';
import { DAYS_WORTH, isOften, OFTEN_MS, paceOf } from '../../../src/core/schedule/pace.ts';
import { parseCron, type Cron } from '../../../src/core/schedule/fireTimes.ts';

const DAY_S = 86_400;

function cronOf(text: string): Cron {
  const cron = parseCron(text);
  if (!cron.ok) throw new Error(text);
  return cron.value;
}

/** Every second of a day that the expression names, whatever the day. */
function secondsOf(text: string): number[] {
  const { second, minute, hour } = cronOf(text).fields;
  return Array.from({ length: DAY_S }, (_, s) => s).filter(
    (s) =>
      second.values.includes(s % 60) &&
      minute.values.includes(Math.floor(s / 60) % 60) &&
      hour.values.includes(Math.floor(s / 3600)),
  );
}

const field = (max: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: 1, max }).map((step) => `*/${String(step)}`),
    fc.uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 4 }).map((list) => list.join(',')),
    fc
      .tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max }))
      .map((pair) => pair.sort((a, b) => a - b).join('-')),
  );

test('how close two occurrences are is what a list of all of them says', () => {
  fc.assert(
    fc.property(field(59), field(59), field(23), (second, minute, hour) => {
      const text = `${second} ${minute} ${hour} * * *`;
      const all = secondsOf(text);
      const gaps = all.map((s, i) => (all[i + 1] ?? all[0]! + DAY_S) - s);
      const { closestS, timesADay } = paceOf(cronOf(text));
      expect(timesADay).toBe(all.length);
      expect(closestS).toBe(all.length === 1 ? undefined : Math.min(...gaps));
    }),
    { numRuns: 30 },
  );
});

test.each([
  ['* * * * * *', true],
  ['* * * * *', true],
  ['*/4 * * * *', true],
  ['*/5 * * * *', false],
  ['0,58 * * * *', true], // from 58 to the next hour
  ['0 0 6 * * *', false],
  ['0,3 6 * * 1', true],
  ['30 6 * * *', false],
  ['0,59 0,23 * * *', true], // 23:59, 00:00
])('%s fires more often than every five minutes: %s', (text, often) => {
  expect(isOften(cronOf(text))).toBe(often);
});

const BEGUN_MS = Date.UTC(2026, 10, 23, 5, 17, 31);
const begun = { timeZone: 'UTC', begunMs: BEGUN_MS };

/** Two days from when it began, second by second. */
function firesOf(text: string): number[] {
  const dayMs = Math.floor(BEGUN_MS / (DAY_S * 1000)) * DAY_S * 1000;
  return [0, 1, 2]
    .flatMap((day) => secondsOf(text).map((s) => dayMs + (day * DAY_S + s) * 1000))
    .filter((atMs) => atMs > BEGUN_MS && atMs <= BEGUN_MS + 2 * DAY_S * 1000);
}

test.each(['* * * * * *', '*/7 * * * * *', '* * * * *', '*/4 * * * *', '* 6-12 * * *', '0-59 0-9 6,7,8 * * *'])(
  '%s: a day’s worth has a record each, then each five minutes one, whenever somebody checks',
  (text) => {
    const cron = cronOf(text);
    const fires = firesOf(text);
    const singles = fires.slice(0, DAYS_WORTH);
    const bins = new Map<number, number[]>();
    for (const atMs of fires.slice(DAYS_WORTH)) {
      const bin = Math.floor(atMs / OFTEN_MS);
      bins.set(bin, [...(bins.get(bin) ?? []), atMs]);
    }
    const expected = [...singles, ...[...bins.values()].map((some) => some[0]!)];

    // by waking up for each one
    const woken: number[] = [];
    const untilMs = BEGUN_MS + 2 * DAY_S * 1000;
    for (let atMs: number | undefined = BEGUN_MS; (atMs = nextRecordedMs(cron, atMs, begun)) !== undefined;) {
      if (atMs > untilMs) break;
      woken.push(atMs);
    }
    expect(woken).toEqual(expected);
    for (const [i, some] of [...bins.values()].entries()) {
      if (i % 40 === 0 && i < bins.size - 1) expect(timesOf(cron, some[0]!, begun)).toBe(some.length);
    }

    // by checking at any times
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 * 3600 }), { minLength: 20, maxLength: 40 }), (steps) => {
        const found: number[] = [];
        let sinceMs = BEGUN_MS;
        for (const step of steps) {
          const nowMs = Math.min(untilMs, sinceMs + step * 1000);
          const { dueMs, cut } = recordedBetween(cron, { sinceMs, untilMs: nowMs, max: 1000, ...begun });
          if (cut) expect(dueMs).toHaveLength(DAYS_WORTH);
          found.push(...dueMs);
          if (!cut) expect(dueMs).toEqual(expected.filter((atMs) => atMs > sinceMs && atMs <= nowMs));
          sinceMs = nowMs;
        }
        expect(new Set(found).size).toBe(found.length);
      }),
      { numRuns: 5 },
    );
  },
);

test('what fires less often has a record of each', () => {
  for (const text of ['*/5 * * * *', '* 6-8 * * *', '0,3 6 * * *']) {
    const cron = cronOf(text);
    const untilMs = BEGUN_MS + 2 * DAY_S * 1000;
    const { dueMs, cut } = recordedBetween(cron, { sinceMs: BEGUN_MS, untilMs, max: 1000, ...begun });
    expect(cut).toBe(false);
    expect(dueMs).toEqual(firesOf(text));
  }
});
