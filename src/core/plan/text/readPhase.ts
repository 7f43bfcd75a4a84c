import { BPM_MAX, BPM_MIN } from '../../signal/filter.ts';
import { isZone, isZoneCount, USUAL_ZONE_COUNT } from '../../athlete/hrZones.ts';
import type { ProblemCode, Problem } from '../../parse/parsed.ts';
import { zoneAs, type Level, type PlanZone, type Target } from '../plan.ts';
import { HEART_RATE_MAX_S } from '../planFile.ts';
import { PERCENT_LIMITS } from '../planKeys.ts';
import type { Cursor } from './cursor.ts';
import { PERCENT_WORDS, QUOTES, type RangeUnit, type Span, type ZoneNames } from './notation.ts';

/** What was read of a phase after its name. Ends and targets are as foreign as a file's until the plan's schema has seen them. */
export interface ReadPhase {
  target?: Target;
  end?: ReadEnd;
  cue?: string;
  spans: Partial<Record<'target' | 'end' | 'cue', Span>>;
}

type ReadEnd = { type: 'time'; durationS: number } | { type: 'hand' } | ReadHeartRateEnd;
type ReadHeartRateEnd = Level & { type: 'heartRate'; from: From } & Partial<Record<HoldKey, number>>;
type HoldKey = 'holdS' | 'minS' | 'maxS';

/** What is wrong with a phase, and where. Whoever catches one goes on after the phase. */
export class Misread extends Error {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly params: Problem['params'];

  constructor(code: ProblemCode, span: Span, params: Problem['params'] = {}) {
    super(code);
    this.code = code;
    this.span = span;
    this.params = params;
  }
}

