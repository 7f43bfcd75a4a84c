import { FitBaseType, FitEncoder, type FitEncoderField } from 'fit-file-parser/encoder';
import type { Phase, Plan, Sport, Step } from '../../../core/plan/plan.ts';
import { contentId } from '../../../core/plan/planIdentity.ts';
import type { Exporter } from '../../exporter.ts';
import {
  field,
  fitTimeOf,
  lengthIn,
  MANUFACTURER_DEVELOPMENT,
  TEXT_BYTES_MAX,
  textField,
  UINT32_INVALID,
} from '../../fit/fields.ts';
import { intentOf, type Intent } from '../intents.ts';
import { ExportLosses } from '../resolved.ts';
import { PROTOCOL } from './fitFile.ts';
import { BPM_OFFSET, DURATION, FILE_ID, FILE_TYPE, MESSAGE, STEP, TARGET, WORKOUT } from './profile.ts';

/** A workout as Garmin's watches and bike computers run it. */
export const fitWorkout = {
  id: 'fit',
  extension: '.fit',
  mime: 'application/vnd.ant.fit',
  write(plan, { profile, atMs }) {
    const losses = new ExportLosses(profile);
    losses.sayCeiling(plan);
    const encoder = new FitEncoder({ protocolVersion: PROTOCOL });
    encoder.writeMessage(MESSAGE.fileId, fileId(plan, atMs));
    writeWorkout(encoder, plan, losses);
    return { bytes: new Uint8Array(encoder.close()), losses: losses.losses };
  },
} as const satisfies Exporter<Plan>;

/** The plan as a workout and its steps: also within an activity, of what was done. */
export function writeWorkout(encoder: FitEncoder, plan: Plan, losses: ExportLosses): void {
  const name = string(WORKOUT.name, plan.name, losses, 'name');
  const description = string(WORKOUT.description, plan.description, losses, 'description');
  const steps = stepsOf(plan.phases, losses);
  encoder.writeMessage(MESSAGE.workout, [
    field(WORKOUT.sport, FitBaseType.Enum, FIT_SPORTS[plan.sport]),
    field(WORKOUT.validSteps, FitBaseType.Uint16, steps.length),
    ...name,
    ...description,
  ]);
  for (const step of steps) encoder.writeMessage(MESSAGE.step, step);
}

export const FIT_SPORTS: Readonly<Record<Sport, number>> = { other: 0, run: 1, ride: 2, swim: 5, walk: 11, row: 15 };

/** The serial number tells two files apart that were written in the same second. */
function fileId(plan: Plan, atMs: number | undefined): FitEncoderField[] {
  const created = atMs === undefined ? undefined : fitTimeOf(atMs);
  const isKnown = created !== undefined && created > 0 && created < UINT32_INVALID;
  return [
    field(FILE_ID.type, FitBaseType.Enum, FILE_TYPE.workout),
    field(FILE_ID.manufacturer, FitBaseType.Uint16, MANUFACTURER_DEVELOPMENT),
    field(FILE_ID.product, FitBaseType.Uint16, 0),
    field(FILE_ID.serialNumber, FitBaseType.Uint32z, serialNumber(plan)),
    ...(isKnown ? [field(FILE_ID.timeCreated, FitBaseType.Uint32, created)] : []),
  ];
}

/** Never 0: that would be none. */
const serialNumber = (plan: Plan): number => parseInt(contentId(plan).slice(0, 8), 16) || 1;

/** In order, each block followed by its repeat. */
function stepsOf(plan: readonly Step[], losses: ExportLosses): FitEncoderField[][] {
  const written: FitEncoderField[][] = [];
  const write = (steps: readonly Step[], path: string): void => {
    steps.forEach((step, i) => {
      const at = `${path}phases[${String(i)}]`;
      const first = written.length;
      if (!('repeat' in step)) {
        written.push(phaseStep(step, written.length, at, losses));
        return;
      }
      write(step.phases, `${at}.`);
      written.push([
        field(STEP.index, FitBaseType.Uint16, written.length),
        field(STEP.durationType, FitBaseType.Enum, DURATION.repeatSteps),
        field(STEP.durationValue, FitBaseType.Uint32, first),
        field(STEP.targetType, FitBaseType.Enum, TARGET.open),
        field(STEP.targetValue, FitBaseType.Uint32, step.repeat),
      ]);
    });
  };
  write(plan, '');
  return written;
}

