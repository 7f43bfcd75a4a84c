import type { Parsed, Problem } from '../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../core/parse/schema.ts';
import { BPM_MAX, BPM_MIN } from '../../core/signal/filter.ts';
import { PHASES_MAX, TOTAL_MAX_S, type Target } from '../../core/plan/plan.ts';
import type { ImportContext, Imported, Loss, PowerChoice } from '../importer.ts';
import { dropped, lossOf, phaseOf, planMade, rangeText, refused, shown, timeEnd, type Made } from './making.ts';
import { PHASE_NAMES } from './phaseNames.ts';
import type { PlanImporter, Plans } from './planImporter.ts';
import { powerTarget } from './power.ts';

/**
 * Courses of CompuTrainer, and of all who took them over: points of minutes and watts (ERG) or percent of FTP (MRC). A
 * phase is what lies between two points. Wahoo writes a heart rate behind them.
 */
export const erg: PlanImporter = {
  id: 'erg',
  label: 'ERG and MRC',
  extensions: ['.erg', '.mrc'],
  // begins like a list in JSON, and is none
  detect: ({ text }) => /^\s*\[COURSE (?:HEADER|DATA)\]/i.test((text ?? '').slice(0, 4_000)),
  read: ({ text }, context) => readCourse((text ?? '').split(/\r\n?|\n/), context),
};

interface Point {
  /** Since the beginning. */
  seconds: number;
  /** In the unit of the course; none: a hand goes on here. */
  value: number | undefined;
  heart: { low: number; high: number } | undefined;
  line: number;
}

interface Course {
  header: Map<string, string>;
  percent: boolean;
  points: Point[];
  texts: { seconds: number; text: string }[];
  dropped: string[];
  problems: Problem[];
}

function readCourse(lines: readonly string[], context: ImportContext): Parsed<Imported<Plans>> {
  const course: Course = { header: new Map(), percent: false, points: [], texts: [], dropped: [], problems: [] };
  let part: string | undefined;
  for (const [i, raw] of lines.entries()) {
    const line = raw.trim();
    const [, mark] = /^\[(.*)\]$/.exec(line) ?? [];
    if (mark !== undefined) part = /^END/i.test(mark) ? undefined : mark.toUpperCase();
    else if (line !== '' && part !== undefined) READERS.get(part)?.(course, line, i + 1);
    if (course.problems.length >= PROBLEMS_MAX || course.points.length > 4 * PHASES_MAX) break;
  }
  if (course.problems.length > 0) return refused(course.problems);
  const { made, unplaced } = phasesOf(course, context.power ?? 'open');
  const description = course.header.get('DESCRIPTION') ?? '';
  const others = [...course.header.keys()].filter((key) => !HEADER.has(key));
  return planMade({
    name: (course.header.get('FILE NAME') ?? '').replace(/\.(?:erg|mrc)$/i, ''),
    otherwise: context.name,
    description,
    sport: 'ride',
    steps: made,
    losses: dropped([...others, ...course.dropped, ...unplaced]),
  });
}

/** Read, or the same in every file. */
const HEADER = new Set(['DESCRIPTION', 'FILE NAME', 'FTP', 'VERSION', 'UNITS']);

const READERS = new Map<string, (course: Course, line: string, at: number) => void>([
  ['COURSE HEADER', readHeader],
  ['COURSE DATA', readPoint],
  ['COURSE TEXT', readText],
]);

function readHeader(course: Course, line: string): void {
  const [, key, value] = /^([^=]{1,40}?)\s*=\s*(.*)$/.exec(line) ?? [];
  if (key !== undefined) course.header.set(key.toUpperCase(), value ?? '');
  else if (/PERCENT/i.test(line)) course.percent = true;
}

const NUMBER = String.raw`([+-]?\d{1,9}(?:[.,]\d{1,9})?)`;
const POINT = new RegExp(String.raw`^${NUMBER}\s+(?:${NUMBER}|(LAP))(?:\s+(.*))?$`, 'i');
const HEART = /HR_(LO|HI)\s*=\s*(\d{1,3})/gi;

