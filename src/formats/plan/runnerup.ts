import { bounded, good, type Parsed } from '../../core/parse/parsed.ts';
import { PHASES_MAX } from '../../core/plan/plan.ts';
import type { ImportContext, Imported, PowerChoice } from '../importer.ts';
import { isObject } from './beatkeeper.ts';
import {
  DEPTH_MAX,
  Draft,
  finished,
  newPhase,
  shortened,
  type DraftLoss,
  type DraftPhase,
  type DraftStep,
} from './draft.ts';
import { applyEnd, applyTarget } from './garmin/conditions.ts';
import { INTENTS_BY_KEY, SPORTS_BY_KEY } from './garmin/ids.ts';
import { isSaid, numberAt, textAt } from './garmin/json.ts';
import { PHASE_NAMES } from './phaseNames.ts';
import type { PlanImporter, Plans } from './planImporter.ts';

/** Workouts as Garmin Connect had them in 2013, and as RunnerUp has them: a flat list, in which steps name their group. */
export const runnerup: PlanImporter = {
  id: 'runnerup',
  label: 'RunnerUp',
  extensions: ['.json'],
  detect: ({ json }) => json?.ok === true && workoutIn(json.value) !== undefined,
  read: ({ json }, context) => {
    const workout = json?.ok === true ? workoutIn(json.value) : undefined;
    return workout ? readWorkout(workout, context) : { ok: false, problems: [] };
  },
};

const WRAPPER = 'com.garmin.connect.workout.json.UserWorkoutJson';
const LIMITS = { nodes: 400_000, depth: 16 };

function workoutIn(value: unknown): Record<string, unknown> | undefined {
  if (!isObject(value)) return undefined;
  const workout = value[WRAPPER];
  return isObject(workout) ? workout : undefined;
}

const ABOUT = new Set([
  'workoutId',
  'workoutName',
  'description',
  'ownerId',
  'createdDate',
  'updatedDate',
  'sportTypeKey',
  'sportTypeId',
  'workoutSteps',
]);

function readWorkout(workout: Record<string, unknown>, context: ImportContext): Parsed<Imported<Plans>> {
  const small = bounded(workout, LIMITS);
  if (!small.ok) return small;
  const draft = new Draft();
  const drop = (key: string): undefined => draft.lose('loss.keyDropped', '', { key: shortened(key) });
  for (const [key, value] of Object.entries(workout)) if (!ABOUT.has(key) && isSaid(value)) drop(key);
  const sportKey = textAt(workout, 'sportTypeKey');
  const sport = SPORTS_BY_KEY[sportKey];
  if (!sport && sportKey !== '') drop(`sportTypeKey ${sportKey}`);
  const steps = stepsOf(workout['workoutSteps'], draft, context.power ?? 'open');
  if (draft.problems.length > 0) return { ok: false, problems: draft.problems };
  const read = finished(
    {
      name: textAt(workout, 'workoutName'),
      description: textAt(workout, 'description'),
      sport: sport ?? 'other',
      steps,
      losses: draft.losses,
    },
    context,
  );
  return read.ok ? good({ plans: [read.value.plan], losses: read.value.losses }) : read;
}

interface Item {
  step: Record<string, unknown>;
  place: string;
  order: number;
  isRepeat: boolean;
  group: number | undefined;
  parent: number | undefined;
}

/** A repeat has a group; the steps of it, and repeats within it, name that group as their parent. */
function stepsOf(list: unknown, draft: Draft, power: PowerChoice): DraftStep[] {
  const items = itemsOf(list, draft);
  const groups = new Set<number>();
  for (const { isRepeat, group, place } of items) {
    if (!isRepeat) continue;
    if (group === undefined) draft.refuse('value.missing', `${place}.groupId`, { expected: 'number' });
    else if (groups.has(group)) draft.refuse('value.unknown', `${place}.groupId`, { received: String(group) });
    else groups.add(group);
  }
  const byParent = new Map<number | undefined, Item[]>();
  for (const item of items) {
    const { parent, place } = item;
    if (parent !== undefined && !groups.has(parent))
      draft.refuse('value.unknown', `${place}.parentGroupId`, { received: String(parent) });
    byParent.set(parent, [...(byParent.get(parent) ?? []), item]);
  }
  if (draft.problems.length > 0) return [];

  let reached = 0;
  const within = (parent: number | undefined, depth: number): DraftStep[] =>
    (byParent.get(parent) ?? []).flatMap((item): DraftStep[] => {
      reached++;
      if (depth > DEPTH_MAX) {
        draft.refuse('input.tooDeep', item.place, { max: DEPTH_MAX });
        return [];
      }
      const step = item.isRepeat ? repeatOf(item, within(item.group, depth + 1), draft) : phaseOf(item, draft, power);
      return step ? [step] : [];
    });
  const steps = within(undefined, 0);
  // groups that are within each other hang from nothing
  if (reached < items.length && draft.problems.length === 0) {
    const lost = items.find(({ isRepeat, parent }) => isRepeat && parent !== undefined);
    draft.refuse('value.unknown', `${lost?.place ?? PLACE}.parentGroupId`, { received: String(lost?.parent ?? '') });
  }
  return steps;
}

const PLACE = 'workoutSteps';

