import { expect, test } from 'vitest';
import { builtInPlans } from '../../src/core/plan/builtins.ts';
import { fitHeart } from '../../src/index.ts';
import { exportSession } from '../../src/formats/activity/exporters.ts';
import { enPlans } from '../../src/words/en/plans.ts';
import { runHeart, type HeartRun } from '../support/heartWorkouts.ts';
import { cli, fileOf } from './paper.ts';

const heart = { tauOnS: 44, tauOffS: 62, deadS: 6 };
const plan = builtInPlans(enPlans).find(({ id }) => id === 'threshold-4x4')!;
const DAY_MS = 86_400_000;
const workout = (n: number, run: Partial<HeartRun> = {}) =>
  runHeart({ id: `w${String(n)}`, plan, heart, seed: n, epochMs: n * DAY_MS, ...run });
const exported = (finished: ReturnType<typeof workout>): string =>
  fileOf(new TextDecoder().decode(exportSession({ ...finished, exportedAtEpochMs: 0 }, 'json').bytes));

test('heart: the response over workouts that were exported, in any order, each once', async () => {
  const workouts = [workout(1), workout(2)];
  const [first, second] = workouts.map(exported) as [string, string];
  const { code, stdout, stderr } = await cli('heart', second, first, second, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { tauOnS, tauOffS, deadS, relSd, onPhases, offPhases } = fitHeart(workouts);
  const fit = JSON.parse(stdout) as Record<string, number>;
  expect(fit).toEqual({ tauOnS, tauOffS, deadS, relSd, phases: onPhases + offPhases });
  expect(Math.abs(fit['tauOnS']! / 44 - 1)).toBeLessThan(0.1);
  expect(fit['phases']).toBeGreaterThan(10);
});

test('heart: a simulated heart says nothing, and that is said', async () => {
  const { stdout } = await cli('heart', exported(workout(1, { source: 'simulated' })), '--json');
  expect(JSON.parse(stdout)).toEqual({ tauOnS: 58, tauOffS: 70, deadS: 5, relSd: 0.4, phases: 0 });
});

test.each<[string, () => string[], string]>([
  ['no file', () => [], 'heart needs one or more workouts'],
  ['no workout', () => [fileOf('{"phases": []}')], 'This is not a workout of Beatkeeper but'],
  ['no such file', () => ['no-such.json'], 'cannot be read'],
])('heart refuses %s in one line', async (_, files, words) => {
  const { code, stdout, stderr } = await cli('heart', ...files());
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(words);
});
