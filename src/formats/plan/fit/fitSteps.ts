import type { FitRawMessage } from 'fit-file-parser/raw';
import { PHASES_MAX } from '../../../core/plan/plan.ts';
import { DEPTH_MAX, newPhase, plainLine, type Draft, type DraftPhase, type DraftStep } from '../draft.ts';
import { endAfter, endAtLevel, endByHand } from '../heartRates.ts';
import { PHASE_NAMES } from '../phaseNames.ts';
import type { PowerChoice } from '../../importer.ts';
import { isSaid, numberIn, stringIn } from './fitFile.ts';
import { readTarget } from './fitTargets.ts';
import {
  BPM_OFFSET,
  DURATION,
  INTENTS_BY_INTENSITY,
  POWER_DURATIONS,
  REPEAT_UNTIL,
  STEP,
  STEP_EXTRAS,
} from './profile.ts';

/** A step, or a block of them, with the index of its first step; no step where it was left out. */
interface Item {
  first: number;
  depth: number;
  step: DraftStep | undefined;
}

/**
 * The steps of a workout. A repeat comes after its block and names the block's first step: what was read since is taken
 * together. One that names no beginning of a step or block before it says nothing that can be done, and the file is refused.
 */
export function readSteps(messages: readonly FitRawMessage[], draft: Draft, power: PowerChoice): DraftStep[] {
  const items: Item[] = [];
  const ordered = inOrder(messages);
  if (ordered.length > 2 * PHASES_MAX) {
    draft.refuse('plan.tooManyPhases', '', { count: ordered.length, max: PHASES_MAX });
    return [];
  }
  ordered.forEach(({ message, index }, i) => {
    const place = `step ${String(i + 1)}`;
    const type = numberIn(message, STEP.durationType);
    if (type === DURATION.repeatSteps || (type !== undefined && type in REPEAT_UNTIL)) {
      readRepeat(message, type, items, place, draft);
    } else {
      items.push({ first: index, depth: 0, step: readPhase(message, place, draft, power) });
    }
  });
  return items.flatMap(({ step }) => step ?? []);
}

/** By the index that steps are referred to with, if each has one of its own; else as they stand in the file. */
function inOrder(messages: readonly FitRawMessage[]): { message: FitRawMessage; index: number }[] {
  const numbered = messages.map((message) => ({ message, index: (numberIn(message, STEP.index) ?? -1) & INDEX_MASK }));
  const isClear = new Set(numbered.map(({ index }) => index)).size === messages.length;
  if (isClear) return numbered.sort((a, b) => a.index - b.index);
  return messages.map((message, index) => ({ message, index }));
}

/** The bits above are flags. */
const INDEX_MASK = 0x0fff;

function readRepeat(message: FitRawMessage, type: number, items: Item[], place: string, draft: Draft): void {
  const from = numberIn(message, STEP.durationValue) ?? -1;
  const at = items.findIndex(({ first }) => first === from);
  if (at === -1) return draft.refuse('plan.repeatFrom', place, { from: from + 1 });
  const block = items.splice(at);
  const steps = block.flatMap(({ step }) => step ?? []);
  const depth = 1 + Math.max(...block.map((item) => item.depth));
  if (depth > DEPTH_MAX) return draft.refuse('input.tooDeep', place, { max: DEPTH_MAX });

  const until = REPEAT_UNTIL[type];
  const said = numberIn(message, STEP.targetValue);
  const repeat = until === undefined ? said : countFor(type, said, steps);
  if (repeat === undefined) return draft.refuse('value.missing', place, { expected: 'number' });
  if (repeat < 1) return draft.refuse('value.tooSmall', place, { min: 1, received: String(repeat) });
  if (repeat > PHASES_MAX) return draft.refuse('value.tooLarge', place, { max: PHASES_MAX, received: String(repeat) });
  const losses: DraftPhase['losses'] = [];
  if (until !== undefined)
    losses.push({ code: 'loss.repeatGiven', at: '', params: { until, amount: untilText(type, said), count: repeat } });
  items.push({ first: from, depth, step: steps.length > 0 ? { repeat, steps, losses } : undefined });
}

