import { revised, type Schedule, type ScheduleChoice } from '../core/schedule/schedule.ts';
import { bad, good, type Parsed } from '../core/parse/parsed.ts';
import { parseCron } from '../core/schedule/cron.ts';
import { isZone } from '../core/schedule/localTime.ts';
import type { Ledger } from './ledger.ts';

export interface SchedulesPorts {
  ledger: Ledger;
  nowMs: () => number;
  /** A new UUID. */
  newId: () => string;
  /** Has the ledger checked, by whoever does that here. */
  check: () => Promise<unknown>;
}

/**
 * The one way in which schedules are added, changed and removed, whoever does it: page, service worker and command line.
 * What follows for the ledger is left to the check after it. A disk that refuses is a rejection.
 */
export class Schedules {
  readonly #ports: SchedulesPorts;

  constructor(ports: SchedulesPorts) {
    this.#ports = ports;
  }

  /** Its id, or what is wrong with the choice. */
  async add(choice: Omit<ScheduleChoice, 'cron'> & { cron: unknown }): Promise<Parsed<string>> {
    const cron = parseCron(choice.cron);
    if (!cron.ok) return cron;
    const zone = checkedZone(choice.timeZone);
    if (!zone.ok) return zone;
    const { nowMs, newId } = this.#ports;
    const schedule = { ...choice, cron: cron.value.text, id: newId(), revision: 1, sinceEpochMs: nowMs() };
    await this.#keep(schedule);
    return good(schedule.id);
  }

  /** What was planned by it up to now keeps its record; what was pending is cancelled. */
  async change(id: string, choice: Partial<ScheduleChoice>): Promise<Parsed<void>> {
    const cron = choice.cron === undefined ? undefined : parseCron(choice.cron);
    if (cron && !cron.ok) return cron;
    const { ledger, nowMs, check } = this.#ports;
    const changed = await ledger.transact(async (transaction): Promise<Parsed<void>> => {
      const before = await transaction.schedule(id);
      // a restored schedule may be of a zone that is not known here, and keeps it
      const zone = choice.timeZone === before?.timeZone ? good(undefined) : checkedZone(choice.timeZone);
      if (zone.ok && before) transaction.keepSchedule(revised(before, choice, nowMs()));
      return zone;
    });
    if (changed.ok) await check();
    return changed;
  }

  /** What is left of a removed one does not say what it was before: changes that no check has seen are checked first. */
  async remove(id: string): Promise<void> {
    if (await this.#isUnchecked(id)) await this.#ports.check();
    await this.#ports.ledger.transact((transaction) => transaction.removeSchedule(id));
    await this.#ports.check();
  }

  /** A removed one begins anew: what it had planned before keeps its record. */
  bringBack(removed: Schedule): Promise<void> {
    return this.#keep({ ...removed, revision: removed.revision + 1, sinceEpochMs: this.#ports.nowMs() });
  }

  async #keep(schedule: Schedule): Promise<void> {
    await this.#ports.ledger.transact((transaction) => transaction.keepSchedule(schedule));
    await this.#ports.check();
  }

  #isUnchecked(id: string): Promise<boolean> {
    return this.#ports.ledger.transact(async (transaction) => {
      const [schedule, cursor] = [await transaction.schedule(id), await transaction.cursor(id)];
      return schedule !== undefined && cursor?.schedule.revision !== schedule.revision;
    });
  }
}

function checkedZone(timeZone: string | null | undefined): Parsed<void> {
  if (timeZone === null || timeZone === undefined || isZone(timeZone)) return good(undefined);
  return bad('value.unknown', { received: String(timeZone) }, 'timeZone');
}