/** The step that each phase of a plan is, in the order in which they are run: a repeat stands behind its block. */
export function stepIndices(steps: readonly Step[]): number[] {
  let next = 0;
  const indicesOf = (some: readonly Step[]): number[] =>
    some.flatMap((step) => {
      if (!('repeat' in step)) return [next++];
      const block = indicesOf(step.phases);
      next++;
      return Array.from({ length: step.repeat }, () => block).flat();
    });
  return indicesOf(steps);
}

const INTENSITIES: Readonly<Record<Intent, number>> = {
  interval: 0,
  steady: 0,
  ramp: 0,
  free: 0,
  rest: 1,
  warmUp: 2,
  coolDown: 3,
  recovery: 4,
};

function phaseStep(phase: Phase, index: number, path: string, losses: ExportLosses): FitEncoderField[] {
  const [durationType, durationValue] = durationOf(phase, `${path}.end`, losses);
  const target = targetOf(phase, `${path}.target`, losses);
  return [
    field(STEP.index, FitBaseType.Uint16, index),
    field(STEP.durationType, FitBaseType.Enum, durationType),
    field(STEP.durationValue, FitBaseType.Uint32, durationValue),
    field(STEP.targetType, FitBaseType.Enum, target.type),
    field(STEP.targetValue, FitBaseType.Uint32, target.value),
    field(STEP.low, FitBaseType.Uint32, target.low),
    field(STEP.high, FitBaseType.Uint32, target.high),
    field(STEP.intensity, FitBaseType.Enum, INTENSITIES[intentOf(phase.name)]),
    ...string(STEP.name, phase.name, losses, `${path}.name`),
    ...string(STEP.notes, phase.cue ?? '', losses, `${path}.cue`),
  ];
}

function durationOf({ end }: Phase, path: string, losses: ExportLosses): [type: number, value: number] {
  switch (end.type) {
    case 'time':
      return [DURATION.time, end.durationS * 1000];
    case 'hand':
      return [DURATION.open, UINT32_INVALID];
    case 'heartRate': {
      losses.sayEnd(end, path);
      const type = end.from === 'above' ? DURATION.hrLessThan : DURATION.hrGreaterThan;
      if ('percentMax' in end && isWholePercent(end.percentMax)) return [type, end.percentMax];
      return [type, losses.level(end, path) + BPM_OFFSET];
    }
  }
}

interface WrittenTarget {
  type: number;
  value: number;
  low: number;
  high: number;
}

function targetOf({ target }: Phase, path: string, losses: ExportLosses): WrittenTarget {
  if (target.type === 'open') return { type: TARGET.open, value: 0, low: 0, high: 0 };
  // zones there are the five of the watch
  if (target.type === 'zone' && target.of === undefined)
    return { type: TARGET.heartRate, value: target.zone, low: 0, high: 0 };
  const isNative = target.type === 'percentMax' && isWholePercent(target.low) && isWholePercent(target.high);
  if (isNative) return { type: TARGET.heartRate, value: 0, low: target.low, high: target.high };
  const { low, high } = losses.range(target, path);
  return { type: TARGET.heartRate, value: 0, low: low + BPM_OFFSET, high: high + BPM_OFFSET };
}

/** All that the encoding has: a share with a fraction becomes a heart rate, which is nearer than a rounded share. */
const isWholePercent = (pct: number): boolean => Number.isInteger(pct) && pct >= 1 && pct <= BPM_OFFSET;

/** No field where there is no text. What is longer than a field is cut. */
function string(number: number, text: string, losses: ExportLosses, path: string): FitEncoderField[] {
  return textField(number, losses.text(text, lengthIn(TEXT_BYTES_MAX, text), path));
}
