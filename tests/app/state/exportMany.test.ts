// Workouts as files: one as itself, several in a .zip, to a stream or to the downloads.
import { unzipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { HistoryState } from '../../../src/app/state/history.svelte.ts';
import { ManyExport, type Saving } from '../../../src/app/state/exportMany.svelte.ts';
import { NOW_MS } from '../../store/trained.ts';
import { disk, keepWorkout } from './stored.ts';

const IDS = ['a', 'b', 'c'];

async function page(stream: Saving['stream'] = () => Promise.resolve(undefined)) {
  const { db, library } = disk();
  for (const [i, id] of IDS.entries()) await keepWorkout(db, { id, startedAtMs: NOW_MS + i * 3_600_000 });
  const history = new HistoryState(library);
  const files: File[] = [];
  const many = new ManyExport(history, { stream, file: (file) => void files.push(file) });
  return { history, many, files };
}

const namesIn = async (file: Blob): Promise<string[]> =>
  Object.keys(unzipSync(new Uint8Array(await file.arrayBuffer())));

test('several are a .zip with a file each, in their order; what is lost is said once, its numbers added up', async () => {
  const { many, files } = await page();
  await many.save(IDS, 'fit', 'all.zip');
  expect(many.outcome).toMatchObject({ type: 'saved', file: 'all.zip', count: 3, leftOut: 0 });
  const [file] = files;
  expect(file).toMatchObject({ name: 'all.zip', type: 'application/zip' });
  expect(await namesIn(file!)).toEqual([
    expect.stringMatching(/\.fit$/),
    expect.stringMatching(/\.fit$/),
    expect.stringMatching(/\.fit$/),
  ]);
  const losses = many.outcome?.type === 'saved' ? many.outcome.losses.map(({ code }) => code) : [];
  expect(new Set(losses).size).toBe(losses.length);
  expect(losses).toContain('loss.workoutProfile');
  expect(many.progress).toBeUndefined();
});

test('one is a file of its own', async () => {
  const { many, files } = await page();
  await many.save(['b'], 'tcx', 'all.zip');
  expect(many.outcome).toMatchObject({ type: 'saved', count: 1 });
  expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/\.tcx$/)]);
});

test('where the person chose a place, pieces go there as they come, and nothing to the downloads', async () => {
  const pieces: Uint8Array[] = [];
  const stream = {
    write: (piece: unknown) => Promise.resolve(void pieces.push(piece as Uint8Array)),
    close: vi.fn(() => Promise.resolve()),
    abort: vi.fn(() => Promise.resolve()),
  };
  const { many, files } = await page(() => Promise.resolve(stream));
  await many.save(IDS, 'csv', 'all.zip');
  expect(pieces.length).toBeGreaterThan(1);
  expect(stream.close).toHaveBeenCalledOnce();
  expect(stream.abort).not.toHaveBeenCalled();
  expect(files).toEqual([]);
  expect(await namesIn(new Blob(pieces as Uint8Array<ArrayBuffer>[]))).toHaveLength(3);
});

test('a person who wants no place wants no file', async () => {
  const { many, files } = await page(() => Promise.resolve('dismissed'));
  await many.save(IDS, 'csv', 'all.zip');
  expect([many.outcome, many.progress, files]).toEqual([undefined, undefined, []]);
});

test('cancelled half way there is no file, and the place is given back', async () => {
  const stream = { write: () => Promise.resolve(), close: vi.fn(), abort: vi.fn(() => Promise.resolve()) };
  const { many, history } = await page(() => Promise.resolve(stream));
  const session = history.session.bind(history);
  vi.spyOn(history, 'session').mockImplementation(async (id) => {
    if (id === 'b') many.cancel();
    return session(id);
  });
  await many.save(IDS, 'csv', 'all.zip');
  expect(many.outcome).toEqual({ type: 'cancelled' });
  expect(stream.abort).toHaveBeenCalledOnce();
  expect(stream.close).not.toHaveBeenCalled();
});

test('a disk that refuses is said, with its reason', async () => {
  const stream = {
    write: () => Promise.reject(new Error('full')),
    close: vi.fn(),
    abort: () => Promise.reject(new Error('gone')),
  };
  const { many } = await page(() => Promise.resolve(stream));
  await many.save(IDS, 'csv', 'all.zip');
  expect(many.outcome).toEqual({ type: 'failed', reason: 'full' });
});

test('a workout that cannot be read is left out and counted; none of them is nothing to save', async () => {
  const { many, files } = await page();
  await many.save(['a', 'gone', 'c'], 'json', 'all.zip');
  expect(many.outcome).toMatchObject({ type: 'saved', count: 2, leftOut: 1 });
  await many.save(['gone', 'lost'], 'json', 'all.zip');
  expect(many.outcome).toEqual({ type: 'nothing' });
  await many.save(['gone'], 'json', 'all.zip');
  expect(many.outcome).toEqual({ type: 'nothing' });
  expect(files).toHaveLength(1);
});
