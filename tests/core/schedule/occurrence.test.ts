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
import type { Provenance } from '../../../src/core/session/summary.ts';
import { fateOf } from '../../../src/core/schedule/fate.ts';
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
const over = (provenance: Provenance, atMs = F + 60_000): OccurrenceEvent & { type: 'finished' } => ({
  type: 'finished',
  atMs,
  sessionId: 'w',
  provenance,
});
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
  expect(advanceOccurrence(started, over('strap')).end).toMatchObject({ provenance: 'strap' });
  expect(advanceOccurrence(started, { ...over('strap'), sessionId: 'other' })).toBe(started);
});

test('what was tried with a simulated heart is open again, as if nobody had begun', () => {
  const tried = after(began(F - 60_000), over('simulated', F));
  expect(statusOf(tried)).toBe('pending');
  expect(advanceOccurrence(tried, over('simulated', F + 1))).toBe(tried);
  expect(advanceOccurrence(tried, told).readyAtEpochMs).toBe(F);
  const done = [began(F + 60_000), over('strap', F + 900_000)].reduce(advanceOccurrence, tried);
  expect(done).toMatchObject({ end: { status: 'started', provenance: 'strap', atEpochMs: F + 60_000 } });
  expect(done).not.toHaveProperty('tried');
});

test.each<[string, OccurrenceEvent[]]>([
  ['over before its ten minutes are', [began(F), over('simulated', F + 1), late]],
  ['over after them', [began(F), over('simulated', F + READY_MS + 1)]],
  ['and the clock leapt over its time', [began(F - 2), over('simulated', F - 1), { type: 'leapt', atMs: F }]],
])('tried with a simulated heart, and never done: neither missed nor skipped (%s)', (_, events) => {
  const tried = after(...events);
  expect(tried.end).toMatchObject({ status: 'started', sessionId: 'w', provenance: 'simulated' });
  expect(fateOf(tried)).toBe('tried');
});

test.each([
  ['an hour later', '2026-11-23T06:30:00Z', 'kept'],
  ['at the end of that day', '2026-11-23T22:59:59Z', 'kept'],
  ['on the next day', '2026-11-23T23:00:00Z', 'tried'],
])('tried, it can be done for real %s', (_, at, fate) => {
  const tried = after(began(F), over('simulated', F + READY_MS + 1));
  const start: OccurrenceEvent = { type: 'started', atMs: Date.parse(at), sessionId: 'real' };
  expect(
    fateOf([start, { ...over('strap', Date.parse(at)), sessionId: 'real' }].reduce(advanceOccurrence, tried)),
  ).toBe(fate);
});

test('what was done for real is done, whoever tries it later', () => {
  const done = after(began(F), over('strap', F + 1));
  expect(advanceOccurrence(done, { type: 'started', atMs: F + 2, sessionId: 'again' })).toBe(done);
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
