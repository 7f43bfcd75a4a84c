import * as v from 'valibot';
import { BPM_MAX, BPM_MIN } from './filter.ts';
import { bad, bounded, good, parseJson, parseWith, type Parsed, type Problem } from './parsed.ts';
import { bpmAt, zoneOf, type Profile, type Zone } from './zones.ts';

/** What a person is asked to do: phases in order, some of them repeated. */
export interface Plan {
  id: string;
  name: string;
  description: string;
  sport: Sport;
  phases: Step[];
}

export type Sport = (typeof SPORTS)[number];
export const SPORTS = ['run', 'ride', 'row', 'walk', 'swim', 'other'] as const;

export type Step = Phase | Repeat;

/** A block done `repeat` times. Blocks nest. */
export interface Repeat {
  repeat: number;
  phases: Step[];
}

export interface Phase {
  name: string;
  target: Target;
  end: End;
  /** What to say when it starts, beyond its name and target. */
  cue?: string | undefined;
}

/** Where the heart should be. Ranges include both ends. */
export type Target =
  | { type: 'open' }
  | { type: 'zone'; zone: Zone }
  | { type: 'bpm'; low: number; high: number }
  | { type: 'percentMax'; low: number; high: number }
  | { type: 'percentReserve'; low: number; high: number }
  | { type: 'percentThreshold'; low: number; high: number };

/** What ends a phase. */
export type End =
  | { type: 'time'; durationS: number }
  /** The heart rate comes up to `bpm` (from below) or down to it (from above) and stays for `holdS`; not before `minS`, and at `maxS` whatever it does. */
  | { type: 'heartRate'; from: 'below' | 'above'; bpm: number; holdS: number; minS: number; maxS: number }
  /** The person says so (lap). */
  | { type: 'hand' };

/** A phase as it is run: repeats unrolled. `round` tells which time round of its innermost block it is. */
export interface RunPhase extends Phase {
  round?: { n: number; of: number };
}

/** Four hours: longer plans are for ultra-endurance and want an end by hand. */
export const TOTAL_MAX_S = 14_400;
export const PHASES_MAX = 1_000;

/** No plan that a person made is longer as a file. */
const PLAN_CHARS_MAX = 2_000_000;
/** Enough for every plan that has at most PHASES_MAX phases; less than what would hurt to walk. */
const LIMITS = { nodes: 20_000, depth: 64 };
const NAME_MAX = 80;
const TEXT_MAX = 2_000;
/** The maximum that a heart-rate end is given when a file has none. */
const HEART_RATE_MAX_S = 600;

const unrolled = new WeakMap<Plan, readonly RunPhase[]>();

/** The phases in the order they are run. At most PHASES_MAX, as parsing has made sure. */
export function phasesOf(plan: Plan): readonly RunPhase[] {
  let phases = unrolled.get(plan);
  if (!phases) unrolled.set(plan, (phases = unroll(plan.phases)));
  return phases;
}

function unroll(steps: readonly Step[], round?: RunPhase['round']): RunPhase[] {
  return steps.flatMap((step): RunPhase[] => {
    if (!('repeat' in step)) return [round ? { ...step, round } : step];
    return Array.from({ length: step.repeat }, (_, i) => unroll(step.phases, { n: i + 1, of: step.repeat })).flat();
  });
}

/** The longest a phase can take in seconds; `undefined` when only a hand ends it. */
export function phaseMaxS(phase: Phase): number | undefined {
  switch (phase.end.type) {
    case 'time':
      return phase.end.durationS;
    case 'heartRate':
      return phase.end.maxS;
    case 'hand':
      return undefined;
  }
}

/** Seconds the plan takes at most; `undefined` when it is open-ended. */
export function totalMaxS(plan: Plan): number | undefined {
  return phasesOf(plan).reduce<number | undefined>((sum, phase) => {
    const maxS = phaseMaxS(phase);
    return sum === undefined || maxS === undefined ? undefined : sum + maxS;
  }, 0);
}

/** The heart rates that are in the target, both inclusive, in whole bpm. No `highBpm`: open upwards. */
export interface Band {
  lowBpm: number;
  highBpm?: number | undefined;
}

export type Side = 'low' | 'in' | 'high';

