// The series and the people of the worked values.
import type { LoadProfile } from '../../../src/core/load/loadProfile.ts';
import type { Reading } from '../../../src/core/load/readings.ts';

export const P: LoadProfile = { bpmMax: 200, bpmResting: 40, bpmThreshold: 176, sex: 'male' };
export const P_WOMAN: LoadProfile = { ...P, sex: 'female' };
export const Q: LoadProfile = { bpmMax: 190, bpmResting: 60, bpmThreshold: 167, sex: 'male' };

export const seconds = (length: number, bpmAt: (s: number) => number): number[] =>
  Array.from({ length }, (_, s) => bpmAt(s));
export const stamped = (bpms: readonly number[]): Reading[] => bpms.map((bpm, s) => ({ s, bpm }));

const a = seconds(1800, () => 130);
const b = seconds(1200, (i) => 100 + Math.floor((80 * i) / 1199));
const c = seconds(1200, (i) => (i % 120 < 60 ? 150 : 170));
export const A = stamped(a);
export const B = stamped(b);
export const C = stamped(c);
export const D = C.filter(({ s }) => s < 300 || s > 329);

/** An effort of so many seconds at 170, and the heart's way down to 110. */
export const effort = (hardS: number, downS = 90): number[] => [
  ...seconds(hardS, () => 170),
  ...seconds(downS, (i) => Math.round(110 + 60 * Math.exp(-(i + 1) / 60))),
];
