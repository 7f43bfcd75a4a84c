import { plural } from './plural.ts';

interface BatteryOn {
  pct: number;
  day: string;
}

/** How a strap did, workout by workout. */
export const strapDiary = {
  title: 'Diary',
  titleOf: (name: string) => `Diary of ${name}`,
  change: (day: string) => `Change or charge the battery before ${day}.`,
  changeNow: 'Change or charge the battery now.',
  /** `days`: from today. */
  changeBefore: (days: number, weekday: string) =>
    days === 0
      ? 'Change or charge the battery before today’s workout.'
      : `Change or charge the battery before ${days === 1 ? 'tomorrow' : weekday}.`,
  /** The workout that it is not expected to last for. */
  notLasted: (plan: string, when: string) => `It may not last through “${plan}” (${when}).`,
  /** The readings that say so. `on`: the day on which it is as low as that; today, or before, without. */
  because: (from: BatteryOn, to: BatteryOn, on: string | undefined, pct: number) =>
    `It was at ${from.pct}\u00A0% on ${from.day} and at ${to.pct}\u00A0% on ${to.day}: at this rate it ${
      on === undefined ? `is at ${pct}\u00A0% or less now` : `reaches ${pct}\u00A0% on ${on}`
    }.`,
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
