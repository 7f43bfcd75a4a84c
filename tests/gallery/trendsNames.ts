/** Load and trends, from nothing to a year, and with all that can be said of them. */
export const TRENDS_NAMES = [
  'trendsNone',
  'trendsSimulated',
  'trendsOne',
  'trendsThreeWeeks',
  'trendsYear',
  'trendsMonth',
  'trendsImported',
  'trendsImportedOut',
  'trendsOld',
  'trendsThreshold',
  'trendsEstimated',
  'trendsConstants',
  'trendsWarning',
  'trendsPlanned',
  'trendsOffer',
  'trendsWordy',
  'trendsWorking',
  'trendsStopped',
  'trendsFailed',
  'trendsTables',
] as const;
export type TrendsName = (typeof TRENDS_NAMES)[number];
export const isTrends = (name: string): name is TrendsName => TRENDS_NAMES.some((each) => each === name);
