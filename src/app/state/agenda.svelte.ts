import { untrack } from 'svelte';
import { comingOf, comingOfOne, endedBefore, knownNextMs, soonestMs, type Coming } from '../../core/schedule/coming.ts';
import {
  endedAhead,
  isReadyAt,
  LOOK_BACK_MS,
  occurrenceOf,
  READY_MS,
  type Occurrence,
} from '../../core/schedule/occurrence.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import type { ScheduleCursor } from '../../core/schedule/scheduleCursor.ts';
import { Agenda } from '../../store/ledger/agenda.ts';
import { keepLedgerAgain, type KnownLedger } from '../../store/ledger/keepAgain.ts';
import type { Database } from '../../store/database/idb.ts';
import type { OccurrenceWord } from '../../wire/sw-messages.ts';
import { zoneHere } from '../device/moment.ts';
import { onLedgerNews, tellServiceWorker } from '../device/serviceWorker.ts';
import { AgendaClock } from './agendaClock.svelte.ts';
import { LedgerReader } from './ledgerReader.ts';
import { NextFires, type NextFire } from './nextFires.ts';

export type { Coming };

/** The service worker, which keeps the ledger. */
export interface LedgerKeeper {
  /** Calls whenever the ledger may have changed. */
  onLedgerNews(call: () => void): void;
  /** Whether there was a service worker to tell. */
  tellServiceWorker(message: { type: 'wake' } | { type: OccurrenceWord; occurrenceId: string }): Promise<boolean>;
}

/**
 * What is planned, and what became of it. The service worker keeps the ledger and knows when what comes next; the page
 * reads both, and passes on what a person says.
 */
