import { bad, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import {
  PHASES_MAX,
  TOTAL_MAX_S,
  type End,
  type Level,
  type Plan,
  type Sport,
  type Step,
  type Target,
} from '../../core/plan/plan.ts';
import { NAME_MAX, parseNewPlan, TEXT_MAX } from '../../core/plan/planFile.ts';
import { PROBLEMS_MAX } from '../../core/parse/schema.ts';
import { good } from '../../core/parse/parsed.ts';
import type { Imported, Loss } from '../importer.ts';
import type { Plans } from './planImporter.ts';

// What importers have in common: steps and their losses, put together into a plan.

/** A step that an importer has made. The places of its losses are below it: `target`, `phases[0].cue`. */
export interface Made {
  readonly step: Step;
  readonly losses: readonly Loss[];
}

export interface MadePhase {
  name: string;
  target: Target;
  end: End;
  cue?: string | undefined;
  losses: readonly Loss[];
}

/** A phase whose texts have a length that a plan takes. */
export function phaseOf({ name, target, end, cue, losses }: MadePhase): Made {
  const short = cut(name, NAME_MAX, 'name');
  const said = cut(cue ?? '', TEXT_MAX, 'cue');
  const phase = { name: short.text, target, end };
  return {
    step: said.text === '' ? phase : { ...phase, cue: said.text },
    losses: [...losses, ...short.losses, ...said.losses],
  };
}

/** A block. One that is done once is the steps in it. */
export function blockOf(repeat: number, steps: readonly Made[]): readonly Made[] {
  if (repeat === 1 || steps.length === 0) return steps;
  const { phases, losses } = stepsOf(steps);
  return [{ step: { repeat, phases }, losses }];
}

/** Steps in order, with the places of their losses in the plan. */
function stepsOf(made: readonly Made[]): { phases: Step[]; losses: Loss[] } {
  return {
    phases: made.map(({ step }) => step),
    losses: made.flatMap(({ losses }, i) =>
      losses.map((loss) => ({ ...loss, path: below(`phases[${String(i)}]`, loss.path) })),
    ),
  };
}

const below = (place: string, path: string): string => (path === '' ? place : `${place}.${path}`);

export interface MadePlan {
  /** Empty: the file says none. */
  name: string;
  /** What it is called then. */
  otherwise: string | undefined;
  description?: string | undefined;
  sport: Sport;
  ceiling?: Level | undefined;
  steps: readonly Made[];
  /** Of the plan as a whole. */
  losses?: readonly Loss[];
}

/** A name for a plan that has none, neither in the file nor of the file. */
const UNNAMED = 'Imported plan';

/** The plan, if one can be run that is so. */
export function planMade(of: MadePlan): Parsed<Imported<Plans>> {
  const { sport, ceiling, steps } = of;
  if (steps.length > PHASES_MAX) return bad('plan.tooManyPhases', { count: steps.length, max: PHASES_MAX }, 'phases');
  const given = oneLine(of.name);
  const name = cut(given || oneLine(of.otherwise ?? '') || UNNAMED, NAME_MAX, 'name');
  const description = cut(of.description ?? '', TEXT_MAX, 'description');
  const { phases, losses } = stepsOf(steps);
  const plan: Omit<Plan, 'id'> = { name: name.text, description: description.text, sport, phases };
  const read = parseNewPlan(ceiling ? { ...plan, ceiling } : plan);
  if (!read.ok) return read;
  return good({
    plans: [read.value],
    losses: [
      ...(given === '' ? [lossOf('loss.nameGiven', 'name', { name: name.text })] : []),
      ...name.losses,
      ...description.losses,
      ...(of.losses ?? []),
      ...losses,
      ...(read.notes ?? []),
    ],
  });
}

export const lossOf = (code: Loss['code'], path: string, params: Loss['params'] = {}): Loss => ({ code, path, params });

/** A text as long as a plan takes; no character is cut in half. */
function cut(text: string, max: number, path: string): { text: string; losses: Loss[] } {
  const trimmed = text.trim();
  if (trimmed.length <= max) return { text: trimmed, losses: [] };
  const head = trimmed.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
  return { text: head.trimEnd(), losses: [lossOf('loss.textCut', path, { max })] };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Whether a phase can take so long. */
export const isPhaseTime = (seconds: number): boolean => seconds > 0 && seconds <= TOTAL_MAX_S;

/** An end after so many seconds (`isPhaseTime`), whole ones. */
export function timeEnd(seconds: number): { end: End; losses: Loss[] } {
  const durationS = Math.max(1, Math.round(seconds));
  const losses =
    durationS === seconds ? [] : [lossOf('loss.timeRounded', 'end', { fromS: shown(seconds), toS: durationS })];
  return { end: { type: 'time', durationS }, losses };
}

/** Distance, calories and power end no phase of ours: a hand does. */
export function handEnd(
  what: 'distance' | 'calories' | 'power' | 'reps',
  amount: string,
): { end: End; losses: Loss[] } {
  return { end: { type: 'hand' }, losses: [lossOf('loss.endByHand', 'end', { what, amount })] };
}

/** What of a phase is left out, in one entry. */
export const dropped = (keys: readonly string[], path = ''): Loss[] =>
  keys.length === 0 ? [] : [lossOf('loss.keyDropped', path, { key: [...new Set(keys)].join(', ').slice(0, 200) })];

/** A number without the noise of binary fractions. */
export const shown = (value: number): number => Number(value.toFixed(2));

/** `65 % FTP`, `60–80 % FTP`, `30 → 70 % FTP`. */
export function rangeText(from: number, to: number, unit: string, isRamp = false): string {
  const [a, b] = [String(shown(from)), String(shown(to))];
  return a === b ? `${a} ${unit}` : `${a}${isRamp ? ' → ' : '–'}${b} ${unit}`;
}

/** Problems of a file, not more than say something. */
export const refused = (problems: readonly Problem[]): { ok: false; problems: Problem[] } => ({
  ok: false,
  problems: problems.slice(0, PROBLEMS_MAX),
});
