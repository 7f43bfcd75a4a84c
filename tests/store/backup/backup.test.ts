// From the store into a file and back: who wins, that all of it comes or nothing, and that a backup of what came is the same.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { entries as entriesOf, get, set, setMany } from 'idb-keyval';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { annotate, blankAnnotation } from '../../../src/core/records/annotation.ts';
import { finishedOf, type SessionDigest } from '../../../src/core/records/finished.ts';
import { advanceOccurrence, occurrenceOf, type OccurrenceEvent } from '../../../src/core/schedule/occurrence.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { Parsed } from '../../../src/core/parse/parsed.ts';
import type { End } from '../../../src/core/plan/plan.ts';
import { openBackup } from '../../../src/formats/backup/readBackup.ts';
import { packBackup } from '../../../src/formats/backup/writeBackup.ts';
import { Backups, HOUR_BYTES, type RestoreMode } from '../../../src/store/backup/backup.ts';
import { mergeOf, type Stamps } from '../../../src/store/backup/merge.ts';
import type { Entry } from '../../../src/store/backup/keptRecords.ts';
import { Checkpoints } from '../../../src/store/checkpoints/checkpoints.ts';
import { longTransaction } from '../../../src/store/database/longTransaction.ts';
import { Database } from '../../../src/store/database/idb.ts';
import { IdbBackend } from '../../../src/store/checkpoints/idbBackend.ts';
import { IdbLedger } from '../../../src/store/ledger/idbLedger.ts';
import { Library } from '../../../src/store/library/library.ts';
import {
  DEFAULT_SETTINGS,
  EPOCH,
  STORES,
  stamped,
  tombstone,
  type Stamped,
} from '../../../src/store/database/records.ts';
import { anyEdit } from '../../core/records/anyEdit.ts';
import { planOf, time } from '../../engine/world.ts';
import { historyOf } from '../../support/history.ts';
import { envelopeAs } from '../newer.ts';
import { trained } from '../trained.ts';

const NOW_MS = 1_700_000_000_000;
const HISTORY = historyOf(5, NOW_MS);

vi.stubGlobal('IDBKeyRange', IDBKeyRange);
afterAll(() => void vi.unstubAllGlobals());

let db: Database;
beforeEach(() => (db = new Database(new IDBFactory())));

/** A device of its own. */
const elsewhere = (): Database => new Database(new IDBFactory());

const checkpointsOf = (on: Database, at = NOW_MS): Checkpoints =>
  new Checkpoints(new IdbBackend(on, () => at), () => at);

async function train(on: Database, count: number, at = NOW_MS): Promise<void> {
  const store = checkpointsOf(on, at);
  for (const finished of HISTORY.slice(0, count)) await store.finish(finished);
}

/** A schedule, what it planned for these days, and the note that its device made of it. */
async function plannedOn(on: Database, at: number, days: readonly string[]): Promise<void> {
  const schedule = {
    id: 's',
    planId: 'tempo',
    planName: 'Tempo',
    cron: '30 6 * * *',
    timeZone: null,
    on: true,
    revision: 1,
    sinceEpochMs: at,
  };
  await new IdbLedger(on, () => at).transact((transaction) => {
    transaction.keepSchedule(schedule);
    for (const day of days) transaction.keep(occurrenceOf(schedule, Date.parse(`${day}T06:30:00Z`), 'UTC'));
    const timeZone = 'UTC';
    transaction.keepCursor({ schedule, stamp: '', settledEpochMs: at, timeZone, nextEpochMs: null, open: [] });
  });
}

const plan = (name: string): ReturnType<typeof planOf> => ({ ...planOf([time(60)]), id: name, name });

/** All that is stored, by store and key; but for who may write the next workout, which is nobody's. */
async function everything(on: Database): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const name of STORES)
    for (const [key, value] of await entriesOf<string, unknown>(on.store(name)))
      if (key !== EPOCH) all[`${name} ${key}`] = value;
  return all;
}

async function backUp(on: Database, leftOut: Entry[] = []): Promise<Blob> {
  const entries = new Backups(on).entries((entry) => leftOut.push(entry));
  return new Response(packBackup({ madeAt: '2026-11-22T18:30:00.000Z', app: '0' }, entries) as BodyInit).blob();
}

type Lines = AsyncIterable<Parsed<Entry & { line: number }>>;

