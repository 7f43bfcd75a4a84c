import { middleOf, type Band } from '../../../src/core/plan/plan.ts';
import type { Outside } from '../../../src/core/signal/side.ts';
import { Chance } from '../../torture/chance.ts';
import { CHANGE_S, type Athlete } from './athletes.ts';
import { Straying } from './heart.ts';

interface Change {
  fromS: number;
  side: Outside;
  /** By so much each second, known once it begins. */
  stepBpm?: number;
}

/** What a person does, a second at a time: the effort, told as the rate that it would settle at (bpm). */
export class Effort {
  readonly #athlete: Athlete;
  readonly #seed: number;
  readonly #strays: Straying;
  readonly #surges: Chance;
  #phase = { index: -1, offBpm: 0 };
  #changedBpm = 0;
  #changes: Change[] = [];
  #surge = { inS: 0, leftS: 0 };
  /** The last second in which a cue was being acted on; none yet: before the start. */
  reactedAtS = -Infinity;

  constructor(athlete: Athlete, seed: number) {
    const [bpm, tauS] = athlete.habit.strays ?? [0, 1];
    this.#athlete = athlete;
    this.#seed = seed;
    this.#strays = new Straying(bpm, tauS, new Chance(seed, 3));
    this.#surges = new Chance(seed, 4);
    this.#surge.inS = this.#surges.between(60, 180);
  }

  hear(side: Outside, atS: number): void {
    const { reaction } = this.#athlete;
    if (reaction) this.#changes.push({ fromS: atS + reaction.afterS, side });
  }

  second(atS: number, phaseIndex: number, phaseS: number, band: Band | undefined): number {
    const { profile, habit } = this.#athlete;
    const middle = band ? middleOf(band, profile) : profile.bpmResting + 20;
    if (phaseIndex !== this.#phase.index) {
      // each phase has a chance of its own: what is said in one does not change how the next begins
      const off = new Chance(this.#seed, 100 + phaseIndex).pick(habit.off ?? [0]);
      this.#phase = { index: phaseIndex, offBpm: off * middle };
      this.#changedBpm = 0;
      this.#changes = [];
    }
    const offBpm = this.#phase.offBpm * (habit.settlesS ? Math.exp(-phaseS / habit.settlesS) : 1);
    const fadedBpm = ((habit.fades ?? 0) * middle * phaseS) / 600;
    const own = middle + offBpm - fadedBpm + this.#strays.second() + this.#surging(habit.surges, middle);
    this.#react(atS, own, middle);
    const top = Math.min(profile.bpmMax, habit.topBpm ?? Infinity);
    return Math.min(top, Math.max(profile.bpmResting + 5, own + this.#changedBpm));
  }

  #react(atS: number, own: number, middle: number): void {
    const { reaction } = this.#athlete;
    if (!reaction) return;
    this.#changes = this.#changes.filter(({ fromS }) => atS <= fromS + CHANGE_S);
    for (const change of this.#changes) {
      if (atS <= change.fromS) continue;
      const sign = change.side === 'low' ? 1 : -1;
      const missing = Math.max(0, sign * (middle - (own + this.#changedBpm)));
      change.stepBpm ??= (sign * Math.max(reaction.leastBpm, reaction.share * missing)) / CHANGE_S;
      this.#changedBpm += change.stepBpm;
      this.reactedAtS = atS;
    }
  }

  #surging(share: number | undefined, middle: number): number {
    if (share === undefined) return 0;
    if (this.#surge.inS-- === 0)
      this.#surge = { inS: this.#surges.between(60, 180), leftS: this.#surges.between(10, 20) };
    return this.#surge.leftS-- > 0 ? share * middle : 0;
  }
}
