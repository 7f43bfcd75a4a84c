// A checkpoint as version 2 left it goes on as it was.
import { expect, test } from 'vitest';
import { parseCheckpoint } from '../../../src/core/records/checkpointRecord.ts';
import { parseEntry } from '../../../src/core/records/journalRecord.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { Session } from '../../../src/core/session/session.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { trained } from '../../store/trained.ts';

/** The same, without what version 2 did not know. */
function asVersion2(part: object = {}, signalPart: object = {}): unknown {
  const { session, atEpochMs } = trained(20);
  const { lossTold: _l, asTimer: _t, ...before } = session;
  const { gate: _g, lastAtMs: _a, everyMs: _e, ...signal } = session.signal;
  return { v: 2, atEpochMs, session: { ...before, ...part, signal: { ...signal, ...signalPart } } };
}

function opened(value: unknown): Session {
  const read = parseCheckpoint(value, trained(20).chunks);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value.session;
}

test('what was heard is believed, and a wild reading right after is not', () => {
  let session = opened(asVersion2());
  expect(session.signal.gate).toMatchObject({ bpm: 150 });
  const event: SessionEvent = {
    type: 'heartRate',
    atMs: session.tickedAtMs,
    heartRate: { bpm: 219, contact: 'present', energyKJ: null, rrMs: [] },
    source: 'strap',
  };
  [session] = advance(session, { type: 'restored', atMs: session.tickedAtMs, awayMs: 0, present: false });
  [session] = advance(session, event);
  expect(session.signal.filter?.bpm).toBe(150);
});

test.each([
  ['running', {}, {}, false],
  ['paused for its strap', { status: 'paused', reason: 'signalLost', partMs: 0 }, { status: 'lost' }, true],
  ['paused by hand', { status: 'paused', reason: 'user', partMs: 0 }, {}, false],
  ['going on without its strap', { onLoss: 'continue' }, { status: 'lost' }, true],
])('%s: whether the loss was told', (_, part, signal, lossTold) => {
  expect(opened(asVersion2(part, signal))).toMatchObject({ lossTold, asTimer: false });
});

test('nothing heard is nothing believed', () => {
  const session = opened(asVersion2({}, { status: 'none', filter: undefined, bpm: undefined }));
  expect(session.signal.gate).toBeUndefined();
});

test('a checkpoint of today is read back as it is', () => {
  const { session, atEpochMs, chunks } = trained(20);
  const read = parseCheckpoint(structuredClone({ v: 3, atEpochMs, behindMs: 5000, session }), chunks);
  expect(read.ok && read.value).toEqual({ session, atEpochMs, behindMs: 5000, chunks });
});

test('what moves a workout can be read back from the journal', () => {
  const events: SessionEvent[] = [
    { type: 'onLoss', atMs: 1, onLoss: 'continue' },
    { type: 'neverSlept', atMs: 2 },
    { type: 'restored', atMs: 3, awayMs: 4, present: false, strapStood: true },
  ];
  const entry = { sessionId: 's', atEpochMs: 1, behindMs: 2, events };
  expect(parseEntry(entry)).toEqual({ ok: true, value: entry });
});
