import {
  askedBand,
  bandOf,
  ceilingBpm,
  endBpm,
  phaseMaxS,
  phasesOf,
  type Band,
  type Phase,
  type Plan,
  type Step,
  shiftedBand,
} from './plan.ts';
import type { Problem } from '../parse/parsed.ts';
import { isEstimated, type Profile } from '../athlete/hrZones.ts';

/** What a plan asks of a heart that this one cannot do, or should not do for long. */

/**
 * `target`: all of it lies above the maximum, so nobody is told to get there. `targetTop`: only its upper part does.
 * `endAbove`, `endBelow`: the heart rate that would end the phase will not come.
 * `targetCeiling`, `endCeiling`: what it asks for is the plan's own ceiling, at which the alarm is told, or lies above it, so
 * nobody is told to get there.
 */
export type OutOfReach =
  | { what: 'target' | 'targetTop' | 'endAbove'; bpm: number; bpmMax: number }
  | { what: 'endBelow'; bpm: number; bpmResting: number }
  | { what: 'targetCeiling' | 'endCeiling'; bpm: number; ceilingBpm: number };

/** What of a phase is out of this person's reach, or beyond the ceiling of its plan. */
export function outOfReach({ target, end }: Phase, plan: Pick<Plan, 'ceiling'>, profile: Profile): OutOfReach[] {
  const { bpmMax, bpmResting } = profile;
  const ceiling = ceilingBpm(plan, profile) ?? Infinity;
  const found: OutOfReach[] = [];
  const band = askedBand(target, profile);
  if (band && isAboveMax(band, profile)) found.push({ what: 'target', bpm: band.lowBpm, bpmMax });
  else if (band?.highBpm !== undefined && band.highBpm > bpmMax) {
    found.push({ what: 'targetTop', bpm: band.highBpm, bpmMax });
  }
  if (band && band.lowBpm >= ceiling) found.push({ what: 'targetCeiling', bpm: band.lowBpm, ceilingBpm: ceiling });
  if (end.type !== 'heartRate') return found;
  const bpm = endBpm(end, profile);
  if (end.from === 'below' && bpm > bpmMax) found.push({ what: 'endAbove', bpm, bpmMax });
  // what a resting heart rate is taken to be says nothing of how low this one comes
  if (end.from === 'above' && bpm < bpmResting && !isEstimated('bpmResting', profile)) {
    found.push({ what: 'endBelow', bpm, bpmResting });
  }
  if (end.from === 'below' && bpm >= ceiling) found.push({ what: 'endCeiling', bpm, ceilingBpm: ceiling });
  return found;
}

/** What of it lies at or above the ceiling of the plan: its target, or the heart rate that would end it. */
export const aboveCeiling = (
  found: readonly OutOfReach[],
  what: 'targetCeiling' | 'endCeiling',
): Extract<OutOfReach, { ceilingBpm: number }> | undefined =>
  found.find((each): each is Extract<OutOfReach, { ceilingBpm: number }> => each.what === what);

function isAboveMax({ lowBpm }: Band, { bpmMax }: Profile): boolean {
  return lowBpm > bpmMax;
}

/**
 * The band that a heart is held to: moved by what the person shifted it by, and below the plan's ceiling, at which the alarm
 * is told; none where nothing of the target lies below that, or all of it above the maximum.
 */
export function judgedBand(
  { target }: Phase,
  plan: Pick<Plan, 'ceiling'>,
  profile: Profile,
  shiftBpm = 0,
): Band | undefined {
  const asked = bandOf(target, profile);
  const band = asked && (shiftBpm === 0 ? asked : shiftedBand(asked, shiftBpm));
  if (!band || isAboveMax(band, profile)) return undefined;
  const ceiling = ceilingBpm(plan, profile);
  if (ceiling === undefined) return band;
  // a narrow target above the ceiling is not made one below it by its width
  const lowBpm = (askedBand(target, profile)?.lowBpm ?? 0) + shiftBpm;
  const highestBpm = ceiling - 1;
  return Math.max(band.lowBpm, lowBpm) > highestBpm
    ? undefined
    : { ...band, highBpm: Math.min(band.highBpm ?? highestBpm, highestBpm) };
}

