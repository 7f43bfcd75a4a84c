import { revised, type Schedule, type ScheduleChoice } from '../../core/schedule/ledger.ts';
import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import { newId } from '../../store/database/newId.ts';
import { IdbLedger, type LedgerTransaction } from '../../store/ledger/idbLedger.ts';
import { tellServiceWorker } from '../device/serviceWorker.ts';
import type { AgendaState } from './agenda.svelte.ts';

/** What a person changes about schedules. What follows from it for the ledger is the service worker's. A disk that refuses is a rejection. */
export class Schedules {
  readonly #agenda: AgendaState;
  readonly #ledger = new IdbLedger(new Database(browserIndexedDb()), () => Date.now());

  constructor(agenda: AgendaState) {
    this.#agenda = agenda;
  }

  /** Its id. */
  async add(choice: ScheduleChoice): Promise<string> {
    const schedule = { ...choice, id: newId(), revision: 1, sinceEpochMs: Date.now() };
    await this.#write((transaction) => transaction.keepSchedule(schedule));
    return schedule.id;
  }

  async change(id: string, choice: Partial<ScheduleChoice>): Promise<void> {
    await this.#write(async (transaction) => {
      const before = await transaction.schedule(id);
      if (before) transaction.keepSchedule(revised(before, choice, Date.now()));
    });
  }

  async remove(id: string): Promise<void> {
    await this.#write((transaction) => transaction.removeSchedule(id));
  }

  /** A removed one begins anew: what it had planned before keeps its record. */
  async bringBack(removed: Schedule): Promise<void> {
    const again = { ...removed, revision: removed.revision + 1, sinceEpochMs: Date.now() };
    await this.#write((transaction) => transaction.keepSchedule(again));
  }

  async #write(work: (transaction: LedgerTransaction) => Promise<void> | void): Promise<void> {
    await this.#ledger.transact(work);
    await this.#agenda.refresh();
    void tellServiceWorker({ type: 'wake' });
  }
}
