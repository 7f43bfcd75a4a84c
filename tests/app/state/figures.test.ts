// The figures of every workout: read in one go, worked out where they are missing, in a page that stays alive meanwhile.
import { keys, set } from 'idb-keyval';
import { expect, test, vi } from 'vitest';
import { FiguresState } from '../../../src/app/state/figures.svelte.ts';
import type { Annotation } from '../../../src/core/records/annotation.ts';
import { NOW_MS } from '../../store/trained.ts';
import { disk, keepWorkout } from './stored.ts';

const NOTHING: ReadonlyMap<string, Annotation> = new Map();

async function page(...ids: string[]) {
  const { db, library } = disk();
  for (const [hour, id] of ids.entries()) await keepWorkout(db, { id, startedAtMs: NOW_MS + hour * 3_600_000 });
  const digests = await library.digests();
  const read = vi.spyOn(library, 'samples');
  return { db, library, digests, read, figures: new FiguresState(library, db) };
}

test('all are worked out once, stored, and read from then on', async () => {
  const { db, library, digests, read, figures } = await page('a', 'b', 'c');
  await figures.load({ digests, annotations: NOTHING });
  expect([...figures.all.keys()].sort()).toEqual(['a', 'b', 'c']);
  expect(figures.all.get('a')).toMatchObject({ id: 'a', elapsedS: 10, rates: { fromBpm: 150, seconds: [10] } });
  expect(read).toHaveBeenCalledTimes(3);

  const next = new FiguresState(library, db);
  await next.load({ digests, annotations: NOTHING });
  expect(next.all).toEqual(figures.all);
  expect(read).toHaveBeenCalledTimes(3);
  expect(next.progress).toBeUndefined();
});

test('what is unreadable is made anew, and a workout that is cut otherwise is worked out again', async () => {
  const { db, digests, read, figures } = await page('a', 'b');
  await figures.load({ digests, annotations: NOTHING });
  await set('a', 'torn', db.store('figures'));
  const annotations = new Map([['b', { id: 'b', tags: [], trim: { fromS: 2, toS: 6 } }]]);
  await figures.load({ digests, annotations });
  expect(read).toHaveBeenCalledTimes(4);
  expect(figures.all.get('a')?.elapsedS).toBe(10);
  expect(figures.all.get('b')).toMatchObject({ elapsedS: 4, rates: { fromBpm: 150, seconds: [4] } });
  await figures.load({ digests, annotations });
  expect(read).toHaveBeenCalledTimes(4);
});

test('progress is told; what was done before it is ended is there and stored, and the next goes on from there', async () => {
  const { db, library, digests, read } = await page('a', 'b', 'c');
  const told: unknown[] = [];
  const watched = {
    session: (id: string) => {
      if (told.push(figures.progress) === 2) figures.cancel();
      return library.session(id);
    },
    samples: (id: string) => library.samples(id),
  };
  const figures = new FiguresState(watched, db);
  await figures.load({ digests, annotations: NOTHING });
  expect(told).toEqual([
    { done: 0, of: 3 },
    { done: 1, of: 3 },
  ]);
  expect(figures.progress).toBeUndefined();
  expect(figures.all.size).toBe(1);
  expect(await keys(db.store('figures'))).toEqual([...figures.all.keys()]);
  read.mockClear();
  await figures.load({ digests, annotations: NOTHING });
  expect(read).toHaveBeenCalledTimes(2);
  expect(figures.all.size).toBe(3);
});

test('a workout that cannot be read is counted and costs the others nothing', async () => {
  const { db, digests, figures } = await page('a', 'b');
  await set('a', 'torn', db.store('sessions'));
  await figures.load({ digests, annotations: NOTHING });
  expect(figures.unreadable).toBe(1);
  expect([...figures.all.keys()]).toEqual(['b']);
});

test('a disk that refuses is said', async () => {
  const { library, digests, figures } = await page('a');
  vi.spyOn(library, 'session').mockRejectedValueOnce(new Error('refused'));
  await figures.load({ digests, annotations: NOTHING });
  expect(figures).toMatchObject({ failed: 'refused', progress: undefined });
  await figures.load({ digests, annotations: NOTHING });
  expect(figures.failed).toBeUndefined();
  expect(figures.all.size).toBe(1);
});
