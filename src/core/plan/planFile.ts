import * as v from 'valibot';
import { BPM_MAX, BPM_MIN } from '../signal/filter.ts';
import { parseJson } from '../parse/json.ts';
import { bad, bounded, good, type Parsed, type Problem } from '../parse/parsed.ts';
import {
  PHASES_MAX,
  SPORTS,
  TOTAL_MAX_S,
  totalMaxS,
  type Phase,
  type Plan,
  type Repeat,
  type Step,
  type Target,
} from './plan.ts';
import { contentId } from './planIdentity.ts';
import { newPlanProblems, predecessorsProblems } from './planKeys.ts';
import { parseWith, PROBLEMS_MAX } from '../parse/schema.ts';
import { ZONES, type Zone } from '../athlete/hrZones.ts';

// Plans from the outside: what a file, a paste or a stored record has to be to be one.

/** No plan that a person made is longer as a file. */
export const PLAN_CHARS_MAX = 2_000_000;
/** Enough for every plan that has at most PHASES_MAX phases; less than what would hurt to walk. */
const LIMITS = { nodes: 20_000, depth: 64 };
const NAME_MAX = 80;
const TEXT_MAX = 2_000;
/** The maximum that a heart-rate end is given when a file has none. */
const HEART_RATE_MAX_S = 600;

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(NAME_MAX));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(TOTAL_MAX_S));
const secondsOrNone = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(TOTAL_MAX_S));
const bpm = v.pipe(v.number(), v.integer(), v.minValue(BPM_MIN), v.maxValue(BPM_MAX));
/** As wide as an earlier version took them; what a new plan is held to is in `planKeys.ts`. */
const percent = v.pipe(v.number(), v.minValue(1), v.maxValue(150));
const zone = v.picklist(ZONES);
type Ends = v.GenericSchema<unknown, number>;
const range = <T extends Target['type']>(type: T, ends: Ends) =>
  v.object({ type: v.literal(type), low: ends, high: ends });

const target: v.GenericSchema<unknown, Target> = v.pipe(
  v.variant('type', [
    v.object({ type: v.literal('open') }),
    v.object({ type: v.literal('zone'), zone }),
    range('bpm', bpm),
    range('percentMax', percent),
    range('percentReserve', percent),
    range('percentThreshold', percent),
  ]),
  v.check((target) => !('low' in target) || target.low <= target.high, 'plan.rangeReversed'),
);

const end = v.variant('type', [
  v.object({ type: v.literal('time'), durationS: seconds }),
  v.pipe(
    v.object({
      type: v.literal('heartRate'),
      from: v.picklist(['below', 'above']),
      bpm,
      holdS: v.optional(secondsOrNone, 0),
      minS: v.optional(secondsOrNone, 0),
      maxS: v.optional(seconds, HEART_RATE_MAX_S),
    }),
    v.check(({ minS, maxS }) => minS <= maxS, 'plan.minAboveMax'),
  ),
  v.object({ type: v.literal('hand') }),
]);

/** `durationS` beside the name is short for an end by time. */
const phase = v.pipe(
  v.object({
    name,
    target: v.optional(target, { type: 'open' }),
    durationS: v.optional(seconds),
    end: v.optional(end),
    cue: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(TEXT_MAX))),
  }),
  v.check((p) => p.durationS !== undefined || p.end !== undefined, 'plan.noEnd'),
  v.check((p) => p.durationS === undefined || p.end === undefined, 'plan.endTwice'),
  v.transform(({ durationS, end, ...rest }): Phase => {
    const { cue, ...phase } = { ...rest, end: end ?? { type: 'time' as const, durationS: durationS ?? 0 } };
    return cue ? { ...phase, cue } : phase;
  }),
);

const step: v.GenericSchema<unknown, Step> = v.lazy((input) =>
  hasKey(input, 'repeat') || hasKey(input, 'phases') ? repeat : phase,
);

const repeat: v.GenericSchema<unknown, Repeat> = v.object({
  repeat: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PHASES_MAX)),
  phases: v.pipe(v.array(step), v.minLength(1)),
});

const plan = v.object({
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
  name,
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(TEXT_MAX)), ''),
  sport: v.optional(v.picklist(SPORTS), 'other'),
  phases: v.array(step),
});

/**
 * A plan from parsed JSON: our own form, or the predecessor's (`target_zone`, `duration_secs`, `transition`).
 * Every problem is named by its place in the file as it was given, a key that is not known here included: whoever wrote
 * it meant something by it. A plan without an id gets one made of all its content: two plans of one name are two plans.
 * Whoever stores plans gives each an id of its own.
 */
export function parsePlan(value: unknown): Parsed<Plan> {
  const read = parseStoredPlan(value);
  // too large to be walked
  if (!read.ok && read.problems.some(({ code }) => UNWALKED.has(code))) return read;
  const strict = isPredecessors(value) ? predecessorsProblems(value) : newPlanProblems(value);
  if (strict.length === 0) return read;
  const lenient = read.ok ? [] : read.problems;
  const known = new Set(lenient.map(({ path, code }) => `${path} ${code}`));
  const problems = [...lenient, ...strict.filter(({ path, code }) => !known.has(`${path} ${code}`))];
  return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
}

