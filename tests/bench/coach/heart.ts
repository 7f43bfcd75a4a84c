// A heart of the bench's own, apart from the app's simulated one: what judges the coach shares nothing with it.
import type { Chance } from '../../torture/chance.ts';

/** How a heart answers effort, beyond what the coach assumes of one. Seconds. */
export interface HeartTruth {
  tauOnS: number;
  tauOffS: number;
  deadS: number;
  /** An even effort costs more and more: bpm an hour. */
  driftBpmPerH?: number;
  /** This share of an answer comes with a time constant of its own, which no first-order model knows. */
  slowShare?: number;
  slowTauS?: number;
}

/**
 * The rate of a heart, a second at a time: first order with dead time, slower on the way down. Effort is told as the rate
 * that it would settle at, in bpm, without the drift.
 */
export class Heart {
  readonly #truth: HeartTruth;
  readonly #efforts: number[];
  #fast: number;
  #slow: number;
  #s = 0;

  constructor(truth: HeartTruth, restingBpm: number) {
    this.#truth = truth;
    this.#efforts = new Array<number>(truth.deadS).fill(restingBpm);
    this.#fast = restingBpm;
    this.#slow = restingBpm;
  }

  /** By how much an even effort has become dearer so far. */
  get driftBpm(): number {
    return ((this.#truth.driftBpmPerH ?? 0) * this.#s) / 3600;
  }

  /** The rate after one more second of this effort. */
  second(effortBpm: number): number {
    const { tauOnS, tauOffS, slowShare = 0, slowTauS = tauOnS } = this.#truth;
    this.#s++;
    this.#efforts.push(effortBpm);
    const felt = this.#efforts.shift()!;
    this.#fast = towards(this.#fast, felt, felt >= this.#fast ? tauOnS : tauOffS);
    this.#slow = towards(this.#slow, felt, slowTauS);
    return (1 - slowShare) * this.#fast + slowShare * this.#slow + this.driftBpm;
  }
}

function towards(from: number, to: number, tauS: number): number {
  return from + (to - from) * (1 - Math.exp(-1 / tauS));
}

/** From a normal distribution: mean 0, standard deviation 1. */
function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
}

/** A value that strays and comes back: standard deviation `sd`, forgotten with a time constant of `tauS`. */
export class Straying {
  readonly #kept: number;
  readonly #sd: number;
  readonly #chance: Chance;
  #value: number;

  constructor(sd: number, tauS: number, chance: Chance) {
    this.#kept = Math.exp(-1 / tauS);
    this.#sd = sd;
    this.#chance = chance;
    this.#value = sd * normal(chance);
  }

  second(): number {
    const fresh = Math.sqrt(1 - this.#kept * this.#kept) * this.#sd;
    return (this.#value = this.#kept * this.#value + fresh * normal(this.#chance));
  }
}
