import { CSV_COLUMNS } from '../ownMark.ts';
import { cellsOf } from './csvLines.ts';
import { numberIn } from './isoTime.ts';

/** Where the cells of a table are that a workout is made of: their places in a line, from 0. */
export interface Columns {
  separator: string;
  /** Whether the line has their names; else it is a reading. */
  hasHead: boolean;
  bpm: number;
  /** Since the start, and what one of it is in ms. */
  elapsed: { at: number; unitMs: number } | undefined;
  /** Of day, or since the start: what it is, its cells say. */
  time: number | undefined;
  /** A day beside a time of day. */
  date: number | undefined;
  /** Ours: the filtered rate, the phase, and whose heart it is. */
  own: { steadyBpm: number; phase: number; source: number } | undefined;
  /** Its other columns have something that is not kept. */
  others: number;
}

const SEPARATORS = [',', ';', '\t', '|'];

/** Names without case, spaces and units: `Heart Rate (bpm)` → `heartrate`. */
const BPM = ['hr', 'heartrate', 'hrate', 'bpm', 'heartratebpm', 'hrbpm', 'pulse', 'puls', 'herzfrequenz', 'hf', 'fc'];
const ELAPSED: Readonly<Record<string, number>> = {
  seconds: 1_000,
  secs: 1_000,
  sec: 1_000,
  s: 1_000,
  elapseds: 1_000,
  elapsedseconds: 1_000,
  timeseconds: 1_000,
  timesec: 1_000,
  minutes: 60_000,
  mins: 60_000,
  min: 60_000,
  timeminutes: 60_000,
  milliseconds: 1,
  millis: 1,
  ms: 1,
  elapsedms: 1,
};
const TIME = [
  'timestamp',
  'datetime',
  'dateandtime',
  'localtime',
  'utctime',
  'utc',
  'time',
  'zeit',
  'elapsed',
  'elapsedtime',
  'duration',
];
const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  sec: 1_000,
  seconds: 1_000,
  min: 60_000,
  minutes: 60_000,
  ms: 1,
};

/** The columns that a line names; none where it names no time or no heart rate. `first`: it may be a reading itself. */
export function columnsIn(line: string, first: boolean): Columns | undefined {
  for (const separator of SEPARATORS) {
    if (!line.includes(separator)) continue;
    const cells = cellsOf(line, separator);
    const found = columnsNamed(cells, separator) ?? (first ? unnamedPair(cells, separator) : undefined);
    if (found) return found;
  }
  return undefined;
}

function columnsNamed(cells: readonly string[], separator: string): Columns | undefined {
  const heads = cells.map(headOf);
  const find = (names: readonly string[]): number | undefined => {
    const at = names.map((each) => heads.findIndex(({ name }) => name === each)).find((each) => each !== -1);
    return at;
  };
  const bpm = find(BPM);
  if (bpm === undefined) return undefined;
  const time = find(TIME);
  const unitMs = time === undefined ? undefined : UNITS_MS[heads[time]?.unit ?? ''];
  const named = find(Object.keys(ELAPSED));
  const elapsed =
    named !== undefined
      ? { at: named, unitMs: ELAPSED[heads[named]!.name]! }
      : time !== undefined && unitMs !== undefined
        ? { at: time, unitMs }
        : undefined;
  if (time === undefined && !elapsed) return undefined;
  const isOwn = cells.join(separator).trim() === CSV_COLUMNS;
  const place = (name: string): number => heads.findIndex((each) => each.name === name);
  const date = find(['date', 'datum']);
  const used = new Set([bpm, time, elapsed?.at, date]).size;
  return {
    separator,
    hasHead: true,
    bpm,
    elapsed,
    time: elapsed?.at === time ? undefined : time,
    date,
    own: isOwn ? { steadyBpm: place('steadybpm'), phase: place('phase'), source: place('source') } : undefined,
    others: isOwn ? 0 : cells.length - used + (date === undefined ? 1 : 0),
  };
}

function headOf(cell: string): { name: string; unit: string } {
  const text = cell
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase();
  const [, unit = ''] = /[([]\s*([^)\]]*?)\s*[)\]]/.exec(text) ?? [];
  return { name: text.replace(/[([].*$/, '').replace(/[^\p{L}\d]/gu, ''), unit };
}

/** A table of two columns without names: times and rates of a heart, as this app plays them. */
function unnamedPair(cells: readonly string[], separator: string): Columns | undefined {
  const [time = '', rate = '', ...more] = cells.map((cell) => cell.trim());
  const bpm = numberIn(rate);
  if (more.length > 0 || separator === '|' || Number.isNaN(numberIn(time)) || !(bpm >= 30 && bpm < 255))
    return undefined;
  return {
    separator,
    hasHead: false,
    bpm: 1,
    elapsed: { at: 0, unitMs: 1_000 },
    time: undefined,
    date: undefined,
    own: undefined,
    others: 0,
  };
}
