import type { Outside } from '../../../src/core/signal/side.ts';
import type { Coached, Said, TrueSecond } from './workout.ts';

/** What is counted of workouts under one rule; sums, so that workouts can be put together. */
export interface Sums {
  seconds: number;
  cues: number;
  unjustified: number;
  /** Cues after which the person was on the way or right already, and heard the same once more. */
  nags: number;
  /** Offences that were provable: told in time, not told, and those of somebody who has been told and does nothing. */
  told: number;
  untold: number;
  unheeded: number;
  /** From provable to told, for each that was told. */
  delaysS: number[];
  /** Seconds with a target, and those of them in which the effort was right. */
  targetS: number;
  rightS: number;
}

export const noSums = (): Sums => ({
  seconds: 0,
  cues: 0,
  unjustified: 0,
  nags: 0,
  told: 0,
  untold: 0,
  unheeded: 0,
  delaysS: [],
  targetS: 0,
  rightS: 0,
});

/** Rates are whole, so that half a beat is within. */
const ROUNDING_BPM = 0.5;
/** An effort that came nearer by so much in so many seconds is on the way. */
const MOVES_BPM = 1;
const MOVES_S = 3;
/** No phase is judged before. */
const YOUNG_S = 30;
const FIRST_YOUNG_S = 60;
/** Beyond the edge by more than 3 bpm, and a fifth of what the heart still has to go, which nobody can know better. */
const PROVABLE_BPM = 3;
const PROVABLE_SHARE = 0.2;
const TOLD_WITHIN_S = 45;
/** Who has heard it and does nothing need not hear it again for so long. */
const UNHEEDED_S = 180;
/** The same cue again within this time of a reaction is a nag. */
const NAG_S = 90;

/** How far beyond its edge a rate is, on a side; negative within. */
function beyond({ band }: TrueSecond, side: Outside, bpm: number): number {
  if (!band) return -Infinity;
  return side === 'low' ? band.lowBpm - bpm : bpm - (band.highBpm ?? Infinity);
}

/** Whether a cue is in place: the effort of that second is outside on its side, and nothing is being done about it. */
export function isJustified(seconds: readonly TrueSecond[], { atS, side }: Said): boolean {
  const now = seconds[atS - 1]!;
  if (beyond(now, side, now.settledBpm) <= ROUNDING_BPM) return false;
  const before = seconds[atS - 1 - MOVES_S];
  if (before?.phaseIndex !== now.phaseIndex) return true;
  const nearerBpm = (now.settledBpm - before.settledBpm) * (side === 'low' ? 1 : -1);
  return nearerBpm < MOVES_BPM;
}

function isProvable(second: TrueSecond, side: Outside): boolean {
  const { phaseIndex, phaseS, heartBpm, settledBpm } = second;
  if (phaseS < (phaseIndex === 0 ? FIRST_YOUNG_S : YOUNG_S)) return false;
  if (beyond(second, side, heartBpm) <= ROUNDING_BPM) return false;
  return beyond(second, side, settledBpm) > PROVABLE_BPM + PROVABLE_SHARE * Math.abs(heartBpm - settledBpm);
}

/** From when to when an offence was provable: whole seconds of the workout, both ends included. */
export interface Offence {
  side: Outside;
  fromS: number;
  toS: number;
}

/** What is provable again in the same phase, the effort never having been right in between, is the same offence. */
export function offencesIn(seconds: readonly TrueSecond[], side: Outside): Offence[] {
  const offences: Offence[] = [];
  let goesOn = false;
  for (const [i, second] of seconds.entries()) {
    const outside = beyond(second, side, second.settledBpm) > ROUNDING_BPM;
    goesOn &&= outside && second.phaseIndex === seconds[i - 1]!.phaseIndex;
    if (!isProvable(second, side)) continue;
    const [last, atS] = [offences.at(-1), i + 1];
    if (last && goesOn) last.toS = atS;
    else offences.push({ side, fromS: atS, toS: atS });
    goesOn = true;
  }
  return offences;
}

/** What a rule made of one workout is added. */
export function count(sums: Sums, { seconds, cues }: Coached): void {
  sums.seconds += seconds.length;
  sums.cues += cues.length;
  for (const [i, cue] of cues.entries()) {
    if (isJustified(seconds, cue)) continue;
    sums.unjustified++;
    const { reactedAtS } = seconds[cue.atS - 1]!;
    const before = cues[i - 1];
    const heeded = before?.side === cue.side && before.atS < reactedAtS;
    if (heeded && cue.atS - reactedAtS <= NAG_S) sums.nags++;
  }
  for (const second of seconds) {
    if (!second.band) continue;
    sums.targetS++;
    const off = Math.max(beyond(second, 'low', second.settledBpm), beyond(second, 'high', second.settledBpm));
    if (off <= ROUNDING_BPM) sums.rightS++;
  }
  for (const side of ['low', 'high'] as const) {
    for (const offence of offencesIn(seconds, side)) countOffence(sums, offence, seconds, cues);
  }
}

function countOffence(sums: Sums, offence: Offence, seconds: readonly TrueSecond[], cues: readonly Said[]): void {
  const { side, fromS, toS } = offence;
  const phaseFromS = fromS - seconds[fromS - 1]!.phaseS;
  const said = cues.filter((cue) => cue.side === side && cue.atS <= fromS + TOLD_WITHIN_S);
  const told = said.find(({ atS }) => atS > phaseFromS && (atS >= fromS || isJustified(seconds, { atS, side })));
  if (told) {
    sums.told++;
    sums.delaysS.push(Math.max(0, told.atS - fromS));
    return;
  }
  if (toS - fromS < TOLD_WITHIN_S) return; // over before the time was
  const last = said.at(-1);
  const deaf = last && seconds[fromS - 1]!.reactedAtS < last.atS && fromS - last.atS <= UNHEEDED_S;
  if (deaf) sums.unheeded++;
  else sums.untold++;
}
