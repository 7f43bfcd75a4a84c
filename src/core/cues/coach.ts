import { AFTER_CUE_S, STRETCH_MAX_S } from '../athlete/heartStretch.ts';
import type { HeartResponse } from '../athlete/heartResponse.ts';
import { sideOf, type Band } from '../plan/plan.ts';
import type { Outside, Side } from '../signal/side.ts';
import type { CueWhy, OffTarget } from './cueKind.ts';
import type { KnownResponse } from './coaching.ts';
import { drifted } from './drift.ts';
import { beyondBpm, judgedAfter, NO_JUDGEMENT, verdictOf, type Judgement, type JudgeRule } from './judge.ts';
import { asked, effortSd, isSeeded, observed, observerAt, tauOf, toldOff, type Observer } from './observer.ts';
import { mayBeSaid, NOTHING_SAID, saidAfter, saidBefore, saidNow, type Said } from './repetition.ts';
import type { PhaseRole } from './roles.ts';
import { isSilent, QUIET_S } from './silences.ts';
import { cueRules, speaksOfTargets, type Strictness } from './strictness.ts';

/**
 * The coach of a workout: what is believed of this heart, and what was said. Plain data; seconds are elapsed seconds of the
 * workout.
 */
export interface Coach {
  /** None until something was heard, and after each hole. */
  observer?: Observer | undefined;
  /** The heart at the beginning of the phase, from where the way to the target is reckoned. */
  startBpm?: number | undefined;
  /** When the person is taken to make the effort that is asked for: a dead time after the phase began. */
  askedAtS?: number | undefined;
  /** When a reaction to the last cue can show at the earliest. */
  reactsAtS?: number | undefined;
  quietUntilS: number;
  /** The phase from its start, for what it teaches of the heart. */
  start?: PhaseStart | undefined;
  judgement: Judgement;
  said: Said;
  /** The effort of the last seconds, which is what a reaction shows in. */
  smoothBpm?: number | undefined;
  /** What would be said right now, if nothing had been said lately. */
  verdict?: Outside | undefined;
}

/** The readings of a phase, a second each, while the effort is taken to be even: 0 for none, or none that is trusted. */
export interface PhaseStart {
  bpms: readonly number[];
  /** From then on the effort is another one: after a cue, a pause, a moved target. */
  untilS?: number | undefined;
}

export const NEW_COACH: Coach = { quietUntilS: 0, judgement: NO_JUDGEMENT, said: NOTHING_SAID };

/** What a second of a workout is, for the coach. */
export interface CoachedSecond {
  elapsedS: number;
  phaseIndex: number;
  phaseS: number;
  leftS: number | undefined;
  role: PhaseRole;
  /** What the heart is held to; none in an open phase. */
  band: Band | undefined;
  /** The middle of that. */
  middleBpm: number | undefined;
  /** What no effort is to go beyond where the target has no upper end, or there is none. */
  topBpm: number;
  ceilingBpm: number | undefined;
  /** The raw reading of this second, if it had one. */
  reading: number | undefined;
  /** The filtered rate that is decided on; none while there is nothing fresh to trust. */
  steadyBpm: number | undefined;
  slopeBpmPerS: number;
  /** That rate is more than a wild reading or two. */
  sure: boolean;
  /** The reading is of a real heart, under an effort that was asked for. */
  teaches: boolean;
  /** What the colour on the screen says. */
  told: Side | 'none';
  strictness: Strictness;
  response: KnownResponse;
}

/** After a cue, a person needs so long to react before a heart can follow. */
const REACTION_S = 6;

/** After one more second, and the cue if it is time for one. */
export function coachAfter(before: Coach, at: CoachedSecond): [Coach, OffTarget?] {
  const start = startAfter(before.start, at);
  if (at.steadyBpm === undefined) return [unheard({ ...before, start }, at.elapsedS)];
  const coach = followed({ ...before, start }, at);
  if (!coach.observer) return [{ ...coach, judgement: NO_JUDGEMENT, verdict: undefined }];

  const rules = cueRules(at.strictness);
  const { observer } = coach;
  const band = judgedBandOf(at);
  const { phaseS, response, slopeBpmPerS } = at;
  const judged = { observer, band, phaseS, rules, response, slopeBpmPerS };
  const judgement = judgedAfter(coach.judgement, judged);
  const heartBpm = Math.round(observer.heartBpm);
  const isIn = sideOf(band, heartBpm) === 'in';
  const { effortBpm } = observer;
  const { smoothBpm = effortBpm } = coach;
  const effortIsIn = sideOf(band, Math.round(effortBpm)) === 'in';
  const said = saidAfter(coach.said, { elapsedS: at.elapsedS, smoothBpm, isIn, effortIsIn });
  const next: Coach = { ...coach, judgement, said, verdict: undefined };

  const found = verdictOf(judgement, judged);
  if (!found || !at.sure) return [next];
  const { side } = found;
  const rule = side === 'high' && at.band?.highBpm === undefined ? 'max' : found.rule;
  // one opinion: what is said is what the colour says, where there is one
  if (rule !== 'max' && at.told !== side) return [next];
  const facts = { ...at, quietUntilS: coach.quietUntilS, beyondBpm: beyondBpm(band, side, heartBpm) };
  if (isSilent(side, facts, said, rules)) return [next];
  const verdict: Coach = { ...next, verdict: side };
  const as = speaksOfTargets(at.strictness) ? mayBeSaid(said, side, at.elapsedS, rules) : undefined;
  if (!as) return [verdict];
  return spoken(verdict, at, { side, rule, as, band, observer });
}

