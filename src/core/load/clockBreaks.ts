import type { FinishedSession } from '../records/finished.ts';

/**
 * Elapsed seconds at which the wall clock went on and the workout did not: pauses, and time away that was not counted. What
 * happens before and after one of them is not a minute apart because the workout says so.
 */
export function clockBreaks({ pauses, gaps }: Pick<FinishedSession, 'pauses' | 'gaps'>): number[] {
  const left = [...pauses, ...gaps.filter(({ counted }) => !counted)];
  return [...new Set(left.map(({ atS }) => atS))].sort((a, b) => a - b);
}

/** Whether there is one between two elapsed seconds: after the first began, and before the second did. */
export function isBroken(breaks: readonly number[], fromS: number, toS: number): boolean {
  return breaks.some((atS) => atS > fromS && atS <= toS);
}
