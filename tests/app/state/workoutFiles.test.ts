// Workouts from files into the history: looked at, recognised, and kept when the person says so.
import { gzipSync, zipSync } from 'fflate';
import { get, keys } from 'idb-keyval';
import { expect, test, vi } from 'vitest';
import { WorkoutFiles } from '../../../src/app/state/workoutFiles.svelte.ts';
import type { Database } from '../../../src/store/database/idb.ts';
import { STORES, type Stamped } from '../../../src/store/database/records.ts';
import { Library } from '../../../src/store/library/library.ts';
import { exportSession } from '../../../src/formats/activity/exporters.ts';
import { Annotations } from '../../../src/store/library/annotations.ts';
import { NOW_MS } from '../../store/trained.ts';
import { disk, keepWorkout } from './stored.ts';

const HOUR_MS = 3_600_000;

async function page(...ids: string[]) {
  const { db, library } = disk();
  for (const [hour, id] of ids.entries()) await keepWorkout(db, { id, startedAtMs: NOW_MS + hour * HOUR_MS });
  const onKept = vi.fn(() => Promise.resolve());
  return { db, library, onKept, files: new WorkoutFiles(library, db, onKept) };
}

/** As this app exports it. */
async function exported(library: Library, id: string): Promise<File> {
  const session = await library.session(id);
  if (!session?.ok) throw new Error('it cannot be read');
  const workout = { session: session.value, chunks: await library.samples(id), exportedAtEpochMs: NOW_MS };
  const { bytes, name } = exportSession(workout, 'json');
  return new File([bytes], name);
}

/** A table as another program writes it: a reading a second. */
function table(name: string, atMs: number, seconds: number): File {
  const line = (s: number) => `${new Date(atMs + s * 1000).toISOString()},${140 + (s % 9)}`;
  return new File([['time,heart_rate', ...Array.from({ length: seconds }, (_, s) => line(s))].join('\n')], name);
}

const everything = async (db: Database): Promise<string> =>
  JSON.stringify(await Promise.all(STORES.map(async (name) => [name, await keys(db.store(name))])));

const foundIn = ({ found }: WorkoutFiles) =>
  found.map(({ file, recognition, wanted }) => [file, recognition.type, wanted]);

test('a workout of another program is new, and kept when the person says so, not before', async () => {
  const { db, library, files, onKept } = await page('a');
  const before = await everything(db);
  await files.look([table('ride.csv', NOW_MS + 5 * HOUR_MS, 600)]);
  expect(foundIn(files)).toEqual([['ride.csv', 'new', true]]);
  expect(await everything(db)).toBe(before);
  await files.keep();
  const { session } = files.found[0]!.workout;
  expect(files.outcome).toEqual({ kept: [session.id], of: 1, cancelled: false });
  expect(onKept).toHaveBeenCalledOnce();
  const [digest] = await library.digests();
  expect(digest).toMatchObject({ id: session.id, imported: { format: 'csv', fileName: 'ride' } });
  expect((await library.samples(session.id)).reduce((sum, { bpm }) => sum + bpm.length, 0)).toBe(
    digest!.summary.elapsedS,
  );
  expect(foundIn(files)).toEqual([['ride.csv', 'here', false]]);
});

test('the same file again is here already, and cannot be chosen', async () => {
  const { files, library } = await page();
  const file = table('ride.csv', NOW_MS, 600);
  await files.look([file]);
  await files.keep();
  await files.look([file]);
  expect(foundIn(files)).toEqual([['ride.csv', 'here', false]]);
  files.choose(files.found[0]!, true);
  await files.keep();
  expect(files.outcome).toMatchObject({ kept: [], of: 0 });
  expect(await library.digests()).toHaveLength(1);
});

test('a workout that begins and ends with one that is here is probably the same: left out, or kept beside it', async () => {
  const { files, library } = await page('a'); // ten seconds
  await files.look([table('watch.csv', NOW_MS + 1_000, 10), table('later.csv', NOW_MS + 60_000, 10)]);
  expect(foundIn(files)).toEqual([
    ['watch.csv', 'similar', false],
    ['later.csv', 'new', true],
  ]);
  const [similar] = files.found;
  expect(similar?.recognition).toMatchObject({ to: { id: 'a' } });
  files.choose(similar!, true);
  await files.keep();
  expect(files.outcome).toMatchObject({ of: 2, cancelled: false });
  expect(await library.digests()).toHaveLength(3);
});

test('a plan that is given as a workout is refused with the file itself, also out of an archive: Plans takes it', async () => {
  const { files } = await page();
  const zwo = '<workout_file><name>Tempo</name><workout/></workout_file>';
  const archive = zipSync({ 'plans/tempo.zwo': new TextEncoder().encode(zwo), 'a.txt': new TextEncoder().encode('a') });
  await files.look([new File([zwo], 'tempo.zwo'), new File([Uint8Array.from(archive)], 'all.zip')]);
  expect(await Promise.all(files.refused.map(async ({ file, plan }) => [file, await plan?.text()]))).toEqual([
    ['tempo.zwo', zwo],
    ['plans/tempo.zwo', zwo],
    ['a.txt', undefined],
  ]);
});

test('the same file twice among those given is new once, and not said to be in the history', async () => {
  const { files, library } = await page();
  await files.look([table('ride.csv', NOW_MS, 600), table('copy/ride.csv', NOW_MS, 600)]);
  expect(foundIn(files).map(([, type, wanted]) => [type, wanted])).toEqual([
    ['new', true],
    ['twice', false],
  ]);
  files.choose(files.found[1]!, true);
  await files.keep();
  expect(await library.digests()).toHaveLength(1);
  expect(files.found.map(({ recognition }) => recognition.type)).toEqual(['here', 'here']);
});

