import type { PHASE_NAMES } from './phaseNames.ts';

/** What a phase is for, as other programs tell kinds of steps apart. A plan of ours has names for that. */
export type Intent = keyof typeof PHASE_NAMES;

const BEGINNINGS: readonly [Intent, RegExp][] = [
  ['warmUp', /^warm/i],
  ['coolDown', /^cool/i],
  ['recovery', /^recover/i],
  ['rest', /^rest/i],
];

/** The kind of step for a format that has kinds: by the phase's name, since a person who writes "Warm-up" means it. */
export const intentOf = (name: string): Intent =>
  BEGINNINGS.find(([, beginning]) => beginning.test(name.trim()))?.[0] ?? 'interval';
