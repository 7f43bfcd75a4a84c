import type { Effort } from '../../core/records/annotation.ts';

/** How hard a workout felt, by Foster's session scale; the numbers that it leaves without a word have one between their neighbours. */
export const effort = {
  title: 'How hard was it?',
  /** Of the whole scale, while nothing is chosen. */
  ends: '0 is rest, 10 is all you have.',
  of: (effort: Effort): string => `${String(effort)}, ${NAMES[effort].toLowerCase()}`,
  name: (effort: Effort): string => NAMES[effort],
  clear: 'Clear effort',
};

const NAMES: Readonly<Record<Effort, string>> = {
  0: 'Rest',
  1: 'Very easy',
  2: 'Easy',
  3: 'Moderate',
  4: 'Somewhat hard',
  5: 'Hard',
  6: 'Harder',
  7: 'Very hard',
  8: 'Very, very hard',
  9: 'Almost maximal',
  10: 'Maximal',
};