function readPoint(course: Course, line: string, at: number): void {
  const [, minutes = '', value, , rest = ''] = POINT.exec(line) ?? [];
  const seconds = Math.round(Number(minutes.replace(',', '.')) * 6_000) / 100;
  const last = course.points.at(-1)?.seconds ?? 0;
  const path = `line ${String(at)}`;
  if (minutes === '')
    course.problems.push({ code: 'value.type', path, params: { expected: 'number', received: line.slice(0, 40) } });
  else if (seconds < last)
    course.problems.push({ code: 'value.tooSmall', path, params: { min: last / 60, received: minutes } });
  else if (seconds > TOTAL_MAX_S)
    course.problems.push({ code: 'value.tooLarge', path, params: { max: TOTAL_MAX_S / 60, received: minutes } });
  else {
    const ends = new Map([...rest.matchAll(HEART)].map(([, end, bpm]) => [end?.toUpperCase(), Number(bpm)]));
    const [low, high] = [ends.get('LO') ?? ends.get('HI'), ends.get('HI') ?? ends.get('LO')];
    const left = rest.replace(HEART, '').trim();
    if (left !== '') course.dropped.push(left.slice(0, 40));
    course.points.push({
      seconds,
      value: value === undefined ? undefined : Number(value.replace(',', '.')),
      heart:
        low === undefined || high === undefined ? undefined : { low: Math.min(low, high), high: Math.max(low, high) },
      line: at,
    });
  }
}

/** Seconds, the message, and how long it stands there. */
function readText(course: Course, line: string): void {
  const [, seconds, text] = /^(\d{1,6}(?:\.\d+)?)\s+(.*?)(?:\s+\d{1,4})?$/.exec(line) ?? [];
  if (seconds === undefined || !text) course.dropped.push(line.slice(0, 40));
  else course.texts.push({ seconds: Number(seconds), text: text.replace(/^"|"$/g, '') });
}

/** Two points after each other that say the same go on. */
function phasesOf(course: Course, power: PowerChoice): { made: Made[]; unplaced: string[] } {
  const made: Made[] = [];
  const { points, texts, percent, header } = course;
  const ftp = Number(header.get('FTP') ?? NaN);
  let placed = 0;
  for (const [i, point] of points.entries()) {
    const next = points[i + 1];
    const lap = point.value === undefined;
    const lastsS = next ? next.seconds - point.seconds : 0;
    if (lap && lastsS <= 0) {
      // a mark alone: here a hand goes on
      made.push(phaseOf({ name: PHASE_NAMES.free, target: { type: 'open' }, end: { type: 'hand' }, losses: [] }));
      continue;
    }
    if (!next || lastsS <= 0) continue;
    const said = texts.filter(({ seconds }) => seconds >= point.seconds && seconds < next.seconds);
    placed += said.length;
    const from = point.value ?? next.value ?? 0;
    const to = next.value ?? from;
    // of the times since the beginning, so that what is rounded does not add up
    const wholeS = Math.round(next.seconds) - Math.round(point.seconds);
    const { end } = timeEnd(Math.max(1, wholeS));
    const losses =
      wholeS === shown(lastsS)
        ? []
        : [lossOf('loss.timeRounded', 'end', { fromS: shown(lastsS), toS: Math.max(1, wholeS) })];
    const aim = aimOf(point.heart ?? next.heart, { from, to }, percent, ftp, lastsS, power);
    const moved = said.length > 1 || said.some(({ seconds }) => seconds > point.seconds);
    made.push(
      phaseOf({
        name: from === to ? PHASE_NAMES.steady : PHASE_NAMES.ramp,
        target: aim.target,
        end,
        cue: said.map(({ text }) => text).join(' · '),
        losses: [...losses, ...aim.losses, ...(moved ? [lossOf('loss.cueJoined', 'cue', { count: said.length })] : [])],
      }),
    );
  }
  return { made, unplaced: placed < texts.length ? ['COURSE TEXT'] : [] };
}

function aimOf(
  heart: Point['heart'],
  { from, to }: { from: number; to: number },
  percent: boolean,
  ftp: number,
  durationS: number,
  power: PowerChoice,
): { target: Target; losses: Loss[] } {
  const isRamp = from !== to;
  const text = rangeText(from, to, percent ? '% FTP' : 'W', isRamp);
  if (heart) {
    const [low, high] = [heart.low, heart.high].map((bpm) => Math.min(BPM_MAX, Math.max(BPM_MIN, bpm))) as [
      number,
      number,
    ];
    const losses = [lossOf('loss.targetDropped', 'target', { what: 'power', text })];
    if (low !== heart.low || high !== heart.high)
      losses.push(lossOf('loss.targetCut', 'target', { text: rangeText(heart.low, heart.high, 'bpm') }));
    return { target: { type: 'bpm', low, high }, losses };
  }
  const share = percent ? 1 : ftp > 0 ? 100 / ftp : undefined;
  const sorted = [Math.max(0, Math.min(from, to)), Math.max(0, from, to)] as const;
  const pct = share === undefined ? undefined : { low: sorted[0] * share, high: sorted[1] * share };
  const made = powerTarget(pct, text, durationS, 'target', power);
  if (isRamp && made.target.type !== 'open') made.losses.push(lossOf('loss.rampRange', 'target', { text }));
  return made;
}