/** The phase begins, or the target was moved: an effort is asked for, and is taken to be made until the heart shows otherwise. */
export function phaseAsked(coach: Coach, elapsedS: number, { deadS }: HeartResponse): Coach {
  return {
    ...coach,
    startBpm: coach.observer?.heartBpm,
    askedAtS: elapsedS + deadS,
    reactsAtS: undefined,
    start: { bpms: [] },
    judgement: NO_JUDGEMENT,
    said: saidBefore(coach.said, 'new'),
    verdict: undefined,
  };
}

/** The person moved the target of the phase under way: what is asked is new, the phase is not. */
export function targetMoved(coach: Coach, elapsedS: number, response: HeartResponse): Coach {
  const next = phaseAsked(coach, elapsedS, response);
  const start = coach.start && endedAt(coach.start, elapsedS);
  return { ...next, start, said: saidBefore(coach.said, 'same'), quietUntilS: elapsedS + QUIET_S };
}

/** After a pause: the heart is another minute's, and the person begins the effort anew. */
export function resumedAfterPause(coach: Coach, elapsedS: number, response: HeartResponse): Coach {
  return { ...targetMoved(coach, elapsedS, response), observer: undefined, startBpm: undefined };
}

/** What was heard before is another heart's, another strap's or another time's. */
export function unheard(coach: Coach, elapsedS: number): Coach {
  return {
    ...coach,
    observer: undefined,
    judgement: NO_JUDGEMENT,
    said: saidBefore(coach.said, 'same'),
    quietUntilS: elapsedS + QUIET_S,
    verdict: undefined,
  };
}

/** What is believed of the effort goes up and down by four; its mean of a quarter of a minute does not. */
const SMOOTHING = 0.06;

function smoothed(before: number | undefined, effortBpm: number): number {
  return before === undefined ? effortBpm : before + SMOOTHING * (effortBpm - before);
}

function startAfter(start: PhaseStart | undefined, at: CoachedSecond): PhaseStart | undefined {
  const { elapsedS, reading, steadyBpm, teaches } = at;
  if (!start || !teaches || start.bpms.length >= STRETCH_MAX_S || elapsedS > (start.untilS ?? Infinity)) return start;
  return { ...start, bpms: [...start.bpms, steadyBpm === undefined ? 0 : (reading ?? 0)] };
}

const endedAt = ({ bpms, untilS = Infinity }: PhaseStart, atS: number): PhaseStart => ({
  bpms,
  untilS: Math.min(untilS, atS),
});

/** What is believed of the heart after this second. */
function followed(coach: Coach, at: CoachedSecond): Coach {
  const { elapsedS, reading, response, middleBpm } = at;
  let observer = coach.observer
    ? observed(coach.observer, reading, response)
    : reading === undefined
      ? undefined
      : observerAt(reading);
  if (!observer) return coach;
  const anew = isSeeded(observer);
  let said = anew ? saidBefore(coach.said, 'same') : coach.said;
  let smoothBpm = anew ? observer.effortBpm : smoothed(coach.smoothBpm, observer.effortBpm);
  let { askedAtS, reactsAtS } = coach;
  if (askedAtS !== undefined && elapsedS >= askedAtS) {
    askedAtS = undefined;
    if (middleBpm !== undefined) {
      observer = asked(observer, middleBpm);
      smoothBpm = middleBpm;
      said = saidBefore(said, 'same');
    }
  }
  if (reactsAtS !== undefined && elapsedS >= reactsAtS) {
    reactsAtS = undefined;
    observer = toldOff(observer);
  }
  return { ...coach, observer, said, smoothBpm, askedAtS, reactsAtS, startBpm: coach.startBpm ?? observer.heartBpm };
}

/** What is judged: the target as drift allows it, and no more than the person's maximum where it has no end of its own. */
function judgedBandOf({ band, topBpm, phaseS, ceilingBpm, strictness }: CoachedSecond): Band {
  const ended = band ? { ...band, highBpm: band.highBpm ?? topBpm } : { lowBpm: 0, highBpm: topBpm };
  return cueRules(strictness).drift && band ? drifted(ended, phaseS, ceilingBpm) : ended;
}

interface Spoken {
  side: Outside;
  rule: JudgeRule;
  as: 'say' | 'hold';
  band: Band;
  observer: Observer;
}

function spoken(coach: Coach, at: CoachedSecond, { side, rule, as, band, observer }: Spoken): [Coach, OffTarget] {
  const { elapsedS, response, steadyBpm = observer.heartBpm } = at;
  const { effortBpm } = observer;
  const gapBpm = Math.max(0, beyondBpm(band, side, effortBpm));
  const widthBpm = (band.highBpm ?? at.topBpm) - band.lowBpm;
  const why: CueWhy = {
    bpm: steadyBpm,
    slopeBpmPerS: at.slopeBpmPerS,
    projectedBpm: effortBpm,
    tauS: tauOf(observer, response),
    band: at.band ?? { lowBpm: 0, highBpm: at.topBpm },
    sdBpm: effortSd(observer, response),
    rule,
    level: coach.said[side].unanswered + 1,
    byBpm: Math.max(1, Math.round(gapBpm + (at.band ? widthBpm / 4 : 0))),
    ...(as === 'hold' && { hold: true }),
  };
  const said = saidNow(coach.said, { side, elapsedS, smoothBpm: coach.smoothBpm ?? effortBpm, gapBpm, as });
  return [
    {
      ...coach,
      said,
      reactsAtS: elapsedS + REACTION_S + response.deadS,
      start: coach.start && endedAt(coach.start, elapsedS + AFTER_CUE_S),
    },
    { side, why },
  ];
}
