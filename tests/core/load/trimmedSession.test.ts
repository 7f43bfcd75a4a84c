// A workout without the ends that were cut away.
import { expect, test } from 'vitest';
import { trimmedSession } from '../../../src/core/load/trimmedSession.ts';
import { bpmSeconds } from '../../../src/core/samples/bpmSeconds.ts';
import { finishedWorkout, planFrom } from '../../support/finishedWorkout.ts';

const PLAN = planFrom({
  name: 'Two',
  sport: 'run',
  phases: [
    { name: 'Easy', target: { type: 'bpm', low: 110, high: 130 }, durationS: 100 },
    { name: 'Hard', target: { type: 'bpm', low: 150, high: 170 }, durationS: 100 },
  ],
});
/** 120 in the first phase but for a silence at its start, then 160. */
const WORKOUT = finishedWorkout({
  plan: PLAN,
  bpmAt: (s) => (s < 10 ? 0 : s < 100 ? 120 : 160),
  own: {
    cues: [{ atS: 20 }, { atS: 150 }] as never,
    pauses: [
      { reason: 'user', atS: 5, fromMs: 0 },
      { reason: 'user', atS: 60, fromMs: 0 },
    ],
  },
});
const bpms = bpmSeconds(WORKOUT.samples, WORKOUT.record.elapsedS);
const cut = (fromS: number, toS: number) => trimmedSession(WORKOUT.record, bpms, { fromS, toS });

test('its sums are those of what is left', () => {
  expect(cut(50, 150).summary).toMatchObject({ elapsedS: 100, meanBpm: 140, maxBpm: 160, noSignalS: 0 });
  expect(cut(0, 20).summary).toMatchObject({ elapsedS: 20, meanBpm: 120, noSignalS: 10, phasesCompleted: 0 });
  const { timeInZoneS } = cut(50, 150).summary;
  expect(timeInZoneS.reduce((sum, s) => sum + s, 0)).toBe(100);
});

test('phases are cut, counted anew, and one whose end is gone was not completed', () => {
  const { timeline, summary } = cut(50, 150);
  expect(timeline).toMatchObject([
    { phase: 0, fromS: 50, toS: 100, lowS: 0, inS: 50, highS: 0, endedBy: 'time' },
    { phase: 1, fromS: 100, toS: 150, lowS: 0, inS: 50, highS: 0, endedBy: 'stop' },
  ]);
  expect(summary).toMatchObject({ phasesCompleted: 1, phases: 2 });
  expect(cut(100, 150).timeline).toHaveLength(1);
});

test('a phase that is left whole keeps the counts that it was run with', () => {
  expect(cut(0, 150).timeline[0]).toBe(WORKOUT.record.timeline[0]);
});

test('cues and pauses beyond are gone; elapsed seconds stay as they were counted', () => {
  const { cues, pauses, elapsedS } = cut(50, 200);
  expect(cues.map(({ atS }) => atS)).toEqual([150]);
  expect(pauses.map(({ atS }) => atS)).toEqual([60]);
  expect(elapsedS).toBe(200);
});
