/** How one language writes seconds and numbers. What is Intl's goes through Intl; formatters are made once, when first asked for. */
export function formatsOf(language: string) {
  const decimals = new Map<number, Intl.NumberFormat>();

  function number(value: number, fractionDigits = 0): string {
    let format = decimals.get(fractionDigits);
    if (!format) {
      const digits = { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits };
      decimals.set(fractionDigits, (format = new Intl.NumberFormat(language, digits)));
    }
    return format.format(value);
  }

  return {
    /** Seconds as a runner reads them: 0:05, 12:30, 1:02:03. */
    clock,
    /** 1,234 or, with one fraction digit, 1,234.0 — as the language writes it. */
    number,
    /** 38 for 38 of 100, with the language's sign and place for it, and a space before it as with every other unit. */
    percent: (value: number): string =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
        .format(value / 100)
        .replace(/(\d)%/, '$1\u00a0%'),
  };
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

const pad = (n: number): string => String(n).padStart(2, '0');
