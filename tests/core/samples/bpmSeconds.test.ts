import { expect, test } from 'vitest';
import { bpmFigures, bpmSeconds } from '../../../src/core/samples/bpmSeconds.ts';

const chunk = (fromS: number, ...bpm: number[]) => ({ fromS, bpm: Uint8Array.from(bpm) });

test('what no chunk has is absence, and what is beyond the workout is left out', () => {
  expect([...bpmSeconds([chunk(3, 120, 121, 122), chunk(0, 100)], 5)]).toEqual([100, 0, 0, 120, 121]);
  expect([...bpmSeconds([chunk(9, 120)], 2)]).toEqual([0, 0]);
});

test('figures are of the seconds with a heart rate alone', () => {
  const bpms = Uint8Array.from([0, 100, 0, 140, 200]);
  expect(bpmFigures(bpms, 0, 4)).toEqual({ meanBpm: 120, maxBpm: 140, heardS: 2 });
  expect(bpmFigures(bpms, 2, 3)).toEqual({ meanBpm: null, maxBpm: null, heardS: 0 });
  expect(bpmFigures(bpms, 4, 99).meanBpm).toBe(200);
});
