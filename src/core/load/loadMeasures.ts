/** The formulas that a load can be worked out by: see `trimp.ts` and `edwards.ts`. */
export type LoadMeasure = (typeof LOAD_MEASURES)[number];
export const LOAD_MEASURES = ['trimp', 'hrss', 'edwards'] as const;
