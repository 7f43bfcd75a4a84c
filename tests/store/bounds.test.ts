// What a hostile file or a broken clock may say, and what becomes of it.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { get, set } from 'idb-keyval';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EPOCH_MAX_MS } from '../../src/core/parse/limits.ts';
import { annotate, blankAnnotation } from '../../src/core/records/annotation.ts';
import { finishedOf, type Finished } from '../../src/core/records/finished.ts';
import { advance } from '../../src/core/session/advance.ts';
import { Backups } from '../../src/store/backup/backup.ts';
import type { Entry } from '../../src/store/backup/keptRecords.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { Database } from '../../src/store/database/idb.ts';
import { IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { Library } from '../../src/store/library/library.ts';
import { stamped, tombstone, type Stamped } from '../../src/store/database/records.ts';
import { deleteUnshown, rawOf, unshownIn } from '../../src/store/library/unshown.ts';
import { NOW_MS, trained } from './trained.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let db: Database;
beforeEach(() => {
  db = new Database(new IDBFactory());
});

function finished(): Finished {
  const { session, chunks } = trained(30);
  const [done] = advance(session, { type: 'stop', atMs: 40_000 });
  if (done.status !== 'completed') throw new Error('not completed');
  return finishedOf(done, chunks, { endedAtEpochMs: NOW_MS, strapName: null });
}

async function* numbered(list: readonly Entry[]) {
  for (const [line, entry] of list.entries())
    yield await Promise.resolve({ ok: true as const, value: { ...entry, line } });
}

/** A deep copy with one value set. */
function withValue<T>(of: T, path: string, value: unknown): T {
  const copy = structuredClone(of);
  const names = path.split('.');
  let at = copy as Record<string, unknown>;
  for (const name of names.slice(0, -1)) at = at[name] as Record<string, unknown>;
  at[names.at(-1)!] = value;
  return copy;
}

describe('a number that no workout has', () => {
  const { session, digest } = finished();
  const annotation = annotate(blankAnnotation(digest.id), { effort: 7, trim: { fromS: 5, toS: 20 } });
  const NUMBERS: [Entry['store'], object, string][] = [
    ['digests', digest, 'startedAt.epochMs'],
    ['digests', digest, 'startedAt.offsetMin'],
    ['digests', digest, 'summary.elapsedS'],
    ['digests', digest, 'summary.meanBpm'],
    ['digests', digest, 'summary.phases'],
    ['digests', digest, 'summary.timeInZoneS.2'],
    ['digests', digest, 'sparkline.0'],
    ['sessions', session, 'endedAtEpochMs'],
    ['sessions', session, 'timeline.0.toS'],
    ['sessions', session, 'timeline.0.phase'],
    ['sessions', session, 'summary.maxBpm'],
    ['annotations', annotation, 'effort'],
    ['annotations', annotation, 'trim.fromS'],
    ['annotations', annotation, 'trim.toS'],
  ];

  test.each(NUMBERS)('in %s, %o, at %s is refused by its place', async (store, value, path) => {
    for (const hostile of [1e300, -1e300, 8.64e15]) {
      const entries: Entry[] = [{ store: 'digests', key: digest.id, value: stamped(digest, NOW_MS) }];
      const bad = { store, key: digest.id, value: stamped(withValue(value, path, hostile), NOW_MS) };
      const preview = await new Backups(db).preview(numbered(store === 'digests' ? [bad] : [...entries, bad]));
      expect(preview.ok, String(hostile)).toBe(false);
      if (!preview.ok) expect(preview.problems[0]?.path).toContain(path.replace(/\.(\d+)/g, '[$1]'));
    }
  });

  test.each(['revision', 'updatedAtEpochMs'])('as %s around a record is refused', async (name) => {
    for (const hostile of [1e300, Number.MAX_SAFE_INTEGER, -1e300]) {
      const bad = { store: 'digests', key: digest.id, value: { ...stamped(digest, NOW_MS), [name]: hostile } };
      expect((await new Backups(db).preview(numbered([bad]))).ok, String(hostile)).toBe(false);
    }
  });
});

describe('a change that lies ahead of the clock', () => {
  const plan = trained(1).session.plan;
  const of = (name: string, updatedAtEpochMs: number, revision = 1): Entry => ({
    store: 'plans',
    key: plan.id,
    value: { v: 1, revision, updatedAtEpochMs, deleted: false, value: { ...plan, name } },
  });

  async function merged(entry: Entry, nowMs: number): Promise<string> {
    const backups = new Backups(db, () => nowMs);
    const preview = await backups.preview(numbered([entry]));
    if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
    await backups.restore(numbered([entry]), preview.value.stamps, 'merge');
    return (await new Library(db, () => nowMs).plans())[0]?.name ?? '';
  }

  test('wins once, as if it were made now, and loses to what is changed after it', async () => {
    const library = new Library(db, () => NOW_MS + 1000);
    await set(plan.id, of('here', NOW_MS - 1000).value, db.store('plans'));
    expect(await merged(of('file', EPOCH_MAX_MS), NOW_MS)).toBe('file');
    expect((await get<Stamped<unknown>>(plan.id, db.store('plans')))?.updatedAtEpochMs).toBe(NOW_MS);
    await library.savePlan({ ...plan, name: 'changed' });
    expect(await merged(of('other', NOW_MS + 500, 9), NOW_MS + 2000)).toBe('changed');
  });

  test('here does not keep a later one out', async () => {
    await set(plan.id, of('ahead', EPOCH_MAX_MS).value, db.store('plans'));
    expect(await merged(of('file', NOW_MS, 2), NOW_MS)).toBe('file');
  });
});

test('a record that replaces anything has a stamp that can be read', () => {
  for (const before of [{ revision: '5' }, { revision: 1e300 }, {}, null]) {
    expect(stamped(1, 1e300, before as never)).toMatchObject({ revision: 1, updatedAtEpochMs: EPOCH_MAX_MS });
  }
  const often = { revision: Number.MAX_SAFE_INTEGER };
  expect(stamped(1, NOW_MS, often as never).revision).toBe(1_000_000_000);
  expect(tombstone(NOW_MS, stamped(1, NOW_MS)).revision).toBe(2);
});

describe('a record that no screen can show', () => {
  const HOSTILE = [7, null, 'text', { v: 99 }, { v: 1, revision: 1, updatedAtEpochMs: 0, deleted: false, value: {} }];

  test.each(['digests', 'plans', 'schedules'] as const)('in %s is named, can be saved, and deleted', async (kind) => {
    for (const [i, record] of HOSTILE.entries()) await set(`bad-${i}`, record, db.store(kind));
    await set(['not', 'ours'], 1, db.store(kind));
    const found = await unshownIn(db, kind);
    expect(found).toHaveLength(HOSTILE.length + 1);
    for (const { key } of found) {
      expect(JSON.parse(await rawOf(db, kind, key))).toMatchObject({ key });
      await deleteUnshown(db, kind, key, NOW_MS);
    }
    expect(await unshownIn(db, kind)).toEqual([]);
  });

  test('does not keep the others out of the list', async () => {
    const backend = new IdbBackend(db, () => NOW_MS);
    await new Checkpoints(backend, () => NOW_MS).finish(finished());
    for (const [i, record] of HOSTILE.entries()) await set(`bad-${i}`, record, db.store('digests'));
    const library = new Library(db, () => NOW_MS);
    expect(await library.digests()).toHaveLength(1);
    expect(library.unread).toBe(HOSTILE.length);
  });
});
