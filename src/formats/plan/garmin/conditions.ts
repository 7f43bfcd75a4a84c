import type { PowerChoice } from '../../importer.ts';
import { shortened, type Draft, type DraftPhase } from '../draft.ts';
import { aimAtRange, aimAtZone, amountText, dropTarget, endAfter, endAtLevel, endByHand } from '../heartRates.ts';
import type { Intent } from '../intents.ts';
import { powerTarget } from '../power.ts';
import { pctOfPowerZone } from '../powerZones.ts';

// What ends a step and what it aims at, as Garmin Connect names them now and named them before: the same keys.

export interface EndCondition {
  key: string;
  value: number | undefined;
  /** Seconds, metres and the like in one of the value. */
  scale: number;
  /** `gt`, `lt` and their signs. */
  compare: string;
  zone: number | undefined;
  /** Where the value is in the file. */
  place: string;
}

/** Whether it is a phase: one of no time is none. */
export function applyEnd(draft: Draft, phase: DraftPhase, end: EndCondition, intent: Intent): boolean {
  const { key, value, scale, place } = end;
  const amount = (unit: string): string => amountText(value && value * scale, value && value * scale, unit).trim();
  switch (key) {
    case 'lap.button':
      phase.end = { type: 'hand' };
      return true;
    case 'time':
    case 'fixed.rest':
    case 'repetition.time':
      if (value === undefined) {
        draft.refuse('value.missing', place, { expected: 'number' });
        return false;
      }
      return endAfter(draft, phase, value * scale, place);
    case 'heart.rate':
      endAtHeartRate(phase, end, intent);
      return true;
    case 'distance':
      endByHand(phase, 'distance', amount('m'));
      return true;
    case 'calories':
      endByHand(phase, 'calories', amount('kcal'));
      return true;
    case 'power':
      endByHand(phase, 'power', amount('W'));
      return true;
    case 'reps':
    case 'fixed.repetition':
    case 'iterations':
      endByHand(phase, 'reps', amount(''));
      return true;
    default:
      endByHand(phase, 'unknown', shortened(`${key} ${amount('')}`.trim()));
      return true;
  }
}

/** Without a side a step that is easy waits for the heart to come down. */
function endAtHeartRate(phase: DraftPhase, { value, compare, zone }: EndCondition, intent: Intent): void {
  if (value === undefined && zone === undefined) return endByHand(phase, 'heartRate', '');
  const isSaid = SIDES.has(compare.toLowerCase());
  const isEasy = intent === 'recovery' || intent === 'rest' || intent === 'coolDown';
  const from = SIDES.get(compare.toLowerCase()) ?? (isEasy ? 'above' : 'below');
  if (!isSaid) {
    const unit = from === 'above' ? '≤ bpm' : '≥ bpm';
    phase.losses.push({ code: 'loss.unitGuessed', at: 'end', params: { text: String(value ?? zone), unit } });
  }
  if (value === undefined) endAtLevel(phase, from, 'zone', zone ?? 1);
  else endAtLevel(phase, from, 'bpm', value);
}

const SIDES: ReadonlyMap<string, 'above' | 'below'> = new Map([
  ['gt', 'below'],
  ['>', 'below'],
  ['>=', 'below'],
  ['gte', 'below'],
  ['lt', 'above'],
  ['<', 'above'],
  ['<=', 'above'],
  ['lte', 'above'],
]);

export interface TargetCondition {
  key: string;
  one: number | undefined;
  two: number | undefined;
  zone: number | undefined;
  unit: string;
}

export const NO_TARGET: ReadonlySet<string> = new Set(['', 'no.target', 'open']);
export const isHeartRate = ({ key }: TargetCondition): boolean => key.startsWith('heart.rate');
export const hasValue = ({ one, two, zone }: TargetCondition): boolean =>
  one !== undefined || two !== undefined || zone !== undefined;

export function applyTarget(phase: DraftPhase, target: TargetCondition, power: PowerChoice): void {
  const { key } = target;
  if (NO_TARGET.has(key)) return;
  if (isHeartRate(target)) return aimAtHeartRate(phase, target);
  if (!key.startsWith('power')) return dropTarget(phase, whatOf(key), textOf(target));
  const durationS = phase.end.type === 'time' ? phase.end.durationS : undefined;
  const made = powerTarget(pctFtpOf(target), textOf(target), durationS, '', power);
  phase.target = made.target;
  for (const { code, params } of made.losses) phase.losses.push({ code, at: 'target', params });
}

function aimAtHeartRate(phase: DraftPhase, { key, one, two, zone, unit }: TargetCondition): void {
  const isZone = (value: number | undefined): boolean => value === undefined || (value >= 1 && value <= ZONES_MAX);
  if (zone !== undefined) {
    aimAtZone(phase, zone);
    if (one !== undefined || two !== undefined) lose(phase, 'targetValueOne, targetValueTwo');
  } else if (one === undefined && two === undefined) dropTarget(phase, 'heartRate', '');
  else if (/percent/i.test(unit)) aimAtRange(phase, 'percentMax', one, two);
  else if (isZone(one) && isZone(two) && (one ?? two) === (two ?? one)) {
    // some programs write the zone where the heart rate belongs
    aimAtZone(phase, one ?? two ?? 1);
    phase.losses.push({ code: 'loss.unitGuessed', at: 'target', params: { text: String(one ?? two), unit: 'zone' } });
  } else aimAtRange(phase, 'bpm', one, two);
  if (key === 'heart.rate.lap') lose(phase, key);
}

/** More than any program has. */
const ZONES_MAX = 7;

function lose(phase: DraftPhase, key: string): void {
  phase.losses.push({ code: 'loss.keyDropped', at: 'target', params: { key } });
}

function pctFtpOf({ one, two, zone, unit }: TargetCondition): { low: number; high: number } | undefined {
  if (zone !== undefined) return pctOfPowerZone(zone);
  const [low, high] = [one ?? two, two ?? one];
  if (low === undefined || high === undefined || !/percent/i.test(unit)) return undefined;
  return { low: Math.min(low, high), high: Math.max(low, high) };
}

/** A target as a key of what it is of. */
export function whatOf(key: string): string {
  const [what = ''] = key.split('.');
  if (what === 'grade') return 'incline';
  return ['power', 'pace', 'speed', 'cadence', 'resistance'].includes(what) ? what : shortened(key || 'unknown');
}

const UNITS: Readonly<Record<string, string>> = { power: 'W', pace: 'm/s', speed: 'm/s', cadence: 'rpm', grade: '%' };

export function textOf({ key, one, two, zone, unit }: TargetCondition): string {
  if (zone !== undefined) return `Z${String(zone)}`;
  if (/percent/i.test(unit)) return amountText(one, two, '%');
  return amountText(one, two, unit === '' ? (UNITS[key.split('.')[0] ?? ''] ?? '') : shortened(unit)).trim();
}