async function linesOf(file: Blob): Promise<Lines> {
  const opened = await openBackup(file);
  if (!opened.ok) throw new Error(opened.problems[0]?.code);
  return opened.value.entries;
}

/** Looked at, then brought in. */
async function restore(on: Database, file: Blob, mode: RestoreMode = 'merge'): Promise<void> {
  const preview = await new Backups(on).preview(await linesOf(file));
  if (!preview.ok) throw new Error(preview.problems[0]?.code);
  await new Backups(on).restore(await linesOf(file), preview.value.stamps, mode);
}

const textOf = async (file: Blob): Promise<string> =>
  new Response(file.stream().pipeThrough(new DecompressionStream('gzip') as never)).text();

test('what a later version wrote into a plan or the settings goes through a backup, and is not read here', async () => {
  const known = { ...plan('later'), id: '5ad00000-0000-4000-8000-000000000003' };
  const later = { ...known, ceilingBpm: 150, phases: [{ ...known.phases[0], rampS: 30 }] };
  await set(later.id, stamped(later, NOW_MS), db.store('plans'));
  await set('settings', stamped({ ...DEFAULT_SETTINGS, voice: 'calm' }, NOW_MS), db.store('settings'));
  const there = elsewhere();
  await restore(there, await backUp(db));
  expect(await everything(there)).toEqual(await everything(db));
  expect(await new Library(there, () => NOW_MS).plans()).toEqual([known]);
});

test('a profile of an earlier version comes out of a backup, and its hidden threshold follows the maximum', async () => {
  const { estimated: _, ...profile } = { ...DEFAULT_SETTINGS.profile, bpmMax: 163, bpmThreshold: 163 };
  await set('settings', stamped({ ...DEFAULT_SETTINGS, profile }, NOW_MS), db.store('settings'));
  const there = elsewhere();
  await restore(there, await backUp(db));
  const settings = await new Library(there, () => NOW_MS).settings();
  expect(settings.ok && settings.value.profile).toMatchObject({ bpmMax: 163, bpmThreshold: 143 });
});

// ── Who wins ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** `3r2` was changed at 3 for the second time, `3r2x` was removed then; `-` is not there. */
function stampsOf(text: string): Stamps {
  const [, at, revision, deleted] = /^(\d)r(\d)(x?)$/.exec(text) ?? [];
  const of =
    at === undefined
      ? new Map()
      : new Map([['a', { updatedAtEpochMs: Number(at), revision: Number(revision), deleted: deleted === 'x' }]]);
  return { digests: of, plans: of, settings: of, schedules: of, occurrences: of, straps: of, annotations: new Map() };
}

test.each([
  ['-', '1r1', 'new'],
  ['-', '1r1x', 'buried'],
  ['1r1', '2r1', 'newer'],
  ['1r1', '2r2x', 'removed'],
  ['2r2x', '1r1', 'older'], // removed here after the backup was made: it stays removed
  ['1r2x', '2r3', 'new'], // brought back there
  ['1r2x', '2r3x', 'buried'],
  ['2r1', '1r5', 'older'],
  ['1r1', '1r2', 'newer'],
  ['1r2', '1r1', 'older'],
  ['1r1', '1r1', 'same'],
  ['1r1x', '1r1x', 'same'],
])('%s here and %s in the file is %s', (here, file, verdict) => {
  expect(mergeOf(stampsOf(here), stampsOf(file)).plans.get('a')).toBe(verdict);
});

test('two devices that exchange their backups agree, whoever goes first', async () => {
  const [a, b] = [db, elsewhere()];
  await train(a, 3);
  await train(b, 5);
  await new Library(a, () => 10).savePlan(plan('mine'));
  await new Library(b, () => 20).savePlan({ ...plan('mine'), description: 'later' });
  await new Library(b, () => 20).savePlan(plan('theirs'));
  await new Library(a, () => 30).saveSettings({ ...DEFAULT_SETTINGS, volume: 0.3 });
  await new Library(b, () => 40).saveSettings({ ...DEFAULT_SETTINGS, volume: 0.7 });
  await new Library(a, () => NOW_MS + 1).removeSessions(['workout-1']);

  const [fileA, fileB] = [await backUp(a), await backUp(b)];
  await restore(a, fileB);
  await restore(b, fileA);
  expect(await textOf(await backUp(a))).toBe(await textOf(await backUp(b)));
  expect((await new Library(a, () => 0).digests()).map(({ id }) => id)).toEqual(
    ['workout-0', 'workout-2', 'workout-3', 'workout-4'], // removed on one is removed on both
  );
  expect((await new Library(a, () => 0).plans()).map(({ description }) => description)).toContain('later');
  const settings = await new Library(a, () => 0).settings();
  expect(settings.ok && settings.value.volume).toBe(0.7);
});

