let region: string | undefined;
let hourCycle = 'h23';
let weekday = 1;
/** By language, until another region is taken. */
const dateLocales = new Map<string, string>();

/**
 * Takes the order of dates, and the clock of 12 or 24 hours, from the first of a person's languages that names a region:
 * words in English are read in Berlin, too. Before anything is written; whoever is not told, like the command line, writes 24 hours.
 */
export function takeRegion(languages: readonly string[]): void {
  const tag = languages.find(regionOf);
  region = tag && regionOf(tag);
  hourCycle = (tag && new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hourCycle) ?? 'h23';
  weekday = tag === undefined ? 1 : firstWeekdayOf(tag);
  dateLocales.clear();
}

/** The day on which a week begins for this person, 0 for Sunday: in every list of weekdays, in words as in pictures. */
export const firstWeekday = (): number => weekday;

/** Weekdays in the order of a week that begins on that day. */
export function inWeekOrder(days: readonly number[]): number[] {
  const since = (day: number): number => (day - weekday + 7) % 7;
  return [...days].sort((a, b) => since(a) - since(b));
}

/** The day on which a week begins where this language is spoken. Monday where the browser cannot say. */
export function firstWeekdayOf(language: string): number {
  type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  try {
    const locale: WithWeek = new Intl.Locale(language);
    return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
  } catch {
    return 1; // WebKitGTK calls the language "C" where the system says no more
  }
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined; // such as `C`, or `en_US`
  }
}

function dateLocaleOf(language: string): string {
  let locale = dateLocales.get(language);
  if (!locale) {
    const asked = region ? `${language}-${region}` : language;
    const found = new Intl.Locale(new Intl.DateTimeFormat(asked).resolvedOptions().locale).region;
    const near = found === region ? asked : `${language}-001`; // else it would be that of the United States
    dateLocales.set(language, (locale = `${near}-u-hc-${hourCycle}`));
  }
  return locale;
}

/** How dates and times are written beside words of one language. */
export function datesOf(language: string) {
  const dates = new Map<string, Intl.DateTimeFormat>();

  function date(epochMs: number, style: Intl.DateTimeFormatOptions, timeZone?: string): string {
    const inZone = timeZone ? { ...style, timeZone } : style;
    const locale = dateLocaleOf(language);
    const key = locale + JSON.stringify(inZone);
    let format = dates.get(key);
    if (!format) dates.set(key, (format = new Intl.DateTimeFormat(locale, inZone)));
    return format.format(epochMs);
  }

  return {
    /** Mon, 3 Aug 2026 */
    day: (epochMs: number, timeZone?: string): string =>
      date(epochMs, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, timeZone),
    /** August 2026 */
    month: (epochMs: number, timeZone?: string): string => date(epochMs, { month: 'long', year: 'numeric' }, timeZone),
    /** 06:30 or 6:30 AM */
    timeOfDay: (epochMs: number, timeZone?: string): string =>
      date(epochMs, { hour: hourCycle.startsWith('h1') ? 'numeric' : '2-digit', minute: '2-digit' }, timeZone),
    /** Whether its clock counts to twelve, twice. */
    hour12: (): boolean =>
      new Intl.DateTimeFormat(dateLocaleOf(language), { hour: 'numeric' }).resolvedOptions().hour12 === true,
    /** Any other look of a date. */
    date,
  };
}
