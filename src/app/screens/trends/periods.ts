/** How far back the chart of fitness reaches. */
export type Period = (typeof PERIODS)[number];
export const PERIODS = ['3', '6', '12', 'all'] as const;

const MONTH_DAYS = 30.44;

export const periodDays = (period: Period): number =>
  period === 'all' ? Infinity : Math.round(Number(period) * MONTH_DAYS);

/** Those that differ, from the first day on. */
export const periodsSince = (firstDay: number, today: number): readonly Period[] =>
  PERIODS.filter((period) => period !== 'all' || today - firstDay >= periodDays('12'));

/** The shortest in which there was a workout: of recordings that are years old, the last three months are empty. */
export const fittingPeriod = (lastDay: number, today: number): Period =>
  PERIODS.find((period) => lastDay > today - periodDays(period)) ?? 'all';