test('what was done on one device is not missed because another one was looked at later', async () => {
  const there = elsewhere();
  const [day] = ['2026-11-23'];
  await plannedOn(db, 10, [day]);
  await plannedOn(there, 10, [day]);
  const end = async (on: Database, at: number, event: OccurrenceEvent): Promise<void> => {
    await new IdbLedger(on, () => at).transact(async (transaction) => {
      const occurrence = (await transaction.occurrence(`s/1/${day}T06:30:00+00:00`))!;
      transaction.keep(advanceOccurrence(occurrence, event));
    });
  };
  const dueMs = Date.parse(`${day}T06:30:00Z`);
  await end(db, 20, { type: 'started', atMs: dueMs, sessionId: 'w' });
  await end(there, 90, { type: 'checked', atMs: dueMs + 50_000_000 });
  const [fileHere, fileThere] = [await backUp(db), await backUp(there)];
  await restore(db, fileThere);
  await restore(there, fileHere);
  for (const each of [db, there]) {
    const ledger = new IdbLedger(each, () => 0);
    const occurrence = await ledger.transact((transaction) => transaction.occurrence(`s/1/${day}T06:30:00+00:00`));
    expect(occurrence?.end).toMatchObject({ status: 'started', sessionId: 'w' });
    expect(await ledger.transact((transaction) => transaction.cursors())).toEqual([]); // made anew at the next look
  }
});

test('the preview counts what would come, change, go and stay', async () => {
  const there = elsewhere();
  await train(db, 4);
  await train(there, 5);
  await new Library(there, () => NOW_MS + 5).removeSessions(['workout-0']);
  await new Library(there, () => 20).savePlan(plan('mine'));
  await new Library(db, () => 10).savePlan(plan('mine'));
  await plannedOn(there, 20, ['2026-11-23', '2026-11-24']);
  await plannedOn(db, 10, ['2026-11-23']);
  await new IdbLedger(db, () => 10).transact((transaction) => transaction.removeSchedule('s'));
  const preview = await new Backups(db).preview(await linesOf(await backUp(there)));
  expect(preview.ok && preview.value.tallies).toEqual({
    digests: { inFile: 4, here: 4, new: 1, newer: 0, removed: 1, kept: 3 },
    plans: { inFile: 1, here: 1, new: 0, newer: 1, removed: 0, kept: 0 },
    settings: { inFile: 0, here: 0, new: 0, newer: 0, removed: 0, kept: 0 },
    schedules: { inFile: 1, here: 0, new: 1, newer: 0, removed: 0, kept: 0 },
    occurrences: { inFile: 2, here: 1, new: 1, newer: 1, removed: 0, kept: 0 },
    straps: { inFile: 0, here: 0, new: 0, newer: 0, removed: 0, kept: 0 },
    annotations: { inFile: 0, here: 0, new: 0, newer: 0, removed: 0, kept: 0 },
  });
});

test('a removed workout is not in the file but for its tombstone, and its samples go where it is removed', async () => {
  await train(db, 2);
  const there = elsewhere();
  await train(there, 2);
  await new Library(there, () => NOW_MS + 5).removeSessions(['workout-0']);
  const file = await backUp(there);
  expect(await textOf(file)).not.toContain('"store":"sessions","key":"workout-0"');
  await restore(db, file);
  const keys = Object.keys(await everything(db)).filter((key) => key.includes('workout-0'));
  expect(keys).toEqual(['digests workout-0']);
});

test('what replaces leaves nothing of before, but the workout under way', async () => {
  const there = elsewhere();
  await train(there, 2);
  await train(db, 5, NOW_MS + 99);
  await new Library(db, () => 10).savePlan(plan('mine'));
  await set('broken:1', 'set aside', db.store('checkpoint'));
  await restore(db, await backUp(there), 'replace');
  expect(await everything(db)).toEqual({ 'checkpoint broken:1': 'set aside', ...(await everything(there)) });
});

// ── The round ─────────────────────────────────────────────────────────────────────────────────────────────────────

