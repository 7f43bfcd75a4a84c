// Runs of a plan over each other.
import { expect, test } from 'vitest';
import { alignedRuns } from '../../../src/core/history/alignedRuns.ts';
import { bpmSeconds } from '../../../src/core/samples/bpmSeconds.ts';
import { finishedWorkout, planFrom } from '../../support/finishedWorkout.ts';

/** Phases of so many seconds, each at a heart rate of its own. */
function run(...lengths: number[]) {
  const plan = planFrom({
    name: 'x',
    sport: 'run',
    phases: lengths.map((durationS, i) => ({ name: `${i}`, target: { type: 'open' }, durationS })),
  });
  const ends = lengths.map((_, i) => lengths.slice(0, i + 1).reduce((sum, s) => sum + s, 0));
  const { record, samples } = finishedWorkout({ plan, bpmAt: (s) => 100 + ends.findIndex((end) => s < end) });
  return { record, bpms: bpmSeconds(samples, record.elapsedS) };
}

test('by phase start, the sooner one waits for the other at the end of each phase', () => {
  const { lengthS, runs } = alignedRuns([run(10, 12), run(13, 10)], 'phase');
  expect(lengthS).toBe(25);
  expect([...runs[0]!.bpms]).toEqual([...Array(10).fill(100), 0, 0, 0, ...Array(12).fill(101)]);
  expect([...runs[1]!.bpms]).toEqual([...Array(13).fill(100), ...Array(10).fill(101), 0, 0]);
  expect(runs.map(({ startsS }) => startsS)).toEqual([
    [0, 13],
    [0, 13],
  ]);
});

test('by elapsed time, each goes its own way to its end', () => {
  const { lengthS, runs } = alignedRuns([run(10, 12), run(13)], 'elapsed');
  expect(lengthS).toBe(22);
  expect([...runs[1]!.bpms]).toEqual([...Array(13).fill(100), ...Array(9).fill(0)]);
  expect(runs[0]!.startsS).toEqual([0, 10]);
});

test('a run that was left early has nothing from there on', () => {
  const { runs } = alignedRuns([run(10), run(10, 15)], 'phase');
  expect(runs[0]!.bpms.subarray(10).every((bpm) => bpm === 0)).toBe(true);
});
