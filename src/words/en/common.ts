import type { Guidance } from '../../core/cues/guidance.ts';
import {
  countOf,
  type Band,
  type End,
  type Level,
  type PlanZone,
  type RunPhase,
  type Target,
} from '../../core/plan/plan.ts';
import type { PlanLength } from '../../core/plan/planLength.ts';
import { USUAL_ZONE_COUNT, type ListOf, type Zone, type ZoneCount } from '../../core/athlete/hrZones.ts';
import { formatsOf } from '../formats.ts';

const { clock } = formatsOf('en');

// ── Names of things ───────────────────────────────────────────────────────────────────────────────────────────────

/** What each zone is for, in a word, for each number of zones there are. */
const zoneNames: { readonly [N in ZoneCount]: ListOf<string, N> } = {
  3: ['Easy', 'Moderate', 'Hard'],
  4: ['Light', 'Moderate', 'Vigorous', 'Near-maximal'],
  5: ['Easy', 'Endurance', 'Tempo', 'Threshold', 'Maximum'],
  6: ['Recovery', 'Endurance', 'Tempo', 'Threshold', 'Hard', 'Maximum'],
  7: ['Recovery', 'Endurance', 'Tempo', 'Sub-threshold', 'Threshold', 'Hard', 'Maximum'],
};

/** The name of a zone of so many. */
export const zoneName = (zone: Zone, of: ZoneCount): string => zoneNames[of][zone - 1] ?? '';

/** Under zone 1. */
export const belowZones = 'Below zone 1';

/** Where nothing was heard. */
export const noSignal = 'No signal';

export const zone = (of: Zone): string => `Zone ${of}`;

/** A zone among so many, where that is to be said. */
export const zoneOfCount = (of: Zone, count: ZoneCount): string => `${zone(of)} of ${count}`;

/** A zone as a plan means it, said to somebody who has `own` zones: of how many it is where that is another number. */
const planZone = (of: PlanZone, own: ZoneCount): string =>
  countOf(of) === own ? zone(of.zone) : zoneOfCount(of.zone, countOf(of));

/** A target as a plan says it. `own`: how many zones whoever reads it has. */
export function target(of: Target, own: ZoneCount = USUAL_ZONE_COUNT): string {
  switch (of.type) {
    case 'open':
      return 'No target';
    case 'zone':
      return planZone(of, own);
    case 'bpm':
      return `${span(of)} bpm`;
    case 'percentMax':
      return `${span(of)} % of max`;
    case 'percentReserve':
      return `${span(of)} % of reserve`;
    case 'percentThreshold':
      return `${span(of)} % of threshold`;
  }
}

/** The same with what it is for whoever reads it: Zone 3 · 133–151 bpm. A target in bpm says that itself, up to a limit. */
export function targetWithBand(of: Target, own: ZoneCount, is: Band | undefined): string {
  if (!is) return target(of, own);
  if (of.type !== 'bpm') return `${target(of, own)} · ${band(is)}`;
  return band({ lowBpm: of.low, highBpm: Math.min(of.high, is.highBpm ?? of.high) });
}

function span({ low, high }: { low: number; high: number }): string {
  return low === high ? String(low) : `${low}–${high}`;
}

/** One heart rate as a plan says it: 120 bpm, 65 % of max, zone 2. */
export function level(of: Level, own: ZoneCount = USUAL_ZONE_COUNT): string {
  if ('bpm' in of) return `${of.bpm} bpm`;
  if ('zone' in of) return planZone(of, own).toLowerCase();
  if ('percentMax' in of) return `${of.percentMax} % of max`;
  if ('percentReserve' in of) return `${of.percentReserve} % of reserve`;
  return `${of.percentThreshold} % of threshold`;
}

/** The heart rates of a target: 142–159 bpm, or 171 bpm and up. */
export function band({ lowBpm, highBpm }: Band): string {
  return highBpm === undefined ? `${lowBpm} bpm and up` : `${span({ low: lowBpm, high: highBpm })} bpm`;
}

/** What ends a phase: 4:00, until at or below 120 bpm for 10 s, until you tap. */
export function end(of: End, own: ZoneCount = USUAL_ZONE_COUNT): string {
  switch (of.type) {
    case 'time':
      return clock(of.durationS);
    case 'heartRate': {
      const until = `until at or ${of.from === 'above' ? 'below' : 'above'} ${level(of, own)}`;
      return of.holdS > 1 ? `${until} for ${of.holdS} s` : until;
    }
    case 'hand':
      return 'until you tap';
  }
}

/** Seconds as a length: 45 s, 44 min, 1 h 5 min. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60)
    return whole < 600 && whole % 60 !== 0 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** How long a plan takes: 43 min, up to 43 min, open-ended; `as`: how its time is written. */
export function length({ maxS, sooner }: PlanLength, as: (seconds: number) => string): string {
  if (maxS === undefined) return 'open-ended';
  return sooner ? `up to ${as(maxS)}` : as(maxS);
}

/** Work 2 of 4, where the phase is repeated; Lap 3, where it is done until the workout is ended. */
export function phaseName({ name, round, lap }: RunPhase): string {
  if (lap !== undefined) return `${name} ${lap}`;
  return round ? `${name} ${round.n} of ${round.of}` : name;
}

// ── What to do ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The one line under the number. */
export function guidance(of: Guidance): string {
  switch (of.type) {
    case 'noStrap':
      return 'No heart rate — timer only';
    case 'noSignal':
      return `No signal for ${of.forS} s`;
    case 'doubt':
      return 'Unsure reading';
    case 'open':
      return 'No target';
    case 'aboveMax':
      return 'Stay below your max';
    case 'aboveCeiling':
      if (of.bpm === undefined) return 'Stay below the limit';
      return of.by === undefined ? `Stay below ${of.bpm}` : `Ease off — ${of.by} above`;
    case 'belowCeiling':
      return `Below your limit of ${of.bpm}`;
    case 'in':
      return 'On target';
    case 'rising':
      return 'Rising, on track';
    case 'falling':
      return 'Falling, on track';
    case 'letRise':
      return 'Build up gently';
    case 'letFall':
      return 'Ease down gently';
    case 'drift':
      return `${of.by} above — normal drift`;
    case 'hold':
      return 'Hold what you can';
    case 'push':
      return `Push — ${of.by} below`;
    case 'ease':
      return `Ease off — ${of.by} above`;
  }
}
