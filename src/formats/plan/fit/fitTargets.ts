import type { FitRawMessage } from 'fit-file-parser/raw';
import type { PowerChoice } from '../../importer.ts';
import type { DraftPhase } from '../draft.ts';
import { aimAtRange, aimAtZone, amountText, dropTarget } from '../heartRates.ts';
import { powerTarget, type PctFtp } from '../power.ts';
import { pctOfPowerZone } from '../powerZones.ts';
import { numberIn } from './fitFile.ts';
import { BPM_OFFSET, POWER_TARGETS, STEP, TARGET, WATTS_OFFSET } from './profile.ts';

/** What a step aims at, once or twice. No number that says nothing is here: 0 is "not this way". */
interface FitTarget {
  type: number | undefined;
  zone: number | undefined;
  low: number | undefined;
  high: number | undefined;
}

const said = (value: number | undefined): number | undefined => (value === 0 ? undefined : value);
const targetIn = (message: FitRawMessage, type: number, zone: number, low: number, high: number): FitTarget => ({
  type: numberIn(message, type),
  zone: said(numberIn(message, zone)),
  low: said(numberIn(message, low)),
  high: said(numberIn(message, high)),
});

/** The first of the two targets of a step that is a heart rate is the phase's; else the first. */
export function readTarget(message: FitRawMessage, phase: DraftPhase, power: PowerChoice): void {
  const first = targetIn(message, STEP.targetType, STEP.targetValue, STEP.low, STEP.high);
  const second = targetIn(message, STEP.secondTargetType, STEP.secondTargetValue, STEP.secondLow, STEP.secondHigh);
  const swaps = !isHeartRate(first) && isHeartRate(second) && hasValue(second);
  aimAt(swaps ? second : first, phase, power);
  const other = swaps ? first : second;
  if (other.type === undefined || other.type === TARGET.open || !hasValue(other)) return;
  const key = `${nameOf(other.type)} ${textOf(other)}`.trim();
  phase.losses.push({ code: 'loss.keyDropped', at: 'target', params: { key } });
}

const isHeartRate = ({ type }: FitTarget): boolean => type === TARGET.heartRate || type === TARGET.heartRateLap;
const hasValue = ({ zone, low, high }: FitTarget): boolean =>
  zone !== undefined || low !== undefined || high !== undefined;

function aimAt(target: FitTarget, phase: DraftPhase, power: PowerChoice): void {
  const { type } = target;
  if (type === undefined || type === TARGET.open) return;
  if (isHeartRate(target)) aimAtHeartRate(target, phase);
  else if (POWER_TARGETS.has(type)) aimAtPower(target, phase, power);
  else dropTarget(phase, nameOf(type), textOf(target));
}

function aimAtHeartRate(target: FitTarget, phase: DraftPhase): void {
  const { type, zone, low, high } = target;
  const isBpm = (value: number): boolean => value > BPM_OFFSET;
  const bounds = [low, high].filter((value) => value !== undefined);
  if (zone !== undefined) aimAtZone(phase, zone);
  else if (bounds.length === 0) dropTarget(phase, 'heartRate', '');
  else if (bounds.every(isBpm)) aimAtRange(phase, 'bpm', low && low - BPM_OFFSET, high && high - BPM_OFFSET);
  else if (!bounds.some(isBpm)) aimAtRange(phase, 'percentMax', low, high);
  else dropTarget(phase, 'heartRate', textOf(target)); // in two units: what it is depends on the person
  if (type === TARGET.heartRateLap)
    phase.losses.push({ code: 'loss.keyDropped', at: 'target', params: { key: 'heart_rate_lap' } });
}

function aimAtPower(target: FitTarget, phase: DraftPhase, power: PowerChoice): void {
  const durationS = phase.end.type === 'time' ? phase.end.durationS : undefined;
  const made = powerTarget(pctFtpOf(target), textOf(target), durationS, '', power);
  phase.target = made.target;
  for (const { code, params } of made.losses) phase.losses.push({ code, at: 'target', params });
}

function pctFtpOf({ zone, low, high }: FitTarget): PctFtp | undefined {
  if (zone !== undefined) return pctOfPowerZone(zone);
  const from = low ?? high;
  const to = high ?? low;
  if (from === undefined || to === undefined || from > WATTS_OFFSET || to > WATTS_OFFSET) return undefined;
  return { low: Math.min(from, to), high: Math.max(from, to) };
}

// ── Words for what is left out ────────────────────────────────────────────────────────────────────────────────────

function nameOf(type: number): string {
  if (POWER_TARGETS.has(type)) return 'power';
  switch (type) {
    case TARGET.speed:
    case TARGET.speedLap:
      return 'speed';
    case TARGET.cadence:
      return 'cadence';
    case TARGET.grade:
      return 'incline';
    case TARGET.resistance:
      return 'resistance';
    default:
      return isHeartRate({ type, zone: undefined, low: undefined, high: undefined }) ? 'heartRate' : 'unknown';
  }
}

function textOf({ type, zone, low, high }: FitTarget): string {
  if (zone !== undefined) return `Z${String(zone)}`;
  const text = (unit: string, of: (value: number) => number): string =>
    amountText(low === undefined ? undefined : of(low), high === undefined ? undefined : of(high), unit);
  if (type === TARGET.speed || type === TARGET.speedLap) return text('m/s', (value) => value / 1000);
  if (type === TARGET.cadence) return text('rpm', (value) => value);
  if (type === TARGET.heartRate || type === TARGET.heartRateLap) return encoded(low, high, BPM_OFFSET, '%', 'bpm');
  if (type !== undefined && POWER_TARGETS.has(type)) return encoded(low, high, WATTS_OFFSET, '%', 'W');
  return text('', (value) => value).trim();
}

/** Each bound in the unit that it is in. */
function encoded(low: number | undefined, high: number | undefined, offset: number, below: string, above: string) {
  const one = (value: number): [number, string] => (value > offset ? [value - offset, above] : [value, below]);
  if (low === undefined || high === undefined) {
    const [value, unit] = one(low ?? high ?? 0);
    return amountText(low && value, high && value, unit);
  }
  const [[from, a], [to, b]] = [one(low), one(high)];
  return a === b ? amountText(from, to, a) : `${String(from)} ${a} – ${String(to)} ${b}`;
}
