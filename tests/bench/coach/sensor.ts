import { Chance } from '../../torture/chance.ts';
import { Straying } from './heart.ts';

/** What a strap does to a heart rate, at one reading a second. Faults an hour. */
export interface SensorFaults {
  /** One to three readings that are 20 to 70 bpm off. */
  spikesPerH?: number;
  /** Nothing comes for 3 to 20 s. */
  holesPerH?: number;
  /** The same reading for 10 to 30 s. */
  flatsPerH?: number;
}

export const DIRTY: SensorFaults = { spikesPerH: 20, holesPerH: 6, flatsPerH: 4 };

/** A heart at an even effort varies by so much, with breath and posture. */
const VARIES_BPM = 1.2;
const VARIES_OVER_S = 6;

/** A strap: whole bpm, once a second, with the faults that it has. */
export class Sensor {
  readonly #faults: SensorFaults;
  readonly #chance: Chance;
  readonly #varies: Straying;
  #spike = { leftS: 0, byBpm: 0 };
  #holeS = 0;
  #flat = { leftS: 0, bpm: 0 };

  constructor(faults: SensorFaults, seed: number) {
    this.#faults = faults;
    this.#chance = new Chance(seed, 1);
    this.#varies = new Straying(VARIES_BPM, VARIES_OVER_S, new Chance(seed, 2));
  }

  /** What it sends in a second of this rate; `undefined`: nothing. */
  second(heartBpm: number): number | undefined {
    const { spikesPerH = 0, holesPerH = 0, flatsPerH = 0 } = this.#faults;
    const bpm = Math.round(heartBpm + this.#varies.second());
    if (this.#happens(spikesPerH)) {
      const byBpm = this.#chance.pick([-1, 1]) * this.#chance.between(20, 70);
      this.#spike = { leftS: this.#chance.between(1, 3), byBpm };
    }
    if (this.#happens(holesPerH)) this.#holeS = this.#chance.between(3, 20);
    if (this.#happens(flatsPerH)) this.#flat = { leftS: this.#chance.between(10, 30), bpm };
    if (this.#holeS-- > 0) return undefined;
    if (this.#spike.leftS-- > 0) return Math.min(220, Math.max(30, bpm + this.#spike.byBpm));
    return this.#flat.leftS-- > 0 ? this.#flat.bpm : bpm;
  }

  #happens(perH: number): boolean {
    return this.#chance.next() < perH / 3600;
  }
}
