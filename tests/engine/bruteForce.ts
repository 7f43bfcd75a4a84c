// When schedules fire, worked out without the code under test: every quarter of an hour of a year is looked up in Intl.
const MINUTE_MS = 60_000;
const SLOT_MS = 15 * MINUTE_MS; // every zone of these years changes its clock on one of them
const DAY_MS = 86_400_000;

export interface Rule {
  cron: string;
  /** Minutes since midnight. */
  minutes: number[];
  second?: number;
  /** A wildcard or a step in minute or hour. */
  elapsed?: boolean;
  day: (day: Day) => boolean;
}

interface Day {
  day: number;
  month: number;
  weekday: number;
  /** How many days are left in the month. */
  left: number;
}

export interface Fire {
  atMs: number;
  /** What the clock shows then, as if it were UTC. */
  localMs: number;
}

/** The clocks of a zone, for the time of a test. */
export class WallClock {
  readonly #byLocal = new Map<number, number[]>();
  readonly #fromMs: number;
  readonly #toMs: number;
  readonly #local: number[] = [];

  constructor(zone: string, fromMs: number, toMs: number) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    this.#fromMs = fromMs;
    this.#toMs = toMs;
    for (let atMs = fromMs; atMs < toMs; atMs += SLOT_MS) {
      // 11/23/2026, 06:30
      const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = format.format(atMs).match(/\d+/g)!.map(Number);
      const localMs = Date.UTC(year, month - 1, day, hour, minute);
      this.#local.push(localMs);
      this.#byLocal.set(localMs, [...(this.#byLocal.get(localMs) ?? []), atMs]);
    }
  }

  localMs(atMs: number): number {
    const slot = Math.floor((atMs - this.#fromMs) / SLOT_MS);
    return this.#local[slot]! + (atMs - this.#fromMs - slot * SLOT_MS);
  }

  /** When the clock shows this first; where it leaps over it, as much later as it leaps. */
  instantOf(localMs: number): number {
    return this.#timesOf(localMs)[0] ?? this.#afterGap(localMs);
  }

  fires({ minutes, second = 0, elapsed = false, day }: Rule): Fire[] {
    const fires = new Map<number, Fire>();
    for (let dayMs = this.#fromMs + DAY_MS; dayMs < this.#toMs - DAY_MS; dayMs += DAY_MS) {
      if (!day(dayOf(dayMs))) continue;
      for (const minute of minutes) {
        const localMs = dayMs + minute * MINUTE_MS + second * 1000;
        const times = this.#timesOf(localMs);
        const shown = elapsed ? times : times.slice(0, 1);
        if (times.length === 0 && !elapsed) shown.push(this.#afterGap(localMs));
        for (const atMs of shown) fires.set(atMs, { atMs, localMs: this.localMs(atMs) });
      }
    }
    return [...fires.values()].sort((a, b) => a.atMs - b.atMs);
  }

  #timesOf(localMs: number): number[] {
    const slotMs = Math.floor(localMs / SLOT_MS) * SLOT_MS;
    return (this.#byLocal.get(slotMs) ?? []).map((atMs) => atMs + localMs - slotMs);
  }

  /** As far after the last time that was shown as this one is. */
  #afterGap(localMs: number): number {
    let slotMs = Math.floor(localMs / SLOT_MS) * SLOT_MS;
    while (!this.#byLocal.has(slotMs)) slotMs -= SLOT_MS;
    return this.#byLocal.get(slotMs)!.at(-1)! + localMs - slotMs;
  }
}

function dayOf(dayMs: number): Day {
  const date = new Date(dayMs);
  const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1];
  const last = new Date(Date.UTC(date.getUTCFullYear(), month, 0)).getUTCDate();
  return { day, month, weekday: date.getUTCDay(), left: last - day };
}
