import { plural } from './plural.ts';

/** How a strap did, workout by workout. */
export const strapDiary = {
  title: 'Diary',
  titleOf: (name: string) => `Diary of ${name}`,
  change: (day: string, pct: number) =>
    `Change or charge the battery before ${day}: at the present rate it reaches ${pct}\u00A0% then.`,
  changeNow: (pct: number) => `Change or charge the battery now: at the present rate it is at ${pct}\u00A0% or less.`,
  line: (day: string, length: string) => `${day}, ${length}`,
  dropouts: (n: number, s: number) =>
    n === 0 ? 'no dropouts' : `${plural(n, { one: '# dropout', other: '# dropouts' })} (${s}\u00A0s)`,
  doubt: (s: number) => `${s}\u00A0s in doubt`,
  battery: (startPct: number | undefined, endPct: number | undefined) => {
    if (startPct === undefined || endPct === undefined || startPct === endPct)
      return `battery ${startPct ?? endPct}\u00A0%`;
    return `battery ${startPct}\u00A0→\u00A0${endPct}\u00A0%`;
  },
  older: (n: number) => plural(n, { one: '# earlier workout', other: '# earlier workouts' }),
};
