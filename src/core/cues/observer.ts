import { REL_SD_MIN, type HeartResponse } from '../athlete/heartResponse.ts';
import type { KnownResponse } from './coaching.ts';
import type { Outside } from '../signal/side.ts';

/**
 * What is believed of heart and effort: a Kalman filter of a first-order response, one step a second. The effort is the rate
 * at which the heart will settle if it stays as it is. What the heart itself does is late; the effort is what a person can
 * change, and what a cue is about.
 */
export interface Observer {
  heartBpm: number;
  effortBpm: number;
  /** Of the heart, of heart and effort together, of the effort. */
  variances: readonly [number, number, number];
  /** Readings on end that were ignored, all on one side: how many. */
  ignored?: { side: Outside; count: number } | undefined;
}

const HEART_NOISE = 0.05;
/** Nobody's effort strays by more than 4 bpm in a minute unasked; at a phase's start and after a cue it is set free by itself. */
const EFFORT_NOISE = 0.3;
/** Of a reading: a heart at rest goes up and down more with each breath than one at work. */
const READING_NOISE = 5;
const READING_NOISE_AT_REST = 10;
const REST_BPM = 60;
const WORK_BPM = 110;
/** A reading further off is ignored; six on end on one side are another heart than was thought. */
const GATE_BPM = 10;
const GATE_DEVIATIONS = 4;
const AGREED = 6;
/** Of the effort of a heart that was just seen for the first time: ±15 bpm; and of a person who was just asked for something: ±11. */
const UNKNOWN_VARIANCE = 225;
const ASKED_VARIANCE = 120;
/** No effort asks for more or less of a heart, whatever readings make of it. */
const EFFORT_MIN_BPM = 30;
const EFFORT_MAX_BPM = 240;

/** Nothing is known but one reading. */
export function observerAt(bpm: number): Observer {
  return { heartBpm: bpm, effortBpm: bpm, variances: [READING_NOISE, 0, UNKNOWN_VARIANCE] };
}

/** Whether nothing is known but the last reading. */
export const isSeeded = ({ variances }: Observer): boolean => variances[1] === 0 && variances[2] === UNKNOWN_VARIANCE;

/** After one more second, with the raw reading that it had, if any. */
export function observed(before: Observer, reading: number | undefined, response: HeartResponse): Observer {
  const observer = predicted(before, response);
  if (reading === undefined) return observer;
  const { heartBpm, effortBpm, variances } = observer;
  const [p00, p01, p11] = variances;
  const off = reading - heartBpm;
  const variance = p00 + readingNoise(heartBpm);
  if (Math.abs(off) > Math.max(GATE_BPM, GATE_DEVIATIONS * Math.sqrt(variance))) return ignored(observer, reading, off);
  const [gain, effortGain] = [p00 / variance, p01 / variance];
  return {
    heartBpm: heartBpm + gain * off,
    effortBpm: within(effortBpm + effortGain * off),
    variances: [(1 - gain) * p00, (1 - gain) * p01, p11 - effortGain * p01],
  };
}

/** A person who was just asked for an effort is taken to make it, until the heart shows otherwise. */
export function asked(observer: Observer, middleBpm: number): Observer {
  return { ...observer, effortBpm: within(middleBpm), variances: [observer.variances[0], 0, ASKED_VARIANCE] };
}

/** A person who was just told something reacts, one does not know how. */
export function toldOff(observer: Observer): Observer {
  const [p00, p01, p11] = observer.variances;
  return { ...observer, variances: [p00, p01, p11 + ASKED_VARIANCE] };
}

/** Time constant of the way on which the heart is. */
export function tauOf({ heartBpm, effortBpm }: Observer, { tauOnS, tauOffS }: HeartResponse): number {
  return effortBpm >= heartBpm ? tauOnS : tauOffS;
}

/** Standard deviation of the effort in bpm; what is not known of the person's time constants is part of it. */
export function effortSd({ heartBpm, effortBpm, variances }: Observer, response: KnownResponse): number {
  const relSd = relSdOf(response, effortBpm >= heartBpm ? 'on' : 'off');
  return Math.sqrt(variances[2] + ((effortBpm - heartBpm) * relSd) ** 2);
}

/** How unsure the time constant of a rise or a fall is, as a share of it; one may be known long before the other. */
function relSdOf(response: KnownResponse, side: 'on' | 'off'): number {
  const [tauS, sdS] = side === 'on' ? [response.tauOnS, response.tauOnSdS] : [response.tauOffS, response.tauOffSdS];
  return sdS === undefined ? response.relSd : Math.max(REL_SD_MIN, sdS / tauS);
}

function predicted(observer: Observer, response: HeartResponse): Observer {
  const { heartBpm, effortBpm, variances } = observer;
  const [p00, p01, p11] = variances;
  const a = 1 - Math.exp(-1 / tauOf(observer, response));
  return {
    ...observer,
    heartBpm: heartBpm + a * (effortBpm - heartBpm),
    variances: [
      (1 - a) ** 2 * p00 + 2 * a * (1 - a) * p01 + a * a * p11 + HEART_NOISE,
      (1 - a) * p01 + a * p11,
      p11 + EFFORT_NOISE,
    ],
  };
}

function ignored(observer: Observer, reading: number, off: number): Observer {
  const side = off < 0 ? 'low' : 'high';
  const count = observer.ignored?.side === side ? observer.ignored.count + 1 : 1;
  return count >= AGREED ? observerAt(reading) : { ...observer, ignored: { side, count } };
}

function readingNoise(heartBpm: number): number {
  const rest = Math.min(1, Math.max(0, (WORK_BPM - heartBpm) / (WORK_BPM - REST_BPM)));
  return READING_NOISE + READING_NOISE_AT_REST * rest;
}

function within(effortBpm: number): number {
  return Math.min(EFFORT_MAX_BPM, Math.max(EFFORT_MIN_BPM, effortBpm));
}