export class AgendaState {
  readonly #db: Database;
  readonly #agenda: Agenda;
  readonly #ledger: LedgerReader;
  readonly #keeper: LedgerKeeper;
  #schedules = $state.raw<readonly Schedule[]>([]);
  #cursors = $state.raw<ReadonlyMap<string, ScheduleCursor>>(new Map());
  #occurrences = $state.raw<readonly Occurrence[]>([]);
  #earlier = $state.raw(false);
  #newer = $state.raw(0);
  #unreadable = $state.raw(0);
  #loaded = $state.raw(false);
  #failed = $state.raw<string | undefined>();
  #nextFires = $state.raw<NextFires | undefined>();
  #sinceEpochMs = $state.raw(Date.now() - LOOK_BACK_MS);
  #reading = Promise.resolve();
  #queued: Promise<void> | undefined;
  /** What was known when the database went, until that is stored again or read anew. */
  #beforeLoss: KnownLedger | undefined;
  readonly #clock = new AgendaClock(
    () => this.#nextDueMs(),
    // the worker's alarm does it too; twice does no harm
    () => void this.#keeper.tellServiceWorker({ type: 'wake' }),
  );

  readonly schedules = $derived(this.#schedules);
  /** In order of time. */
  readonly occurrences = $derived(this.#occurrences);
  // A ledger may have a hundred thousand: what is asked each second looks at few.
  readonly #pending = $derived(this.#occurrences.filter(({ end }) => end === null));
  readonly #ended = $derived(endedBefore(this.#occurrences, Date.now()));
  /** Those that can be started, put off or skipped now, the first one first. */
  readonly ready = $derived(this.#pending.filter((each) => isReadyAt(each, this.nowMs)));
  readonly #waiting = $derived(this.#pending.filter(({ fireAtEpochMs }) => fireAtEpochMs > this.nowMs));
  /** The next of each schedule, and what was put off, in order of time. */
  readonly coming = $derived(
    comingOf(this.#schedules, this.#waiting, { nextOf: (schedule) => this.nextOf(schedule), ended: this.#ended }),
  );

  /** Done when all has been read for the first time. */
  readonly opened: Promise<void>;

  /** Outside of every effect: no part of the screen that asks first, or what is derived in it would end with that screen. */
  static open(db: Database, keeper: LedgerKeeper = { onLedgerNews, tellServiceWorker }): AgendaState {
    let agenda: AgendaState | undefined;
    $effect.root(() => void (agenda = new AgendaState(db, keeper)));
    return agenda!;
  }

  private constructor(db: Database, keeper: LedgerKeeper) {
    this.#db = db;
    this.#agenda = new Agenda(db);
    this.#ledger = new LedgerReader(this.#agenda);
    this.#keeper = keeper;
    keeper.onLedgerNews(() => void this.#load(false));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.load();
    });
    this.opened = this.load();
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  /** Why it cannot be read. */
  get failed(): string | undefined {
    return this.#failed;
  }

  /** Schedules that a newer version of the app has left. */
  get newer(): number {
    return this.#newer;
  }

  get unreadable(): number {
    return this.#unreadable;
  }

  /** There is more of the ledger than `occurrences`. */
  get earlier(): boolean {
    return this.#earlier;
  }

  /** How far back `occurrences` goes. */
  get sinceEpochMs(): number {
    return this.#sinceEpochMs;
  }

  /** Where this device is. */
  get zone(): string {
    return zoneHere();
  }

  /** The clock that the screens show, as exact as they need it. */
  get nowMs(): number {
    return this.#clock.nowMs;
  }

  /** When it fires next, as far as is known here. */
  nextOf(schedule: Schedule): number | undefined {
    if (!schedule.on) return undefined;
    const nowMs = this.nowMs;
    const nextMs = knownNextMs(schedule, this.#cursors.get(schedule.id), zoneHere());
    if (nextMs === null) return undefined;
    if (nextMs !== undefined && nextMs > nowMs) return nextMs;
    return this.#nextFires?.after(schedule, nowMs, zoneHere()); // the service worker has yet to take it up
  }

  /** What comes next of it: what was put off, or where it fires next. */
  comingOf(schedule: Schedule): { fireAtEpochMs: number; moved: boolean } | undefined {
    return comingOfOne(schedule, this.#waiting, this.nextOf(schedule));
  }

  /** What is planned of a schedule for this moment, as the ledger has it or will have it. */
  occurrenceAt(scheduleId: string, fireAtEpochMs: number): Occurrence | undefined {
    const known = this.#waiting.find((each) => each.scheduleId === scheduleId && each.fireAtEpochMs === fireAtEpochMs);
    const schedule = this.#schedules.find(({ id }) => id === scheduleId);
    return known ?? (schedule && occurrenceOf(schedule, fireAtEpochMs, schedule.timeZone ?? zoneHere()));
  }

  /** What this one was put off to, as far as is known here. */
  successorOf({ id }: Occurrence): Occurrence | undefined {
    return this.#occurrences.find(({ movedFrom }) => movedFrom === id);
  }

  bringNextFire(nextFire: NextFire): void {
    this.#nextFires = new NextFires(nextFire);
  }

  /** Read it all again. What the disk refuses is said, and what was read before stays. */
  load(): Promise<void> {
    return this.#load(true);
  }

  /** A schedule was changed here: of the ledger only its end may have changed. */
  refresh(): Promise<void> {
    return this.#load(false);
  }

  get #known(): KnownLedger {
    return untrack(() => ({ schedules: this.#schedules, occurrences: this.#ledger.items }));
  }

  /** The database was deleted or evicted: what is known now is what it had, whatever is read from now on. */
  noteLoss(): void {
    this.#beforeLoss ??= this.#known;
  }

  /** The database was deleted or evicted. What is known of the ledger is stored again, where it is not there any more. */
  async keepAgain(): Promise<void> {
    const known = this.#beforeLoss ?? this.#known;
    await keepLedgerAgain(this.#db, known, Date.now());
    this.#beforeLoss = undefined;
    await this.load();
    void this.#keeper.tellServiceWorker({ type: 'wake' });
  }

  /** Nobody wants back what was lost: what is there now is shown, as after a reload. */
  forgetLost(): Promise<void> {
    this.#beforeLoss = undefined;
    return this.load();
  }

  /** `anew`: all of the ledger; else what may have changed of it. What waits to be read already is not read twice. */
  #load(anew: boolean): Promise<void> {
    if (anew) this.#ledger.startAnew();
    return (this.#queued ??= this.#reading =
      this.#reading.then(() => {
        this.#queued = undefined;
        return this.#read();
      }));
  }

  /** Read as much of the ledger at least. */
  async reachBack(ms: number): Promise<void> {
    const sinceEpochMs = Date.now() - ms;
    if (sinceEpochMs >= untrack(() => this.#sinceEpochMs)) return;
    this.#sinceEpochMs = sinceEpochMs;
    await this.load();
  }

  /** Keeps `nowMs` as exact as a countdown needs it, until the returned function is called. */
  watch(): () => void {
    return this.#clock.watch();
  }

  /** Skip it, put it off, or note that it was seen. `false` where nobody hears it. */
  answer(word: OccurrenceWord, { id }: Occurrence): Promise<boolean> {
    return this.#keeper.tellServiceWorker({ type: word, occurrenceId: id });
  }

  async #read(): Promise<void> {
    try {
      const [schedules, cursors] = await Promise.all([this.#agenda.schedules(), this.#agenda.cursors()]);
      const oldestMs = this.#pending[0]?.fireAtEpochMs;
      const occurrences = await this.#ledger.read(this.#sinceEpochMs, this.#cursors, oldestMs);
      if (schedules.items.length > 0) this.#beforeLoss = undefined; // nothing is lost, or others have stored it again
      this.#schedules = schedules.items.sort((a, b) => a.planName.localeCompare(b.planName) || (a.id < b.id ? -1 : 1));
      this.#newer = schedules.newer;
      this.#unreadable = schedules.unreadable;
      this.#cursors = new Map(cursors.map((cursor) => [cursor.schedule.id, cursor]));
      // What a clock that ran ahead has ended before its time begins anew when its time comes.
      const nowMs = Date.now();
      this.#occurrences = occurrences.filter(
        (each) => each.fireAtEpochMs <= nowMs || each.movedFrom !== null || !endedAhead(each, nowMs),
      );
      this.#earlier = this.#ledger.earlier;
      this.#failed = undefined;
    } catch (error) {
      this.#ledger.startAnew();
      this.#failed = error instanceof Error ? error.message : String(error);
    }
    this.#loaded = true;
    this.#clock.tick();
  }

  /** When what the screens show changes next. */
  #nextDueMs(): number {
    const [first] = this.ready;
    return first ? first.fireAtEpochMs + READY_MS + 1000 : soonestMs(this.#cursors.values(), this.#waiting);
  }
}
