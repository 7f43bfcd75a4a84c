// What lists and sums say of workouts whose ends are cut away: the figures of what is left.
import { expect, test, vi } from 'vitest';
import type { StoredSession } from '../../../src/app/state/history.svelte.ts';
import { HistoryState } from '../../../src/app/state/history.svelte.ts';
import { TrimmedSummariesState } from '../../../src/app/state/trimmedSummaries.svelte.ts';
import type { Trim } from '../../../src/core/records/annotation.ts';
import { disk, keepWorkout } from './stored.ts';

/** A workout of ten seconds whose heart rate is 100, 101, … */
async function page() {
  const { db, library } = disk();
  for (const id of ['a', 'b']) await keepWorkout(db, { id });
  const history = new HistoryState(library);
  await history.load();
  const read = history.session.bind(history);
  const session = vi.spyOn(history, 'session').mockImplementation(async (id) => {
    const stored = await read(id);
    if (!stored?.ok) return stored;
    const rising = (chunk: StoredSession['samples'][number]) => ({
      ...chunk,
      bpm: Uint8Array.from(chunk.bpm, (_, i) => 100 + chunk.fromS + i),
    });
    return { ok: true, value: { ...stored.value, samples: stored.value.samples.map(rising) } };
  });
  return { items: history.items, session, trimmed: new TrimmedSummariesState(history) };
}

const trims = (...of: [string, Trim][]) => new Map(of.map(([id, trim]) => [id, { trim }]));

test('the mean is that of the seconds that are left, of trimmed workouts only, and worked out once', async () => {
  const { items, session, trimmed } = await page();
  await trimmed.load(items, trims(['a', { fromS: 2, toS: 5 }]));
  expect([...trimmed.means]).toEqual([['a', 103]]);
  await trimmed.load(items, trims(['a', { fromS: 2, toS: 5 }]));
  expect(session).toHaveBeenCalledOnce();
  const left = trimmed.all.get('a');
  expect(left).toMatchObject({ elapsedS: 3, noSignalS: 0, meanBpm: 103, maxBpm: 104 });
  expect(left?.timeInZoneS.reduce((sum, s) => sum + s, 0)).toBe(3);
  await trimmed.load(items, trims(['a', { fromS: 0, toS: 2 }], ['b', { fromS: 8, toS: 10 }]));
  expect(trimmed.means).toEqual(
    new Map([
      ['a', 100.5],
      ['b', 108.5],
    ]),
  );
  await trimmed.load(items, trims(['a', { fromS: 0, toS: 10 }]));
  expect(trimmed.all.size).toBe(0);
});

test('a workout that cannot be read costs the others nothing', async () => {
  const { items, session, trimmed } = await page();
  session.mockRejectedValueOnce(new Error('torn'));
  await trimmed.load(items, trims(['a', { fromS: 2, toS: 5 }], ['b', { fromS: 2, toS: 5 }]));
  expect(trimmed.all.size).toBe(1);
});