const stamp = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Stamped<T>> =>
  fc
    .record({
      v: fc.constant(1),
      revision: fc.integer({ min: 1, max: 9 }),
      updatedAtEpochMs: fc.integer({ min: 0, max: 5 }),
      deleted: fc.boolean(),
      value,
    })
    .map((record) => (record.deleted ? { ...record, value: null } : record));

const id = fc.oneof(fc.constantFrom('a', 'b', 'c', 'hasOwnProperty'), fc.stringMatching(/^[\w-]{1,20}$/));
const planRecord = fc
  .record({
    id,
    name: fc.stringMatching(/^[\x21-\x7e]{1,40}$/),
    phases: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ id, name, phases }) => ({ ...planOf(...Array.from({ length: phases }, (): [End] => [time(60)])), id, name }));

const annotation = anyEdit.map((edit) => annotate(blankAnnotation('of a workout'), edit));

/** Any few plans, settings and workouts, removed ones among them, and what is said of them. */
const device = fc.record({
  plans: fc.uniqueArray(
    planRecord.chain((plan) => stamp(fc.constant(plan)).map((record): [string, unknown] => [plan.id, record])),
    {
      selector: ([id]) => id,
      maxLength: 4,
    },
  ),
  settings: fc.option(
    stamp(fc.double({ min: 0, max: 1, noNaN: true }).map((volume) => ({ ...DEFAULT_SETTINGS, volume: volume || 0 }))),
  ),
  workouts: fc.array(fc.tuple(stamp(fc.constant(null)), fc.option(stamp(annotation))), { maxLength: 3 }),
});

type Device = typeof device extends fc.Arbitrary<infer T> ? T : never;

async function filled({ plans, settings, workouts }: Device): Promise<Database> {
  const on = elsewhere();
  await setMany(plans, on.store('plans'));
  if (settings) await set('settings', settings, on.store('settings'));
  for (const [i, [{ value: _, ...digestStamp }, said]] of workouts.entries()) {
    const { session, digest, chunks } = HISTORY[i + 1]!;
    await set(session.id, { ...digestStamp, value: digestStamp.deleted ? null : digest }, on.store('digests'));
    if (said)
      await set(
        session.id,
        { ...said, value: said.value && { ...said.value, id: session.id } },
        on.store('annotations'),
      );
    if (digestStamp.deleted) continue;
    await set(session.id, stamped(session, 1), on.store('sessions'));
    for (const [n, chunk] of chunks.slice(0, 2).entries()) await set([session.id, n], chunk, on.store('samples'));
  }
  return on;
}

test('a backup of what was restored is the backup, and restoring it again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(device, device, fc.constantFrom<RestoreMode>('merge', 'replace'), async (one, other, mode) => {
      const file = await backUp(await filled(one));
      const empty = elsewhere();
      await restore(empty, file);
      expect(await textOf(await backUp(empty))).toBe(await textOf(file));

      const there = await filled(other);
      await restore(there, file, mode);
      const once = await everything(there);
      if (mode === 'replace') expect(await textOf(await backUp(there))).toBe(await textOf(file));
      await restore(there, file, mode);
      expect(await everything(there)).toEqual(once);
    }),
    { numRuns: 60, seed: 20_261_122 },
  );
}, 60_000);

test('what comes back is what was there, seconds and all', async () => {
  await train(db, 5);
  await new Library(db, () => 10).savePlan(plan('mine'));
  await new Library(db, () => 10).saveSettings(DEFAULT_SETTINGS);
  const there = elsewhere();
  await restore(there, await backUp(db));
  expect(await everything(there)).toEqual(await everything(db));
  expect(await new Library(there, () => 0).samples('workout-0')).toEqual(
    await new Library(db, () => 0).samples('workout-0'),
  );
});

test('samples as they were kept before come back as they were', async () => {
  await train(db, 1);
  await set(['workout-0', 0], HISTORY[0]!.chunks[0], db.store('samples'));
  const there = elsewhere();
  await restore(there, await backUp(db));
  expect(await everything(there)).toEqual(await everything(db));
});

test('an hour takes about what is said', async () => {
  const [done] = advance(trained(3_600).session, { type: 'stop', atMs: 0 });
  if (done.status !== 'completed') throw new Error('not completed');
  await checkpointsOf(db).finish(finishedOf(done, trained(3_600).chunks, { endedAtEpochMs: NOW_MS, strapName: 'H10' }));
  let bytes = 0;
  for (const value of Object.values(await everything(db))) {
    bytes += value instanceof Uint8Array ? value.length : JSON.stringify(value).length;
  }
  expect(bytes).toBeLessThan(HOUR_BYTES);
  expect(bytes).toBeGreaterThan(HOUR_BYTES / 4); // a steady heart packs better than one that lives
});

