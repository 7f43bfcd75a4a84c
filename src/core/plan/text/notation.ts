import type { Plan, PlanZone, Target } from '../plan.ts';
import type { Problem } from '../../parse/parsed.ts';

/**
 * Plan notation: the phases of a plan as a person types them, a step a line (or several with commas between).
 *
 *     limit 85% max
 *     Warm-up: 10m Z2
 *     4x (
 *       Up: 3m 85-90% max "Short steps"
 *       Down: until <=120 bpm hold 10s max 4m
 *     )
 *     Cool-down: lap
 *
 * Name, description and sport of the plan are not in the text. `docs/plans.md` has the table.
 */
export type PlanNotation = Pick<Plan, 'ceiling' | 'phases'>;

/** Offsets in the text, in UTF-16 code units, `to` exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** Where a step stands in the text. */
export interface Place extends Span {
  /** The step: its index in `phases`, then its index in that block, and so on. */
  path: readonly number[];
}

/** A problem with its place in the text. */
export interface NotationProblem extends Problem, Span {}

/** Units of a target or a level beside zones, as they are written after the number. */
export const UNIT_WORDS: Record<RangeUnit, string> = {
  bpm: ' bpm',
  percentMax: '% max',
  percentReserve: '% reserve',
  percentThreshold: '% threshold',
};
export type RangeUnit = Extract<Target, { low: number }>['type'];

/** What a person calls their zones, in lower case, and which zone of how many each is: `easy` is Z1. */
export type ZoneNames = ReadonlyMap<string, PlanZone>;

/** What a percentage may be followed by. */
export const PERCENT_WORDS: ReadonlyMap<string, RangeUnit> = new Map([
  ['max', 'percentMax'],
  ['hrmax', 'percentMax'],
  ['maxhr', 'percentMax'],
  ['hr', 'percentMax'],
  ['reserve', 'percentReserve'],
  ['hrr', 'percentReserve'],
  ['threshold', 'percentThreshold'],
  ['thr', 'percentThreshold'],
  ['lthr', 'percentThreshold'],
]);

/** How each character is written in a quoted text that cannot stand there itself. */
export const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '\n': 'n', '\r': 'r', '\t': 't' };

/** What quotes begin and end with. A text that begins with one of the first ends with one of the second. */
export const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”“', '„': '“”', '«': '»', '»': '«' };

/** How deep blocks may be nested: as deep as a plan in a file may be. */
export const BLOCKS_DEPTH_MAX = 30;

/** The innermost step at an offset, for a selection that follows the cursor. */
export function placeAt(places: readonly Place[], offset: number): Place | undefined {
  return places.findLast(({ from, to }) => from <= offset && offset <= to);
}

/** Where a step stands. */
export function placeOf(places: readonly Place[], path: readonly number[]): Place | undefined {
  return places.find((place) => place.path.length === path.length && place.path.every((index, i) => index === path[i]));
}
