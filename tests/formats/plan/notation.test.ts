// The text of a plan as the editor shows it, pasted or in a file.
import { expect, test } from 'vitest';
import { importPlan } from '../../../src/formats/plan/importers.ts';

test('a text of ours is a plan: with the name of its file, or with one that is said to be given', () => {
  const text = '10m Z2, 4x (4m 90% max, 3m until <=120 bpm)\n5m Z1';
  const pasted = importPlan('10m Z2\n4x (4m 88-92% max, 3m Z1)\n5m Z1');
  if (!pasted.ok) throw new Error('it was refused');
  expect(pasted.value.plans[0].phases).toHaveLength(3);
  expect(pasted.value.losses).toEqual([{ code: 'loss.nameGiven', path: 'name', params: { name: 'Plan' } }]);
  const file = importPlan(new TextEncoder().encode('10m Z2'), { name: 'Tuesday' });
  expect(file.ok && file.value.plans[0]).toMatchObject({ name: 'Tuesday', phases: [{ name: 'Steady' }] });
  expect(importPlan(text).ok).toBe(false); // two things end the recovery
});

test.each(['Dear diary', 'See you at 10', '# nothing but a comment', 'seconds,bpm\n1,90', '10m'])(
  '“%s” is no plan',
  (text) => {
    expect(importPlan(text).ok).toBe(false);
  },
);
