import type { Cursor } from './cursor.ts';
import { Misread } from './misread.ts';
import { PERCENT_WORDS, type RangeUnit } from './notation.ts';

// Times and heart rates with their units.

/** Each with its length in seconds. */
const TIME_WORDS: ReadonlyMap<string, number> = new Map([
  ...['s', 'sec', 'secs', 'second', 'seconds', '″'].map((word) => [word, 1] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes', "'", '’', '′'].map((word) => [word, 60] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours'].map((word) => [word, 3_600] as const),
]);
export const DASHES = '-–—‑−';

type ReadNumber = { durationS: number } | { unit: RangeUnit; low: number; high: number };

/** A number with its unit: a duration, or one or two heart rates. */
export function readNumber(cursor: Cursor): ReadNumber {
  const from = cursor.at;
  const first = cursor.takeNumber()!;
  if (cursor.char === ':') return { durationS: readClock(cursor, first, from) };
  const timeUnit = takeTimeUnit(cursor);
  if (timeUnit !== undefined) return { durationS: readMoreTime(cursor, first * timeUnit, timeUnit) };
  const firstUnit = takeRateUnit(cursor);
  const low = first;
  const high = takeRangeEnd(cursor);
  const unit = high === undefined ? firstUnit : takeRateUnit(cursor);
  if (unit === undefined || unit === '%') {
    const text = cursor.text.slice(from, cursor.at).trim();
    throw new Misread(unit === '%' ? 'text.percentOf' : 'text.noUnit', { from, to: cursor.at }, { text });
  }
  return { unit, low, high: high ?? low };
}

/** 3:00 or 1:05:00, after the first number. */
function readClock(cursor: Cursor, first: number, from: number): number {
  const parts = [first];
  while (cursor.char === ':' && parts.length < 3) {
    cursor.at++;
    const at = cursor.at;
    const part = cursor.takeNumber();
    if (part === undefined || cursor.at - at !== 2 || part >= 60) {
      throw new Misread('text.clock', { from, to: cursor.at }, { text: cursor.text.slice(from, cursor.at) });
    }
    parts.push(part);
  }
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}

/** 1h30m, 1 h 30 min and 1 hour and 30 minutes: smaller units that follow belong to the same duration. */
function readMoreTime(cursor: Cursor, firstS: number, firstUnit: number): number {
  let total = firstS;
  let unit = firstUnit;
  for (;;) {
    const back = cursor.at;
    if (cursor.skipSpace().peekWord() === 'and') cursor.takeWord();
    cursor.skipSpace();
    const more = cursor.isAtDigit ? cursor.takeNumber()! : undefined;
    const smaller = more === undefined ? undefined : takeTimeUnit(cursor);
    if (more === undefined || smaller === undefined || smaller >= unit) {
      cursor.at = back;
      return total;
    }
    total += more * smaller;
    unit = smaller;
  }
}

export function takeTimeUnit(cursor: Cursor): number | undefined {
  const back = cursor.at;
  const sign = cursor.takeAny("'’′″");
  const word = sign ?? cursor.skipSpace().takeWord();
  const unit = TIME_WORDS.get(word);
  if (unit === undefined) cursor.at = back;
  return unit;
}

/** bpm, % max. `%`: a percentage of nobody says what. */
export function takeRateUnit(cursor: Cursor): RangeUnit | '%' | undefined {
  const back = cursor.at;
  cursor.skipSpace();
  if (cursor.takeAny('%')) {
    const percentAt = cursor.at;
    cursor.skipSpace();
    if (cursor.peekWord() === 'of') cursor.takeWord();
    const unit = PERCENT_WORDS.get(cursor.skipSpace().takeWord());
    if (unit) return unit;
    cursor.at = percentAt;
    return cursor.percentAlone ?? '%';
  }
  if (cursor.takeWord() === 'bpm') return 'bpm';
  cursor.at = back;
  return undefined;
}

/** The upper end of a range, if one follows. */
export function takeRangeEnd(cursor: Cursor): number | undefined {
  const back = cursor.at;
  cursor.skipSpace();
  if (cursor.takeAny(DASHES) ?? cursor.takeWord() === 'to') {
    const high = cursor.skipSpace().takeNumber();
    if (high !== undefined) return high;
  }
  cursor.at = back;
  return undefined;
}

/** What stands between a count and what is repeated. */
const TIMES = 'xX×*✕';

/** 4x, 4 × and 4 times, after the number. */
export function takeTimes(cursor: Cursor): boolean {
  if (cursor.takeAny(TIMES)) return true;
  const back = cursor.at;
  if (cursor.takeWord() === 'times') return true;
  cursor.at = back;
  return false;
}
