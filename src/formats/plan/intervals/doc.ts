import { bounded, type Parsed, type Problem } from '../../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../../core/parse/schema.ts';
import { PHASES_MAX, TOTAL_MAX_S, type End, type Sport } from '../../../core/plan/plan.ts';
import type { ForeignFile } from '../../foreignFile.ts';
import type { ImportContext, Imported, Loss } from '../../importer.ts';
import { isObject } from '../beatkeeper.ts';
import {
  blockOf,
  dropped,
  handEnd,
  isPhaseTime,
  lossOf,
  planMade,
  rangeText,
  refused,
  timeEnd,
  type Made,
} from '../making.ts';
import { PHASE_NAMES } from '../phaseNames.ts';
import type { Plans } from '../planImporter.ts';
import { madeStep } from './step.ts';
import { zonesUpTo, type Aim, type Choices } from './targets.ts';

// The JSON of intervals.icu: a workout with its `workout_doc`, or that alone.

type Found = Record<string, unknown>;

interface Doc {
  /** What the workout is called and what sport it is, where there is more than its steps. */
  event: Found;
  doc: Found;
  path: string;
}

const STEP_KEYS = ['duration', 'distance', 'reps', 'until_lap_press', 'power', 'hr', 'pace', 'freeride', 'ramp'];

/** The workout in a file that is one of these. */
export function docOf({ json }: ForeignFile): Doc | undefined {
  const value = json?.ok === true ? json.value : undefined;
  if (!isObject(value)) return undefined;
  const inner = value['workout_doc'];
  if (isObject(inner) && Array.isArray(inner['steps'])) return { event: value, doc: inner, path: 'workout_doc.' };
  const steps = value['steps'];
  const known =
    Array.isArray(steps) && steps.some((step) => isObject(step) && STEP_KEYS.some((key) => Object.hasOwn(step, key)));
  return known ? { event: {}, doc: value, path: '' } : undefined;
}

const LIMITS = { nodes: 50_000, depth: 64 };

export function readDoc({ event, doc, path }: Doc, context: ImportContext): Parsed<Imported<Plans>> {
  const small = bounded(doc, LIMITS);
  if (!small.ok) return small;
  const problems: Problem[] = [];
  const losses: Loss[] = [];
  const choices = { power: context.power ?? 'open', zones: zonesUpTo(highestZone(doc['steps'])) };
  const steps = stepsIn(doc['steps'], `${path}steps`, { ...choices, problems, losses });
  if (problems.length > 0) return refused(problems);
  // of an event this is the text of all its steps
  const description = [doc['description'], event['description']].find(
    (text): text is string => typeof text === 'string' && !/^\s*-\s/m.test(text),
  );
  return planMade({
    name: textIn(event['name']) || textIn(doc['name']),
    otherwise: context.name,
    description: description ?? '',
    sport: sportOf(textIn(event['type'])),
    steps,
    losses,
  });
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function sportOf(type: string): Sport {
  const [found] = SPORTS.filter(([form]) => form.test(type));
  return found?.[1] ?? 'other';
}

const SPORTS: readonly [RegExp, Sport][] = [
  [/ride|cycl|bike/i, 'ride'],
  [/run/i, 'run'],
  [/row/i, 'row'],
  [/walk|hike/i, 'walk'],
  [/swim/i, 'swim'],
];

interface Reading extends Choices {
  problems: Problem[];
  losses: Loss[];
}

/** The highest heart-rate zone that any step names. */
function highestZone(steps: unknown): number {
  if (!Array.isArray(steps)) return 0;
  return steps.reduce<number>((highest, step: unknown) => {
    if (!isObject(step)) return highest;
    const aim = aimIn('hr', step['hr'], false);
    return Math.max(highest, aim?.what === 'zone' ? aim.high : 0, highestZone(step['steps']));
  }, 0);
}

function stepsIn(value: unknown, path: string, reading: Reading): Made[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, PHASES_MAX + 1).flatMap((step: unknown, i): readonly Made[] => {
    const at = `${path}[${String(i)}]`;
    if (reading.problems.length >= PROBLEMS_MAX) return [];
    if (!isObject(step)) {
      reading.problems.push({ code: 'value.type', path: at, params: { expected: 'Object', received: typeof step } });
      return [];
    }
    return Array.isArray(step['steps']) ? blockIn(step, at, reading) : stepIn(step, at, reading);
  });
}