/** Each with its length in seconds. */
const TIME_WORDS: ReadonlyMap<string, number> = new Map([
  ...['s', 'sec', 'secs', 'second', 'seconds', '″'].map((word) => [word, 1] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes', "'", '’', '′'].map((word) => [word, 60] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours'].map((word) => [word, 3_600] as const),
]);
/** Words that people put between a time and a target. */
const FILLERS = new Set(['at', 'in', 'for', 'of', 'and', 'about', 'then', 'press', 'target']);
const RATE_WORDS = new Set(['hr', 'heart', 'rate', 'it', 'is']);
const OPEN_WORDS = new Set(['open', 'free', 'any']);
const HAND_WORDS = new Set(['lap', 'hand']);
const HOLD_KEYS: ReadonlyMap<string, HoldKey> = new Map([
  ['hold', 'holdS'],
  ['min', 'minS'],
  ['least', 'minS'],
  ['max', 'maxS'],
  ['most', 'maxS'],
]);
type From = 'below' | 'above';
/** From which side a heart comes to what is written after this. */
const SIGNS: ReadonlyMap<string, From> = new Map([
  ['<', 'above'],
  ['≤', 'above'],
  ['>', 'below'],
  ['≥', 'below'],
]);
const SIGN_WORDS: ReadonlyMap<string, From> = new Map([
  ['below', 'above'],
  ['under', 'above'],
  ['down', 'above'],
  ['above', 'below'],
  ['over', 'below'],
  ['up', 'below'],
]);
/**
 * How long a phase that waits for a heart rate takes at least, where nothing is said of that: as in the fields. A recovery
 * that is typed would else be over at once for whoever is there already. `min 0s` says that it may.
 */
const HEART_RATE_MIN_S = 30;
const DASHES = '-–—‑−';
/** What ends a phase in the text. */
const DELIMITERS = ',;\n()#';

export const isAtDelimiter = (cursor: Cursor): boolean => cursor.isAtEnd || DELIMITERS.includes(cursor.char);

/** Whether what is next has a meaning in a phase, and is no part of its name. */
export function isAtPhasePart(cursor: Cursor): boolean {
  if (cursor.isAtDigit || SIGNS.has(cursor.char) || QUOTES[cursor.char] !== undefined || '@~'.includes(cursor.char)) {
    return true;
  }
  const back = cursor.at;
  const word = cursor.takeWord();
  const isZone = isZoneWord(cursor, word);
  cursor.at = back;
  return isZone || word === 'until' || [FILLERS, OPEN_WORDS, HAND_WORDS, HOLD_KEYS].some((each) => each.has(word));
}

/**
 * The words of a phase after its name, up to a comma, the end of the line or a bracket. A name that is a zone's is the
 * target of a phase that says no other, as in “easy 10m”.
 */
export function readPhase(cursor: Cursor, zones: ZoneNames, name: string | undefined): ReadPhase {
  const from = cursor.at;
  const read: ReadPhase = { spans: {} };
  for (;;) {
    cursor.skipSpace();
    if (isAtDelimiter(cursor)) break;
    readPart(cursor, read, zones);
  }
  const zone = zones.get(name?.toLowerCase() ?? '');
  if (zone && !read.target && read.end?.type === 'time') read.target = { type: 'zone', ...zone };
  return complete(read, cursor, from);
}

function complete(read: ReadPhase, cursor: Cursor, from: number): ReadPhase {
  const said = (span: Span): string => cursor.text.slice(span.from, span.to).trim();
  const { target, end, spans } = read;
  if (end?.type === 'heartRate') {
    const maxS = end.maxS ?? HEART_RATE_MAX_S;
    read.end = { ...end, minS: end.minS ?? Math.min(HEART_RATE_MIN_S, maxS), maxS };
  }
  if (!end) {
    const span = spans.target ?? spans.cue ?? { from, to: cursor.at };
    throw new Misread('text.noEnd', span, spans.target ? { text: said(span) } : {});
  }
  if (end.type === 'time' && !target) throw new Misread('text.noTarget', spans.end!, { text: said(spans.end!) });
  return { ...read, target: target ?? { type: 'open' } };
}

function readPart(cursor: Cursor, read: ReadPhase, zones: ZoneNames): void {
  const from = cursor.at;
  const span = (): Span => ({ from, to: cursor.at });
  if (QUOTES[cursor.char] !== undefined) {
    const cue = cursor.takeQuoted()!;
    if (!cue.closed) throw new Misread('text.quoteOpen', span());
    if (read.cue !== undefined) throw new Misread('text.cueTwice', span());
    read.cue = cue.text;
    read.spans.cue = span();
    return;
  }
  if (cursor.takeAny('@~')) return;
  if (cursor.isAtDigit) {
    const number = readNumber(cursor);
    if ('durationS' in number) setEnd(read, { type: 'time', durationS: number.durationS }, cursor, span());
    else setTarget(read, { type: number.unit, low: number.low, high: number.high }, span());
    return;
  }
  if (SIGNS.has(cursor.char)) {
    setTarget(read, readOneSided(cursor, takeSign(cursor)!), span());
    return;
  }
  const word = cursor.takeWord();
  const holdKey = HOLD_KEYS.get(word);
  if (FILLERS.has(word)) return;
  if (OPEN_WORDS.has(word)) setTarget(read, { type: 'open' }, span());
  else if (HAND_WORDS.has(word)) setEnd(read, { type: 'hand' }, cursor, span());
  else if (word === 'until') setEnd(read, readUntil(cursor), cursor, span());
  else if (holdKey) addToUntil(read, holdKey, cursor, from);
  else if (isZoneWord(cursor, word)) {
    const zone = takeZone(cursor, from);
    const zoneSpan = span();
    cursor.skipSpace();
    if (DASHES.includes(cursor.char) && !cursor.isAtEnd) throw new Misread('text.zoneRange', zoneSpan);
    setTarget(read, { type: 'zone', ...zone }, zoneSpan);
  } else {
    const zone = takeZoneName(cursor, from, zones);
    if (!zone) throw unknownAt(cursor, from);
    setTarget(read, { type: 'zone', ...zone }, span());
  }
}

function setTarget(read: ReadPhase, target: Target, span: Span): void {
  if (read.target) throw new Misread('text.targetTwice', span);
  read.target = target;
  read.spans.target = span;
}

function setEnd(read: ReadPhase, end: ReadEnd, cursor: Cursor, span: Span): void {
  if (read.end) {
    // a time after “until” may be meant as any of three
    const isLoose = read.end.type === 'heartRate' && end.type === 'time';
    const text = cursor.text.slice(span.from, span.to).trim();
    throw isLoose ? new Misread('text.looseTime', span, { text }) : new Misread('text.endTwice', span);
  }
  read.end = end;
  read.spans.end = span;
}

// ── Until ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function readUntil(cursor: Cursor): ReadHeartRateEnd {
  while (RATE_WORDS.has(cursor.skipSpace().peekWord())) cursor.takeWord();
  const from = cursor.at;
  const side = takeSign(cursor);
  const level = readLevel(cursor);
  if (side === undefined) {
    const text = cursor.text.slice(from, cursor.at).trim();
    throw new Misread('text.whichWay', { from, to: cursor.at }, { text });
  }
  return { type: 'heartRate', from: side, ...level };
}

