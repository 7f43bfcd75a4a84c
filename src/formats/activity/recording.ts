import {
  RECORDING_FORMAT,
  type RecordedItem,
  type Recording,
  type RecordingHead,
} from '../../core/records/recording.ts';
import { parseRecordedItem, parseRecordingHead } from '../../core/records/recordingRecord.ts';
import { parseJson } from '../../core/parse/json.ts';
import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { workoutStem } from './workoutStem.ts';

/** More than this is no workout: a week at two frames a second, say. */
const LINES_MAX = 1_500_000;
/** The head has the plan in it, and no plan is as long. */
const LINE_CHARS_MAX = 4_000_000;
const PROBLEMS_MAX = 50;

/** Whether a file says of itself that it is a recording of a workout; a recording of a strap alone does not. */
export function isRecording(text: string): boolean {
  return text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 200)
    .includes(`"${RECORDING_FORMAT}"`);
}

/**
 * Lines of JSON: the head (`RecordingHead`), then `{"atMs": n, "hex": "…"}` for a frame as it was sent, which bytes need not
 * be a good one, and `{"atMs": n, "event": {…}}` for what else moved the session. In order; problems name their line.
 */
export function parseRecording(text: string): Parsed<Recording> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > LINES_MAX) return bad('input.tooMany', { max: LINES_MAX });
  let head: RecordingHead | undefined;
  const items: RecordedItem[] = [];
  const problems: Problem[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const read = parseLine(line, head === undefined);
    if (!read.ok) {
      problems.push(...read.problems.map((problem) => at(i + 1, problem)));
      if (head === undefined || problems.length >= PROBLEMS_MAX) break;
    } else if ('format' in read.value) head = read.value;
    else items.push(read.value);
  }
  if (problems.length > 0) return { ok: false, problems };
  if (!head) return bad('replay.empty');
  return good({ head, items });
}

function parseLine(line: string, first: boolean): Parsed<RecordingHead | RecordedItem> {
  const json = parseJson(line, LINE_CHARS_MAX);
  if (!json.ok) return bad('replay.line', { text: line.trim().slice(0, 40) });
  return first ? parseRecordingHead(json.value) : parseRecordedItem(json.value);
}

function at(line: number, problem: Problem): Problem {
  const place = `line ${String(line)}`;
  return { ...problem, path: problem.path === '' ? place : `${place} · ${problem.path}` };
}

/** `2026-11-22-0730-threshold-4-4.recording.jsonl`. */
export const recordingName = (head: RecordingHead): string => `${workoutStem(head)}.recording.jsonl`;
