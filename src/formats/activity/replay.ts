import { encodeFrame, parseHex } from '../../core/signal/heartRateMeasurement.ts';
import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { unknownKeys } from '../../core/parse/unknownKeys.ts';
import { notThis, readText, textKind } from '../fileKind.ts';

/** What a strap sent, and when, counted from the start of the recording. */
export interface TimedFrame {
  atMs: number;
  bytes: Uint8Array;
}

const LINES_MAX = 1_000_000;
const PROBLEMS_MAX = 50;
/** A stamp from here on is a date (1973 and later), not a time since the start. */
const EPOCH_S = 1e8;

/**
 * A recording with a frame a line: `seconds,bpm`, or `{"atMs": n, "hex": "…"}` with the bytes as they were sent. A gap
 * is a gap; a line with seconds alone had no reading. Lines out of order are put in order. Stamps that are dates count
 * from the first of them, whether they are in seconds, milliseconds or microseconds.
 */
export function parseReplay(text: string): Parsed<TimedFrame[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > LINES_MAX) return bad('input.tooMany', { max: LINES_MAX });

  const read: Stamped[] = [];
  const problems: Problem[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' || (i === 0 && HEAD.test(line))) continue;
    const path = `line ${String(i + 1)}`;
    const frame = line.trimStart().startsWith('{') ? fromJson(line, path) : fromPair(line);
    if (frame === 'none') continue;
    if (!frame) problems.push({ code: 'replay.line', path, params: { text: line.trim().slice(0, 40) } });
    else if (Array.isArray(frame)) problems.push(...frame);
    else read.push({ ...frame, line: i + 1 });
    if (problems.length >= PROBLEMS_MAX) break;
  }
  if (problems.length > 0) return { ok: false, problems };
  const [first] = read.sort((a, b) => a.stamp - b.stamp);
  if (!first) return bad('replay.empty');
  const clock = clockOf(first);
  // years after the start is a long jump; milliseconds of a date are another clock
  const odd = read.find((each) => clockOf(each) !== clock && !(clock === 'start' && clockOf(each) === 'epochS'));
  if (odd || clock === 'none') {
    const { stamp, line } = odd ?? first;
    return bad('replay.clock', { text: String(stamp) }, `line ${String(line)}`);
  }
  const fromStart = clock === 'start';
  return good(
    read.map(({ stamp, unitMs, bytes }) => ({
      atMs: fromStart ? stamp * unitMs : (stamp - first.stamp) * (EPOCHS_MS.get(clock) ?? 1),
      bytes,
    })),
  );
}

/** A frame as its line has it: a stamp in the unit of its format, in ms. */
interface Stamped {
  stamp: number;
  unitMs: number;
  bytes: Uint8Array;
  line: number;
}

/** What a stamp counts: time since the start, in the unit of its format, or a date. */
type StampClock = 'start' | 'epochS' | 'epochMs' | 'epochUs' | 'none';
const EPOCHS_MS: ReadonlyMap<StampClock, number> = new Map([
  ['epochS', 1000],
  ['epochMs', 1],
  ['epochUs', 0.001],
]);

/** A workout of years is none, so a stamp that large is a date. Each unit of it has numbers of its own. */
function clockOf({ stamp, unitMs }: Stamped): StampClock {
  if (stamp < EPOCH_S * (unitMs === 1 ? 10 : 1)) return 'start';
  if (stamp < EPOCH_S * 1e3) return 'epochS';
  if (stamp < EPOCH_S * 1e6) return 'epochMs';
  return stamp < EPOCH_S * 1e9 ? 'epochUs' : 'none';
}

/** The same from the bytes of a file. What is no recording is named: a FIT file, a plan, a picture. */
export function readReplayFile(bytes: Uint8Array): Parsed<TimedFrame[]> {
  const text = readText(bytes, 'recording');
  if (!text.ok) return text;
  const kind = textKind(text.value);
  const known =
    kind === 'csv' || kind === 'text' || (kind === 'json' && /^[^\n]*"(?:atMs|hex)"/.test(text.value.trimStart()));
  return known ? parseReplay(text.value) : notThis(kind, 'recording');
}

/** Names of columns, as spreadsheets write them. */
const HEAD = /^\s*"?[a-z]/i;

const PAIR = /^\s*(\d+(?:\.\d+)?)\s*[,;\t]\s*(\d+(?:\.\d+)?)?\s*$/;

function fromPair(line: string): Omit<Stamped, 'line'> | 'none' | undefined {
  const [, seconds, bpm] = PAIR.exec(line) ?? [];
  if (seconds === undefined) return undefined;
  if (bpm === undefined) return 'none';
  const rate = Math.round(Number(bpm));
  return rate > 0xffff ? undefined : { stamp: Number(seconds), unitMs: 1000, bytes: encodeFrame({ bpm: rate }) };
}

function fromJson(line: string, path: string): Omit<Stamped, 'line'> | Problem[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const unknown = unknownKeys(value, ['atMs', 'hex'], path);
  if (unknown.length > 0) return unknown;
  if (!('atMs' in value) || !('hex' in value)) return undefined;
  const { atMs, hex } = value;
  if (typeof atMs !== 'number' || !Number.isFinite(atMs) || atMs < 0 || typeof hex !== 'string') return undefined;
  const bytes = parseHex(hex);
  return bytes.ok ? { stamp: atMs, unitMs: 1, bytes: bytes.value } : undefined;
}
