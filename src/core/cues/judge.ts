import type { KnownResponse } from './coaching.ts';
import type { Band } from '../plan/plan.ts';
import { OUTSIDE, type Outside } from '../signal/side.ts';
import { effortSd, tauOf, type Observer } from './observer.ts';
import type { CueRules } from './strictness.ts';

/** For how many seconds on end each rule has said that the effort is wrong: `sure` by the model, `plain` by the heart alone. */
export interface Judgement {
  low: Runs;
  high: Runs;
}

interface Runs {
  sureS: number;
  plainS: number;
}

/** By which rule a cue was given; `max`: the effort was beyond the person's maximum, in a phase without an upper end. */
export type JudgeRule = (typeof JUDGE_RULES)[number];
export const JUDGE_RULES = ['sure', 'plain', 'max'] as const;

export const NO_JUDGEMENT: Judgement = { low: { sureS: 0, plainS: 0 }, high: { sureS: 0, plainS: 0 } };

/** A heart that has stood still within so much of where it is heading needs no model. */
const STILL_BPM = 3;
const PLAIN_BEYOND_BPM = 1;
const PLAIN_S = 8;

/** What is judged in one second of a phase. */
export interface Judged {
  observer: Observer;
  /** What the heart is held to, as drift allows. */
  band: Band;
  phaseS: number;
  rules: CueRules;
  response: KnownResponse;
  /** Of the filtered rate. */
  slopeBpmPerS: number;
}

/** After one more second. A side starts anew as soon as its rule does not hold. */
export function judgedAfter(before: Judgement, at: Judged): Judgement {
  const sure = sureBpm(at);
  const runs = (side: Outside): Runs => ({
    sureS: beyondBpm(at.band, side, at.observer.effortBpm) > sure ? before[side].sureS + 1 : 0,
    plainS: isPlain(at, side) ? before[side].plainS + 1 : 0,
  });
  return { low: runs('low'), high: runs('high') };
}

/** The side on which effort and heart both are, for long enough to be told, and by which rule. */
export function verdictOf(
  judgement: Judgement,
  { observer, band, rules }: Judged,
): { side: Outside; rule: JudgeRule } | undefined {
  const heartBpm = Math.round(observer.heartBpm);
  for (const side of OUTSIDE) {
    // on the way back to the band nobody is told of where they were
    if (beyondBpm(band, side, heartBpm) < rules.outsideBpm) continue;
    if (judgement[side].sureS >= rules.heldS) return { side, rule: 'sure' };
    if (judgement[side].plainS >= Math.max(PLAIN_S, rules.heldS)) return { side, rule: 'plain' };
  }
  return undefined;
}

/** How far a rate is outside on this side, bpm; negative inside. */
export function beyondBpm({ lowBpm, highBpm = Infinity }: Band, side: Outside, bpm: number): number {
  return side === 'low' ? lowBpm - bpm : bpm - highBpm;
}

/** How far outside the effort must be: what is not known of it, until the heart has had time to settle. */
function sureBpm({ observer, phaseS, rules, response }: Judged): number {
  const settled = phaseS > 1.5 * tauOf(observer, response) + response.deadS;
  return rules.marginBpm + (settled ? rules.settledDeviations : rules.deviations) * effortSd(observer, response);
}

/** Who comes nearer by as much is on the way, whatever the model makes of it. */
const NEARER_BPM_PER_S = 0.05;

/** Whether a heart that is outside on this side comes nearer. */
export const isNearing = (side: Outside, slopeBpmPerS: number): boolean =>
  (side === 'low' ? slopeBpmPerS : -slopeBpmPerS) >= NEARER_BPM_PER_S;

function isPlain({ observer: { heartBpm, effortBpm }, band, slopeBpmPerS }: Judged, side: Outside): boolean {
  return (
    !isNearing(side, slopeBpmPerS) &&
    Math.abs(effortBpm - heartBpm) <= STILL_BPM &&
    beyondBpm(band, side, heartBpm) > PLAIN_BEYOND_BPM &&
    beyondBpm(band, side, effortBpm) > 0
  );
}
