// The targets that a trace is drawn over.
import { expect, test } from 'vitest';
import { traceBands } from '../../../../src/app/parts/chart/traceBands.ts';
import { bpmSeconds } from '../../../../src/core/samples/bpmSeconds.ts';
import { finishedWorkout, planFrom, type Made } from '../../../support/finishedWorkout.ts';

const PLAN = planFrom({
  name: 'Three',
  sport: 'run',
  phases: [
    { name: 'Easy', target: { type: 'bpm', low: 110, high: 130 }, durationS: 60 },
    { name: 'Free', target: { type: 'open' }, durationS: 60 },
    { name: 'Hard', target: { type: 'bpm', low: 150, high: 170 }, durationS: 60 },
  ],
});

function bandsOf(own: Partial<Made>) {
  const { record, samples } = finishedWorkout({ plan: PLAN, ...own });
  return traceBands(record, bpmSeconds(samples, record.elapsedS)).map(({ fromS, toS, lowBpm, fromBpm }) => [
    fromS,
    toS,
    lowBpm,
    fromBpm,
  ]);
}

test('each target is there, with the heart rate that it was begun at', () => {
  expect(bandsOf({ bpmAt: (s) => (s < 3 ? 0 : 100) })).toEqual([
    [0, 60, 110, 100],
    [120, 180, 150, 100],
  ]);
});

test('without a heart rate the plan is still seen', () => {
  expect(bandsOf({ bpmAt: () => 0 })).toEqual([
    [0, 60, 110, undefined],
    [120, 180, 150, undefined],
  ]);
});

test('a target that was moved is drawn as it stood, from each move on', () => {
  const shifts = [{ atS: 30, phase: 0, byBpm: 5, scope: 'phase' as const }];
  expect(bandsOf({ bpmAt: () => 100, own: { shifts } })).toEqual([
    [0, 30, 110, 100],
    [30, 60, 115, 100],
    [120, 180, 150, 100],
  ]);
});
