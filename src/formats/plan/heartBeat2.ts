import * as v from 'valibot';
import type { Zone } from '../../core/athlete/hrZones.ts';
import { good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { parseWith } from '../../core/parse/schema.ts';
import { unknownKeys } from '../../core/parse/unknownKeys.ts';
import type { Phase, Plan, Target } from '../../core/plan/plan.ts';
import {
  boundedPlan,
  phaseSeconds,
  planBpm,
  planName,
  secondsOrNone,
  strictly,
  withinLimits,
} from '../../core/plan/planFile.ts';
import { hasPhaseWith, isObject, plansOf } from './beatkeeper.ts';
import type { PlanImporter } from './planImporter.ts';

/** Plans of heart-beat2, the app before this one: zones, seconds, and a transition by time or by a heart rate. */
export const heartBeat2: PlanImporter = {
  id: 'heart-beat2',
  label: 'heart-beat2',
  extensions: ['.json'],
  detect: ({ json }) => json?.ok === true && hasPhaseWith(['target_zone', 'duration_secs'], json.value),
  read: ({ json }) => {
    const value = json?.ok === true ? json.value : undefined;
    return plansOf(strictly(planOf(value), () => keyProblems(value)));
  },
};

const form = v.object({
  name: planName,
  max_hr: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(220))),
  created_at: v.optional(v.string()),
  phases: v.array(
    v.object({
      name: planName,
      target_zone: v.picklist(['Zone1', 'Zone2', 'Zone3', 'Zone4', 'Zone5']),
      duration_secs: phaseSeconds,
      transition: v.optional(
        v.union([
          v.literal('TimeElapsed'),
          v.object({ HeartRateReached: v.object({ target_bpm: planBpm, hold_secs: v.optional(secondsOrNone, 0) }) }),
        ]),
        'TimeElapsed',
      ),
    }),
  ),
});

/**
 * Its phases that wait for a heart rate do not say from which side; one that is easier than the phase before it waits
 * for the heart to come down. Their duration becomes the maximum.
 */
function planOf(value: unknown): Parsed<Plan> {
  const small = boundedPlan(value);
  if (!small.ok) return small;
  const parsed = parseWith(form, value);
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
  return withinLimits(good({ name: parsed.value.name, description: '', sport: 'other' as const, phases }), notes);
}

const PLAN = ['name', 'max_hr', 'created_at', 'phases'];
const PHASE = ['name', 'target_zone', 'duration_secs', 'transition'];

/** Keys that nobody reads: whoever wrote one meant something by it. */
function keyProblems(value: unknown): Problem[] {
  if (!isObject(value) || !Array.isArray(value['phases'])) return [];
  const phases = value['phases'].flatMap((phase: unknown, i): Problem[] => {
    if (!isObject(phase)) return [];
    const path = `phases[${String(i)}]`;
    const { transition } = phase;
    const reached = isObject(transition) ? transition['HeartRateReached'] : undefined;
    return [
      ...unknownKeys(phase, PHASE, path),
      ...(isObject(transition) ? unknownKeys(transition, ['HeartRateReached'], `${path}.transition`) : []),
      ...(isObject(reached)
        ? unknownKeys(reached, ['target_bpm', 'hold_secs'], `${path}.transition.HeartRateReached`)
        : []),
    ];
  });
  return [...unknownKeys(value, PLAN, ''), ...phases];
}
