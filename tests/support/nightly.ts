/** `npm run test:long`: chance is given more of everything, by night and not at each change. */
export const NIGHTLY = Boolean(process.env['NIGHTLY']);

/** How many random cases: those of each run, or ten times as many. */
export const runs = (count: number): number => (NIGHTLY ? 10 * count : count);