/** Whether a phase without a band to keep to asks for more than the maximum: to be in, or to be reached. */
export function isChased(phase: Phase, profile: Profile): boolean {
  return outOfReach(phase, {}, profile).some(({ what }) => what === 'target' || what === 'endAbove');
}

/** Whether it asks for more than the ceiling of its plan. */
export function isAboveCeiling(phase: Phase, plan: Pick<Plan, 'ceiling'>, profile: Profile): boolean {
  return outOfReach(phase, plan, profile).some(({ what }) => what === 'targetCeiling' || what === 'endCeiling');
}

/** The same of a whole plan, each with its place in the file. */
export function reachProblems(plan: Pick<Plan, 'phases' | 'ceiling'>, profile: Profile): Problem[] {
  const of = (steps: readonly Step[], path: string): Problem[] =>
    steps.flatMap((step, i) => {
      const at = `${path}phases[${String(i)}]`;
      if ('repeat' in step) return of(step.phases, `${at}.`);
      return outOfReach(step, plan, profile).map((each): Problem => {
        const { what, ...params } = each;
        return { code: `reach.${what}`, path: `${at}.${what.startsWith('end') ? 'end' : 'target'}`, params };
      });
    });
  return of(plan.phases, '');
}

/** Beyond this share of the maximum nobody goes on for long. */
const HARD_PCT = 95;
const HARD_S = 300;

/** A stretch of a plan that asks for more than HARD_PCT of the maximum for longer than HARD_S on end. */
export interface HardStretch {
  /** Its first phase as run, from 0. */
  phase: number;
  /** As long as it can take; none: until a hand ends it. */
  lengthS?: number | undefined;
  /** The most that it asks for, in whole percent of maximum, at most 100. */
  pct: number;
}

/** The longest stretch of this plan that is too hard to be held, if there is one. Phases that follow one another are one stretch. */
export function hardStretch(plan: Plan, profile: Profile): HardStretch | undefined {
  let longest: (HardStretch & { s: number }) | undefined;
  let phase = 0;
  let s = 0;
  let topBpm = 0;
  for (const [i, each] of phasesOf(plan).entries()) {
    const bpm = askedBpm(each, profile);
    if (bpm * 100 <= HARD_PCT * profile.bpmMax) {
      s = 0;
      continue;
    }
    if (s === 0) [phase, topBpm] = [i, 0];
    s += phaseMaxS(each) ?? Infinity;
    topBpm = Math.max(topBpm, bpm);
    if (s <= HARD_S || s <= (longest?.s ?? 0)) continue;
    const pct = Math.min(100, Math.round((topBpm / profile.bpmMax) * 100));
    longest = { s, phase, pct, ...(Number.isFinite(s) && { lengthS: s }) };
  }
  if (!longest) return undefined;
  const { s: _, ...stretch } = longest;
  return stretch;
}

/** The most that any phase of a plan asks of this person's heart; 0 where none asks for anything. */
export const mostAskedBpm = (plan: Plan, profile: Profile): number =>
  phasesOf(plan).reduce((most, phase) => Math.max(most, askedBpm(phase, profile)), 0);

/** The most that a phase asks of a heart: the upper end of its target, or the heart rate that it waits for; 0 for neither. */
function askedBpm({ target, end }: Phase, profile: Profile): number {
  const band = askedBand(target, profile);
  const top = band ? (band.highBpm ?? Math.max(band.lowBpm, profile.bpmMax)) : 0;
  return end.type === 'heartRate' && end.from === 'below' ? Math.max(top, endBpm(end, profile)) : top;
}