test('more records than fit one reading all come, in order', async () => {
  const digest = HISTORY[0]!.digest;
  await setMany(
    Array.from(
      { length: 300 },
      (_, i) => [`w${i}`, stamped({ ...digest, id: `w${i}` }, i)] as [string, Stamped<SessionDigest>],
    ),
    db.store('digests'),
  );
  const there = elsewhere();
  await restore(there, await backUp(db));
  expect(await everything(there)).toEqual(await everything(db));
  expect(await new Backups(db).count()).toBe(300);
});

test('what cannot be read is left out of the file, and said', async () => {
  await train(db, 1);
  await set('odd', { hello: 'world' }, db.store('plans'));
  await set(['workout-0', 1], 'torn', db.store('samples'));
  const leftOut: Entry[] = [];
  const file = await backUp(db, leftOut);
  expect(leftOut.map(({ store, key }) => `${store} ${String(key)}`)).toEqual(['samples workout-0,1', 'plans odd']);
  const there = elsewhere();
  await restore(there, file);
  expect(Object.keys(await everything(there))).toContain('samples workout-0,2');
});

// ── What is refused ───────────────────────────────────────────────────────────────────────────────────────────────

type Row = [store: string, key: unknown, value: unknown];

async function* rows(...each: Row[]): AsyncGenerator<Parsed<Entry & { line: number }>> {
  await Promise.resolve();
  for (const [i, [store, key, value]] of each.entries()) yield { ok: true, value: { line: i + 2, store, key, value } };
}

const { session, digest, chunks } = HISTORY[0]!;
const DIGEST: Row = ['digests', digest.id, stamped(digest, 1)];
const SESSION: Row = ['sessions', session.id, stamped(session, 1)];
const CHUNK: Row = ['samples', [session.id, 0], chunks[0]];
const PLAN: Row = ['plans', 'a', stamped(plan('a'), 1)];

test('the rows of the next table would be fine without what is wrong with them', async () => {
  const preview = await new Backups(db).preview(rows(DIGEST, SESSION, CHUNK, PLAN));
  expect(preview.ok).toBe(true);
});

test.each<[string, Row[], string]>([
  ['a store that is none', [['nothing', 'a', 1]], 'value.unknown at line 2 · nothing · a'],
  ['the workout under way', [['checkpoint', 'head', {}]], 'value.unknown at line 2 · checkpoint · head'],
  ['an inherited store', [['toString', 'a', 1]], 'value.unknown at line 2 · toString · a'],
  [
    'what a later version keeps',
    [['schedules', 'a', { ...stamped({}, 1), v: 99 }]],
    'record.newer at line 2 · schedules · a · v',
  ],
  [
    'what one device noted of a schedule',
    [['occurrences', ['standing', 'a'], {}]],
    'record.broken at line 2 · occurrences · ["standing","a"] · key',
  ],
  [
    'a record of a later version',
    [['plans', 'a', { ...stamped(plan('a'), 1), v: 2 }]],
    'record.newer at line 2 · plans · a · v',
  ],
  [
    'a plan that is none',
    [['plans', 'a', stamped({ ...plan('a'), phases: [] }, 1)]],
    'plan.noPhases at line 2 · plans · a · phases',
  ],
  ['a record without its stamp', [['plans', 'a', plan('a')]], 'value.missing at line 2 · plans · a · v'],
  [
    'a plan under the name of another',
    [['plans', 'b', stamped(plan('a'), 1)]],
    'record.broken at line 2 · plans · b · id',
  ],
  ['a key that is a list', [['plans', ['a'], stamped(plan('a'), 1)]], 'record.broken at line 2 · plans · ["a"] · key'],
  [
    'a key that is an object',
    [['plans', { toString: 1 }, 1]],
    'record.broken at line 2 · plans · {"toString":1} · key',
  ],
  ['no key', [['plans', undefined, 1]], 'record.broken at line 2 · plans ·  · key'],
  [
    'other settings',
    [['settings', 'more', stamped(DEFAULT_SETTINGS, 1)]],
    'record.broken at line 2 · settings · more · key',
  ],
  [
    'a chunk without a number',
    [DIGEST, SESSION, ['samples', session.id, chunks[0]]],
    'record.broken at line 4 · samples · workout-0 · key',
  ],
  [
    'a chunk with half a number',
    [DIGEST, SESSION, ['samples', [session.id, 0.5], chunks[0]]],
    'record.broken at line 4 · samples · ["workout-0",0.5] · key',
  ],
  ['the same plan twice', [PLAN, PLAN], 'backup.order at line 3 · plans · a'],
  ['plans before the workouts', [PLAN, DIGEST], 'backup.order at line 3 · digests · workout-0'],
  ['a workout that no list has', [SESSION], 'backup.orphan at line 2 · sessions · workout-0'],
  [
    'a workout that was removed',
    [['digests', digest.id, tombstone(1)], SESSION],
    'backup.orphan at line 3 · sessions · workout-0',
  ],
  [
    'what is said of a workout that no list has',
    [['annotations', session.id, stamped({ id: session.id, tags: [] }, 1)]],
    'backup.orphan at line 2 · annotations · workout-0',
  ],
  [
    'what is said of another workout',
    [DIGEST, ['annotations', session.id, stamped({ id: 'workout-1', tags: [] }, 1)]],
    'record.broken at line 3 · annotations · workout-0 · id',
  ],
  ['samples of nothing', [DIGEST, CHUNK], 'backup.orphan at line 3 · samples · ["workout-0",0]'],
])('%s is refused by its place, and changes nothing', async (_, each, why) => {
  await train(db, 1);
  const before = await everything(db);
  const preview = await new Backups(db).preview(rows(...each));
  const problems = preview.ok ? [] : preview.problems;
  const [first] = problems;
  expect(first && `${first.code} at ${first.path}`).toBe(why);
  await expect(new Backups(db).restore(rows(...each), EMPTY, 'replace')).rejects.toMatchObject({ problems });
  expect(await everything(db)).toEqual(before);
});

