import { expect, test } from 'vitest';
import { secondsIn } from '../../../src/core/load/rateHistogram.ts';
import { trimmedFiguresOf } from '../../../src/core/load/trimmedFigures.ts';
import { workoutFiguresOf } from '../../../src/core/load/workoutFigures.ts';
import { historyOf } from '../../support/history.ts';

const [{ session, chunks }] = historyOf(1, 1_700_000_000_000) as [ReturnType<typeof historyOf>[number]];
const whole = workoutFiguresOf(session, chunks);

test('figures of a workout that nothing was cut from are those of the workout', () => {
  expect(trimmedFiguresOf(session, chunks, undefined)).toEqual(whole);
  expect(trimmedFiguresOf(session, chunks, { fromS: 0, toS: session.elapsedS + 60 })).toEqual(whole);
});

test('two halves have the seconds of the whole between them, and their own length', () => {
  const halfS = 1_000;
  const halves = [
    trimmedFiguresOf(session, chunks, { fromS: 0, toS: halfS }),
    trimmedFiguresOf(session, chunks, { fromS: halfS, toS: session.elapsedS }),
  ];
  expect(halves.map(({ elapsedS }) => elapsedS)).toEqual([halfS, session.elapsedS - halfS]);
  const seconds = halves.map(({ rates }) => secondsIn(rates));
  expect(Math.min(...seconds)).toBeGreaterThan(500);
  expect(seconds[0]! + seconds[1]!).toBe(secondsIn(whole.rates));
});
