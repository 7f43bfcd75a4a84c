import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { PROBLEMS_MAX } from '../../core/parse/schema.ts';
import type { End, HeartRateEnd, Level, Plan, Sport, Target } from '../../core/plan/plan.ts';
import { NAME_MAX, parseStoredPlan, TEXT_MAX } from '../../core/plan/planFile.ts';
import type { ImportContext, Imported, Loss } from '../importer.ts';
import type { Plans } from './planImporter.ts';

/**
 * A plan while an importer makes it. What a phase loses is noted beside the phase, since its place in the plan is known only
 * when all steps are read: a later line of a file may repeat what came before it.
 */
export interface DraftPlan {
  name: string | undefined;
  description: string | undefined;
  sport: Sport;
  steps: DraftStep[];
  /** Of the plan as a whole, with their places in it. */
  losses: Loss[];
}

export type DraftStep = DraftPhase | DraftRepeat;

export interface DraftRepeat {
  repeat: number;
  steps: DraftStep[];
  losses: DraftLoss[];
}

export interface DraftPhase {
  /** Where the file has none: what its intent is called. */
  name: string;
  target: Target;
  end: DraftEnd;
  cue?: string | undefined;
  losses: DraftLoss[];
}

/** No format but ours says how long a heart rate is waited for. */
export type DraftEnd = Exclude<End, HeartRateEnd> | (Level & { type: 'heartRate'; from: HeartRateEnd['from'] });

/** `at`: the part of the phase; empty for the phase as a whole. */
export interface DraftLoss {
  code: Loss['code'];
  at: 'name' | 'target' | 'end' | 'cue' | '';
  params: Loss['params'];
}

/** What is read of a step: the phase it becomes, or why the file is refused or the step left out. */
export class Draft {
  readonly problems: Problem[] = [];
  readonly losses: Loss[] = [];

  /** The file is wrong there. */
  refuse(code: Problem['code'], path: string, params: Problem['params'] = {}): undefined {
    if (this.problems.length < PROBLEMS_MAX) this.problems.push({ code, path, params });
  }

  /** Something of the whole file that does not reach the plan. */
  lose(code: Loss['code'], path: string, params: Loss['params']): undefined {
    this.losses.push({ code, path, params });
  }
}

export const newPhase = (name: string): DraftPhase => ({
  name,
  target: { type: 'open' },
  end: { type: 'hand' },
  losses: [],
});

/** The plan, if it is one that can be run, with all that was lost on the way, phase by phase. */
export function finished(draft: DraftPlan, { name: fileName }: ImportContext): Parsed<{ plan: Plan; losses: Loss[] }> {
  const losses: Loss[] = [];
  const text = (given: string, max: number, path: string): string => {
    const cut = cutText(given, max);
    if (cut !== given) losses.push({ code: 'loss.textCut', path, params: { max } });
    return cut;
  };
  const stepOf = (step: DraftStep, path: string): unknown => {
    for (const { code, at, params } of step.losses) {
      losses.push({ code, path: at === '' ? path : `${path}.${at}`, params });
    }
    if ('repeat' in step) {
      const phases = step.steps.map((each, i) => stepOf(each, `${path}.phases[${String(i)}]`));
      return { repeat: step.repeat, phases };
    }
    const { target, end } = step;
    const cue = plainText(step.cue ?? '');
    const name = text(plainLine(step.name) || 'Phase', NAME_MAX, `${path}.name`);
    return { name, target, end, ...(cue !== '' && { cue: text(cue, TEXT_MAX, `${path}.cue`) }) };
  };

  const ownName = plainLine(draft.name ?? '');
  const name = text(ownName || plainLine(fileName ?? '') || 'Plan', NAME_MAX, 'name');
  if (ownName === '') losses.push({ code: 'loss.nameGiven', path: 'name', params: { name } });
  const description = text(plainText(draft.description ?? ''), TEXT_MAX, 'description');
  const phases = draft.steps.map((each, i) => stepOf(each, `phases[${String(i)}]`));
  const read = parseStoredPlan({ name, description, sport: draft.sport, phases });
  if (!read.ok) return read;
  return good({ plan: read.value, losses: merged([...draft.losses, ...losses, ...(read.notes ?? [])]) });
}

/**
 * All plans of a file, with what it lost as a whole. Places are those in the plan; where there are several, in which one
 * stands before them: `plans[1].phases[0].end`. The first that is none is why the file is refused.
 */
export function together(
  read: readonly Parsed<{ plan: Plan; losses: Loss[] }>[],
  ofFile: readonly Loss[],
): Parsed<Imported<Plans>> {
  const plans: Plan[] = [];
  const losses = [...ofFile];
  for (const each of read) {
    if (!each.ok) return each;
    const at = read.length > 1 ? `plans[${String(plans.length)}]` : '';
    plans.push(each.value.plan);
    losses.push(...each.value.losses.map((loss) => ({ ...loss, path: [at, loss.path].filter(Boolean).join('.') })));
  }
  const [first, ...more] = plans;
  return first ? good({ plans: [first, ...more], losses }) : bad('plan.noPhases', {}, 'phases');
}

/** One entry for each kind of loss in a place: keys that were left out are named together. */
function merged(losses: readonly Loss[]): Loss[] {
  const byPlace = new Map<string, Loss>();
  for (const loss of losses) {
    const { code, path, params } = loss;
    const listed = code === 'loss.keyDropped' ? 'key' : code === 'loss.stepDropped' ? 'text' : undefined;
    const place = `${code} ${path} ${listed === undefined ? JSON.stringify(params) : ''}`;
    const before = byPlace.get(place);
    if (!before) byPlace.set(place, loss);
    else if (listed !== undefined) {
      const names = new Set([...String(before.params[listed]).split(', '), String(params[listed])]);
      byPlace.set(place, { code, path, params: { [listed]: shortened([...names].join(', '), LIST_CHARS_MAX) } });
    }
  }
  return [...byPlace.values()];
}

const LIST_CHARS_MAX = 200;

/** How deep the steps of a draft may be nested, so that walking them cannot exhaust the stack; a plan may be no deeper. */
export const DEPTH_MAX = 25;

// ── Texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Without characters that no line has. */
export const plainLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** The same of a text that may have several lines. */
const plainText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim();

/** The beginning of a text; never half a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  return text
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

/** For a parameter of a message: what a file says may be long. */
export const shortened = (text: string, max = 40): string => (text.length > max ? `${cutText(text, max - 1)}…` : text);