test('two files of the same workout are probably the same', async () => {
  const { files } = await page();
  await files.look([table('watch.csv', NOW_MS, 600), table('phone.csv', NOW_MS + 20_000, 590)]);
  expect(foundIn(files).map(([, type]) => type)).toEqual(['new', 'similar']);
});

test('a workout that was exported comes back under its own id, also one that was deleted, with what was said of it', async () => {
  const { db, library, files } = await page('a', 'b');
  await new Annotations(db, () => NOW_MS).change(['a'], { title: 'Mine' });
  const [a, b] = [await exported(library, 'a'), await exported(library, 'b')];
  await library.removeSessions(['a']);
  await files.look([a, b]);
  expect(files.found.map(({ recognition }) => recognition.type)).toEqual(['new', 'here']);
  await files.keep();
  expect((await library.digests()).map(({ id }) => id)).toEqual(['b', 'a']);
  const record = await get<Stamped<unknown>>('a', db.store('digests'));
  expect(record).toMatchObject({ deleted: false, revision: 3 }); // later than its removal
  const next = new Library(db, () => NOW_MS);
  await next.digests();
  await next.sweep();
  expect((await next.session('a'))?.ok).toBe(true);
  expect((await new Annotations(db, () => NOW_MS).all()).get('a')?.title).toBe('Mine');
});

test('a file that is none is refused as what it is, and costs the others nothing', async () => {
  const { files } = await page();
  const gone = new File(['x'], 'gone.fit');
  vi.spyOn(gone, 'arrayBuffer').mockRejectedValue(new Error('moved'));
  await files.look([new File(['BEGIN:VCALENDAR'], 'plan.ics'), gone, table('ride.csv', NOW_MS, 600)]);
  expect(files.refused).toMatchObject([
    { file: 'plan.ics', problems: [{ code: 'file.kind' }] },
    { file: 'gone.fit', problems: [], reason: 'moved' },
  ]);
  expect(foundIn(files)).toEqual([['ride.csv', 'new', true]]);
});

test('ended half way, what was kept before stays and is said', async () => {
  const { db, files, library } = await page();
  await files.look([0, 1, 2].map((i) => table(`${i}.csv`, NOW_MS + i * HOUR_MS, 600)));
  const together = db.together.bind(db);
  const told: unknown[] = [];
  vi.spyOn(db, 'together').mockImplementation(async (...args) => {
    told.push(files.progress);
    await together(...args);
    if (told.length === 2) files.cancel();
  });
  await files.keep();
  expect(told).toEqual([0, 1].map((done) => ({ doing: 'keep', done, of: 3 })));
  expect(files.outcome).toMatchObject({ of: 3, cancelled: true });
  expect(files.outcome?.kept).toHaveLength(2);
  expect(await library.digests()).toHaveLength(2);
  expect(files.found.map(({ recognition }) => recognition.type)).toEqual(['here', 'here', 'new']);
});

test('a disk that refuses one has kept nothing of it, and says so', async () => {
  const { db, files, library } = await page();
  await files.look([0, 1].map((i) => table(`${i}.csv`, NOW_MS + i * HOUR_MS, 600)));
  const together = db.together.bind(db);
  vi.spyOn(db, 'together').mockImplementationOnce(together).mockRejectedValueOnce(new Error('full'));
  await files.keep();
  expect(files.outcome).toMatchObject({ of: 2, cancelled: false, failed: 'full' });
  expect(files.outcome?.kept).toHaveLength(1);
  expect(await library.digests()).toHaveLength(1);
});

test('the files of an archive are as if each had been given, also those in folders; what cannot be unpacked costs the others nothing', async () => {
  const { files } = await page();
  const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
  const zip = zipSync({
    'export/ride.csv': await bytesOf(table('ride.csv', NOW_MS, 600)),
    'export/later.csv.gz': gzipSync(await bytesOf(table('later.csv', NOW_MS + HOUR_MS, 600))),
    'notes.txt': new TextEncoder().encode('Hello'),
  });
  const damaged = zip.slice(0, zip.length - 30);
  await files.look([
    new File([zip], 'all.zip'),
    new File([damaged], 'cut.zip'),
    table('own.csv', NOW_MS + 2 * HOUR_MS, 600),
  ]);
  expect(foundIn(files)).toEqual([
    ['export/ride.csv', 'new', true],
    ['export/later.csv.gz', 'new', true],
    ['own.csv', 'new', true],
  ]);
  expect(files.refused.map(({ file, problems }) => [file, problems[0]?.code])).toEqual([
    ['cut.zip', 'zip.damaged'],
    ['notes.txt', 'file.kind'],
  ]);
  expect(files.found.map(({ workout }) => workout.session.imported?.fileName)).toEqual(['ride', 'later', 'own']);
});

test('an import that is undone is gone, and nothing else', async () => {
  const { files, library, onKept } = await page('a');
  await files.look([table('ride.csv', NOW_MS + 5 * HOUR_MS, 600)]);
  await files.keep();
  expect(await library.digests()).toHaveLength(2);
  await files.undo();
  expect((await library.digests()).map(({ id }) => id)).toEqual(['a']);
  expect([files.found, files.refused, files.outcome]).toEqual([[], [], undefined]);
  expect(onKept).toHaveBeenCalledTimes(2);
});
