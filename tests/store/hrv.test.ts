// What the beats of a workout come to, on the disk and in a backup.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { set } from 'idb-keyval';
import { beforeEach, expect, test, vi } from 'vitest';
import type { FinishedSession } from '../../src/core/records/finished.ts';
import { withHrv } from '../../src/core/records/withHrv.ts';
import { ALPHA_VALUES_MAX } from '../../src/core/hrv/hrvFigures.ts';
import type { HrvSummary } from '../../src/core/samples/hrvSummary.ts';
import { chunkOf } from '../../src/core/samples/samples.ts';
import { openBackup } from '../../src/formats/backup/readBackup.ts';
import { packBackup } from '../../src/formats/backup/writeBackup.ts';
import { Backups } from '../../src/store/backup/backup.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { Database } from '../../src/store/database/idb.ts';
import { DEFAULT_SETTINGS, stamped } from '../../src/store/database/records.ts';
import { readSettings } from '../../src/store/database/readers.ts';
import { Library } from '../../src/store/library/library.ts';
import { beatsAround, worn } from '../core/samples/strapOfBeats.ts';
import { historyOf } from '../support/history.ts';
import { NOW_MS } from './trained.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let db: Database;
beforeEach(() => (db = new Database(new IDBFactory())));

const [OF] = historyOf(1, NOW_MS);
const SAMPLES = [...worn({ rrMs: beatsAround(500, 640) })].flatMap(({ sample }) => sample ?? []);
const FINISHED = withHrv({ ...OF!, chunks: [chunkOf(SAMPLES.slice(0, 300), 0)] });
const { id } = FINISHED.session;

async function readBack(on: Database): Promise<FinishedSession> {
  const read = await new Library(on, () => NOW_MS).session(id);
  if (!read?.ok) throw new Error('the workout cannot be read');
  return read.value;
}

test('it is kept with the workout, and goes through a backup', async () => {
  expect(FINISHED.session.hrv?.coveredS).toBeGreaterThan(200);
  await new Checkpoints(new IdbBackend(db, () => NOW_MS), () => NOW_MS).finish(FINISHED);
  expect((await readBack(db)).hrv).toEqual(FINISHED.session.hrv);

  const entries = new Backups(db).entries(() => undefined);
  const file = await new Response(
    packBackup({ madeAt: '2026-11-22T18:30:00.000Z', app: '0' }, entries) as BodyInit,
  ).blob();
  const there = new Database(new IDBFactory());
  const lines = async () => {
    const opened = await openBackup(file);
    if (!opened.ok) throw new Error('no backup');
    return opened.value.entries;
  };
  const preview = await new Backups(there).preview(await lines());
  if (!preview.ok) throw new Error('not to be restored');
  await new Backups(there).restore(await lines(), preview.value.stamps, 'merge');
  expect((await readBack(there)).hrv).toEqual(FINISHED.session.hrv);
});

const GOOD = FINISHED.session.hrv!;
test.each<[string, unknown]>([
  ['nothing, as before there was one', undefined],
  ['a text', 'good'],
  ['a negative share', { ...GOOD, artefactPct: -1 }],
  ['more than all', { ...GOOD, artefactPct: 101 }],
  ['no number', { ...GOOD, rmssdMs: Number.NaN }],
  ['a length that no workout has', { ...GOOD, coveredS: 1e12 }],
  ['no steps', { ...GOOD, dfaAlpha1: { stepS: 0, values: [] } }],
  ['a series without an end', { ...GOOD, dfaAlpha1: { stepS: 60, values: Array(ALPHA_VALUES_MAX + 1).fill(1) } }],
  ['an exponent that nobody has', { ...GOOD, dfaAlpha1: { stepS: 60, values: [1e9] } }],
])('a summary that is %s is left out, and the workout is shown', async (_, hrv) => {
  const session = { ...FINISHED.session, hrv: hrv as HrvSummary };
  await set(id, stamped(session, NOW_MS), db.store('sessions'));
  const read = await readBack(db);
  expect(read.hrv).toBeUndefined();
  expect(read.plan.name).toBe(session.plan.name);
});

test.each<[unknown, string]>([
  [undefined, 'none'],
  ['rmssd', 'rmssd'],
  ['dfaAlpha1', 'dfaAlpha1'],
  ['pnn50', 'none'],
])('a tile of %s in the settings is read as %s', (hrvTile, tile) => {
  const read = readSettings(stamped({ ...DEFAULT_SETTINGS, hrvTile }, NOW_MS));
  expect(read.ok && read.value.value?.hrvTile).toBe(tile);
});
