// Settling as what it is: a function of cursor, schedule, known occurrences and time.
import { expect, test } from 'vitest';
import {
  advanceOccurrence,
  occurrenceOf,
  statusOf,
  type Occurrence,
  type OccurrenceEvent,
} from '../../../src/core/schedule/occurrence.ts';
import { revised, type Schedule, type ScheduleChoice } from '../../../src/core/schedule/schedule.ts';
import type { LastCheck, ScheduleCursor } from '../../../src/core/schedule/scheduleCursor.ts';
import {
  neededOccurrences,
  needsSettling,
  settle,
  type CurrentSchedule,
  type SettleEvent,
  type Settlement,
} from '../../../src/core/schedule/settle.ts';
import { isInRange } from '../../../src/core/schedule/occurrenceRange.ts';

/** What happens between two checks, and then when and where the ledger is checked. */
interface Step {
  at: string;
  /** Where the device is; Berlin unless said otherwise. */
  in?: string;
  /** The schedule is changed, or removed. */
  edit?: Partial<ScheduleChoice> | 'removed';
  /** To each occurrence that has not ended. */
  event?: (atMs: number) => OccurrenceEvent;
  /** The cursor cannot be read. */
  lost?: true;
  /** A newer version of the app has written over every occurrence. */
  newer?: true;
}

const ms = (iso: string): number => Date.parse(iso.length === 16 ? `${iso}Z` : iso);
const BEGUN = '2026-03-02T12:00'; // a Monday
const DAILY: Schedule = {
  id: 's',
  planId: 'tempo',
  planName: 'Tempo',
  cron: '30 6 * * *',
  timeZone: null,
  on: true,
  revision: 1,
  sinceEpochMs: ms(BEGUN),
};
const told = (atMs: number): OccurrenceEvent => ({ type: 'announced', atMs });
const skipped = (atMs: number): OccurrenceEvent => ({ type: 'skipped', atMs });

/** One schedule and what the ledger has of it. Nothing that was handed in is ever changed. */
class Story {
  schedule: Schedule | undefined;
  cursor: ScheduleCursor | undefined;
  readonly occurrences = new Map<string, Occurrence>();
  #newer = false;
  #last: LastCheck | undefined;
  #stamp = 1;
  #changedMs = ms(BEGUN);

  constructor(schedule: Schedule) {
    this.schedule = schedule;
  }

