import { expect, test } from 'vitest';
import { compareCues, comparable, WORKOUTS_MAX } from '../../../src/app/state/cuesCompared.ts';
import { PRIOR_RESPONSE } from '../../../src/core/athlete/heartResponse.ts';
import type { Finished } from '../../../src/core/records/finished.ts';
import { runHeart, type HeartRun } from '../../support/heartWorkouts.ts';
import { planOf, time } from '../../engine/world.ts';

const plan = planOf([time(150), { type: 'zone', zone: 2 }], [time(150), { type: 'zone', zone: 3 }]);
const workout = (n: number, run: Partial<HeartRun> = {}): Finished =>
  runHeart({ id: `w${String(n)}`, plan, heart: { tauOnS: 44, tauOffS: 62, deadS: 6 }, seed: n, offBpm: -16, ...run });

function historyOf(workouts: readonly Finished[], broken?: string) {
  const reads: string[] = [];
  return {
    reads,
    items: workouts.map(({ digest }) => digest),
    session: (id: string) => {
      reads.push(id);
      const { session: record, chunks: samples } = workouts.find(({ session }) => session.id === id)!;
      if (id === broken) return Promise.reject(new Error('the disk is gone'));
      return Promise.resolve({ ok: true as const, value: { record, samples, trace: { stepS: 1, bpm: [] } } });
    },
  };
}

const how = { response: PRIOR_RESPONSE, signal: new AbortController().signal, progress: () => undefined };

test('under the strictness that they had, the workouts are told what they were told; under others more or less', async () => {
  const workouts = [workout(1), workout(2)];
  const said: string[] = [];
  const progress = (done: number, of: number): void => void said.push(`${done} of ${of}`);
  const compared = await compareCues({ ...how, history: historyOf(workouts), progress });
  expect(said).toEqual(['0 of 2', '1 of 2']);
  expect(compared).toMatchObject({ workouts: 2, elapsedS: 600 });
  expect(compared.then.low).toBeGreaterThan(1);
  expect(compared.again.standard).toEqual(compared.then);
  expect(compared.again.off).toEqual({ low: 0, high: 0 });
  expect(compared.again.strict.low).toBeGreaterThan(compared.again.gentle.low);
});

test('simulated hearts are not asked, nor more than the newest; what cannot be read is left out', async () => {
  const workouts = [workout(1, { source: 'simulated' }), workout(2), workout(3)];
  const history = historyOf(workouts, 'w3');
  const compared = await compareCues({ ...how, history });
  expect(history.reads).toEqual(['w2', 'w3']);
  expect(compared).toMatchObject({ workouts: 1, elapsedS: 300 });
  const { digest } = workouts[1]!;
  expect(comparable(Array.from({ length: 30 }, () => digest))).toHaveLength(WORKOUTS_MAX);
});

test('once nobody wants to know any more, no other workout is read', async () => {
  const left = new AbortController();
  const history = historyOf([workout(1), workout(2)]);
  const asked = compareCues({ ...how, history, signal: left.signal, progress: () => left.abort(new Error('closed')) });
  await expect(asked).rejects.toThrow('closed');
  expect(history.reads).toEqual(['w1']);
});
