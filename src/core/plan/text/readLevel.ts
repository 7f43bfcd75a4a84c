import { BPM_MAX, BPM_MIN } from '../../signal/filter.ts';
import { isZone, isZoneCount, USUAL_ZONE_COUNT } from '../../athlete/hrZones.ts';
import { zoneAs, type Level, type PlanZone, type Target } from '../plan.ts';
import { PERCENT_LIMITS } from '../planKeys.ts';
import type { Cursor } from './cursor.ts';
import { isAtDelimiter, Misread, unknownAt } from './misread.ts';
import type { RangeUnit, ZoneNames } from './notation.ts';
import { readNumber, takeRangeEnd, takeRateUnit, takeTimeUnit } from './readNumber.ts';

// One heart rate, a side of it, and zones by number or name.

export type From = 'below' | 'above';
/** From which side a heart comes to what is written after this. */
export const SIGNS: ReadonlyMap<string, From> = new Map([
  ['<', 'above'],
  ['≤', 'above'],
  ['>', 'below'],
  ['≥', 'below'],
]);
const SIGN_WORDS: ReadonlyMap<string, From> = new Map([
  ['below', 'above'],
  ['under', 'above'],
  ['down', 'above'],
  ...['drops', 'falls', 'drop', 'fall'].map((word) => [word, 'above'] as const),
  ['above', 'below'],
  ['over', 'below'],
  ['up', 'below'],
  ...['rises', 'rise', 'climbs'].map((word) => [word, 'below'] as const),
]);

/** <=, ≤, below, down to: and which side the heart comes from then. */
export function takeSign(cursor: Cursor): From | undefined {
  const sign = SIGNS.get(cursor.char);
  if (sign !== undefined) {
    cursor.at++;
    cursor.takeAny('=');
    cursor.skipSpace();
    return sign;
  }
  const ofWord = SIGN_WORDS.get(cursor.peekWord());
  if (ofWord === undefined) return undefined;
  // “drops below” says it twice
  while (SIGN_WORDS.get(cursor.peekWord()) === ofWord) {
    cursor.takeWord();
    cursor.skipSpace();
  }
  if (cursor.peekWord() === 'to') cursor.takeWord();
  cursor.skipSpace();
  return ofWord;
}

/** What a target may begin with, beside a sign: “3 min below 120”. */
export const isSideWord = (word: string): boolean => ['below', 'under', 'above', 'over'].includes(word);

/** One heart rate: 120 bpm, 85% max, Z2. */
export function readLevel(cursor: Cursor): Level {
  const from = cursor.skipSpace().at;
  if (!cursor.isAtDigit) {
    const word = cursor.takeWord();
    if (word === '' && isAtDelimiter(cursor)) throw new Misread('text.noLevel', { from, to: cursor.at });
    if (isZoneWord(cursor, word)) return takeZone(cursor, from);
    throw unknownAt(cursor, from);
  }
  const bare = takeBareBpm(cursor);
  if (bare !== undefined) return { bpm: bare };
  const read = readNumber(cursor);
  if ('durationS' in read || read.low !== read.high) throw new Misread('text.oneRate', { from, to: cursor.at });
  return { [read.unit]: read.low } as Level;
}

/** A number alone where a heart rate is expected: bpm, where it is too large for a percentage. */
function takeBareBpm(cursor: Cursor): number | undefined {
  const back = cursor.at;
  const value = cursor.takeNumber();
  const end = cursor.at;
  const isMore =
    cursor.char === ':' || (takeTimeUnit(cursor) ?? takeRateUnit(cursor) ?? takeRangeEnd(cursor)) !== undefined;
  const isBpm = !isMore && value !== undefined && value > PERCENT_LIMITS.percentMax.max;
  cursor.at = isBpm ? end : back;
  return isBpm ? value : undefined;
}

/** `<=75% max` is everything up to there, as a target. */
export function readOneSided(cursor: Cursor, side: From): Target {
  const from = cursor.at;
  const level = readLevel(cursor);
  if ('zone' in level) throw new Misread('text.zoneRange', { from, to: cursor.at });
  const [unit, value] = Object.entries(level)[0] as [RangeUnit, number];
  if (side === 'above') return { type: unit, low: unit === 'bpm' ? BPM_MIN : 1, high: value };
  return { type: unit, low: value, high: unit === 'bpm' ? BPM_MAX : PERCENT_LIMITS[unit].max };
}

/** After `z` or `zone`: whether a number follows. */
export function isZoneWord(cursor: Cursor, word: string): boolean {
  if (word === 'zone') cursor.skipSpace();
  return (word === 'z' || word === 'zone') && cursor.isAtDigit;
}

/** `easy`, where a zone is called so; a name may be of several words. */
export function takeZoneName(cursor: Cursor, from: number, zones: ZoneNames): PlanZone | undefined {
  for (const [name, zone] of zones) {
    if (cursor.text.slice(from, from + name.length).toLowerCase() !== name) continue;
    const back = cursor.at;
    cursor.at = from + name.length;
    if (isAtDelimiter(cursor) || /\s/.test(cursor.char)) return zone;
    cursor.at = back;
  }
  return undefined;
}

/** `2`, `2/7` and `2 of 7`, after `Z`. */
export function takeZone(cursor: Cursor, from: number): PlanZone {
  const zone = cursor.takeNumber()!;
  const of = takeZoneCount(cursor) ?? USUAL_ZONE_COUNT;
  const span = { from, to: cursor.at };
  const text = cursor.text.slice(from, cursor.at);
  if (!isZoneCount(of)) throw new Misread('text.zoneCount', span, { text });
  if (!isZone(zone) || zone > of) throw new Misread('text.zone', span, { text, of });
  return zoneAs(zone, of);
}

/** Of how many zones one is, where that is said. */
function takeZoneCount(cursor: Cursor): number | undefined {
  const back = cursor.at;
  const isSlash = cursor.takeAny('/') !== undefined;
  if (isSlash || cursor.skipSpace().takeWord() === 'of') {
    const count = cursor.skipSpace().takeNumber();
    // “Z2/3 min 30s” is at least 30 s of it, and “Z2 of 10m” ten minutes
    const isTime = !isSlash && (cursor.char === ':' || takeTimeUnit(cursor) !== undefined);
    if (count !== undefined && !isTime) return count;
  }
  cursor.at = back;
  return undefined;
}