const UNWALKED: ReadonlySet<string> = new Set(['plan.tooManyPhases', 'input.tooDeep', 'input.tooMany']);

/**
 * A plan that was stored. One that an earlier version took still opens, out of reach as its targets may be; what a later
 * one wrote beside what is known here is left out on reading, and stays where it is stored.
 */
export function parseStoredPlan(value: unknown): Parsed<Plan> {
  const count = hasKey(value, 'phases') && Array.isArray(value.phases) ? value.phases.length : 0;
  if (count > PHASES_MAX) return bad('plan.tooManyPhases', { count, max: PHASES_MAX }, 'phases');
  const small = bounded(value, LIMITS);
  if (!small.ok) return small;
  return isPredecessors(value) ? parsePredecessors(value) : checked(parseWith(plan, value), maxGivenNotes(value));
}

/** A plan from the text of a file. */
export function parsePlanText(text: string): Parsed<Plan> {
  const json = parseJson(text.replace(/^\uFEFF/, ''), PLAN_CHARS_MAX);
  return json.ok ? parsePlan(json.value) : json;
}

function checked(parsed: Parsed<v.InferOutput<typeof plan>>, notes: Problem[] = []): Parsed<Plan> {
  if (!parsed.ok) return parsed;
  const read = parsed.value;
  if (read.phases.length === 0) return bad('plan.noPhases', {}, 'phases');
  const count = countOf(read.phases);
  if (count > PHASES_MAX) return bad('plan.tooManyPhases', { count, max: PHASES_MAX }, 'phases');
  const value: Plan = { ...read, id: read.id ?? contentId(read) };
  const totalS = totalMaxS(value);
  if (totalS !== undefined && totalS > TOTAL_MAX_S) return bad('plan.tooLong', { totalS, maxS: TOTAL_MAX_S }, 'phases');
  return good(value, notes);
}

/** How many phases are run, without unrolling them. */
function countOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + ('repeat' in step ? step.repeat * countOf(step.phases) : 1), 0);
}

/** Heart-rate ends of a file that have no maximum, each to be told to the reader. */
function maxGivenNotes(value: unknown, path = ''): Problem[] {
  if (!hasKey(value, 'phases') || !Array.isArray(value.phases)) return [];
  return value.phases.flatMap((step: unknown, i): Problem[] => {
    const at = `${path}phases[${String(i)}]`;
    if (hasKey(step, 'repeat')) return maxGivenNotes(step, `${at}.`);
    const waits = hasKey(step, 'end') && hasKey(step.end, 'type') && step.end.type === 'heartRate';
    return waits && !hasKey(step.end, 'maxS')
      ? [{ code: 'plan.maxGiven', path: `${at}.end`, params: { maxS: HEART_RATE_MAX_S } }]
      : [];
  });
}

// ── The predecessor's form ────────────────────────────────────────────────────────────────────────────────────────

const predecessors = v.object({
  name,
  max_hr: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(220))),
  created_at: v.optional(v.string()),
  phases: v.array(
    v.object({
      name,
      target_zone: v.picklist(['Zone1', 'Zone2', 'Zone3', 'Zone4', 'Zone5']),
      duration_secs: seconds,
      transition: v.optional(
        v.union([
          v.literal('TimeElapsed'),
          v.object({ HeartRateReached: v.object({ target_bpm: bpm, hold_secs: v.optional(secondsOrNone, 0) }) }),
        ]),
        'TimeElapsed',
      ),
    }),
  ),
});

function isPredecessors(value: unknown): boolean {
  if (!hasKey(value, 'phases') || !Array.isArray(value.phases)) return false;
  return value.phases.some((phase) => hasKey(phase, 'target_zone') || hasKey(phase, 'duration_secs'));
}

/**
 * Its phases that wait for a heart rate do not say from which side; one that is easier than the phase before it waits
 * for the heart to come down. Their duration becomes the maximum.
 */
function parsePredecessors(value: unknown): Parsed<Plan> {
  const parsed = parseWith(predecessors, value);
  if (!parsed.ok) return parsed;
  const notes: Problem[] = [];
  const { max_hr } = parsed.value;
  if (max_hr !== undefined) notes.push({ code: 'plan.maxHrIgnored', path: 'max_hr', params: { bpm: max_hr } });

  const zones = parsed.value.phases.map((each) => Number(each.target_zone.slice(4)) as Zone);
  const phases = parsed.value.phases.map((each, i): Phase => {
    const target: Target = { type: 'zone', zone: zones[i] ?? 1 };
    if (each.transition === 'TimeElapsed') {
      return { name: each.name, target, end: { type: 'time', durationS: each.duration_secs } };
    }
    const { target_bpm, hold_secs } = each.transition.HeartRateReached;
    const from = i > 0 && (zones[i] ?? 1) < (zones[i - 1] ?? 1) ? 'above' : 'below';
    notes.push({ code: 'plan.maxGiven', path: `phases[${String(i)}]`, params: { maxS: each.duration_secs } });
    return {
      name: each.name,
      target,
      end: { type: 'heartRate', from, bpm: target_bpm, holdS: hold_secs, minS: 0, maxS: each.duration_secs },
    };
  });
  return checked(good({ name: parsed.value.name, description: '', sport: 'other' as const, phases }), notes);
}

function hasKey<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
