import { BPM_MAX, BPM_MIN } from '../../core/signal/filter.ts';
import { TOTAL_MAX_S, type HeartRateEnd, type Level, type Target } from '../../core/plan/plan.ts';
import { USUAL_ZONE_COUNT, type Zone } from '../../core/athlete/hrZones.ts';
import type { Draft, DraftPhase } from './draft.ts';

/** The units that other programs give heart rates in, with what a plan can hold of each. */
const LIMITS = {
  bpm: { low: BPM_MIN, high: BPM_MIN, max: BPM_MAX },
  // "up to 65 %" is written as 1–65 %; a whole target that ends below 14 % is below every heart
  percentMax: { low: 1, high: 14, max: 100 },
} as const;

export type HeartRateUnit = keyof typeof LIMITS;

/** A range as the target of a phase; a side that the file leaves open has no bound. What no heart can do is limited, and said. */
export function aimAtRange(
  phase: DraftPhase,
  unit: HeartRateUnit,
  low: number | undefined,
  high: number | undefined,
): void {
  const limits = LIMITS[unit];
  const [a, b] = low !== undefined && high !== undefined && low > high ? [high, low] : [low, high];
  const whole = (value: number): number => (unit === 'bpm' ? Math.round(value) : value);
  const from = Math.min(limits.max, Math.max(limits.low, whole(a ?? limits.low)));
  const to = Math.max(from, Math.min(limits.max, Math.max(limits.high, whole(b ?? limits.max))));
  if ((a !== undefined && from !== whole(a)) || (b !== undefined && to !== whole(b))) {
    lose(phase, 'target', rangeText(unit, a, b));
  }
  phase.target = { type: unit, low: from, high: to };
}

/** A zone as the target, of the five that watches have; a higher one is zone 5. */
export function aimAtZone(phase: DraftPhase, number: number): void {
  const zone = zoneOfNumber(number);
  if (zone !== number) lose(phase, 'target', `Z${String(number)}`);
  phase.target = { type: 'zone', zone };
}

/** A heart rate that ends the phase, from one side. */
export function endAtLevel(
  phase: DraftPhase,
  from: HeartRateEnd['from'],
  unit: HeartRateUnit | 'zone',
  value: number,
): void {
  if (unit === 'zone') {
    const zone = zoneOfNumber(value);
    if (zone !== value) lose(phase, 'end', `Z${String(value)}`);
    phase.end = { type: 'heartRate', from, zone };
    return;
  }
  const { high, max } = LIMITS[unit];
  const whole = unit === 'bpm' ? Math.round(value) : value;
  const limited = Math.min(max, Math.max(high, whole));
  if (limited !== whole) lose(phase, 'end', rangeText(unit, value, value));
  phase.end = { type: 'heartRate', from, ...({ [unit]: limited } as Level) };
}

/**
 * The phase ends after this time; whether there is such a phase. One of no time at all is left out; one that is longer
 * than a day, or shorter than nothing, is a mistake in the file.
 */
export function endAfter(draft: Draft, phase: DraftPhase, seconds: number, place: string): boolean {
  if (!Number.isFinite(seconds) || seconds < 0) {
    draft.refuse('value.tooSmall', place, { min: 0, received: `${String(seconds)} s` });
    return false;
  }
  if (seconds > TOTAL_MAX_S) {
    draft.refuse('value.tooLarge', place, { max: `${String(TOTAL_MAX_S)} s`, received: `${String(seconds)} s` });
    return false;
  }
  if (seconds === 0) {
    draft.lose('loss.stepDropped', 'phases', { text: `${place} (0 s)` });
    return false;
  }
  const durationS = Math.max(1, Math.round(seconds));
  if (durationS !== seconds) {
    const fromS = Math.round(seconds * 1000) / 1000;
    phase.losses.push({ code: 'loss.timeRounded', at: 'end', params: { fromS, toS: durationS } });
  }
  phase.end = { type: 'time', durationS };
  return true;
}

/** What ended the phase is for the person to judge. */
export function endByHand(phase: DraftPhase, what: string, amount: string): void {
  phase.losses.push({ code: 'loss.endByHand', at: 'end', params: { what, amount } });
  phase.end = { type: 'hand' };
}

/** The phase has a target that no heart rate is. */
export function dropTarget(phase: DraftPhase, what: string, text: string): void {
  phase.losses.push({ code: 'loss.targetDropped', at: 'target', params: { what, text } });
  phase.target = { type: 'open' } satisfies Target;
}

function lose(phase: DraftPhase, at: 'target' | 'end', text: string): void {
  phase.losses.push({ code: 'loss.targetCut', at, params: { text } });
}

const zoneOfNumber = (number: number): Zone =>
  Math.min(USUAL_ZONE_COUNT, Math.max(1, Math.round(Number.isFinite(number) ? number : 1))) as Zone;

/** `120–140 bpm`, `≤ 75 %`: what a heart rate is written as in a message. */
function rangeText(unit: HeartRateUnit, low: number | undefined, high: number | undefined): string {
  return amountText(low, high, unit === 'bpm' ? 'bpm' : '%');
}

/** An amount in its unit, from low to high; `≤` or `≥` where one side is open. */
export function amountText(low: number | undefined, high: number | undefined, unit: string): string {
  const number = (value: number): string => String(Math.round(value * 100) / 100);
  if (low === undefined) return high === undefined ? '' : `≤ ${number(high)} ${unit}`;
  if (high === undefined) return `≥ ${number(low)} ${unit}`;
  return low === high ? `${number(low)} ${unit}` : `${number(low)}–${number(high)} ${unit}`;
}