/** The target as heart rates of this person; `undefined` for an open target. */
export function bandOf(target: Target, profile: Profile): Band | undefined {
  switch (target.type) {
    case 'open':
      return undefined;
    case 'zone': {
      const floor = (zone: number): number =>
        Math.ceil(bpmAt(profile.zoneFloorsPct[zone - 1] ?? 0, profile.zoneBasis, profile));
      const lowBpm = floor(target.zone);
      return target.zone === 5 ? { lowBpm } : { lowBpm, highBpm: Math.max(lowBpm, floor(target.zone + 1) - 1) };
    }
    case 'bpm':
      return { lowBpm: target.low, highBpm: target.high };
    case 'percentMax':
      return wholeBand(bpmAt(target.low, 'max', profile), bpmAt(target.high, 'max', profile));
    case 'percentReserve':
      return wholeBand(bpmAt(target.low, 'reserve', profile), bpmAt(target.high, 'reserve', profile));
    case 'percentThreshold':
      return wholeBand(bpmAt(target.low, 'threshold', profile), bpmAt(target.high, 'threshold', profile));
  }
}

function wholeBand(low: number, high: number): Band {
  const lowBpm = Math.ceil(low);
  return { lowBpm, highBpm: Math.max(lowBpm, Math.floor(high)) };
}

/** Where a whole heart rate lies in relation to a band. */
export function sideOf(band: Band, bpm: number): Side {
  if (bpm < band.lowBpm) return 'low';
  return band.highBpm !== undefined && bpm > band.highBpm ? 'high' : 'in';
}

/** What to aim at: the middle of the band, zone 5 ending at the maximum. */
export function middleOf(band: Band, profile: Profile): number {
  return (band.lowBpm + Math.max(band.lowBpm, band.highBpm ?? profile.bpmMax)) / 2;
}

/** The zone that a target belongs to, for its colour and height; `undefined` when it is open or below zone 1. */
export function targetZone(target: Target, profile: Profile): Zone | undefined {
  if (target.type === 'zone') return target.zone;
  const band = bandOf(target, profile);
  return band && zoneOf(Math.round(middleOf(band, profile)), profile);
}

// ── From the outside ──────────────────────────────────────────────────────────────────────────────────────────────

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(NAME_MAX));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(TOTAL_MAX_S));
const secondsOrNone = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(TOTAL_MAX_S));
const bpm = v.pipe(v.number(), v.integer(), v.minValue(BPM_MIN), v.maxValue(BPM_MAX));
const percent = v.pipe(v.number(), v.minValue(1), v.maxValue(150));
const zone = v.picklist([1, 2, 3, 4, 5]);
type Ends = v.GenericSchema<unknown, number>;
const range = <T extends Target['type']>(type: T, ends: Ends) =>
  v.strictObject({ type: v.literal(type), low: ends, high: ends });

const target: v.GenericSchema<unknown, Target> = v.pipe(
  v.variant('type', [
    v.strictObject({ type: v.literal('open') }),
    v.strictObject({ type: v.literal('zone'), zone }),
    range('bpm', bpm),
    range('percentMax', percent),
    range('percentReserve', percent),
    range('percentThreshold', percent),
  ]),
  v.check((target) => !('low' in target) || target.low <= target.high, 'plan.rangeReversed'),
);

const end = v.variant('type', [
  v.strictObject({ type: v.literal('time'), durationS: seconds }),
  v.pipe(
    v.strictObject({
      type: v.literal('heartRate'),
      from: v.picklist(['below', 'above']),
      bpm,
      holdS: v.optional(secondsOrNone, 0),
      minS: v.optional(secondsOrNone, 0),
      maxS: v.optional(seconds, HEART_RATE_MAX_S),
    }),
    v.check(({ minS, maxS }) => minS <= maxS, 'plan.minAboveMax'),
  ),
  v.strictObject({ type: v.literal('hand') }),
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

const step: v.GenericSchema<unknown, Step> = v.lazy((input) => (hasKey(input, 'repeat') ? repeat : phase));

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
 * Every problem is named by its place in the file as it was given. A plan without an id gets one made of its name.
 */
export function parsePlan(value: unknown): Parsed<Plan> {
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
  const value: Plan = { ...read, id: read.id ?? idFrom(read.name) };
  const totalS = totalMaxS(value);
  if (totalS !== undefined && totalS > TOTAL_MAX_S) return bad('plan.tooLong', { totalS, maxS: TOTAL_MAX_S }, 'phases');
  return good(value, notes);
}

/** How many phases are run, without unrolling them. */
function countOf(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + ('repeat' in step ? step.repeat * countOf(step.phases) : 1), 0);
}

/** A name as part of an address: letters and digits of any script's Latin transcription, else `plan`. */
function idFrom(text: string): string {
  const slug = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return slug === '' ? 'plan' : slug;
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
