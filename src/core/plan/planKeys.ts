import { BPM_MAX, BPM_MIN } from '../signal/filter.ts';
import type { Problem } from '../parse/parsed.ts';
import { LEVEL_UNITS, type End, type Target } from './plan.ts';
import { unknownKeys } from '../parse/unknownKeys.ts';
import { isZone } from '../athlete/hrZones.ts';

/**
 * What a plan that is new here is held to, beyond what one that was stored by an earlier version has to be: no key that
 * nobody reads, and no percentage that no heart can have.
 */

/** Of maximum and of reserve nobody has more than all. */
const WHOLE_PCT = 100;
/** A threshold below 77 % of maximum is not measured in people who train; above 130 % of it there is nothing then. */
const OF_THRESHOLD_PCT_MAX = 130;
/** Below it no heart beats BPM_MIN, whatever its maximum is: not even one of BPM_MAX. */
const LOW_PCT = Math.ceil((BPM_MIN / BPM_MAX) * 100);

const PLAN = ['id', 'name', 'description', 'sport', 'ceiling', 'endless', 'block', 'tags', 'phases'];
const REPEAT = ['repeat', 'phases'];
const PHASE = ['name', 'target', 'durationS', 'end', 'cue'];
const RANGE = ['type', 'low', 'high'];
const TARGETS: Record<Target['type'], readonly string[]> = {
  open: ['type'],
  zone: ['type', 'zone', 'of'],
  bpm: RANGE,
  percentMax: RANGE,
  percentReserve: RANGE,
  percentThreshold: RANGE,
};
const ENDS: Record<End['type'], readonly string[]> = {
  time: ['type', 'durationS'],
  heartRate: ['type', 'from', ...LEVEL_UNITS, 'of', 'holdS', 'minS', 'maxS'],
  hand: ['type'],
};
/** What a new plan may ask for in percent. */
export const PERCENT_LIMITS = {
  percentMax: { min: LOW_PCT, max: WHOLE_PCT },
  percentReserve: { min: 1, max: WHOLE_PCT },
  percentThreshold: { min: LOW_PCT, max: OF_THRESHOLD_PCT_MAX },
};
const PCT: Record<string, { min: number; max: number }> = PERCENT_LIMITS;

/** Of a plan in our own form. The caller has bounded its size and depth. */
export function newPlanProblems(value: unknown): Problem[] {
  if (!isObject(value)) return [];
  const { ceiling } = value;
  const ofCeiling = isObject(ceiling)
    ? [...unknownKeys(ceiling, [...LEVEL_UNITS, 'of'], 'ceiling'), ...levelProblems(ceiling, 'ceiling')]
    : [];
  return [...unknownKeys(value, PLAN, ''), ...ofCeiling, ...each(value['phases'], '', stepProblems)];
}

type Found = Record<string, unknown>;

function stepProblems(step: Found, path: string): Problem[] {
  if ('repeat' in step || 'phases' in step) {
    return [...unknownKeys(step, REPEAT, path), ...each(step['phases'], `${path}.`, stepProblems)];
  }
  const keys = unknownKeys(step, PHASE, path).map((problem): Problem => {
    const isMisplaced = problem.path === `${path}.zone` && isZone(step['zone'] as number);
    return isMisplaced
      ? { ...problem, code: 'plan.zoneOutsideTarget', params: { zone: step['zone'] as number } }
      : problem;
  });
  return [
    ...keys,
    ...keysByType(step['target'], TARGETS, `${path}.target`),
    ...pctProblems(step['target'], `${path}.target`),
    ...keysByType(step['end'], ENDS, `${path}.end`),
    ...(isObject(step['end']) ? levelProblems(step['end'], `${path}.end`) : []),
  ];
}

/** Keys of an object whose type says which it has. One whose type is not known is refused for that. */
function keysByType(value: unknown, keysOf: Record<string, readonly string[]>, path: string): Problem[] {
  if (!isObject(value)) return [];
  const type = String(value['type']);
  return Object.hasOwn(keysOf, type) ? unknownKeys(value, keysOf[type]!, path) : [];
}

/** A level in percent that no heart can have; and a number of zones beside what is no zone. */
function levelProblems(level: Found, path: string): Problem[] {
  const alone = 'of' in level && !('zone' in level) ? unknownKeys({ of: level['of'] }, [], path) : [];
  return alone.concat(
    Object.entries(PCT).flatMap(([unit, limits]) => pctProblem(level[unit], limits, `${path}.${unit}`)),
  );
}

function pctProblem(pct: unknown, { min, max }: { min: number; max: number }, path: string): Problem[] {
  if (typeof pct !== 'number') return [];
  const params = { received: String(pct) };
  if (pct > max) return [{ code: 'value.tooLarge', path, params: { max, ...params } }];
  return pct < min ? [{ code: 'value.tooSmall', path, params: { min, ...params } }] : [];
}

/** Below the lower bound only the upper end is nonsense: 1–65 % is how people write "up to 65 %". */
function pctProblems(target: unknown, path: string): Problem[] {
  if (!isObject(target)) return [];
  const type = String(target['type']);
  if (!Object.hasOwn(PCT, type)) return [];
  const { min, max } = PCT[type]!;
  return (['low', 'high'] as const).flatMap((end) =>
    pctProblem(target[end], { min: end === 'high' ? min : -Infinity, max }, `${path}.${end}`),
  );
}

// ── Helpers ───────────────────────────────────────────────────────────────────────────────────────────────────────

function each(list: unknown, path: string, problemsOf: (item: Found, path: string) => Problem[]): Problem[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, i) => (isObject(item) ? problemsOf(item, `${path}phases[${String(i)}]`) : []));
}

function isObject(value: unknown): value is Found {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
