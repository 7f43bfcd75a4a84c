import { PHASES_MAX } from '../../../core/plan/plan.ts';
import type { PowerChoice } from '../../importer.ts';
import { isObject } from '../beatkeeper.ts';
import {
  DEPTH_MAX,
  newPhase,
  shortened,
  type Draft,
  type DraftLoss,
  type DraftPhase,
  type DraftStep,
} from '../draft.ts';
import { PHASE_NAMES } from '../phaseNames.ts';
import {
  applyEnd,
  applyTarget,
  hasValue,
  isHeartRate,
  NO_TARGET,
  textOf,
  whatOf,
  type TargetCondition,
} from './conditions.ts';
import { END_CONDITION, INTENTS_BY_KEY, keyFor, STEP_TYPE, TARGET_TYPE } from './ids.ts';
import { isSaid, numberAt, objectAt, textAt } from './json.ts';

/** The steps of a list, in their order. `place`: of the list in the file. */
export function readSteps(list: unknown, place: string, draft: Draft, power: PowerChoice, depth = 0): DraftStep[] {
  if (!Array.isArray(list)) {
    draft.refuse('value.type', place, { expected: 'Array', received: list === null ? 'null' : typeof list });
    return [];
  }
  const steps = (list as unknown[]).map((step, i) => ({ step, at: `${place}[${String(i)}]` }));
  const orderOf = ({ step }: { step: unknown }): number => (isObject(step) ? (numberAt(step, 'stepOrder') ?? 0) : 0);
  // an order is given to each step or to none
  if (steps.every((each) => orderOf(each) > 0)) steps.sort((a, b) => orderOf(a) - orderOf(b));
  return steps.flatMap(({ step, at }): DraftStep[] => {
    if (!isObject(step)) {
      draft.refuse('value.type', at, { expected: 'Object', received: step === null ? 'null' : typeof step });
      return [];
    }
    const read = isGroup(step) ? readGroup(step, at, draft, power, depth) : readPhase(step, at, draft, power);
    return read ? [read] : [];
  });
}

const stepKeyOf = (step: Record<string, unknown>): string => idKey(step, 'stepType', 'stepType', STEP_TYPE);

const isGroup = (step: Record<string, unknown>): boolean =>
  textAt(step, 'type') === 'RepeatGroupDTO' || Array.isArray(step['workoutSteps']) || stepKeyOf(step) === 'repeat';

/** Of `{ stepTypeId: 1, stepTypeKey: "warmup" }` the key that the number has. */
function idKey(from: Record<string, unknown>, at: string, name: string, ids: Readonly<Record<string, number>>): string {
  const pair = objectAt(from, at);
  return keyFor(ids, numberAt(pair, `${name}Id`), textAt(pair, `${name}Key`));
}

/** Where a key is another than its number says: who wrote the file may have meant the key. */
function contradiction(
  from: Record<string, unknown>,
  at: string,
  name: string,
  ids: Readonly<Record<string, number>>,
): string | undefined {
  const said = textAt(objectAt(from, at), `${name}Key`);
  const isOther = said !== '' && said !== idKey(from, at, name, ids) && Object.hasOwn(ids, said);
  return isOther ? `${name}Key ${said}` : undefined;
}

const GROUP_KEYS = new Set([
  'type',
  'stepId',
  'stepOrder',
  'stepType',
  'childStepId',
  'numberOfIterations',
  'smartRepeat',
  'endCondition',
  'endConditionValue',
  'workoutSteps',
]);

function readGroup(
  group: Record<string, unknown>,
  place: string,
  draft: Draft,
  power: PowerChoice,
  depth: number,
): DraftStep | undefined {
  if (depth >= DEPTH_MAX) return draft.refuse('input.tooDeep', place, { max: DEPTH_MAX });
  const until = idKey(group, 'endCondition', 'conditionType', END_CONDITION) || 'iterations';
  const isCounted = until === 'iterations';
  const key = numberAt(group, 'numberOfIterations') === undefined ? 'endConditionValue' : 'numberOfIterations';
  const said = key === 'numberOfIterations' || isCounted ? numberAt(group, key) : undefined;
  const repeat = said ?? (isCounted ? undefined : 1);
  const at = `${place}.${key}`;
  if (repeat === undefined) return draft.refuse('value.missing', `${place}.numberOfIterations`, { expected: 'number' });
  if (!Number.isInteger(repeat)) return draft.refuse('value.notWhole', at, { received: String(repeat) });
  if (repeat < 1) return draft.refuse('value.tooSmall', at, { min: 1, received: String(repeat) });
  if (repeat > PHASES_MAX) return draft.refuse('value.tooLarge', at, { max: PHASES_MAX, received: String(repeat) });
  const steps = readSteps(group['workoutSteps'], `${place}.workoutSteps`, draft, power, depth + 1);
  if (steps.length === 0) return draft.lose('loss.stepDropped', 'phases', { text: `${place} (${String(repeat)} ×)` });
  const losses = keysLeftOut(group, GROUP_KEYS);
  if (!isCounted)
    losses.push({ code: 'loss.repeatGiven', at: '', params: { until: UNTIL[until] ?? 'unknown', count: repeat } });
  return { repeat, steps, losses };
}