/** `hold 10s`, `min 30s`, `max 4m`, after what they belong to. */
function addToUntil(read: ReadPhase, key: HoldKey, cursor: Cursor, from: number): void {
  const numberAt = cursor.skipSpace().at;
  const value = cursor.isAtDigit ? readNumber(cursor) : undefined;
  const span = { from, to: cursor.at };
  if (!value || !('durationS' in value)) throw unknownAt(cursor, value ? numberAt : from);
  if (read.end?.type !== 'heartRate')
    throw new Misread('text.holdAlone', span, { text: cursor.text.slice(from, cursor.at) });
  if (read.end[key] !== undefined) throw new Misread('text.holdTwice', span);
  read.end[key] = value.durationS;
  read.spans.end = { from: read.spans.end?.from ?? from, to: cursor.at };
}

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
  cursor.takeWord();
  cursor.skipSpace();
  if (cursor.peekWord() === 'to') cursor.takeWord();
  cursor.skipSpace();
  return ofWord;
}

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

// ── Targets ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** `<=75% max` is everything up to there, as a target. */
function readOneSided(cursor: Cursor, side: From): Target {
  const from = cursor.at;
  const level = readLevel(cursor);
  if ('zone' in level) throw new Misread('text.zoneRange', { from, to: cursor.at });
  const [unit, value] = Object.entries(level)[0] as [RangeUnit, number];
  if (side === 'above') return { type: unit, low: unit === 'bpm' ? BPM_MIN : 1, high: value };
  return { type: unit, low: value, high: unit === 'bpm' ? BPM_MAX : PERCENT_LIMITS[unit].max };
}

/** After `z` or `zone`: whether a number follows. */
function isZoneWord(cursor: Cursor, word: string): boolean {
  if (word === 'zone') cursor.skipSpace();
  return (word === 'z' || word === 'zone') && cursor.isAtDigit;
}

/** `easy`, where a zone is called so; a name may be of several words. */
function takeZoneName(cursor: Cursor, from: number, zones: ZoneNames): PlanZone | undefined {
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
function takeZone(cursor: Cursor, from: number): PlanZone {
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

// ── Numbers ───────────────────────────────────────────────────────────────────────────────────────────────────────

type ReadNumber = { durationS: number } | { unit: RangeUnit; low: number; high: number };

/** A number with its unit: a duration, or one or two heart rates. */
function readNumber(cursor: Cursor): ReadNumber {
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

/** 1h30m and 1 h 30 min: smaller units that follow belong to the same duration. */
function readMoreTime(cursor: Cursor, firstS: number, firstUnit: number): number {
  let total = firstS;
  let unit = firstUnit;
  for (;;) {
    const back = cursor.at;
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

function takeTimeUnit(cursor: Cursor): number | undefined {
  const back = cursor.at;
  const sign = cursor.takeAny("'’′″");
  const word = sign ?? cursor.skipSpace().takeWord();
  const unit = TIME_WORDS.get(word);
  if (unit === undefined) cursor.at = back;
  return unit;
}

/** bpm, % max. `%`: a percentage of nobody says what. */
function takeRateUnit(cursor: Cursor): RangeUnit | '%' | undefined {
  const back = cursor.at;
  cursor.skipSpace();
  if (cursor.takeAny('%')) {
    const percentAt = cursor.at;
    cursor.skipSpace();
    if (cursor.peekWord() === 'of') cursor.takeWord();
    const unit = PERCENT_WORDS.get(cursor.skipSpace().takeWord());
    if (unit) return unit;
    cursor.at = percentAt;
    return '%';
  }
  if (cursor.takeWord() === 'bpm') return 'bpm';
  cursor.at = back;
  return undefined;
}

/** The upper end of a range, if one follows. */
function takeRangeEnd(cursor: Cursor): number | undefined {
  const back = cursor.at;
  cursor.skipSpace();
  if (cursor.takeAny(DASHES) ?? cursor.takeWord() === 'to') {
    const high = cursor.skipSpace().takeNumber();
    if (high !== undefined) return high;
  }
  cursor.at = back;
  return undefined;
}

/** What cannot be read, as far as it goes without a space. */
function unknownAt(cursor: Cursor, from: number): Misread {
  cursor.at = Math.max(cursor.at, from);
  while (!isAtDelimiter(cursor) && !/\s/.test(cursor.char)) cursor.at++;
  const text = cursor.text.slice(from, cursor.at).trim();
  return new Misread(
    'text.unknown',
    { from, to: cursor.at },
    { text: text.length > 40 ? `${text.slice(0, 39)}…` : text },
  );
}
