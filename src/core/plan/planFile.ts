import * as v from 'valibot';
import { BPM_MAX, BPM_MIN } from '../signal/filter.ts';
import { bad, bounded, good, type Parsed, type Problem } from '../parse/parsed.ts';
import {
  LEVEL_UNITS,
  PHASES_MAX,
  TAG_MAX,
  TAGS_MAX,
  SPORTS,
  TOTAL_MAX_S,
  totalMaxS,
  type HeartRateEnd,
  type Level,
  type LevelUnit,
  type Phase,
  type Plan,
  type Repeat,
  type Step,
  type Target,
  zoneAs,
} from './plan.ts';
import { contentId } from './planIdentity.ts';
import { newPlanProblems } from './planKeys.ts';
import { parseWith, PROBLEMS_MAX } from '../parse/schema.ts';
import { USUAL_ZONE_COUNT, ZONE_COUNTS, ZONES, type Zone, type ZoneCount } from '../athlete/hrZones.ts';

// Plans in our own form, from the outside: what a file or a stored record has to be to be one. Forms of other programs are
// read by the importers (`formats/plan`).

/** Enough for every plan that has at most PHASES_MAX phases; less than what would hurt to walk. */
const LIMITS = { nodes: 20_000, depth: 64 };
export const NAME_MAX = 80;
export const TEXT_MAX = 2_000;
/** The maximum that a heart-rate end is given when a file has none. */
export const HEART_RATE_MAX_S = 600;

export const planName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(NAME_MAX));
export const phaseSeconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(TOTAL_MAX_S));
export const secondsOrNone = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(TOTAL_MAX_S));
export const planBpm = v.pipe(v.number(), v.integer(), v.minValue(BPM_MIN), v.maxValue(BPM_MAX));
/** As wide as an earlier version took them; what a new plan is held to is in `planKeys.ts`. */
const percent = v.pipe(v.number(), v.minValue(1), v.maxValue(150));
const zone = v.picklist(ZONES);
const of = v.optional(v.picklist(ZONE_COUNTS));
/** Whether there is such a zone among so many. */
function isThere({ zone, of = USUAL_ZONE_COUNT }: { zone?: Zone | undefined; of?: ZoneCount | undefined }): boolean {
  return zone === undefined || zone <= of;
}
type Ends = v.GenericSchema<unknown, number>;
const range = <T extends Target['type']>(type: T, ends: Ends) =>
  v.object({ type: v.literal(type), low: ends, high: ends });

const target: v.GenericSchema<unknown, Target> = v.pipe(
  v.variant('type', [
    v.object({ type: v.literal('open') }),
    v.pipe(
      v.object({ type: v.literal('zone'), zone, of }),
      v.forward(
        v.check((each) => isThere(each), 'plan.zoneBeyond'),
        ['zone'],
      ),
      v.transform(({ type, zone, of }) => ({ type, ...zoneAs(zone, of ?? USUAL_ZONE_COUNT) })),
    ),
    range('bpm', planBpm),
    range('percentMax', percent),
    range('percentReserve', percent),
    range('percentThreshold', percent),
  ]),
  v.check((target) => !('low' in target) || target.low <= target.high, 'plan.rangeReversed'),
);

/** Each unit of a level; of one object exactly one stands. */
const level = {
  bpm: v.optional(planBpm),
  percentMax: v.optional(percent),
  percentReserve: v.optional(percent),
  percentThreshold: v.optional(percent),
  zone: v.optional(zone),
  of,
} satisfies Record<LevelUnit | 'of', unknown>;

type Units = Partial<Record<LevelUnit, unknown>> & { zone?: Zone | undefined; of?: ZoneCount | undefined };
const unitsOf = (value: Units): LevelUnit[] => LEVEL_UNITS.filter((unit) => value[unit] !== undefined);
/** Without the units that were given as undefined: which one stands is which key does. `of` belongs to a zone. */
function oneUnit({ of, ...value }: Units): object {
  const given = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
  return value.zone === undefined ? given : { ...given, ...zoneAs(value.zone, of ?? USUAL_ZONE_COUNT) };
}

