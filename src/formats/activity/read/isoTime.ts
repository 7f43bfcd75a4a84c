const ISO =
  /^(\d{4})[-/.](\d\d)[-/.](\d\d)[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * An instant as files write it; without an offset it is in UTC. `offsetMin` only where one other than `Z` is said.
 * `undefined`: it is none.
 */
export function timeIn(text: string): { epochMs: number; offsetMin: number | undefined } | undefined {
  const [, year, month, day, hours, minutes, seconds = '0', part = '', zone = ''] = ISO.exec(text) ?? [];
  if (year === undefined) return undefined;
  const [m, d, h, min, s] = [month, day, hours, minutes, seconds].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (m < 1 || m > 12 || d < 1 || d > 31 || h > 24 || min > 59 || s > 60) return undefined;
  const [, sign, hoursAhead = '0', minutesAhead = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const size = Number(hoursAhead) * 60 + Number(minutesAhead);
  const offsetMin = sign === undefined ? undefined : sign === '-' ? -size : size;
  const partMs = part === '' ? 0 : Number(`0.${part}`) * 1000;
  const epochMs = Date.UTC(Number(year), m - 1, d, h, min, s) + partMs - (offsetMin ?? 0) * 60_000;
  return { epochMs, offsetMin: offsetMin !== undefined && size <= OFFSET_MAX_MIN ? offsetMin : undefined };
}

const OFFSET_MAX_MIN = 14 * 60;

/** A number as files write it, with a point or a comma; `NaN`: it is none. */
export const numberIn = (text: string): number =>
  /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d{1,2})?$/i.test(text) ? Number(text.replace(',', '.')) : NaN;
