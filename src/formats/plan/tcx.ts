import type { XmlElement } from '@rgrove/parse-xml';
import type { Parsed } from '../../core/parse/parsed.ts';
import { PHASES_MAX, type Sport } from '../../core/plan/plan.ts';
import { notThis } from '../fileKind.ts';
import type { ImportContext, Imported } from '../importer.ts';
import { DEPTH_MAX, Draft, finished, newPhase, together, shortened, type DraftPhase, type DraftStep } from './draft.ts';
import {
  aimAtRange,
  aimAtZone,
  amountText,
  dropTarget,
  endAfter,
  endAtLevel,
  endByHand,
  type HeartRateUnit,
} from './heartRates.ts';
import { PHASE_NAMES } from './phaseNames.ts';
import type { PlanImporter, Plans } from './planImporter.ts';
import { elementsOf, numberIn, readXml, textOf } from './xml.ts';

/** Workouts of Garmin's Training Center. The same format has recorded activities and courses, which are refused as such. */
export const tcx: PlanImporter = {
  id: 'tcx',
  label: 'TCX workout',
  extensions: ['.tcx'],
  detect: ({ kind }) => kind === 'tcx',
  read: ({ text = '' }, context) => (/<(?:\w+:)?Workout[\s>]/.test(text) ? readWorkouts(text, context) : refused(text)),
};

/** By its text: an activity is large, and what it is stands in it plainly. */
function refused(text: string): Parsed<never> {
  if (/<(?:\w+:)?Course[\s>]/.test(text)) return notThis('tcxCourse', 'plan');
  const laps = text.matchAll(/<(?:\w+:)?TotalTimeSeconds>\s*(\d{1,9}(?:\.\d{0,9})?)/g);
  const totalS = [...laps].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
  return notThis('tcx', 'plan', totalS > 0 ? { minutes: Math.max(1, Math.round(totalS / 60)) } : {});
}

/** Where an element is, for a person: `line 12`. */
type PlaceOf = (element: XmlElement) => string;

function readWorkouts(text: string, context: ImportContext): Parsed<Imported<Plans>> {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  const { root } = xml.value;
  const placeOf = placesIn(text);
  const workouts = childrenOf(root, 'Workouts').flatMap((each) => childrenOf(each, 'Workout'));
  const losses: Imported<Plans>['losses'][number][] = elementsOf(root)
    .filter((each) => !ADMINISTRATIVE.has(localName(each)))
    .map((each) => ({ code: 'loss.keyDropped', path: '', params: { key: shortened(localName(each)) } }));
  if (workouts.length === 0) return refused(text);
  return together(
    workouts.slice(0, WORKOUTS_MAX).map((workout) => planOf(workout, placeOf, context)),
    losses,
  );
}

const WORKOUTS_MAX = 500;
const ADMINISTRATIVE = new Set(['Folders', 'Workouts', 'Author']);
const SPORTS: Readonly<Record<string, Sport>> = { Running: 'run', Biking: 'ride', Other: 'other' };

/** The beginnings of lines are looked up once: a file may have as many steps as lines. */
function placesIn(text: string): PlaceOf {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ start }) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= start) low = middle;
      else high = middle;
    }
    return `line ${String(low + 1)}`;
  };
}

function planOf(workout: XmlElement, placeOf: PlaceOf, context: ImportContext) {
  const draft = new Draft();
  const drop = (key: string): undefined => draft.lose('loss.keyDropped', '', { key: shortened(key) });
  for (const name of new Set(elementsOf(workout).map(localName))) if (!OF_WORKOUT.has(name)) drop(name);
  const sportName = workout.attributes['Sport'] ?? 'Other';
  const sport = SPORTS[sportName];
  if (!sport) drop(`Sport ${sportName}`);
  const steps = childrenOf(workout, 'Step').flatMap((step) => stepOf(step, placeOf, draft, 0) ?? []);
  if (draft.problems.length > 0) return { ok: false as const, problems: draft.problems };
  const name = textIn(workout, 'Name');
  const description = textIn(workout, 'Notes');
  return finished({ name, description, sport: sport ?? 'other', steps, losses: draft.losses }, context);
}

const OF_WORKOUT = new Set(['Name', 'Step', 'Notes', 'Creator']);

function stepOf(step: XmlElement, placeOf: PlaceOf, draft: Draft, depth: number): DraftStep | undefined {
  const isRepeat = typeOf(step) === 'Repeat_t' || childrenOf(step, 'Repetitions').length > 0;
  return isRepeat ? repeatOf(step, placeOf, draft, depth) : phaseOf(step, placeOf, draft);
}

function repeatOf(step: XmlElement, placeOf: PlaceOf, draft: Draft, depth: number): DraftStep | undefined {
  const place = placeOf(step);
  if (depth >= DEPTH_MAX) return draft.refuse('input.tooDeep', place, { max: DEPTH_MAX });
  const text = textIn(step, 'Repetitions');
  const repeat = numberIn(text);
  const at = `${place}, Repetitions`;
  if (!Number.isInteger(repeat)) return draft.refuse('value.notWhole', at, { received: shortened(text) });
  if (repeat < 1) return draft.refuse('value.tooSmall', at, { min: 1, received: text });
  if (repeat > PHASES_MAX) return draft.refuse('value.tooLarge', at, { max: PHASES_MAX, received: shortened(text) });
  const steps = childrenOf(step, 'Child').flatMap((child) => stepOf(child, placeOf, draft, depth + 1) ?? []);
  if (steps.length === 0) return draft.lose('loss.stepDropped', 'phases', { text: `${place} (${String(repeat)} ×)` });
  return { repeat, steps, losses: leftOut(step, OF_REPEAT) };
}

