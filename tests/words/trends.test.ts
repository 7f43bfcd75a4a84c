// What Load and trends, and the page of a workout, say of where a heart rate comes from.
import { expect, test } from 'vitest';
import { trends } from '../../src/words/en/trends.ts';
import { workoutPage } from '../../src/words/en/workoutPage.ts';

test('a maximum that nobody gave is typical, one that an age gave is estimated, on both screens', () => {
  expect(trends.uses.bpmMax(190, 'given')).toBe('Maximum 190 bpm');
  expect(trends.uses.bpmMax(190, 'typical')).toMatch(/typical/);
  expect(trends.setRate('bpmMax', 190, 'typical')).not.toMatch(/estimated|your /);
  expect(trends.setRate('bpmResting', 54, 'given')).toBe('your resting: 54');
  expect(trends.uses.bpmMax(163, 'age')).toMatch(/estimated from your age/);
  expect(workoutPage.load.rate('bpmMax', 190, 'typical')).toBe('maximum 190 bpm (typical)');
  expect(workoutPage.load.rate('bpmMax', 163, 'age')).toBe('maximum 163 bpm (estimated from your age)');
});

test('a plan to repeat is counted by workouts with the same plan', () => {
  expect(trends.repeatedNeeds(3, 3)).toBe('Appears after 3 workouts with the same plan.');
  expect(trends.repeatedNeeds(1, 3)).toBe('Appears after 1 more workout with the same plan.');
});

test('a warning says that its scale is another where the figures below are of another', () => {
  expect(trends.warningScale(true)).toMatch(/not the scale of the figures below/);
  expect(trends.warningScale(false)).not.toMatch(/figures below/);
});