const UNTIL: Readonly<Record<string, string>> = {
  time: 'time',
  distance: 'distance',
  calories: 'calories',
  power: 'power',
  'heart.rate': 'heartRate',
  'lap.button': 'lap',
};

const PHASE_KEYS = new Set([
  'type',
  'stepId',
  'stepOrder',
  'stepType',
  'childStepId',
  'description',
  'endCondition',
  'endConditionValue',
  'endConditionCompare',
  'endConditionZone',
  'preferredEndConditionUnit',
  'targetType',
  'targetValueOne',
  'targetValueTwo',
  'targetValueUnit',
  'zoneNumber',
  'secondaryTargetType',
  'secondaryTargetValueOne',
  'secondaryTargetValueTwo',
  'secondaryTargetValueUnit',
  'secondaryZoneNumber',
]);

function keysLeftOut(step: Record<string, unknown>, known: ReadonlySet<string>): DraftLoss[] {
  return Object.entries(step)
    .filter(([key, value]) => !known.has(key) && isSaid(value))
    .map(([key]) => ({ code: 'loss.keyDropped', at: '', params: { key: shortened(key) } }));
}

function readPhase(
  step: Record<string, unknown>,
  place: string,
  draft: Draft,
  power: PowerChoice,
): DraftPhase | undefined {
  const intent = INTENTS_BY_KEY[stepKeyOf(step)] ?? 'steady';
  const phase = newPhase(PHASE_NAMES[intent]);
  phase.cue = textAt(step, 'description');
  const end = {
    key: idKey(step, 'endCondition', 'conditionType', END_CONDITION),
    value: numberAt(step, 'endConditionValue'),
    scale: 1,
    compare: textAt(step, 'endConditionCompare'),
    zone: numberAt(step, 'endConditionZone'),
    place: `${place}.endConditionValue`,
  };
  if (!applyEnd(draft, phase, end, intent)) return undefined;
  const first = targetIn(step, 'targetType', 'targetValue', 'zoneNumber');
  const second = targetIn(step, 'secondaryTargetType', 'secondaryTargetValue', 'secondaryZoneNumber');
  const swaps = !isHeartRate(first) && isHeartRate(second) && hasValue(second);
  applyTarget(phase, swaps ? second : first, power);
  const other = swaps ? first : second;
  if (!NO_TARGET.has(other.key) && hasValue(other)) {
    const key = `${whatOf(other.key)} ${textOf(other)}`.trim();
    phase.losses.push({ code: 'loss.keyDropped', at: 'target', params: { key } });
  }
  const wrongEnd = contradiction(step, 'endCondition', 'conditionType', END_CONDITION);
  if (wrongEnd) phase.losses.push({ code: 'loss.keyDropped', at: 'end', params: { key: wrongEnd } });
  const wrongTarget = contradiction(step, 'targetType', 'workoutTargetType', TARGET_TYPE);
  if (wrongTarget) phase.losses.push({ code: 'loss.keyDropped', at: 'target', params: { key: wrongTarget } });
  phase.losses.push(...keysLeftOut(step, PHASE_KEYS));
  return phase;
}

function targetIn(step: Record<string, unknown>, type: string, value: string, zone: string): TargetCondition {
  const unit = step[`${value}Unit`];
  return {
    key: idKey(step, type, 'workoutTargetType', TARGET_TYPE),
    one: numberAt(step, `${value}One`),
    two: numberAt(step, `${value}Two`),
    zone: numberAt(step, zone),
    unit: isObject(unit) ? textAt(unit, 'unitKey') : typeof unit === 'string' ? unit : '',
  };
}