const OF_REPEAT = new Set(['StepId', 'Repetitions', 'Child']);
const OF_STEP = new Set(['StepId', 'Name', 'Duration', 'Intensity', 'Target']);

function leftOut(step: XmlElement, known: ReadonlySet<string>): DraftPhase['losses'] {
  const names = [...new Set(elementsOf(step).map(localName))].filter((name) => !known.has(name));
  return names.map((name) => ({ code: 'loss.keyDropped', at: '', params: { key: shortened(name) } }));
}

function phaseOf(step: XmlElement, placeOf: PlaceOf, draft: Draft): DraftPhase | undefined {
  const isRest = textIn(step, 'Intensity') === 'Resting';
  const phase = newPhase(textIn(step, 'Name') || (isRest ? PHASE_NAMES.rest : PHASE_NAMES.interval));
  if (!readEnd(step, phase, placeOf, draft)) return undefined;
  readTarget(step, phase);
  phase.losses.push(...leftOut(step, OF_STEP));
  return phase;
}

/** Whether it is a phase: one of no time is none. */
function readEnd(step: XmlElement, phase: DraftPhase, placeOf: PlaceOf, draft: Draft): boolean {
  const [duration] = childrenOf(step, 'Duration');
  const type = duration ? typeOf(duration) : '';
  const value = (name: string): number => (duration ? numberIn(textIn(duration, name)) : NaN);
  const amount = (name: string, unit: string): string =>
    Number.isFinite(value(name)) ? amountText(value(name), value(name), unit) : '';
  switch (type) {
    case 'Time_t': {
      const place = `${placeOf(duration ?? step)}, Seconds`;
      if (Number.isFinite(value('Seconds'))) return endAfter(draft, phase, value('Seconds'), place);
      draft.refuse('value.missing', place, { expected: 'number' });
      return false;
    }
    case 'HeartRateAbove_t':
    case 'HeartRateBelow_t': {
      const level = levelIn(duration, 'HeartRate');
      if (!level) endByHand(phase, 'heartRate', '');
      else endAtLevel(phase, type === 'HeartRateAbove_t' ? 'below' : 'above', level.unit, level.value);
      return true;
    }
    case 'UserInitiated_t':
      phase.end = { type: 'hand' };
      return true;
    case 'Distance_t':
      endByHand(phase, 'distance', amount('Meters', 'm'));
      return true;
    case 'CaloriesBurned_t':
      endByHand(phase, 'calories', amount('Calories', 'kcal'));
      return true;
    default:
      endByHand(phase, 'unknown', shortened(type));
      return true;
  }
}

function readTarget(step: XmlElement, phase: DraftPhase): void {
  const [target] = childrenOf(step, 'Target');
  const type = target ? typeOf(target) : 'None_t';
  if (!target || type === 'None_t') return;
  if (type === 'HeartRate_t') return aimAtHeartRate(childrenOf(target, 'HeartRateZone')[0], phase);
  const zone = childrenOf(target, 'SpeedZone')[0] ?? target;
  const number = (name: string): number | undefined => {
    const value = numberIn(textIn(zone, name));
    return Number.isFinite(value) ? value : undefined;
  };
  const named = number('Number');
  if (type === 'Speed_t') {
    const speed = amountText(number('LowInMetersPerSecond'), number('HighInMetersPerSecond'), 'm/s');
    dropTarget(phase, 'speed', named === undefined ? speed : `Z${String(named)}`);
  } else if (type === 'Cadence_t') dropTarget(phase, 'cadence', amountText(number('Low'), number('High'), 'rpm'));
  else dropTarget(phase, 'unknown', shortened(type));
}

function aimAtHeartRate(zone: XmlElement | undefined, phase: DraftPhase): void {
  const number = zone ? numberIn(textIn(zone, 'Number')) : NaN;
  const low = levelIn(zone, 'Low');
  const high = levelIn(zone, 'High');
  const unit = low?.unit ?? high?.unit;
  if (Number.isFinite(number)) aimAtZone(phase, number);
  else if (!unit) dropTarget(phase, 'heartRate', '');
  else if (low && high && low.unit !== high.unit) {
    // what it is depends on the person
    dropTarget(phase, 'heartRate', `${textOfLevel(low)} – ${textOfLevel(high)}`);
  } else aimAtRange(phase, unit, low?.value, high?.value);
}

interface Level {
  unit: HeartRateUnit;
  value: number;
}

const textOfLevel = ({ unit, value }: Level): string => amountText(value, value, unit === 'bpm' ? 'bpm' : '%');

/** A heart rate, whose type says in what. */
function levelIn(element: XmlElement | undefined, name: string): Level | undefined {
  const [level] = element ? childrenOf(element, name) : [];
  const value = level ? numberIn(textIn(level, 'Value')) : NaN;
  if (!level || !Number.isFinite(value)) return undefined;
  return { unit: typeOf(level) === 'HeartRateAsPercentOfMax_t' ? 'percentMax' : 'bpm', value };
}

// ── Elements by their names without a prefix ──────────────────────────────────────────────────────────────────────

const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);

const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).filter((child) => localName(child) === name);

const textIn = (element: XmlElement, name: string): string => textOf(childrenOf(element, name)[0]);

/** `xsi:type="Time_t"`, whatever the prefixes are called. */
function typeOf({ attributes }: XmlElement): string {
  const [, type = ''] = Object.entries(attributes).find(([name]) => /(^|:)type$/.test(name)) ?? [];
  return type.slice(type.indexOf(':') + 1).trim();
}
