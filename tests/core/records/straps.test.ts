// A record of a workout with two straps is read back as it was written; one of a version with one strap means one strap.
import { expect, test } from 'vitest';
import { CHECKPOINT_VERSION } from '../../../src/core/records/checkpoint.ts';
import { parseRecoverable } from '../../../src/core/records/checkpointRecord.ts';
import { finishedOf } from '../../../src/core/records/finished.ts';
import { parseFinished } from '../../../src/core/records/finishedRecord.ts';
import { parseEntry } from '../../../src/core/records/journalRecord.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, type Recoverable, type Session } from '../../../src/core/session/session.ts';
import { phase, planOf, rrOf, time, workout } from '../arbitrary.ts';

/** Half a minute with both, then one with the second alone. */
const EVENTS: SessionEvent[] = [
  { type: 'start', atMs: 0, workout: workout(planOf(phase(time(600)))) },
  ...Array.from({ length: 90 }, (_, s): SessionEvent[] => {
    const heard = (strap: 0 | 1): SessionEvent => ({
      type: 'heartRate',
      atMs: s * 1000 + 200,
      heartRate: { bpm: 140, contact: 'present', energyKJ: null, rrMs: rrOf(140, s) },
      source: 'strap',
      strap,
    });
    return [
      ...(s < 30 ? [heard(0)] : []),
      heard(1),
      { type: 'tick', listening: true },
      ...(s === 33 ? [{ type: 'strap', atMs: 33_000, strap: 1 } as const] : []),
    ];
  }).flat(),
];

const played = (events: SessionEvent[]): Session =>
  events.reduce<Session>((session, event) => advance(session, event)[0], IDLE);

test('a checkpoint has both straps, and which is used', () => {
  const session = played(EVENTS) as Recoverable;
  expect(session.straps?.choice).toMatchObject({ chosen: 1, sinceS: 56 });
  const read = parseRecoverable(structuredClone({ v: CHECKPOINT_VERSION, atEpochMs: 1e12, session }));
  expect(read).toEqual({ ok: true, value: { session, atEpochMs: 1e12 } });
});

test('one that an earlier version wrote has one strap', () => {
  const { straps: _, ...session } = played(EVENTS) as Recoverable;
  const read = parseRecoverable({ v: CHECKPOINT_VERSION, atEpochMs: 1e12, session });
  expect(read.ok && read.value.session.straps).toBeUndefined();
  expect(read.ok).toBe(true);
});

test.each([
  ['a third strap', { choice: { chosen: 2 } }],
  ['no choice', { choice: undefined }],
  ['a count that is none', { choice: { betterS: -1 } }],
  ['another strap that is none', { other: { status: 'live' } }],
])('%s is refused, and its place is named', (_, part) => {
  const session = played(EVENTS) as Recoverable;
  const { choice, other } = session.straps!;
  const straps = {
    choice: 'choice' in part ? part.choice && { ...choice, ...part.choice } : choice,
    other: 'other' in part ? part.other : other,
  };
  const read = parseRecoverable({ v: CHECKPOINT_VERSION, atEpochMs: 1e12, session: { ...session, straps } });
  expect(!read.ok && read.problems[0]!.path).toContain('session.straps');
});

test.each<[SessionEvent, boolean]>([
  [{ type: 'strap', atMs: 5_000, strap: 1 }, true],
  [{ type: 'battery', pct: 80, strap: 1 }, true],
  [{ type: 'battery', pct: 80 }, true],
  [{ type: 'strap', atMs: 5_000, strap: 2 as 1 }, false],
])('an entry of the journal with %j is read: %s', (event, isRead) => {
  const entry = { sessionId: 's', atEpochMs: 1e12, events: [event] };
  expect(parseEntry(entry)).toEqual(isRead ? { ok: true, value: entry } : expect.objectContaining({ ok: false }));
});

test('the history has the names of both, and of one strap none of a second', () => {
  const ended = (events: SessionEvent[]) => played([...events, { type: 'stop', atMs: 90_000 }]);
  const names = { endedAtEpochMs: 1e12, strapName: 'A', secondStrapName: 'B' };
  const stored = (events: SessionEvent[]) => {
    const session = ended(events);
    if (session.status !== 'completed') throw new Error(session.status);
    return finishedOf(session, [], names).session;
  };
  const two = stored(EVENTS);
  expect(parseFinished(two)).toEqual({ ok: true, value: two });
  expect(two).toMatchObject({ strapName: 'A', secondStrapName: 'B' });

  const one = stored(EVENTS.filter((event) => !('strap' in event) || event.strap === 0));
  expect(one).not.toHaveProperty('secondStrapName');
  expect(parseFinished(one)).toEqual({ ok: true, value: one });
});