const EMPTY: Stamps = {
  digests: new Map(),
  plans: new Map(),
  settings: new Map(),
  schedules: new Map(),
  occurrences: new Map(),
  straps: new Map(),
  annotations: new Map(),
};

// ── All or nothing ────────────────────────────────────────────────────────────────────────────────────────────────

describe('all of it comes, or nothing', () => {
  async function* until(
    lines: Lines,
    count: number,
    then: () => never,
  ): AsyncGenerator<Parsed<Entry & { line: number }>> {
    let n = 0;
    for await (const line of lines) {
      if (++n > count) then();
      yield line;
    }
  }

  test.each<[string, RestoreMode]>([
    ['one that is merged', 'merge'],
    ['one that replaces', 'replace'],
  ])('%s and breaks off after any record has changed nothing', async (_, mode) => {
    const there = elsewhere();
    await train(there, 5);
    const file = await backUp(there);
    await train(db, 2, NOW_MS - 1);
    const before = await everything(db);
    const preview = await new Backups(db).preview(await linesOf(file));
    if (!preview.ok) throw new Error('the file of this test is wrong');
    for (let count = 0; count < 30; count += 4) {
      const stops = until(await linesOf(file), count, () => {
        throw new DOMException('given up', 'AbortError');
      });
      await expect(new Backups(db).restore(stops, preview.value.stamps, mode)).rejects.toThrow('given up');
      expect(await everything(db)).toEqual(before);
    }
    await new Backups(db).restore(await linesOf(file), preview.value.stamps, mode);
    expect(await everything(db)).toEqual(await everything(there));
  });

  test('a disk that refuses one record has taken none', async () => {
    await train(db, 1);
    const before = await everything(db);
    const unclonable = { ...stamped(plan('z'), 1), value: () => 'no' };
    const bringing = longTransaction(db, ['plans', 'settings'], async (turn) => {
      await turn((store) => store('plans').put(stamped(plan('y'), 1), 'y'));
      await turn((store) => store('plans').put(unclonable, 'z'));
    });
    await expect(bringing).rejects.toThrow();
    const constraint = longTransaction(db, ['plans'], async (turn) => {
      await turn((store) => store('plans').add(1, 'x'));
      await turn((store) => store('plans').add(2, 'x'));
    });
    await expect(constraint).rejects.toMatchObject({ name: 'ConstraintError' });
    expect(await everything(db)).toEqual(before);
  });

  test('whoever is given up ends on the spot, though the file says nothing', async () => {
    const there = elsewhere();
    await train(there, 3);
    const file = await backUp(there);
    const preview = await new Backups(db).preview(await linesOf(file));
    if (!preview.ok) throw new Error('the file of this test is wrong');
    const stop = new AbortController();
    async function* silent(lines: Lines): AsyncGenerator<Parsed<Entry & { line: number }>> {
      let n = 0;
      for await (const line of lines) {
        yield line;
        if (++n === 5) setTimeout(() => stop.abort(), 20);
        if (n === 5) await new Promise(() => undefined);
      }
    }
    const restored = new Backups(db).restore(silent(await linesOf(file)), preview.value.stamps, 'merge', stop.signal);
    await expect(restored).rejects.toMatchObject({ name: 'AbortError' });
    expect(await everything(db)).toEqual({});
  });

  test('the work ends with its transaction', async () => {
    let ended: unknown;
    const bringing = longTransaction(db, ['plans'], async (turn) => {
      try {
        await turn((store) => store('plans').add(1, 'x'));
        await turn((store) => store('plans').add(2, 'x'));
      } catch (error) {
        ended = error;
        await expect(turn((store) => store('plans').add(3, 'y'))).rejects.toBe(error);
        throw error;
      }
    });
    await expect(bringing).rejects.toMatchObject({ name: 'ConstraintError' });
    expect(ended).toMatchObject({ name: 'ConstraintError' });
  });

  test('a file that is slow to read holds the transaction open', async () => {
    const there = elsewhere();
    await train(there, 2);
    const file = await backUp(there);
    async function* slow(lines: Lines): AsyncGenerator<Parsed<Entry & { line: number }>> {
      for await (const line of lines) {
        await new Promise((resolve) => setTimeout(resolve, 3));
        yield line;
      }
    }
    const preview = await new Backups(db).preview(await linesOf(file));
    if (!preview.ok) throw new Error('the file of this test is wrong');
    await new Backups(db).restore(slow(await linesOf(file)), preview.value.stamps, 'merge');
    expect(await everything(db)).toEqual(await everything(there));
  });
});