  play({ at: iso, in: timeZone = 'Europe/Berlin', edit, event, lost, newer }: Step): Settlement {
    const nowMs = ms(iso);
    if (edit !== undefined) {
      this.schedule = edit === 'removed' ? undefined : revised(this.schedule!, edit, nowMs);
      this.#stamp++;
      this.#changedMs = nowMs;
    }
    if (event) {
      for (const each of this.occurrences.values()) {
        if (each.end === null) this.occurrences.set(each.id, advanceOccurrence(each, event(nowMs)));
      }
    }
    if (lost) this.cursor = undefined;
    if (newer) this.#newer = true;

    const current: CurrentSchedule = {
      id: 's',
      stamp: String(this.#stamp),
      changedAtEpochMs: this.#changedMs,
      schedule: this.schedule,
    };
    const time = { nowMs, timeZone, last: this.#last };
    const all = [...this.occurrences.values()];
    const known = this.#newer
      ? { occurrences: [], newerIds: all.map(({ id }) => id) }
      : { occurrences: all, newerIds: [] };
    const settled = settle(frozen(this.cursor), frozen(current), frozen(known), frozen(time));

    if (!this.#newer) {
      // What it asks for is enough.
      const { ids, ranges } = neededOccurrences(this.cursor, current, time);
      const asked = all.filter(({ id }) => ids.includes(id));
      const before = asked.map(({ movedFrom }) => movedFrom);
      const some = all.filter(
        (each) => ids.includes(each.id) || before.includes(each.id) || ranges.some((range) => isInRange(each, range)),
      );
      expect(settle(this.cursor, current, { occurrences: some, newerIds: [] }, time)).toEqual(settled);
    }
    if (!needsSettling(this.cursor, current, time)) {
      expect(settled).toEqual({ cursor: this.cursor, changes: [], events: [], waiting: [] });
      expect(settled.cursor).toBe(this.cursor);
    }
    for (const each of settled.changes) this.occurrences.set(each.id, each);
    this.cursor = settled.cursor;
    this.#last = { atEpochMs: nowMs, timeZone };

    // Asked again, it has nothing to add.
    const there = this.#newer ? known : { occurrences: [...this.occurrences.values()], newerIds: [] };
    const again = settle(this.cursor, current, there, { ...time, last: this.#last });
    expect(again).toEqual({ ...settled, changes: [], events: [] });
    expect(again.cursor).toBe(settled.cursor);
    return settled;
  }

  get became(): string[] {
    return [...this.occurrences.values()]
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((each) => `${each.localTime.slice(5, 16)} ${becameOf(each)}`);
  }
}

function becameOf(occurrence: Occurrence): string {
  const { end } = occurrence;
  if (end?.status === 'cancelled') return `cancelled, ${end.why}`;
  if (end?.status === 'missed' && end.leapt) return 'leapt over';
  return statusOf(occurrence);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) frozen(each);
  }
  return value;
}

const textOf = (event: SettleEvent): string =>
  event.type === 'leftOut' ? 'leftOut' : `${event.type} ${event.occurrence.localTime.slice(5, 16)}`;

interface Row {
  schedule?: Partial<Schedule>;
  steps: Step[];
  /** Of all steps. */
  events?: string[];
  became: string[];
  /** What waits after the last step, and when the schedule fires next; `removed`: there is no cursor. */
  waiting?: string[];
  next: string | null;
}

const rows: Record<string, Row> = {
  'before its time nothing is there': {
    steps: [{ at: BEGUN }],
    became: [],
    next: '2026-03-03T05:30',
  },
  'what falls due waits': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30' }],
    became: ['03-03T06:30 pending'],
    waiting: ['03-03T06:30'],
    next: '2026-03-04T05:30',
  },
  'the last moment is in time': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30' }, { at: '2026-03-03T05:40' }],
    became: ['03-03T06:30 pending'],
    waiting: ['03-03T06:30'],
    next: '2026-03-04T05:30',
  },
  'nobody was told: missed': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:41' }],
    events: ['missed 03-03T06:30'],
    became: ['03-03T06:30 missed'],
    next: '2026-03-04T05:30',
  },
  'somebody was told: skipped': {
    steps: [
      { at: BEGUN },
      { at: '2026-03-03T05:30' },
      { at: '2026-03-03T05:31', event: told },
      { at: '2026-03-03T05:41' },
    ],
    events: ['skipped 03-03T06:30'],
    became: ['03-03T06:30 skipped'],
    next: '2026-03-04T05:30',
  },
  'what a person skipped is no event': {
    steps: [
      { at: BEGUN },
      { at: '2026-03-03T05:30' },
      { at: '2026-03-03T05:31', event: skipped },
      { at: '2026-03-03T05:41' },
    ],
    became: ['03-03T06:30 skipped'],
    next: '2026-03-04T05:30',
  },
  'each day of an absence is missed, each once': {
    steps: [{ at: BEGUN }, { at: '2026-03-05T12:00' }],
    events: ['missed 03-03T06:30', 'missed 03-04T06:30', 'missed 03-05T06:30'],
    became: ['03-03T06:30 missed', '03-04T06:30 missed', '03-05T06:30 missed'],
    next: '2026-03-06T05:30',
  },
  'of years away a season is written down, and that there was more': {
    schedule: { cron: '30 6 1 * *' },
    steps: [{ at: BEGUN }, { at: '2028-03-02T12:00' }],
    events: ['leftOut', 'missed 01-01T06:30', 'missed 02-01T06:30', 'missed 03-01T06:30'],
    became: ['01-01T06:30 missed', '02-01T06:30 missed', '03-01T06:30 missed'],
    next: '2028-04-01T04:30',
  },
  'edited: what waits is cancelled, and the new revision begins then': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30' }, { at: '2026-03-03T05:35', edit: { cron: '0 7 * * *' } }],
    became: ['03-03T06:30 cancelled, edited'],
    next: '2026-03-03T06:00',
  },
  'edited twice between two checks: each revision has its own time': {
    steps: [
      { at: BEGUN },
      { at: '2026-03-03T05:30' },
      { at: '2026-03-03T05:35', edit: { cron: '0 7 * * *' } },
      { at: '2026-03-03T06:00' },
      { at: '2026-03-03T06:05', edit: { planId: 'other' } },
    ],
    became: ['03-03T06:30 cancelled, edited', '03-03T07:00 cancelled, edited'],
    next: '2026-03-04T06:00',
  },
  'a new name is no new revision': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30' }, { at: '2026-03-03T05:35', edit: { planName: 'New' } }],
    became: ['03-03T06:30 pending'],
    waiting: ['03-03T06:30'],
    next: '2026-03-04T05:30',
  },
  'removed long ago: what it had planned up to then is missed': {
    steps: [{ at: BEGUN }, { at: '2026-03-04T05:35', edit: 'removed' }],
    events: ['missed 03-03T06:30'],
    became: ['03-03T06:30 missed', '03-04T06:30 cancelled, deleted'],
    next: 'removed',
  },
  'switched off: nothing more': {
    steps: [
      { at: BEGUN },
      { at: '2026-03-03T05:30' },
      { at: '2026-03-03T05:35', edit: { on: false } },
      { at: '2026-03-09T05:30' },
    ],
    became: ['03-03T06:30 cancelled, off'],
    next: null,
  },
  'the clock was set back: nothing is there twice': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30' }, { at: '2026-03-02T20:00' }, { at: '2026-03-03T05:30' }],
    became: ['03-03T06:30 pending'],
    waiting: ['03-03T06:30'],
    next: '2026-03-04T05:30',
  },
  'a clock that ran ahead is forgiven': {
    steps: [{ at: BEGUN }, { at: '2026-03-04T12:00' }, { at: '2026-03-02T20:00' }, { at: '2026-03-03T05:30' }],
    events: ['missed 03-03T06:30', 'missed 03-04T06:30'],
    became: ['03-03T06:30 pending', '03-04T06:30 missed'],
    waiting: ['03-03T06:30'],
    next: '2026-03-04T05:30',
  },
  'west: a time of day that was there already does not come twice': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:41' }, { at: '2026-03-03T11:30', in: 'America/New_York' }],
    events: ['missed 03-03T06:30'],
    became: ['03-03T06:30 missed'],
    next: '2026-03-04T11:30',
  },
  'west, with the next time there already': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:41' }, { at: '2026-03-03T06:00', in: 'America/New_York' }],
    events: ['missed 03-03T06:30'],
    became: ['03-03T06:30 missed'],
    next: '2026-03-04T11:30',
  },
  'east: the clock leaps over a time of day': {
    steps: [
      { at: BEGUN, in: 'America/New_York' },
      { at: '2026-03-03T05:45', in: 'America/New_York' },
      { at: '2026-03-03T06:00', in: 'Europe/Berlin' },
    ],
    became: ['03-03T06:30 leapt over'],
    next: '2026-03-04T05:30',
  },
  'pinned: where the device is does not matter': {
    schedule: { timeZone: 'Europe/Berlin' },
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30', in: 'Asia/Tokyo' }],
    became: ['03-03T06:30 pending'],
    waiting: ['03-03T06:30'],
    next: '2026-03-04T05:30',
  },
  'elapsed time: both passes of an hour that comes twice': {
    schedule: { cron: '0 */1 * * *', sinceEpochMs: ms('2026-10-25T00:30') },
    steps: [{ at: '2026-10-25T00:30' }, { at: '2026-10-25T01:05' }],
    became: ['10-25T02:00 pending'],
    waiting: ['10-25T02:00'],
    next: '2026-10-25T02:00',
  },
  'an expression that cannot be read fires never': {
    schedule: { cron: '@daily' },
    steps: [{ at: BEGUN }, { at: '2026-03-05T05:30' }],
    became: [],
    next: null,
  },
  'a zone that is not known fires never': {
    schedule: { timeZone: 'Mars/Olympus' },
    steps: [{ at: BEGUN }, { at: '2026-03-05T05:30' }],
    became: [],
    next: null,
  },
  'the cursor is lost: what waits goes on waiting': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30' }, { at: '2026-03-03T05:35', lost: true }],
    became: ['03-03T06:30 pending'],
    waiting: ['03-03T06:30'],
    next: '2026-03-04T05:30',
  },
  'the cursor is lost, and the schedule was edited: what waited for the old one is cancelled': {
    steps: [
      { at: BEGUN },
      { at: '2026-03-03T05:30' },
      { at: '2026-03-03T05:35', edit: { cron: '0 7 * * *' }, lost: true },
    ],
    became: ['03-03T06:30 cancelled, edited'],
    next: '2026-03-03T06:00',
  },
  'a newer version’s record is left alone': {
    steps: [{ at: BEGUN }, { at: '2026-03-03T05:30' }, { at: '2026-03-03T05:35', newer: true }],
    became: ['03-03T06:30 pending'],
    next: '2026-03-04T05:30',
  },
};

