import { expect, test } from 'vitest';
import {
  EARLY_MS,
  advanceOccurrence,
  occurrenceOf,
  READY_MS,
  statusOf,
  type Occurrence,
  type OccurrenceEvent,
} from '../../../src/core/schedule/occurrence.ts';
import { revised, type Schedule } from '../../../src/core/schedule/schedule.ts';

const F = Date.UTC(2026, 10, 23, 5, 30);

const SCHEDULE: Schedule = {
  id: 's',
  planId: 'tempo',
  planName: 'Tempo',
  cron: '30 6 * * 1',
  timeZone: null,
  on: true,
  revision: 3,
  sinceEpochMs: 0,
};
const PENDING = occurrenceOf(SCHEDULE, F, 'Europe/Berlin');

const after = (...events: OccurrenceEvent[]): Occurrence => events.reduce(advanceOccurrence, PENDING);
const began = (atMs: number): OccurrenceEvent => ({ type: 'started', atMs, sessionId: 'w' });
const told: OccurrenceEvent = { type: 'announced', atMs: F };
const late: OccurrenceEvent = { type: 'checked', atMs: F + READY_MS + 1 };

test('an occurrence is named by schedule, revision, local time and offset', () => {
  expect(PENDING).toMatchObject({
    id: 's/3/2026-11-23T06:30:00+01:00',
    localTime: '2026-11-23T06:30:00',
    offsetMin: 60,
  });
});

test.each([
  ['half an hour and a millisecond early', F - EARLY_MS - 1, 'pending'],
  ['half an hour early', F - EARLY_MS, 'started'],
  ['on time', F, 'started'],
  ['599,999 ms late', F + 599_999, 'started'],
  ['600,000 ms late', F + 600_000, 'started'],
  ['600,001 ms late', F + 600_001, 'pending'],
])('a workout that begins %s', (_, atMs, status) => {
  expect(statusOf(after(began(atMs)))).toBe(status);
});

test.each<[string, OccurrenceEvent[], string]>([
  ['nobody was told', [late], 'missed'],
  ['somebody was told', [told, late], 'skipped'],
  ['somebody was told at the last moment', [{ type: 'announced', atMs: F + READY_MS }, late], 'skipped'],
  ['somebody was told too late', [{ type: 'announced', atMs: F + READY_MS + 1 }, late], 'missed'],
  ['somebody was told too early', [{ type: 'announced', atMs: F - 1 }, late], 'missed'],
  ['somebody looks at the last moment', [told, { type: 'checked', atMs: F + READY_MS }], 'pending'],
])('when %s', (_, events, status) => {
  expect(statusOf(after(...events))).toBe(status);
});

test.each<[string, OccurrenceEvent[], string]>([
  ['missed, and then heard of a start in time', [late, began(F + READY_MS)], 'started'],
  ['skipped by time, and then heard of a start in time', [told, late, began(F + 1)], 'started'],
  ['missed, and then heard of a start too late', [late, began(F + READY_MS + 1)], 'missed'],
  ['skipped by the person, and then started', [{ type: 'skipped', atMs: F }, began(F + 1)], 'skipped'],
  ['started, and then skipped', [began(F), { type: 'skipped', atMs: F + 1 }], 'started'],
  ['started, and then cancelled', [began(F), { type: 'cancelled', atMs: F + 1, why: 'deleted' }], 'started'],
  ['cancelled, and then looked at', [{ type: 'cancelled', atMs: F, why: 'edited' }, late], 'cancelled'],
  ['advanceOccurrence, and then started', [{ type: 'moved', atMs: F, to: 'x' }, began(F + 1)], 'moved'],
  ['missed by a clock that ran ahead', [late, { type: 'due', atMs: F }], 'pending'],
  ['missed, and looked up again', [late, { type: 'due', atMs: F + READY_MS + 2 }], 'missed'],
  [
    'skipped by the person with a clock that ran ahead',
    [
      { type: 'skipped', atMs: F + 9 },
      { type: 'due', atMs: F },
    ],
    'skipped',
  ],
])('%s', (_, events, status) => {
  expect(statusOf(after(...events))).toBe(status);
});

test('whose heart it was is written to the workout that it was, and to no other', () => {
  const started = after(began(F));
  expect(advanceOccurrence(started, { type: 'finished', sessionId: 'w', provenance: 'simulated' }).end).toMatchObject({
    provenance: 'simulated',
  });
  expect(advanceOccurrence(started, { type: 'finished', sessionId: 'other', provenance: 'strap' })).toBe(started);
});

test.each([
  ['another time', { cron: '0 7 * * 1' }, true],
  ['another plan', { planId: 'easy-recovery', planName: 'Easy recovery' }, true],
  ['another zone', { timeZone: 'Asia/Tokyo' }, true],
  ['off', { on: false }, true],
  ['the same again', { cron: SCHEDULE.cron, on: true }, false],
  ['another name for the same plan', { planName: 'Brisk' }, false],
])('%s is a revision of its own: %#', (_, choice, isNew) => {
  const now = revised(SCHEDULE, choice, F);
  expect(now).toMatchObject(choice);
  expect([now.revision, now.sinceEpochMs]).toEqual(isNew ? [4, F] : [3, 0]);
});
