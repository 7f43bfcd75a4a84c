import { encodeFrame, parseHex } from '../core/frame.ts';
import { bad, good, type Parsed, type Problem } from '../core/parsed.ts';
import { unknownKeys } from '../core/unknownKeys.ts';

/** What a strap sent, and when, counted from the start of the recording. */
export interface TimedFrame {
  atMs: number;
  bytes: Uint8Array;
}

const LINES_MAX = 1_000_000;
const PROBLEMS_MAX = 50;
/** A stamp from here on is a date (1973 and later), not a time since the start. */
const EPOCH_MS = 1e11;

/**
 * A recording with a frame a line: `seconds,bpm`, or `{"atMs": n, "hex": "…"}` with the bytes as they were sent. A gap
 * is a gap; a line with seconds alone had no reading. Lines out of order are put in order. Stamps that are dates count
 * from the first of them.
 */
export function parseReplay(text: string): Parsed<TimedFrame[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > LINES_MAX) return bad('input.tooMany', { max: LINES_MAX });

  const frames: TimedFrame[] = [];
  const problems: Problem[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '' || (i === 0 && HEAD.test(line))) continue;
    const path = `line ${String(i + 1)}`;
    const frame = line.trimStart().startsWith('{') ? fromJson(line, path) : fromPair(line);
    if (frame === 'none') continue;
    if (!frame) problems.push({ code: 'replay.line', path, params: { text: line.trim().slice(0, 40) } });
    else if (Array.isArray(frame)) problems.push(...frame);
    else frames.push(frame);
    if (problems.length >= PROBLEMS_MAX) break;
  }
  if (problems.length > 0) return { ok: false, problems };
  frames.sort((a, b) => a.atMs - b.atMs);
  const first = frames[0];
  if (!first) return bad('replay.empty');
  return good(first.atMs < EPOCH_MS ? frames : frames.map((frame) => ({ ...frame, atMs: frame.atMs - first.atMs })));
}

/** Names of columns, as spreadsheets write them. */
const HEAD = /^\s*"?[a-z]/i;

const PAIR = /^\s*(\d+(?:\.\d+)?)\s*[,;\t]\s*(\d+(?:\.\d+)?)?\s*$/;

function fromPair(line: string): TimedFrame | 'none' | undefined {
  const [, seconds, bpm] = PAIR.exec(line) ?? [];
  if (seconds === undefined) return undefined;
  if (bpm === undefined) return 'none';
  const rate = Math.round(Number(bpm));
  return rate > 0xffff ? undefined : { atMs: Number(seconds) * 1000, bytes: encodeFrame({ bpm: rate }) };
}

function fromJson(line: string, path: string): TimedFrame | Problem[] | undefined {
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
  return bytes.ok ? { atMs, bytes: bytes.value } : undefined;
}
