// What the workouts say of the heart, through a backup; and what is forgotten of it, in settings of any version.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { builtInPlans } from '../../src/core/plan/builtins.ts';
import { fitHeart } from '../../src/core/records/heartLearnt.ts';
import { openBackup } from '../../src/formats/backup/readBackup.ts';
import { packBackup } from '../../src/formats/backup/writeBackup.ts';
import { Backups } from '../../src/store/backup/backup.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { IdbBackend } from '../../src/store/checkpoints/idbBackend.ts';
import { Database } from '../../src/store/database/idb.ts';
import { DEFAULT_SETTINGS, stamped } from '../../src/store/database/records.ts';
import { readSettings } from '../../src/store/database/readers.ts';
import { Library } from '../../src/store/library/library.ts';
import { enPlans } from '../../src/words/en/plans.ts';
import { runHeart } from '../support/heartWorkouts.ts';
import { NOW_MS } from './trained.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const plan = builtInPlans(enPlans).find(({ id }) => id === 'pyramid')!;
const workouts = [1, 2].map((n) =>
  runHeart({
    id: `w${String(n)}`,
    plan,
    heart: { tauOnS: 44, tauOffS: 60, deadS: 6 },
    seed: n,
    epochMs: NOW_MS - n * 86_400_000,
    said: (bpm, s) => (s > 400 && s < 412 ? 60 : bpm), // doubted for a minute
  }),
);

async function fitOn(db: Database): Promise<ReturnType<typeof fitHeart>> {
  const library = new Library(db, () => NOW_MS);
  const stored = await Promise.all(
    (await library.digests()).map(async ({ id }) => {
      const session = await library.session(id);
      if (!session?.ok) throw new Error('the workout cannot be read');
      return { session: session.value, chunks: await library.samples(id) };
    }),
  );
  return fitHeart(stored);
}

test('what is stored says the same as what was done, here and where a backup of it is restored', async () => {
  const [here, there] = [new Database(new IDBFactory()), new Database(new IDBFactory())];
  for (const each of workouts) await new Checkpoints(new IdbBackend(here, () => NOW_MS), () => NOW_MS).finish(each);
  await new Library(here, () => NOW_MS).saveSettings({ ...DEFAULT_SETTINGS, heartSinceEpochMs: NOW_MS - 5 });
  const fit = fitHeart(workouts);
  expect(await fitOn(here)).toEqual(fit);

  const entries = new Backups(here).entries(() => undefined);
  const file = await new Response(
    packBackup({ madeAt: '2026-11-22T18:30:00.000Z', app: '0' }, entries) as BodyInit,
  ).blob();
  const lines = async () => {
    const opened = await openBackup(file);
    if (!opened.ok) throw new Error('no backup');
    return opened.value.entries;
  };
  const preview = await new Backups(there).preview(await lines());
  if (!preview.ok) throw new Error('not to be restored');
  await new Backups(there).restore(await lines(), preview.value.stamps, 'merge');
  expect(await fitOn(there)).toEqual(fit);
  expect(await new Library(there, () => NOW_MS).settings()).toMatchObject({ value: { heartSinceEpochMs: NOW_MS - 5 } });

  await new Library(there, () => NOW_MS).removeSessions(['w1']);
  expect(await fitOn(there)).toEqual(fitHeart(workouts.slice(1)));
});

test.each<[string, unknown, number]>([
  ['of earlier versions', undefined, 0],
  ['broken', 'yesterday', 0],
  ['beyond all time', 1e18, 0],
  ['as it is written', NOW_MS, NOW_MS],
])('what is forgotten, in settings %s', (_, heartSinceEpochMs, expected) => {
  const read = readSettings(stamped({ ...DEFAULT_SETTINGS, heartSinceEpochMs }, NOW_MS));
  expect(read).toMatchObject({ ok: true, value: { value: { heartSinceEpochMs: expected } } });
});
