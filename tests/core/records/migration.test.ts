// A checkpoint as version 2 left it goes on as it was.
import { NEW_COACH, unheard } from '../../../src/core/cues/coach.ts';
import { expect, test } from 'vitest';
import { DEFAULT_PROFILE, ZONE_COUNTS } from '../../../src/core/athlete/hrZones.ts';
import { ZONE_PRESETS } from '../../../src/core/athlete/zonePresets.ts';
import { zoneAs } from '../../../src/core/plan/plan.ts';
import { CHECKPOINT_VERSION } from '../../../src/core/records/checkpoint.ts';
import { parseCheckpoint, parseRecoverable } from '../../../src/core/records/checkpointRecord.ts';
import { finishedOf } from '../../../src/core/records/finished.ts';
import { parseDigest, parseFinished } from '../../../src/core/records/finishedRecord.ts';
import { parseEntry } from '../../../src/core/records/journalRecord.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import type { HeartRate } from '../../../src/core/signal/heartRateMeasurement.ts';
import { isSure } from '../../../src/core/signal/signal.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { trained } from '../../store/trained.ts';
import { phase, planOf, time } from '../arbitrary.ts';

/** What version 3 kept in place of the slope filter and what is doubted. */
const GATE = { bpm: 150, atMs: 19_000, backing: 20, sinceMs: 0, doubted: undefined };

/** The same, as version 3 wrote it. */
function asVersion3(signalPart: object = {}): unknown {
  const { session, atEpochMs } = trained(20);
  const { evidence: _e, reading: _r, filter, contact, ...signal } = session.signal;
  const { lost: _l, ...contactThen } = contact;
  const filterThen = filter && { bpm: filter.bpm, variance: 0.4 };
  const stored = { ...signal, contact: contactThen, filter: filterThen, gate: GATE, ...signalPart };
  return { v: 3, atEpochMs, session: { ...session, signal: stored } };
}

/** The same, without what version 2 did not know. */
function asVersion2(part: object = {}, signalPart: object = {}): unknown {
  const { session, atEpochMs } = trained(20);
  const { lossTold: _l, asTimer: _t, ...before } = session;
  const { evidence: _v, reading: _r, lastAtMs: _a, everyMs: _e, filter, contact, ...signal } = session.signal;
  const { lost: _c, ...contactThen } = contact;
  const then = { ...signal, contact: contactThen, filter: filter && { bpm: filter.bpm, variance: 0.4 } };
  return { v: 2, atEpochMs, session: { ...before, ...part, signal: { ...then, ...signalPart } } };
}

function opened(value: unknown): Session {
  const read = parseCheckpoint(value, trained(20).chunks);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value.session;
}

test.each([
  ['2', asVersion2()],
  ['3', asVersion3()],
  ['3, while a reading was not believed', asVersion3({ gate: { ...GATE, doubted: { side: 'high', count: 1 } } })],
])('version %s: what was heard is believed, and a wild reading right after is not', (_, stored) => {
  let session = opened(stored);
  expect(session.signal.filter).toMatchObject({ bpm: 150, slopeBpmPerS: 0 });
  const event: SessionEvent = {
    type: 'heartRate',
    atMs: session.tickedAtMs,
    heartRate: { bpm: 219, contact: 'present', energyKJ: null, rrMs: [] },
    source: 'strap',
  };
  [session] = advance(session, { type: 'restored', atMs: session.tickedAtMs, awayMs: 0, present: false });
  [session] = advance(session, event);
  [session] = advance(session, { type: 'tick', listening: true });
  expect(session.signal.filter?.bpm).toBe(150);
  expect(session.signal.evidence.doubts).toEqual([]);
  expect(isSure(session.signal)).toBe(false); // not now

  for (let s = 0; s < 3; s++) {
    const heartRate = { bpm: 152, contact: 'present' as const, energyKJ: null, rrMs: [] };
    [session] = advance(session, { type: 'heartRate', atMs: session.tickedAtMs, heartRate, source: 'strap' });
    [session] = advance(session, { type: 'tick', listening: true });
  }
  expect(session.signal.filter?.bpm).toBeGreaterThan(150);
  expect(isSure(session.signal)).toBe(true);
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
  expect(session.signal.filter).toBeUndefined();
});

test('a checkpoint of version 3, which had five zones, has them today', () => {
  const { session, chunks } = trained(20);
  const read = parseCheckpoint(structuredClone(asVersion3()), chunks);
  // and what its coach knew is forgotten
  const { coach } = session;
  expect(read.ok && { ...read.value.session, signal: session.signal, coach }).toEqual(session);
  expect(read.ok && read.value.session.coach).toEqual(unheard(NEW_COACH, session.elapsedS));
});

test.each(ZONE_COUNTS)(
  'a workout with %d zones is read back with the seconds in them, as checkpoint and as history',
  (of) => {
    const profile = { ...DEFAULT_PROFILE, zoneFloorsPct: ZONE_PRESETS.reserve[of], zoneBasis: 'reserve' as const };
    const plan = planOf(phase(time(600), { type: 'zone', ...zoneAs(3, of) }));
    const startedAt = { epochMs: 1e12, timeZone: 'UTC', offsetMin: 0 };
    let [session] = advance(IDLE, {
      type: 'start',
      atMs: 0,
      workout: { id: 's', plan, profile, startedAt, onLoss: 'pause' },
    });
    for (let bpm = 60; bpm < 200; bpm++) {
      const heartRate: HeartRate = { bpm, contact: 'present', energyKJ: null, rrMs: [] };
      [session] = advance(session, { type: 'heartRate', atMs: session.tickedAtMs, heartRate, source: 'strap' });
      [session] = advance(session, { type: 'tick', listening: true });
    }
    const stored = structuredClone({ v: CHECKPOINT_VERSION, atEpochMs: 1e12, session });
    const read = parseRecoverable(stored);
    expect(read.ok && read.value.session).toEqual(session);
    if (session.status !== 'inProgress') throw new Error(session.status);
    expect(session.tally.zonesS).toHaveLength(of + 1);
    expect(session.tally.zonesS.every((s) => s > 0)).toBe(true);

    const other = structuredClone({ ...stored, session: { ...session, profile: DEFAULT_PROFILE } });
    expect(problems(parseRecoverable(other))).toEqual(of === 5 ? [] : ['session.tally.zonesS']);

    [session] = advance(session, { type: 'stop', atMs: session.tickedAtMs });
    if (session.status !== 'completed') throw new Error(session.status);
    const finished = finishedOf(session, [], { endedAtEpochMs: 1e12 + 1e6, strapName: null });
    expect(parseFinished(structuredClone(finished.session))).toEqual({ ok: true, value: finished.session });
    expect(parseDigest(structuredClone(finished.digest))).toEqual({ ok: true, value: finished.digest });
    const wrong = {
      ...finished.session,
      summary: { ...finished.session.summary, timeInZoneS: [1, 2, 3, 4, 5, 6, 7, 8].slice(0, of) },
    };
    expect(parseFinished(wrong).ok).toBe(false);
  },
);

const problems = (read: ReturnType<typeof parseRecoverable>): string[] =>
  read.ok ? [] : read.problems.map(({ path }) => path);

test('a checkpoint of today is read back as it is', () => {
  const { session, atEpochMs, chunks } = trained(20);
  const read = parseCheckpoint(structuredClone({ v: CHECKPOINT_VERSION, atEpochMs, behindMs: 5000, session }), chunks);
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
