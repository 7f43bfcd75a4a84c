import type { Schedule } from '../../core/schedule/schedule.ts';

/** When a schedule fires next after a moment; the screen of schedules brings it, since it takes all of cron. */
export type NextFire = (schedule: Schedule, afterMs: number) => number | undefined;

/** Asks cron once for each fire time, and not at each tick of the clock. */
export class NextFires {
  readonly #nextFire: NextFire;
  readonly #known = new WeakMap<Schedule, { zone: string; fromMs: number; nextMs: number }>();

  constructor(nextFire: NextFire) {
    this.#nextFire = nextFire;
  }

  after(schedule: Schedule, nowMs: number, zone: string): number | undefined {
    const known = this.#known.get(schedule);
    if (known?.zone === zone && known.fromMs <= nowMs && known.nextMs > nowMs) return known.nextMs;
    const nextMs = this.#nextFire(schedule, nowMs);
    if (nextMs !== undefined) this.#known.set(schedule, { zone, fromMs: nowMs, nextMs });
    return nextMs;
  }
}
