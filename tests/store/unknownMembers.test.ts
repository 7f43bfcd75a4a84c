// A member of a closed list that nobody here knows (an ending, a pause reason, an outcome of a later version) never costs
// the record it is in: what cannot be shown is counted, and stays on the disk byte for byte.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { get, set } from 'idb-keyval';
import { beforeEach, expect, test, vi } from 'vitest';
import { occurrenceOf } from '../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../src/core/schedule/schedule.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { decodeEnvelope } from '../../src/store/database/decodeEnvelope.ts';
import { encodeEnvelope } from '../../src/store/database/envelope.ts';
import { Database } from '../../src/store/database/idb.ts';
import { stamped } from '../../src/store/database/records.ts';
import { Annotations } from '../../src/store/library/annotations.ts';
import { Agenda } from '../../src/store/ledger/agenda.ts';
import { Library } from '../../src/store/library/library.ts';
import { historyOf } from '../support/history.ts';
import { NOW_MS, trained } from './trained.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let db: Database;
beforeEach(() => (db = new Database(new IDBFactory())));

const checkpoints = (): Checkpoints => new Checkpoints(new IdbBackend(db, () => NOW_MS), () => NOW_MS);

test('a finished workout with a provenance of a later version is not listed, is counted, and stays', async () => {
  for (const finished of historyOf(2, NOW_MS)) await checkpoints().finish(finished);
  const library = new Library(db, () => NOW_MS);
  const [first, second] = await library.digests();
  const record = stamped({ ...first!, summary: { ...first!.summary, provenance: 'telepathy' } }, NOW_MS);
  await set(first!.id, record, db.store('digests'));

  expect((await library.digests()).map(({ id }) => id)).toEqual([second!.id]);
  expect(library.unread).toBe(1);
  expect(await get(first!.id, db.store('digests'))).toEqual(record);
});

test('an annotation with an effort of a later scale is not shown, is counted, stays, and is not written over', async () => {
  const annotations = new Annotations(db, () => NOW_MS);
  await annotations.change(['a', 'b'], { title: 'Known' });
  const record = stamped({ id: 'a', tags: [], effort: 'brutal' }, NOW_MS);
  await set('a', record, db.store('annotations'));

  expect([...(await annotations.all()).keys()]).toEqual(['b']);
  expect(annotations.unread).toBe(1);
  await expect(annotations.change(['b', 'a'], { title: 'Other' })).rejects.toThrow(/annotation a .*effort/);
  expect((await annotations.all()).get('b')?.title).toBe('Known');
  expect(await get('a', db.store('annotations'))).toEqual(record);
});

test('an occurrence with an outcome of a later version is counted, and stays', async () => {
  const schedule: Schedule = {
    ...{ id: 's', planId: 'tempo', planName: 'Tempo', cron: '30 6 * * *', timeZone: null, on: true, revision: 1 },
    sinceEpochMs: NOW_MS,
  };
  const known = occurrenceOf(schedule, NOW_MS + 60_000, 'UTC');
  const other = { ...occurrenceOf(schedule, NOW_MS + 120_000, 'UTC'), end: { status: 'dreamt', atEpochMs: NOW_MS } };
  const record = stamped(other, NOW_MS);
  await set(known.id, stamped(known, NOW_MS), db.store('occurrences'));
  await set(other.id, record, db.store('occurrences'));

  const read = await new Agenda(db).occurrences({ sinceEpochMs: 0 });
  expect(read.items.map(({ id }) => id)).toEqual([known.id]);
  expect(read.newer + read.unreadable).toBe(1);
  expect(await get(other.id, db.store('occurrences'))).toEqual(record);
});

test('a workout under way whose slot has a status of a later version is set aside whole, and said', async () => {
  await checkpoints().save(trained(20));
  const stored = await get<Uint8Array>('slot:1', db.store('checkpoint'));
  const opened = decodeEnvelope('slot', stored!);
  if (!opened.ok) throw new Error('the slot cannot be read');
  const head = opened.value.json as { session: object };
  const slot = encodeEnvelope(
    'slot',
    { ...head, session: { ...head.session, status: 'levitating' } },
    opened.value.bytes,
  );
  await set('slot:1', slot, db.store('checkpoint'));

  const recovered = await checkpoints().recover();
  expect(recovered.ok).toBe(false);
  const aside = await get<{ records: [unknown, unknown][] }>(`broken:${NOW_MS}`, db.store('checkpoint'));
  expect(aside?.records).toEqual([['slot:1', slot]]);
});
