/**
 * Regions where a week does not begin on Monday, by the day it begins on (0 for Sunday): CLDR 47, `weekData/firstDay`.
 * A table of ours, since `Intl.Locale.getWeekInfo` takes a browser 20 to 50 ms at its first call, on the way to the first
 * screen, and Firefox does not have it.
 */
const FIRST_WEEKDAYS: readonly [day: number, regions: string][] = [
  [
    0,
    'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH ' +
      'PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW',
  ],
  [5, 'MV'],
  [6, 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'],
];

/** The day on which a week begins in a region (`US`), 0 for Sunday; Monday where none is known. */
export function firstWeekdayIn(region: string | undefined): number {
  const found = FIRST_WEEKDAYS.find(([, regions]) => region !== undefined && regions.split(' ').includes(region));
  return found?.[0] ?? 1;
}