test.each(Object.entries(rows))('settle: %s', (_, { schedule, steps, events = [], became, waiting = [], next }) => {
  const story = new Story({ ...DAILY, ...schedule });
  const settled = steps.map((step) => story.play(step));
  expect(settled.flatMap((each) => each.events.map(textOf))).toEqual(events);
  expect(story.became).toEqual(became);
  expect(settled.at(-1)!.waiting.map(({ localTime }) => localTime.slice(5, 16))).toEqual(waiting);
  const nextMs = story.cursor ? story.cursor.nextEpochMs : undefined;
  if (next === 'removed') expect(story.cursor).toBeUndefined();
  else if (nextMs !== null || story.schedule?.on) expect(nextMs).toBe(next === null ? null : ms(next));
});

test('settle: what has ended is kept open for a late start, and then forgotten', () => {
  const story = new Story(DAILY);
  for (const at of [BEGUN, '2026-03-03T05:41']) story.play({ at });
  expect(story.cursor!.open).toMatchObject([{ state: 'over' }]);
  const { cursor } = story;
  story.play({ at: '2026-03-03T06:30' });
  expect(story.cursor).toBe(cursor);
  story.play({ at: '2026-03-03T06:31' });
  expect(story.cursor!.open).toEqual([]);
});

test('settle: put off to tomorrow it follows the device, snoozed it stays', () => {
  for (const [afterMs, expected] of [
    [86_400_000, ['03-03T06:30 moved', '03-04T06:30 pending', '03-04T06:30 moved']],
    [600_000, ['03-03T06:30 moved', '03-03T06:40 pending']],
  ] as const) {
    const story = new Story(DAILY);
    for (const at of [BEGUN, '2026-03-03T05:30']) story.play({ at });
    const [first] = story.occurrences.values();
    const atMs = ms('2026-03-03T05:30');
    const put = occurrenceOf(DAILY, atMs + afterMs, 'Europe/Berlin');
    const successor = { ...put, id: `${put.id}/moved`, movedFrom: first!.id };
    story.occurrences.set(successor.id, successor);
    story.occurrences.set(first!.id, advanceOccurrence(first!, { type: 'moved', atMs, to: successor.id }));
    const open = { id: successor.id, fireAtEpochMs: successor.fireAtEpochMs, state: 'waiting' } as const;
    story.cursor = { ...story.cursor!, open: [open] };
    story.play({ at: '2026-03-03T05:35', in: 'Europe/London' });
    expect(story.became).toEqual(expected);
  }
});
