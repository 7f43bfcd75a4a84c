/** Dates, lengths and numbers as a person of this language reads them. Formatters are costly to make and kept. */
export class When {
  readonly #language: string;
  readonly #kept = new Map<string, Intl.DateTimeFormat>();

  /** `language` as a BCP 47 tag: `en`, `de-CH`. */
  constructor(language: string) {
    this.#language = language;
  }

  /** “November 2026”. */
  month(epochMs: number): string {
    return this.#write(epochMs, { month: 'long', year: 'numeric' });
  }

  /** “Sun 22”. */
  weekdayAndDay(epochMs: number): string {
    return this.#write(epochMs, { weekday: 'short', day: 'numeric' });
  }

  /** “Sunday”. */
  weekday(epochMs: number): string {
    return this.#write(epochMs, { weekday: 'long' });
  }

  /** “S”. */
  weekdayLetter(epochMs: number): string {
    return this.#write(epochMs, { weekday: 'narrow' });
  }

  /** “06:30”. */
  time(epochMs: number): string {
    return this.#write(epochMs, { hour: '2-digit', minute: '2-digit' });
  }

  /** “Sunday, 22 November 2026 at 06:30”, in the place where it was. A zone that this browser does not know is left out. */
  dayAndTime(epochMs: number, timeZone?: string): string {
    const options: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeStyle: 'short' };
    try {
      return this.#write(epochMs, timeZone === undefined ? options : { ...options, timeZone });
    } catch {
      return this.#write(epochMs, options);
    }
  }

  number(value: number, digits = 0): string {
    return value.toLocaleString(this.#language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  percent(share: number): string {
    return share.toLocaleString(this.#language, { style: 'percent', maximumFractionDigits: 0 });
  }

  /** “3.4 MB”. */
  bytes(bytes: number): string {
    const [unit, size] = bytes >= 1e9 ? ['gigabyte', 1e9] : bytes >= 1e6 ? ['megabyte', 1e6] : ['kilobyte', 1e3];
    const digits = bytes / size < 10 ? 1 : 0;
    return (bytes / size).toLocaleString(this.#language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    });
  }

  /** “a, b and c”. */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.#language, { type: 'conjunction' }).format(items);
  }

  /** The day on which a week begins here, 0 Sunday to 6 Saturday. Monday where the browser cannot say. */
  firstWeekday(): number {
    type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
    const locale: WithWeek = new Intl.Locale(this.#language);
    return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
  }

  #write(epochMs: number, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#kept.get(key);
    if (!format) this.#kept.set(key, (format = new Intl.DateTimeFormat(this.#language, options)));
    return format.format(epochMs);
  }
}

/** Seconds as a runner reads them: 1:05, 12:30, 1:02:03. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
