/** How one locale writes times, numbers and dates. Everything goes through Intl; formatters are made once, when first asked for. */
export function formatsOf(locale: string) {
  const decimals = new Map<number, Intl.NumberFormat>();
  const dates = new Map<string, Intl.DateTimeFormat>();

  function number(value: number, fractionDigits = 0): string {
    let format = decimals.get(fractionDigits);
    if (!format) {
      const digits = { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits };
      decimals.set(fractionDigits, (format = new Intl.NumberFormat(locale, digits)));
    }
    return format.format(value);
  }

  function date(epochMs: number, style: Intl.DateTimeFormatOptions, timeZone?: string): string {
    const key = `${timeZone ?? ''} ${JSON.stringify(style)}`;
    let format = dates.get(key);
    if (!format) dates.set(key, (format = new Intl.DateTimeFormat(locale, timeZone ? { ...style, timeZone } : style)));
    return format.format(epochMs);
  }

  return {
    /** Seconds as a runner reads them: 0:05, 12:30, 1:02:03. */
    clock,
    /** 1,234 or, with one fraction digit, 1,234.0 — as the locale writes it. */
    number,
    /** 38 for 38 of 100, with the locale's sign and place for it. */
    percent: (value: number): string =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100),
    /** Mon, 3 Aug 2026 */
    day: (epochMs: number, timeZone?: string): string =>
      date(epochMs, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, timeZone),
    /** August 2026 */
    month: (epochMs: number, timeZone?: string): string => date(epochMs, { month: 'long', year: 'numeric' }, timeZone),
    /** 18:30 or 6:30 PM */
    timeOfDay: (epochMs: number, timeZone?: string): string =>
      date(epochMs, { hour: 'numeric', minute: '2-digit' }, timeZone),
    /** Any other look of a date. */
    date,
  };
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

const pad = (n: number): string => String(n).padStart(2, '0');