const end = v.variant('type', [
  v.object({ type: v.literal('time'), durationS: phaseSeconds }),
  v.pipe(
    v.object({
      type: v.literal('heartRate'),
      from: v.picklist(['below', 'above']),
      ...level,
      holdS: v.optional(secondsOrNone, 0),
      minS: v.optional(secondsOrNone, 0),
      maxS: v.optional(phaseSeconds, HEART_RATE_MAX_S),
    }),
    v.forward(
      v.check((end) => unitsOf(end).length > 0, 'plan.noLevel'),
      ['bpm'],
    ),
    v.check((end) => unitsOf(end).length <= 1, 'plan.levelTwice'),
    v.forward(
      v.check((each) => isThere(each), 'plan.zoneBeyond'),
      ['zone'],
    ),
    v.check(({ minS, maxS }) => minS <= maxS, 'plan.minAboveMax'),
    v.transform((end) => oneUnit(end) as HeartRateEnd),
  ),
  v.object({ type: v.literal('hand') }),
]);

const ceiling = v.pipe(
  v.object(level),
  v.check((ceiling) => unitsOf(ceiling).length > 0, 'plan.noLevel'),
  v.check((ceiling) => unitsOf(ceiling).length <= 1, 'plan.levelTwice'),
  v.forward(
    v.check((each) => isThere(each), 'plan.zoneBeyond'),
    ['zone'],
  ),
  v.transform((ceiling) => oneUnit(ceiling) as Level),
);

/** `durationS` beside the name is short for an end by time. */
const phase = v.pipe(
  v.object({
    name: planName,
    target: v.optional(target, { type: 'open' }),
    durationS: v.optional(phaseSeconds),
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

const tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(TAG_MAX));

const plan = v.object({
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
  name: planName,
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(TEXT_MAX)), ''),
  sport: v.optional(v.picklist(SPORTS), 'other'),
  ceiling: v.optional(ceiling),
  endless: v.optional(v.literal(true)),
  block: v.optional(v.literal(true)),
  tags: v.optional(v.pipe(v.array(tag), v.maxLength(TAGS_MAX))),
  phases: v.array(step),
});

/**
 * A plan in our own form that is new here. Every problem is named by its place in the file as it was given, a key that is
 * not known here included: whoever wrote it meant something by it. A plan without an id gets one made of all its content:
 * two plans of one name are two plans. Whoever stores plans gives each an id of its own.
 */
export function parseNewPlan(value: unknown): Parsed<Plan> {
  return strictly(parseStoredPlan(value), () => newPlanProblems(value));
}

/** What was read leniently, unless there is more to say against it. What was too large to be walked is not walked. */
export function strictly<T>(read: Parsed<T>, problemsOf: () => Problem[]): Parsed<T> {
  if (!read.ok && read.problems.some(({ code }) => UNWALKED.has(code))) return read;
  const strict = problemsOf();
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
  const small = boundedPlan(value);
  return small.ok ? withinLimits(parseWith(plan, value), maxGivenNotes(value)) : small;
}

/** Whether a foreign value is small enough to be walked as a plan, in whatever form its `phases` are. */
export function boundedPlan(value: unknown): Parsed<unknown> {
  const count = hasKey(value, 'phases') && Array.isArray(value.phases) ? value.phases.length : 0;
  if (count > PHASES_MAX) return bad('plan.tooManyPhases', { count, max: PHASES_MAX }, 'phases');
  return bounded(value, LIMITS);
}

/** A plan of what was read in whatever form, if it is one that can be run. One without an id gets one. */
export function withinLimits(
  parsed: Parsed<Omit<Plan, 'id'> & { id?: string | undefined }>,
  notes: Problem[] = [],
): Parsed<Plan> {
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

function hasKey<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