/** How often a block is done that is repeated until a time has passed; until all else: once. */
function countFor(type: number, said: number | undefined, steps: readonly DraftStep[]): number {
  const blockS = secondsOf(steps);
  if (type !== DURATION.repeatTime || said === undefined || blockS === undefined || blockS === 0) return 1;
  return Math.min(PHASES_MAX, Math.max(1, Math.ceil(said / 1000 / blockS)));
}

function secondsOf(steps: readonly DraftStep[]): number | undefined {
  return steps.reduce<number | undefined>((sum, step) => {
    const each = 'repeat' in step ? secondsOf(step.steps) : step.end.type === 'time' ? step.end.durationS : undefined;
    return sum === undefined || each === undefined ? undefined : sum + each * ('repeat' in step ? step.repeat : 1);
  }, 0);
}

function untilText(type: number, said: number | undefined): string {
  if (said === undefined) return '';
  switch (type) {
    case DURATION.repeatTime:
      return `${String(said / 1000)} s`;
    case DURATION.repeatDistance:
      return `${String(said / 100)} m`;
    case DURATION.repeatCalories:
      return `${String(said)} kcal`;
    case DURATION.repeatHrLessThan:
    case DURATION.repeatHrGreaterThan:
      return said > BPM_OFFSET ? `${String(said - BPM_OFFSET)} bpm` : `${String(said)} %`;
    default:
      return String(said);
  }
}

function readPhase(message: FitRawMessage, place: string, draft: Draft, power: PowerChoice): DraftPhase | undefined {
  const intensity = numberIn(message, STEP.intensity);
  const intent = intensity === undefined ? undefined : INTENTS_BY_INTENSITY[intensity];
  const own = plainLine(stringIn(message, STEP.name));
  const phase = newPhase(own === '' ? PHASE_NAMES[intent ?? 'interval'] : own);
  phase.cue = stringIn(message, STEP.notes);
  if (!readEnd(message, phase, place, draft)) return undefined;
  readTarget(message, phase, power);
  const extras = message.fields.filter((field) => !READ.has(field.fieldNumber) && isSaid(field));
  const keys = extras.map(({ fieldNumber }) => STEP_EXTRAS[fieldNumber] ?? `field ${String(fieldNumber)}`);
  if (message.developerFields.length > 0) keys.push('developer fields');
  for (const key of keys) phase.losses.push({ code: 'loss.keyDropped', at: '', params: { key } });
  return phase;
}

const READ: ReadonlySet<number> = new Set(Object.values(STEP));

/** Whether it is a phase: one of no time is none. */
function readEnd(message: FitRawMessage, phase: DraftPhase, place: string, draft: Draft): boolean {
  const type = numberIn(message, STEP.durationType);
  const value = numberIn(message, STEP.durationValue);
  switch (type) {
    case DURATION.time:
    case DURATION.repetitionTime:
    case DURATION.timeOnly:
      if (value === undefined) {
        draft.refuse('value.missing', place, { expected: 'number' });
        return false;
      }
      return endAfter(draft, phase, value / 1000, place);
    case DURATION.hrLessThan:
    case DURATION.hrGreaterThan: {
      if (value === undefined || value === 0) endByHand(phase, 'heartRate', '');
      else {
        const from = type === DURATION.hrLessThan ? 'above' : 'below';
        if (value > BPM_OFFSET) endAtLevel(phase, from, 'bpm', value - BPM_OFFSET);
        else endAtLevel(phase, from, 'percentMax', value);
      }
      return true;
    }
    case DURATION.open:
      phase.end = { type: 'hand' };
      return true;
    case DURATION.distance:
      endByHand(phase, 'distance', value === undefined ? '' : `${String(value / 100)} m`);
      return true;
    case DURATION.calories:
      endByHand(phase, 'calories', value === undefined ? '' : `${String(value)} kcal`);
      return true;
    case DURATION.reps:
      endByHand(phase, 'reps', value === undefined ? '' : String(value));
      return true;
    case DURATION.trainingLoad:
      endByHand(phase, 'load', value === undefined ? '' : String(value));
      return true;
    default:
      if (type !== undefined && POWER_DURATIONS.has(type)) endByHand(phase, 'power', '');
      else endByHand(phase, 'unknown', type === undefined ? '' : String(type));
      return true;
  }
}
