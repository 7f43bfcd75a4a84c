// Which planned workout a battery is not expected to last for, and when that is said.
import { expect, test } from 'vitest';
import { withBattery } from '../../../src/app/state/knownStraps.ts';
import { batteryDueOf, withChangeTold } from '../../../src/app/state/batteryDue.ts';
import { batteryForecast, firstNotLasted } from '../../../src/core/records/batteryForecast.ts';
import type { StrapEntry } from '../../../src/core/records/strapDiary.ts';
import { quickPlan } from '../../../src/core/plan/quick.ts';
import { readSettings } from '../../../src/store/database/readers.ts';
import { DEFAULT_SETTINGS, stamped } from '../../../src/store/database/records.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { pages } from '../../../src/words/en/pages.ts';
import { planned as say } from '../../../src/words/en/planned.ts';
import { takeRegion } from '../../../src/words/dates.ts';

takeRegion(['en-GB']);

const DAY_MS = 86_400_000;
const T0 = new Date(2026, 10, 2, 9).getTime(); // a Monday, at nine

/** A level every other day: `46 43 40`. */
const levels = (text: string): StrapEntry[] =>
  text.split(' ').map((pct, i) => ({
    ...{ sessionId: `s${i}`, startedAtEpochMs: T0 + 2 * i * DAY_MS, endedAtEpochMs: T0 + 2 * i * DAY_MS + 3_600_000 },
    ...{ elapsedS: 3_600, dropouts: 0, dropoutS: 0, doubtS: 0, batteryEndPct: Number(pct) },
  }));

const FALLING = levels('46 43 40 37 34 31 28 25 22'); // 10 % on day 24
const FALLEN = levels('46 43 40 37 34 31 28 25 22 19 16 13'); // the same, six days later
const on = (day: number, lengthS = 3_600) => ({ fireAtEpochMs: T0 + day * DAY_MS, lengthS, name: `day ${day}` });

test.each([
  ['the first that it is not expected to last for', 20, [on(22), on(25), on(26)], 'day 25'],
  ['whatever order they are in', 20, [on(26), on(25)], 'day 25'],
  ['one that begins before and ends after', 20, [on(23.9, 3_600), on(23.9, 4 * 3_600)], 'day 23.9'],
  ['all before are none', 20, [on(21), on(22)], undefined],
  ['none of a week that is far away', 16, [on(25)], undefined],
  ['none that is over', 20, [on(19)], undefined],
  ['nothing planned', 20, [], undefined],
])('not lasted for: %s', (_, today, planned, expected) => {
  const nowMs = T0 + today * DAY_MS;
  expect(firstNotLasted(batteryForecast(FALLING, nowMs)!, planned, nowMs)?.name).toBe(expected);
});

test('a battery that was charged since the last workout is another one', () => {
  const nowMs = T0 + 20 * DAY_MS;
  expect(batteryForecast(FALLING, nowMs, 22)).toBeDefined();
  expect(batteryForecast(FALLING, nowMs, 100)).toBeUndefined();
});

const strap = { id: 'a', name: 'H10', batteryPct: 22 };
const PLAN = quickPlan(enPlans.quick);
const plans = { byId: (id: string) => (id === 'p' ? PLAN : undefined) };
const coming = (day: number, planId = 'p') => [
  { scheduleId: 's', planId, planName: 'Long run', fireAtEpochMs: T0 + day * DAY_MS, moved: false },
];
const due = (today: number, day?: number, planId?: string, entries = FALLING) =>
  batteryDueOf({
    ...{ strap, diary: { id: 'a', entries }, nowMs: T0 + today * DAY_MS, words: pages, plans },
    planned: day === undefined ? undefined : { agenda: { coming: coming(day, planId) }, say },
  });

test('it is said with the day, the workout and the readings that say so', () => {
  expect(due(20, 25)).toEqual({
    advice: 'Change or charge the battery before Friday.',
    workout: expect.stringMatching(/^It may not last through “Long run” \(Fri 27 Nov at .*\)\.$/),
    because:
      'It was at 46\u00A0% on 2 Nov 2026 and at 22\u00A0% on 18 Nov 2026: at this rate it reaches 10\u00A0% on 26 Nov 2026.',
  });
  expect(due(23, 24.5, 'p', FALLEN)?.advice).toBe('Change or charge the battery before tomorrow.');
  expect(due(24, 24.2, 'p', FALLEN)).toMatchObject({
    advice: 'Change or charge the battery before today’s workout.',
    because: expect.stringContaining('is at 10\u00A0% or less now'),
  });
});

test('without such a workout the day of the battery is said, and where there is no line nothing', () => {
  for (const none of [due(20), due(20, 22), due(20, 25, 'gone')]) {
    expect(none).toMatchObject({
      advice: expect.stringMatching(/^Change or charge the battery before Thursday.* 26 November 2026\.$/),
    });
    expect(none).not.toHaveProperty('workout');
  }
  expect(due(25, undefined, 'p', FALLEN)?.advice).toBe('Change or charge the battery now.');
  const diary = { id: 'a', entries: levels('80 80 80 30') };
  expect(
    batteryDueOf({ strap, diary, nowMs: T0 + 7 * DAY_MS, words: pages, plans, planned: undefined }),
  ).toBeUndefined();
});

test('that it was said is remembered until the battery is another one, also on the disk', () => {
  const told = withChangeTold([strap], 'a', 22);
  const read = readSettings(stamped({ ...DEFAULT_SETTINGS, knownStraps: told }, 1));
  expect(read).toMatchObject({ ok: true, value: { value: { knownStraps: [{ changeToldPct: 22 }] } } });
  expect(withBattery(told, 'a', 10)[0]!.changeToldPct).toBe(22);
  expect(withBattery(told, 'a', 30)[0]!.changeToldPct).toBe(22);
  expect(withBattery(told, 'a', 37)[0]).not.toHaveProperty('changeToldPct');
});