describe('with a workout under way', () => {
  const underWay = (): Promise<void> => checkpointsOf(db).save(trained(20));

  test('a backup is made of the rest; nothing is restored or erased', async () => {
    await train(db, 2);
    await underWay();
    const file = await backUp(db);
    expect(await textOf(file)).not.toContain('checkpoint');
    const before = await everything(db);
    await expect(restore(db, file)).rejects.toMatchObject({ name: 'WorkoutUnderWay' });
    await expect(new Backups(db).eraseAll()).rejects.toMatchObject({ name: 'WorkoutUnderWay' });
    expect(await everything(db)).toEqual(before);
  });
});

test('whoever writes workouts goes on writing after everything was erased', async () => {
  const store = checkpointsOf(db);
  await store.finish(HISTORY[0]!);
  await new Backups(db).eraseAll();
  await store.save(trained(5));
  expect(Object.keys(await everything(db))).toEqual(['checkpoint slot:1']);
});

test('what a newer version left unfinished, and nobody here can go on with, is in nobody’s way', async () => {
  await checkpointsOf(db).save(trained(20));
  const slot = (await get<Uint8Array>('slot:1', db.store('checkpoint')))!;
  await set('slot:1', envelopeAs(slot, 99), db.store('checkpoint'));
  await restore(db, await backUp(elsewhere()), 'replace');
  expect(Object.keys(await everything(db))).toEqual(['checkpoint slot:1']);
  await new Backups(db).eraseAll();
  expect(await everything(db)).toEqual({});
});

test('erased is erased: what was set aside as well', async () => {
  await train(db, 3);
  await new Library(db, () => 1).saveSettings(DEFAULT_SETTINGS);
  await set('broken:1', 'set aside', db.store('checkpoint'));
  await new Backups(db).eraseAll();
  expect(await everything(db)).toEqual({});
});

test('a workout that ends while a backup is made is wholly in it or not at all', async () => {
  await train(db, 2);
  const names: string[] = [];
  for await (const { store, key } of new Backups(db).entries(() => undefined)) {
    names.push(`${store} ${String(key)}`);
    if (names.length === 2) await checkpointsOf(db).finish(HISTORY[3]!);
  }
  expect(names.filter((each) => each.includes('workout-3'))).toEqual([]);
  expect(await get('workout-3', db.store('sessions'))).toBeDefined();
});
