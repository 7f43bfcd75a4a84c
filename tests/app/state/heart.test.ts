import { flushSync } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import type { Finished } from '../../../src/core/records/finished.ts';
import { fitHeart } from '../../../src/core/records/heartLearnt.ts';
import { HeartState } from '../../../src/app/state/heart.svelte.ts';
import { HistoryState } from '../../../src/app/state/history.svelte.ts';
import { rememberedHeart, rememberHeart } from '../../../src/app/state/rememberedHeart.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import type { Library } from '../../../src/store/library/library.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/database/records.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { runHeart } from '../../support/heartWorkouts.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.now();
const plan = builtInPlans(enPlans).find(({ id }) => id === 'threshold-4x4')!;
const workout = (daysAgo: number, tauOnS = 44, source: 'strap' | 'simulated' = 'strap'): Finished =>
  runHeart({
    id: `days ago ${String(daysAgo)}`,
    plan,
    heart: { tauOnS, tauOffS: 1.3 * tauOnS, deadS: 6 },
    seed: daysAgo + 1,
    epochMs: NOW_MS - daysAgo * DAY_MS,
    source,
  });

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
});
beforeEach(() => kept.clear());

/** A device with these workouts; what is removed from it is a tombstone, and can be brought back. */
async function deviceWith(workouts: readonly Finished[]) {
  const here = new Map(workouts.map((each) => [each.session.id, each]));
  const reads: string[] = [];
  const library = {
    settings: () => Promise.resolve({ ok: true, value: DEFAULT_SETTINGS }),
    saveSettings: () => Promise.resolve(),
    unread: 0,
    digests: () =>
      Promise.resolve(
        [...here.values()].map(({ digest }) => digest).sort((a, b) => b.startedAt.epochMs - a.startedAt.epochMs),
      ),
    session: (id: string) => {
      reads.push(id);
      const found = here.get(id);
      return Promise.resolve(found && { ok: true, value: found.session });
    },
    samples: (id: string) => Promise.resolve(here.get(id)?.chunks ?? []),
    removeSessions: () => Promise.resolve(),
    restoreSessions: () => Promise.resolve(),
  } as unknown as Library;
  const history = new HistoryState(library);
  const settings = new SettingsState(library);
  await Promise.all([history.load(), settings.load()]);
  const heart = new HeartState(library, history, settings);
  return { here, reads, history, settings, heart };
}

/** What follows from the last change has been worked out. */
async function settled(): Promise<void> {
  flushSync();
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

test('what the workouts say is known after they were looked at, and remembered for the next visit', async () => {
  const workouts = [workout(3), workout(1)];
  const { heart } = await deviceWith(workouts);
  expect(heart.learnt).toBeUndefined();
  await settled();
  expect(heart.learnt?.workouts).toBe(2);
  expect(heart.response!.tauOnS).toBeCloseTo(fitHeart(workouts).tauOnS, 1);
  expect(rememberedHeart()?.tauOnS).toBe(heart.response!.tauOnS);

  const again = await deviceWith([]);
  expect(again.heart).toMatchObject({ learnt: undefined, response: rememberedHeart() });
  await settled();
  expect(again.heart.response).toBeUndefined();
});

test('with nothing to go by there is no response, and none is remembered', async () => {
  rememberHeart({ tauOnS: 40, tauOffS: 50, deadS: 4, relSd: 0.2 });
  const { heart } = await deviceWith([workout(2, 44, 'simulated')]);
  await settled();
  expect(heart.learnt?.workouts).toBe(0);
  expect(heart.response).toBeUndefined();
  expect(rememberedHeart()).toBeUndefined();
});

test('a workout that is deleted takes what it said with it, and brings it back', async () => {
  const [odd, usual] = [workout(2, 90), workout(1)];
  const { heart, history, reads } = await deviceWith([odd, usual]);
  await settled();
  const both = heart.response!.tauOnS;
  await history.remove(odd.session.id);
  await settled();
  expect(heart.response!.tauOnS).toBeCloseTo(fitHeart([usual]).tauOnS, 1);
  expect(heart.response!.tauOnS).toBeLessThan(both);
  await history.undoRemove();
  await settled();
  expect(heart.response!.tauOnS).toBeCloseTo(both, 5);
  expect(reads).toHaveLength(2); // each was read once
});

test('a workout that a backup brings counts', async () => {
  const { heart, history, here } = await deviceWith([workout(1)]);
  await settled();
  const more = workout(4);
  here.set(more.session.id, more);
  await history.load();
  await settled();
  expect(heart.learnt?.workouts).toBe(2);
});

test('forgetting is of all that was before, and can be undone', async () => {
  const { heart, settings, history, here } = await deviceWith([workout(3, 90), workout(2, 90)]);
  await settled();
  const undo = heart.forget(NOW_MS - DAY_MS);
  await settled();
  expect(settings.values.heartSinceEpochMs).toBe(NOW_MS - DAY_MS);
  expect(heart.response).toBeUndefined();
  expect(rememberedHeart()).toBeUndefined();
  const later = workout(0);
  here.set(later.session.id, later);
  await history.load();
  await settled();
  expect(heart.learnt?.workouts).toBe(1);
  expect(heart.response!.tauOnS).toBeLessThan(55);
  undo();
  await settled();
  expect(heart.learnt?.workouts).toBe(3);
});

test('no more are read than it takes, and the story is of each', async () => {
  const { heart, reads } = await deviceWith(Array.from({ length: 8 }, (_, i) => workout(i + 1, 60 - 2 * i)));
  await settled();
  const needed = reads.length;
  expect(needed).toBeLessThan(8);
  const story = await heart.story();
  expect(story.map(({ sessionId }) => sessionId)).toEqual(
    Array.from({ length: 8 }, (_, i) => `days ago ${String(8 - i)}`),
  );
  expect(story.at(-1)!.heart.tauOnS).toBeGreaterThan(story[0]!.heart.tauOnS);
  expect(reads).toHaveLength(8);
});

test.each(['', 'x', '[]', '{}', '[1,2,3,4]', '[50,60,5]', '[50,60,-1,0.2]', '["50",60,5,0.2]', 'null'])(
  'what is remembered and is none is none: %s',
  (text) => {
    kept.set('beatkeeper-heart', text);
    expect(rememberedHeart()).toBeUndefined();
  },
);