function blockIn(step: Found, path: string, reading: Reading): readonly Made[] {
  const repeat = step['reps'] ?? 1;
  if (typeof repeat !== 'number' || !Number.isInteger(repeat) || repeat < 1 || repeat > PHASES_MAX) {
    reading.problems.push({ code: 'value.notWhole', path: `${path}.reps`, params: { received: shownValue(repeat) } });
    return [];
  }
  const steps = stepsIn(step['steps'], `${path}.steps`, reading);
  const title = textIn(step['text']);
  // what a block is called goes to its first phase, which is otherwise silent
  const [first, ...rest] = steps;
  if (title === '' || !first) return blockOf(repeat, steps);
  return blockOf(repeat, [{ ...first, losses: [...first.losses, ...dropped([title])] }, ...rest]);
}

function stepIn(step: Found, path: string, reading: Reading): readonly Made[] {
  const end = endIn(step, path, reading);
  if (!end) return [];
  const intensity =
    step['warmup'] === true ? 'warmup' : step['cooldown'] === true ? 'cooldown' : textIn(step['intensity']);
  const ramp = step['ramp'] === true;
  const aims = (['hr', 'power', 'pace'] as const).flatMap((key) => aimIn(key, step[key], ramp) ?? []);
  const unread = Object.keys(step).filter((key) => !READ.has(key) && !key.startsWith('_'));
  const made = madeStep(
    {
      text: textIn(step['text']).replace(/\s+/g, ' ').trim(),
      otherwise: step['freeride'] === true ? PHASE_NAMES.free : ramp ? PHASE_NAMES.ramp : undefined,
      end,
      aims,
      intensity,
      cadence: aimText(step['cadence'], 'rpm'),
      dropped: [
        ...unread,
        ...(['hr', 'power', 'pace'] as const).filter((key) => step[key] !== undefined && !aimIn(key, step[key], ramp)),
      ],
    },
    reading,
  );
  return [made];
}

const READ = new Set(
  [
    'text',
    'duration',
    'distance',
    'until_lap_press',
    'reps',
    'warmup',
    'cooldown',
    'intensity',
    'ramp',
    'freeride',
  ].concat(['power', 'hr', 'pace', 'cadence']),
);

function endIn(step: Found, path: string, { problems, losses }: Reading): { end: End; losses: Loss[] } | undefined {
  const { duration, distance } = step as { duration?: unknown; distance?: unknown };
  if (step['until_lap_press'] === true) return { end: { type: 'hand' }, losses: [] };
  if (typeof distance === 'number' && distance > 0) return handEnd('distance', `${String(Math.round(distance))} m`);
  if (duration === undefined) {
    // a comment between steps
    losses.push(lossOf('loss.stepDropped', '', { text: textIn(step['text']).slice(0, 80) }));
    return undefined;
  }
  if (typeof duration !== 'number' || !isPhaseTime(duration)) {
    const tooLarge = typeof duration === 'number' && duration > TOTAL_MAX_S;
    problems.push({
      code: tooLarge ? 'value.tooLarge' : 'value.tooSmall',
      path: `${path}.duration`,
      params: { min: 1, max: TOTAL_MAX_S, received: shownValue(duration) },
    });
    return undefined;
  }
  return timeEnd(duration);
}

const shownValue = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value).slice(0, 40) : typeof value;

const HR_UNITS = new Map<string, Aim['what']>(
  Object.entries({
    bpm: 'bpm',
    '%hr': 'percentMax',
    '%lthr': 'percentThreshold',
    hr_zone: 'zone',
  } as const),
);
const POWER_UNITS = new Map<string, Aim['what']>(Object.entries({ '%ftp': 'power', power_zone: 'powerZone' } as const));

/** What is aimed at: `{value, units}` or `{start, end, units}`. */
function aimIn(key: 'hr' | 'power' | 'pace', value: unknown, ramp: boolean): Aim | undefined {
  const ends = endsIn(value);
  if (!ends || !isObject(value)) return undefined;
  const units = textIn(value['units']);
  const what = key === 'hr' ? HR_UNITS.get(units) : key === 'power' ? (POWER_UNITS.get(units) ?? 'watts') : 'pace';
  if (what === undefined) return undefined;
  if ((what === 'zone' || what === 'powerZone') && !ends.every((end) => Number.isInteger(end) && end >= 1 && end <= 7))
    return undefined;
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return {
    what,
    low,
    high,
    single: value['value'] !== undefined,
    ramp,
    text: rangeText(ends[0], ends[1], units, ramp),
  };
}

function endsIn(value: unknown): [number, number] | undefined {
  if (!isObject(value)) return undefined;
  const { value: one, start = one, end = one } = value as { value?: unknown; start?: unknown; end?: unknown };
  const isAmount = (amount: unknown): amount is number => typeof amount === 'number' && amount >= 0 && amount <= 9_999;
  return isAmount(start) && isAmount(end) ? [start, end] : undefined;
}

function aimText(value: unknown, unit: string): string | undefined {
  const ends = endsIn(value);
  return ends && rangeText(...ends, unit);
}
