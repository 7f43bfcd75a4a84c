import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { notThis, readText } from '../fileKind.ts';

const LINES_MAX = 1_000_000;
const PROBLEMS_MAX = 50;
/** No heart waits for longer; a shorter one is a time in seconds, or nothing at all. */
const RR_MIN_MS = 10;
const RR_MAX_MS = 60_000;

/** A file of beat-to-beat intervals in ms, one a line. Empty lines are passed over. */
export function readRrFile(bytes: Uint8Array): Parsed<number[]> {
  const text = readText(bytes, 'recording');
  return text.ok ? parseRrList(text.value) : text;
}

function parseRrList(text: string): Parsed<number[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  if (lines.length > LINES_MAX) return bad('input.tooMany', { max: LINES_MAX });
  const rrMs: number[] = [];
  const problems: Problem[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const problem = problemOf(line.trim());
    if (problem) problems.push({ ...problem, path: `line ${String(i + 1)}` });
    else rrMs.push(Number(line));
    if (problems.length >= PROBLEMS_MAX) break;
  }
  if (problems.length > 0) return { ok: false, problems };
  return rrMs.length > 0 ? good(rrMs) : notThis('empty', 'recording');
}

function problemOf(text: string): Omit<Problem, 'path'> | undefined {
  const received = text.slice(0, 40);
  if (!/^\d+(\.\d+)?$/.test(text)) return { code: 'value.type', params: { expected: 'number', received } };
  if (Number(text) < RR_MIN_MS) return { code: 'value.tooSmall', params: { min: RR_MIN_MS, received } };
  if (Number(text) > RR_MAX_MS) return { code: 'value.tooLarge', params: { max: RR_MAX_MS, received } };
  return undefined;
}
