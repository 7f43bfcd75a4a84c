import { totalMaxS, type Phase, type Plan, type Sport, type Step } from '../../../core/plan/plan.ts';
import type { Exporter } from '../../exporter.ts';
import { intentOf, type Intent } from '../intents.ts';
import { PHASE_NAMES } from '../phaseNames.ts';
import { ExportLosses } from '../resolved.ts';
import { END_CONDITION, SPORT_TYPE, STEP_TYPE, TARGET_TYPE } from './ids.ts';

/** A workout as Garmin Connect has it, for the tools that upload one. */
export const garminJson = {
  id: 'garmin',
  extension: '.json',
  mime: 'application/json',
  write(plan, { profile }) {
    const losses = new ExportLosses(profile);
    losses.sayCeiling(plan);
    const sport = SPORTS[plan.sport];
    if (!sport) losses.lose('loss.sportUnsaid', 'sport');
    const sportKey = sport ?? 'other';
    const sportType = pair('sportType', sportKey, SPORT_TYPE[sportKey]);
    const totalS = totalMaxS(plan);
    const file = {
      workoutName: plan.name,
      ...(plan.description !== '' && { description: losses.text(plan.description, DESCRIPTION_MAX, 'description') }),
      sportType,
      ...(totalS !== undefined && { estimatedDurationInSecs: totalS }),
      workoutSegments: [{ segmentOrder: 1, sportType, workoutSteps: new Steps(losses).of(plan.phases, '') }],
    };
    return { bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`), losses: losses.losses };
  },
} as const satisfies Exporter<Plan>;

/** What its fields take. */
const DESCRIPTION_MAX = 1_024;
const NOTE_MAX = 512;

const SPORTS: Readonly<Record<Sport, keyof typeof SPORT_TYPE | undefined>> = {
  run: 'running',
  ride: 'cycling',
  swim: 'swimming',
  other: 'other',
  row: undefined,
  walk: undefined,
};

const STEP_KEYS: Readonly<Record<Intent, keyof typeof STEP_TYPE>> = {
  warmUp: 'warmup',
  coolDown: 'cooldown',
  interval: 'interval',
  recovery: 'recovery',
  rest: 'rest',
  steady: 'other',
  ramp: 'other',
  free: 'other',
};

/** `{ stepTypeId: 1, stepTypeKey: "warmup", displayOrder: 1 }` */
function pair(name: string, key: string, id: number): Record<string, string | number> {
  return { [`${name}Id`]: id, [`${name}Key`]: key, displayOrder: id };
}

/** Steps are numbered through, and so are groups: the steps of one say its number. */
class Steps {
  readonly #losses: ExportLosses;
  #order = 0;
  #groups = 0;

  constructor(losses: ExportLosses) {
    this.#losses = losses;
  }

  of(steps: readonly Step[], path: string, group?: number): object[] {
    return steps.map((step, i) => {
      const at = `${path}phases[${String(i)}]`;
      const stepOrder = ++this.#order;
      if (!('repeat' in step)) return this.#phase(step, at, stepOrder, group);
      const childStepId = ++this.#groups;
      return {
        type: 'RepeatGroupDTO',
        stepOrder,
        stepType: pair('stepType', 'repeat', STEP_TYPE.repeat),
        childStepId,
        numberOfIterations: step.repeat,
        smartRepeat: false,
        endCondition: pair('conditionType', 'iterations', END_CONDITION.iterations),
        endConditionValue: step.repeat,
        workoutSteps: this.of(step.phases, `${at}.`, childStepId),
      };
    });
  }

  #phase(phase: Phase, path: string, stepOrder: number, group: number | undefined): object {
    const intent = nameIntent(phase.name);
    const key = STEP_KEYS[intent ?? intentOf(phase.name)];
    const note = this.#note(phase, intent !== undefined, path);
    return {
      type: 'ExecutableStepDTO',
      stepOrder,
      stepType: pair('stepType', key, STEP_TYPE[key]),
      ...(group !== undefined && { childStepId: group }),
      ...(note !== '' && { description: note }),
      ...this.#end(phase, `${path}.end`),
      ...this.#target(phase, `${path}.target`),
    };
  }

  /** A name that is no kind of step is the beginning of the note. */
  #note({ name, cue = '' }: Phase, isKind: boolean, path: string): string {
    if (isKind) return this.#losses.text(cue, NOTE_MAX, `${path}.cue`);
    this.#losses.lose('loss.nameUnsaid', `${path}.name`, { name });
    return this.#losses.text(cue === '' ? name : `${name}: ${cue}`, NOTE_MAX, `${path}.cue`);
  }

  #end({ end }: Phase, path: string): object {
    const condition = (key: keyof typeof END_CONDITION): object => ({
      endCondition: { ...pair('conditionType', key, END_CONDITION[key]), displayable: true },
    });
    switch (end.type) {
      case 'time':
        return { ...condition('time'), endConditionValue: end.durationS };
      case 'hand':
        return condition('lap.button');
      case 'heartRate':
        this.#losses.sayEnd(end, path);
        return {
          ...condition('heart.rate'),
          endConditionValue: this.#losses.level(end, path),
          endConditionCompare: end.from === 'above' ? 'lt' : 'gt',
        };
    }
  }

  #target({ target }: Phase, path: string): object {
    const type = (key: keyof typeof TARGET_TYPE): object => ({
      targetType: pair('workoutTargetType', key, TARGET_TYPE[key]),
    });
    if (target.type === 'open') return type('no.target');
    // zones there are the five of the watch
    if (target.type === 'zone' && target.of === undefined)
      return { ...type('heart.rate.zone'), zoneNumber: target.zone };
    const { low, high } = this.#losses.range(target, path);
    return { ...type('heart.rate.zone'), targetValueOne: low, targetValueTwo: high };
  }
}

/** The kind of step whose name this is. */
function nameIntent(name: string): Intent | undefined {
  const found = Object.entries(PHASE_NAMES).find(([, each]) => each === name)?.[0] as Intent | undefined;
  return found === 'ramp' || found === 'free' ? undefined : found;
}
