import { CHARGED_BY_PCT } from '../session/strap.ts';
import type { StrapEntry } from './strapDiary.ts';

/** A strap this low may fail in the next workout. */
export const BATTERY_CHANGE_PCT = 10;

/** When that is reached, where what is known of this discharge says so; and the fall that says it. */
export interface BatteryForecast {
  atEpochMs: number;
  from: BatteryLevel;
  to: BatteryLevel;
}

/** A level as it was first seen, in percent. */
export interface BatteryLevel {
  atMs: number;
  pct: number;
}

const DAY_MS = 86_400_000;
/** So many different levels, each below all before it, over so long and by so much, before anything is said. */
const LEVELS_MIN = 4;
const SPAN_MIN_MS = 7 * DAY_MS;
const FALL_MIN_PCT = 12;
/** Further ahead nobody needs to know, and the line knows least. */
const AHEAD_MAX_MS = 30 * DAY_MS;
/** How far a level may be from the line, in steps of the strap: coarser than that it does not fall evenly. */
const OFF_STEPS_MAX = 1;

/**
 * By a line through the discharge under way. Straps round to steps of ten or twenty, and stand still on one for weeks: only
 * the moment in which a new level is first seen says where the battery is. Nothing is said where there are too few of
 * them, where they do not lie on a line, or where the last one has stood for longer than the line allows.
 * `nowPct`: as the strap has said it since the last entry, which may be of a new battery.
 */
export function batteryForecast(
  entries: readonly StrapEntry[],
  nowEpochMs: number,
  nowPct?: number,
): BatteryForecast | undefined {
  const points = discharge(entries);
  if (nowPct !== undefined && nowPct - (points.at(-1)?.pct ?? 0) >= CHARGED_BY_PCT) return undefined;
  const falls = points.filter(({ pct }, i) => points.slice(0, i).every((before) => before.pct > pct));
  const [first] = falls;
  const last = falls.at(-1);
  if (!first || !last || falls.length < LEVELS_MIN) return undefined;
  if (last.atMs - first.atMs < SPAN_MIN_MS || first.pct - last.pct < FALL_MIN_PCT) return undefined;

  const line = fitted(falls);
  if (line.pctPerMs >= 0) return undefined;
  // the middle one: a single great fall must not excuse itself
  const steps = falls.slice(1).map(({ pct }, i) => falls[i]!.pct - pct);
  const stepPct = steps.toSorted((a, b) => a - b)[steps.length >> 1]!;
  const at = (atMs: number): number => line.meanPct + line.pctPerMs * (atMs - line.meanMs);
  const off = (point: BatteryLevel): number => Math.abs(point.pct - at(point.atMs));
  if (falls.some((point) => off(point) > OFF_STEPS_MAX * stepPct)) return undefined;
  const stuckPct = last.pct - at(nowEpochMs);
  if (stuckPct > 2 * stepPct && last.pct > BATTERY_CHANGE_PCT) return undefined;

  const atEpochMs = line.meanMs + (BATTERY_CHANGE_PCT - line.meanPct) / line.pctPerMs;
  if (atEpochMs - nowEpochMs > AHEAD_MAX_MS) return undefined;
  return { atEpochMs: Math.max(atEpochMs, nowEpochMs), from: first, to: last };
}

/** What is planned. */
interface PlannedTime {
  fireAtEpochMs: number;
  /** How long it takes at most, as far as its plan says. */
  lengthS: number;
}

/** So far ahead there is time to buy a battery, and a weekday says which day is meant. */
const SOON_MS = 6 * DAY_MS;

/** The first workout of the days to come that the battery is not expected to last for, to its end. */
export function firstNotLasted<Planned extends PlannedTime>(
  { atEpochMs }: BatteryForecast,
  planned: readonly Planned[],
  nowEpochMs: number,
): Planned | undefined {
  return planned
    .filter((each) => each.fireAtEpochMs >= nowEpochMs && each.fireAtEpochMs - nowEpochMs <= SOON_MS)
    .toSorted((a, b) => a.fireAtEpochMs - b.fireAtEpochMs)
    .find(({ fireAtEpochMs, lengthS }) => fireAtEpochMs + lengthS * 1000 >= atEpochMs);
}

/** Every level that was said since the battery was last charged or changed, oldest first. */
function discharge(entries: readonly StrapEntry[]): BatteryLevel[] {
  const all = entries.flatMap(({ startedAtEpochMs, endedAtEpochMs, batteryStartPct, batteryEndPct }) => [
    ...(batteryStartPct === undefined ? [] : [{ atMs: startedAtEpochMs, pct: batteryStartPct }]),
    ...(batteryEndPct === undefined ? [] : [{ atMs: endedAtEpochMs, pct: batteryEndPct }]),
  ]);
  const from = all.findLastIndex(({ pct }, i) => i > 0 && pct - all[i - 1]!.pct >= CHARGED_BY_PCT);
  return all.slice(Math.max(0, from));
}

/** Least squares. */
function fitted(points: readonly BatteryLevel[]): { meanMs: number; meanPct: number; pctPerMs: number } {
  const mean = (of: (point: BatteryLevel) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const meanMs = mean(({ atMs }) => atMs);
  const meanPct = mean(({ pct }) => pct);
  const spread = mean(({ atMs }) => (atMs - meanMs) ** 2);
  return { meanMs, meanPct, pctPerMs: mean(({ atMs, pct }) => (atMs - meanMs) * (pct - meanPct)) / spread };
}
