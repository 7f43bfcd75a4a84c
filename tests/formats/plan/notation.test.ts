// The text of a plan as the editor shows it, pasted or in a file.
import { expect, test } from 'vitest';
import { importPlan } from '../../../src/formats/plan/importers.ts';

test('a text of ours is a plan: with the name of its file, or with one that is said to be given', () => {
  const text = '10m Z2, 4x (4m 90% max, 3m 2m Z1)\n5m Z1';
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

test('a zone may be asked for by its name, as in the editor, where it is known; a percentage says of what', () => {
  const zones = new Map([['easy', { zone: 1 as const }]]);
  const read = importPlan('10 min warm-up easy\n4 x (4 min at 90% max, 3 min until below 120)', { zones });
  expect(read.ok && read.value.plans[0].phases).toMatchObject([
    { name: 'Warm-up', target: { type: 'zone', zone: 1 } },
    { repeat: 4, phases: [{}, { end: { type: 'heartRate', bpm: 120, maxS: 180 } }] },
  ]);
  expect(importPlan('10 min warm-up easy').ok).toBe(false);
  expect(importPlan('10 min easy, 4 min at 90%', { zones }).ok).toBe(false); // of maximum, or of a power?
});
