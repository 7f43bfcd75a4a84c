import { bandOf, ceilingBpm, endBpm, phasesOf, shiftedBand, targetZone, type Plan } from '../../../core/plan/plan.ts';
import type { Shift } from '../../../core/session/session.ts';
import { shiftAt, shiftOf } from '../../../core/session/shift.ts';
import { zoneFloorBpm, type Profile, type Zone } from '../../../core/athlete/hrZones.ts';

/** One phase as it is drawn: when, how high, and what becomes of it. */
export interface Block {
  /** Which phase of the plan, from 0. */
  phase: number;
  fromS: number;
  toS: number;
  /** 0: a target below zone 1; none: an open target. */
  zone: Zone | 0 | undefined;
  /** The target's heart rates, for an open one where a block stands by default. */
  lowBpm: number;
  highBpm: number;
  when: 'done' | 'now' | 'ahead';
  /** Only a hand ends it, so its end is nowhere in particular. */
  byHand: boolean;
  /** The heart rate that ends it. */
  untilBpm?: number | undefined;
}

export interface Picture {
  blocks: readonly Block[];
  totalS: number;
  /** The heart rates at the bottom and the top of the picture. */
  bottomBpm: number;
  topBpm: number;
  /** The heart rate that is not to be passed. */
  limitBpm?: number | undefined;
}

/** A phase as executed; open while it is under way. `WorkoutNow.stretches` and a stored timeline are such. */
export interface Executed {
  phase: number;
  fromS: number;
  toS?: number | undefined;
}

/** A picture reaches at least this high, so that an easy plan looks easy beside a hard one. */
const TOP_SHARE = 0.84;
/** How long a phase that only a hand ends is drawn, until it has lasted longer. */
const BY_HAND_S = 240;

/**
 * The plan as a picture: what was executed as it was, the phase under way stretched to where it is, the rest as planned.
 * Without stretches it is the plan alone.
 */
export function pictureOf(
  plan: Plan,
  profile: Profile,
  stretches?: readonly Executed[],
  elapsedS = 0,
  shifts: readonly Shift[] = [],
): Picture {
  const phases = phasesOf(plan);
  const blocks: Block[] = [];
  const put = (phase: number, fromS: number, toS: number, when: Block['when']): void => {
    const of = phases[phase];
    if (!of || toS <= fromS) return;
    // what was done is drawn with its target as it stood at its end
    const byBpm = when === 'done' ? shiftAt(shifts, phase, toS) : shiftOf(shifts, phase);
    const asked = bandOf(of.target, profile);
    const band = asked && byBpm !== 0 ? shiftedBand(asked, byBpm) : asked;
    const zone = targetZone(of.target, profile);
    blocks.push({
      phase,
      fromS,
      toS,
      zone: band ? (zone ?? 0) : undefined,
      lowBpm: band?.lowBpm ?? zoneFloorBpm(1, profile),
      highBpm: band ? (band.highBpm ?? Math.max(profile.bpmMax, band.lowBpm)) : zoneFloorBpm(2, profile),
      when,
      byHand: of.end.type === 'hand',
      untilBpm: of.end.type === 'heartRate' ? endBpm(of.end, profile) : undefined,
    });
  };
  const plannedS = (phase: number): number => {
    const end = phases[phase]?.end;
    return end?.type === 'time' ? end.durationS : end?.type === 'heartRate' ? end.maxS : BY_HAND_S;
  };

  let atS = 0;
  let next = 0;
  for (const { phase, fromS, toS } of stretches ?? []) {
    if (toS === undefined) {
      atS = Math.max(elapsedS, fromS + plannedS(phase));
      put(phase, fromS, atS, 'now');
      next = phase + 1;
    } else {
      put(phase, fromS, toS, 'done');
      atS = toS;
      next = phases.length; // a workout with no phase under way is over
    }
  }
  for (; next < phases.length; next++) {
    const toS = atS + plannedS(next);
    put(next, atS, toS, 'ahead');
    atS = toS;
  }

  const lows = blocks.map((block) => block.lowBpm);
  const highs = blocks.map((block) => block.highBpm);
  const floorBpm = zoneFloorBpm(1, profile);
  const limitBpm = drawnLimitBpm(plan, profile);
  return {
    blocks,
    totalS: Math.max(1, atS),
    bottomBpm: lows.reduce((a, b) => Math.min(a, b), floorBpm) - 0.08 * profile.bpmMax,
    topBpm: highs.reduce((a, b) => Math.max(a, b), Math.max(TOP_SHARE * profile.bpmMax, limitBpm ?? 0)),
    limitBpm,
  };
}

/** The limit as it is drawn: one above all that this heart does would only press the picture down. */
export function drawnLimitBpm(plan: Pick<Plan, 'ceiling'>, profile: Profile): number | undefined {
  const ceiling = ceilingBpm(plan, profile);
  return ceiling !== undefined && ceiling <= profile.bpmMax ? ceiling : undefined;
}
