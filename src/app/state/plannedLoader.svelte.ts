import type { Database } from '../../store/database/idb.ts';
import type { ScheduleWords } from '../../words/language.ts';
import { loadScheduleWords } from '../../words/words.ts';
import type { AgendaState } from './agenda.svelte.ts';
import type { Planned } from './planned.ts';

/** What is planned, read once in a visit by whoever asks first; what shows it is fetched then. */
export class PlannedLoader {
  readonly #db: Database;
  readonly #language: string;
  #current = $state.raw<Planned | null | undefined>();
  #opening: Promise<Planned> | undefined;
  #words: ScheduleWords | undefined;

  constructor(db: Database, language: string) {
    this.#db = db;
    this.#language = language;
  }

  /** Once `load` is done; `null` where what shows it could not be fetched. */
  get current(): Planned | null | undefined {
    return this.#current;
  }

  /** For the screen that comes behind `load`. */
  get agenda(): AgendaState {
    if (!this.#current) throw new Error('what is planned was read before it was loaded');
    return this.#current.agenda;
  }

  /** Of the screen that comes behind `loadWithWords`. */
  get words(): ScheduleWords {
    if (!this.#words) throw new Error('the words of the schedule were read before they were loaded');
    return this.#words;
  }

  /** For the screen of schedules. */
  async loadWithWords(): Promise<void> {
    const [words] = await Promise.all([this.#words ?? loadScheduleWords(this.#language), this.load()]);
    this.#words = words;
  }

  load(): Promise<Planned> {
    return (this.#opening ??= this.#open().catch((error: unknown) => {
      this.#current = null;
      this.#opening = undefined; // the next who asks tries again
      throw error;
    }));
  }

  async #open(): Promise<Planned> {
    const { openPlanned } = await import('./planned.ts');
    return (this.#current = await openPlanned(this.#db, this.#language));
  }
}
