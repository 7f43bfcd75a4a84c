import { firstWeekdayIn } from './firstWeekday.ts';

/** The first language that names a region, and that region. */
let spoken: string | undefined;
let region: string | undefined;
let hourCycle: string | undefined;
let weekday = 1;
/** By language, until another region is taken. */
const dateLocales = new Map<string, string>();

/**
 * Takes the order of dates, and the clock of 12 or 24 hours, from the first of a person's languages that names a region:
 * words in English are read in Berlin, too. Before anything is written; whoever is not told, like the command line, writes 24 hours.
 * Asks Intl for no format: the first one takes a browser 10 to 30 ms, and the first screen may have no date.
 */
export function takeRegion(languages: readonly string[]): void {
  spoken = languages.find(regionOf);
  region = spoken && regionOf(spoken);
  hourCycle = undefined;
  weekday = firstWeekdayIn(region);
  dateLocales.clear();
}

/** The day on which a week begins for this person, 0 for Sunday: in every list of weekdays, in words as in pictures. */
export const firstWeekday = (): number => weekday;

/** Weekdays in the order of a week that begins on that day. */
export function inWeekOrder(days: readonly number[]): number[] {
  const since = (day: number): number => (day - weekday + 7) % 7;
  return [...days].sort((a, b) => since(a) - since(b));
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined; // such as `en_US`, or `C`, which WebKitGTK says where the system names no language
  }
}

function dateLocaleOf(language: string): string {
  let locale = dateLocales.get(language);
  if (!locale) {
    const asked = region ? `${language}-${region}` : language;
    const found = new Intl.Locale(new Intl.DateTimeFormat(asked).resolvedOptions().locale).region;
    const near = found === region ? asked : `${language}-001`; // else it would be that of the United States
    dateLocales.set(language, (locale = `${near}-u-hc-${hourCycleHere()}`));
  }
  return locale;
}

/** The clock of 12 or 24 hours of the first language that names a region. */
function hourCycleHere(): string {
  const asked = (): string | undefined =>
    spoken && new Intl.DateTimeFormat(spoken, { hour: 'numeric' }).resolvedOptions().hourCycle;
  return (hourCycle ??= asked() ?? 'h23');
}

/** How dates and times are written beside words of one language. */
export function datesOf(language: string) {
  const dates = new Map<string, Intl.DateTimeFormat>();

  const hourStyle = (): 'numeric' | '2-digit' => (hourCycleHere().startsWith('h1') ? 'numeric' : '2-digit');

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
      date(epochMs, { hour: hourStyle(), minute: '2-digit' }, timeZone),
    /** 06:30:05 or 6:30:05 AM */
    timeOfDayS: (epochMs: number, timeZone?: string): string =>
      date(epochMs, { hour: hourStyle(), minute: '2-digit', second: '2-digit' }, timeZone),
    /** Whether its clock counts to twelve, twice. */
    hour12: (): boolean =>
      new Intl.DateTimeFormat(dateLocaleOf(language), { hour: 'numeric' }).resolvedOptions().hour12 === true,
    /** Any other look of a date. */
    date,
  };
}

/** Days of the calendar here from one moment to another. */
export function daysBetween(fromMs: number, toMs: number): number {
  const midnightMs = (epochMs: number): number => new Date(epochMs).setHours(0, 0, 0, 0);
  return Math.round((midnightMs(toMs) - midnightMs(fromMs)) / 86_400_000);
}
