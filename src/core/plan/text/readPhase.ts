import type { Level, Target } from '../plan.ts';
import { HEART_RATE_MAX_S } from '../planFile.ts';
import type { Cursor } from './cursor.ts';
import { isAtDelimiter, Misread, unknownAt } from './misread.ts';
import { QUOTES, type Span, type ZoneNames } from './notation.ts';
import {
  isSideWord,
  isZoneWord,
  readLevel,
  readOneSided,
  SIGNS,
  takeSign,
  takeZone,
  takeZoneName,
  type From,
} from './readLevel.ts';
import { EASY_ROLES, roleOf, takeRole, type Role } from './roles.ts';
import { DASHES, readNumber, takeTimes, takeTimeUnit } from './readNumber.ts';

/** What was read of a phase after its name. Ends and targets are as foreign as a file's until the plan's schema has seen them. */
export interface ReadPhase {
  target?: Target;
  end?: ReadEnd;
  cue?: string;
  /** What it is for, where that is said behind its time: “10 min warm-up”. */
  role?: Role;
  /** How the next phase is joined to it, where it is by a word. */
  joinedBy?: 'and' | 'then' | 'with';
  spans: Partial<Record<'target' | 'end' | 'cue', Span>>;
}

type ReadEnd = { type: 'time'; durationS: number } | { type: 'hand' } | ReadHeartRateEnd;
type ReadHeartRateEnd = Level & { type: 'heartRate'; from: From } & Partial<Record<HoldKey, number>>;
type HoldKey = 'holdS' | 'minS' | 'maxS';

/** Words that people put between a time and a target. */
const FILLERS = new Set(['at', 'in', 'for', 'of', 'and', 'about', 'then', 'press', 'target']);
const RATE_WORDS = new Set([
  ...['hr', 'heart', 'rate', 'heartrate', 'it', 'is', 'i', 'am', 'm', 'my', 'at', 'get', 'gets', 'goes', 'go', 'back'],
]);
const OPEN_WORDS = new Set(['open', 'free', 'any']);
const HAND_WORDS = new Set(['lap', 'hand']);
const HOLD_KEYS: ReadonlyMap<string, HoldKey> = new Map([
  ['hold', 'holdS'],
  ['min', 'minS'],
  ['least', 'minS'],
  ['max', 'maxS'],
  ['most', 'maxS'],
]);
/**
 * How long a phase that waits for a heart rate takes at least, where nothing is said of that: as in the fields. A recovery
 * that is typed would else be over at once for whoever is there already. `min 0s` says that it may.
 */
const HEART_RATE_MIN_S = 30;
/** Whether what is next has a meaning in a phase, and is no part of its name. */
export function isAtPhasePart(cursor: Cursor): boolean {
  if (
    cursor.isAtDigit ||
    cursor.char === '/' ||
    SIGNS.has(cursor.char) ||
    QUOTES[cursor.char] !== undefined ||
    '@~'.includes(cursor.char)
  ) {
    return true;
  }
  const back = cursor.at;
  const word = cursor.takeWord();
  const isZone = isZoneWord(cursor, word);
  const isSide = isSideWord(word) && cursor.skipSpace().isAtDigit; // “below 120”, and not “Over-unders”
  cursor.at = back;
  return (
    isZone || isSide || word === 'until' || [FILLERS, OPEN_WORDS, HAND_WORDS, HOLD_KEYS].some((each) => each.has(word))
  );
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
    if (isAtPhaseEnd(cursor) || takeJoint(cursor, read) || isAtPhaseEnd(cursor)) break;
    readPart(cursor, read, zones, name === undefined);
  }
  const zone = zones.get(name?.toLowerCase() ?? '');
  if (zone && !read.target && read.end?.type === 'time') read.target = { type: 'zone', ...zone };
  // at such a pace as one likes, where nothing else is said
  const isEasy = EASY_ROLES.has(read.role ?? roleOf(name ?? '') ?? 'interval');
  if (isEasy && !read.target && read.end?.type === 'time') read.target = { type: 'open' };
  return complete(read, cursor, from);
}

function complete(read: ReadPhase, cursor: Cursor, from: number): ReadPhase {
  const said = (span: Span): string => cursor.text.slice(span.from, span.to).trim();
  const { target, end, spans, role } = read;
  if (end?.type === 'heartRate') {
    const maxS = end.maxS ?? HEART_RATE_MAX_S;
    read.end = { ...end, minS: end.minS ?? Math.min(HEART_RATE_MIN_S, maxS), maxS };
  }
  if (!end) {
    const span = spans.target ?? spans.cue ?? { from, to: cursor.at };
    throw new Misread('text.noEnd', span, spans.target || role ? { text: said(span) } : {});
  }
  if (end.type === 'time' && !target) throw new Misread('text.noTarget', spans.end!, { text: said(spans.end!) });
  return { ...read, target: target ?? { type: 'open' } };
}

/** A slash between two spaces parts phases too, as in “4 min hard / 3 min easy”. */
const isAtPhaseEnd = (cursor: Cursor): boolean => isAtDelimiter(cursor) || cursor.char === '/';

const JOINTS = ['and', 'then', 'with'] as const;

/** “… and 3 min easy”: a word that joins the next phase to one that is told in full. */
function takeJoint(cursor: Cursor, read: ReadPhase): boolean {
  const joint = JOINTS.find((each) => each === cursor.peekWord());
  if (!joint || !read.end) return false;
  while (JOINTS.some((each) => each === cursor.skipSpace().peekWord())) cursor.takeWord();
  if (isAtNextPhase(cursor.skipSpace())) {
    read.joinedBy = joint;
    return true;
  }
  return false; // “and max 3m”: no more than a filler
}

/** Whether what follows is a phase: a time, a count, what a phase is for, or another word that is none of this one's. */
function isAtNextPhase(cursor: Cursor): boolean {
  const back = cursor.at;
  const isTime = (): boolean => cursor.char === ':' || takeTimeUnit(cursor) !== undefined;
  const next = cursor.isAtDigit
    ? cursor.takeNumber() !== undefined && (isTime() || takeTimes(cursor.skipSpace()))
    : takeRole(cursor) !== undefined || cursor.peekWord() === 'until' || HAND_WORDS.has(cursor.peekWord());
  cursor.at = back;
  return next;
}

function readPart(cursor: Cursor, read: ReadPhase, zones: ZoneNames, isUnnamed: boolean): void {
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
  if (isSideWord(word)) {
    cursor.at = from;
    setTarget(read, readOneSided(cursor, takeSign(cursor)!), span());
    return;
  }
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
    if (zone) return setTarget(read, { type: 'zone', ...zone }, span());
    cursor.at = from;
    const role = isUnnamed && !read.role ? takeRole(cursor) : undefined;
    if (!role) throw unknownAt(cursor, from);
    read.role = role;
  }
}

function setTarget(read: ReadPhase, target: Target, span: Span): void {
  if (read.target) throw new Misread('text.targetTwice', span);
  read.target = target;
  read.spans.target = span;
}

function setEnd(read: ReadPhase, end: ReadEnd, cursor: Cursor, span: Span): void {
  if (read.end?.type === 'time' && end.type === 'heartRate' && end.maxS === undefined) {
    // “3 min until below 120”: as long as that at most
    read.end = { ...end, maxS: read.end.durationS };
    read.spans.end = { from: Math.min(read.spans.end?.from ?? span.from, span.from), to: span.to };
    return;
  }
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
  while (RATE_WORDS.has(cursor.skipSpace().peekWord())) {
    cursor.takeWord();
    cursor.takeAny("'’"); // until I’m below 120
  }
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