function itemsOf(list: unknown, draft: Draft): Item[] {
  if (!Array.isArray(list)) {
    draft.refuse('value.type', PLACE, { expected: 'Array', received: list === null ? 'null' : typeof list });
    return [];
  }
  if (list.length > 2 * PHASES_MAX) {
    draft.refuse('plan.tooManyPhases', PLACE, { count: list.length, max: PHASES_MAX });
    return [];
  }
  const items = (list as unknown[]).flatMap((step, i): Item[] => {
    const place = `${PLACE}[${String(i)}]`;
    if (!isObject(step)) {
      draft.refuse('value.type', place, { expected: 'Object', received: step === null ? 'null' : typeof step });
      return [];
    }
    return [
      {
        step,
        place,
        order: numberAt(step, 'stepOrder') ?? i + 1,
        isRepeat: textAt(step, 'stepTypeKey').toLowerCase() === 'repeat',
        group: numberAt(step, 'groupId'),
        parent: numberAt(step, 'parentGroupId'),
      },
    ];
  });
  return items.sort((a, b) => a.order - b.order);
}

function repeatOf({ step, place }: Item, steps: DraftStep[], draft: Draft): DraftStep | undefined {
  const repeat = numberAt(step, 'endConditionValue');
  const at = `${place}.endConditionValue`;
  if (repeat === undefined) return draft.refuse('value.missing', at, { expected: 'number' });
  if (!Number.isInteger(repeat)) return draft.refuse('value.notWhole', at, { received: String(repeat) });
  if (repeat < 1) return draft.refuse('value.tooSmall', at, { min: 1, received: String(repeat) });
  if (repeat > PHASES_MAX) return draft.refuse('value.tooLarge', at, { max: PHASES_MAX, received: String(repeat) });
  if (steps.length === 0) return draft.lose('loss.stepDropped', 'phases', { text: `${place} (${String(repeat)} ×)` });
  return { repeat, steps, losses: keysLeftOut(step) };
}

/** So much of a second, or of a metre, is one of a unit. */
const SCALES: Readonly<Record<string, number>> = {
  ms: 0.001,
  second: 1,
  minute: 60,
  centimeter: 0.01,
  millimeter: 0.001,
  meter: 1,
  kilometer: 1000,
  mile: 1609.344,
};

function phaseOf({ step, place }: Item, draft: Draft, power: PowerChoice): DraftPhase | undefined {
  const kind = textAt(step, 'stepTypeKey') || textAt(step, 'intensityTypeKey');
  const intent = INTENTS_BY_KEY[kind.toLowerCase()] ?? 'steady';
  const phase = newPhase(PHASE_NAMES[intent]);
  phase.cue = textAt(step, 'description') || textAt(step, 'comments');
  const key = textAt(step, 'endConditionTypeKey').toLowerCase();
  const value = numberAt(step, 'endConditionValue');
  const unit = textAt(step, 'endConditionUnitKey')
    .toLowerCase()
    .replace(/s$/, (s, at) => (at > 1 ? '' : s));
  const known = Object.hasOwn(SCALES, unit) ? SCALES[unit] : undefined;
  const scale = known ?? (key === 'time' ? SCALES['ms'] : 1) ?? 1;
  const end = {
    key,
    value,
    scale,
    compare: textAt(step, 'endConditionCompareKey') || textAt(step, 'endConditionCompare'),
    zone: undefined,
    place: `${place}.endConditionValue`,
  };
  if (!applyEnd(draft, phase, end, intent)) return undefined;
  if (key === 'time' && known === undefined)
    phase.losses.push({ code: 'loss.unitGuessed', at: 'end', params: { text: String(value), unit: 'ms' } });
  applyTarget(
    phase,
    {
      key: textAt(step, 'targetTypeKey').toLowerCase(),
      one: numberAt(step, 'targetValueOne'),
      two: numberAt(step, 'targetValueTwo'),
      zone: numberAt(step, 'zoneNumber'),
      unit: unitOf(step),
    },
    power,
  );
  phase.losses.push(...keysLeftOut(step));
  return phase;
}

/** `bpm` goes without saying. */
function unitOf(step: Record<string, unknown>): string {
  const unit = textAt(step, 'targetValueUnitKey');
  return unit === 'dimensionless' || unit === 'bpm' ? '' : unit;
}

const STEP_KEYS = new Set([
  'stepId',
  'stepOrder',
  'groupId',
  'parentGroupId',
  'stepTypeKey',
  'intensityTypeKey',
  'description',
  'comments',
  'endConditionId',
  'endConditionTypeKey',
  'endConditionValue',
  'endConditionUnitKey',
  'endConditionUnitPk',
  'endConditionCompare',
  'endConditionCompareKey',
  'targetTypeKey',
  'targetValueOne',
  'targetValueTwo',
  'targetValueUnitKey',
  'targetValueUnitPk',
  'zoneNumber',
]);

function keysLeftOut(step: Record<string, unknown>): DraftLoss[] {
  return Object.entries(step)
    .filter(([key, value]) => !STEP_KEYS.has(key) && !key.includes('Display') && isSaid(value))
    .map(([key]) => ({ code: 'loss.keyDropped', at: '', params: { key: shortened(key) } }));
}
