import { untrack } from 'svelte';
import {
  endedAhead,
  isLeapt,
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

/** What comes next of everything that is planned. */
export interface Coming {
  scheduleId: string;
  planId: string;
  planName: string;
  fireAtEpochMs: number;
  /** It was put off to then. */
  moved: boolean;
}

/** The service worker, which keeps the ledger. */
export interface LedgerKeeper {
  /** Calls whenever the ledger may have changed. */
  onLedgerNews(call: () => void): void;
  /** Whether there was a service worker to tell. */
  tellServiceWorker(message: { type: 'wake' } | { type: OccurrenceWord; occurrenceId: string }): Promise<boolean>;
}

/** When a schedule fires next after a moment; the screen of schedules brings it, since it takes all of cron. */
export type NextFire = (schedule: Schedule, afterMs: number) => number | undefined;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** So close to a moment its seconds are counted. */
const CLOSE_MS = 2 * MINUTE_MS;

/**
 * What is planned, and what became of it. The service worker keeps the ledger and knows when what comes next; the page
 * reads both, and passes on what a person says.
 */
export class AgendaState {
  readonly #db: Database;
  readonly #agenda: Agenda;
  readonly #keeper: LedgerKeeper;
  #schedules = $state.raw<readonly Schedule[]>([]);
  #standings = $state.raw<ReadonlyMap<string, ScheduleCursor>>(new Map());
  #occurrences = $state.raw<readonly Occurrence[]>([]);
  #earlier = $state.raw(false);
  #newer = $state.raw(0);
  #unreadable = $state.raw(0);
  #loaded = $state.raw(false);
  #failed = $state.raw<string | undefined>();
  #nextFire = $state.raw<NextFire | undefined>();
  #nowMs = $state.raw(Date.now());
  #sinceEpochMs = $state.raw(Date.now() - LOOK_BACK_MS);
  #reading = Promise.resolve();
  #queued: Promise<void> | undefined;
  readonly #asked = new WeakMap<Schedule, { zone: string; fromMs: number; nextMs: number }>();
  #anew = true;
  /** As it was read; and of how many in all. */
  #ledger: Occurrence[] = [];
  #count = 0;
  /** What was known when the database went, until that is stored again or read anew. */
  #beforeLoss: KnownLedger | undefined;
  #watchers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wokenForMs = 0;

  readonly schedules = $derived(this.#schedules);
  /** In order of time. */
  readonly occurrences = $derived(this.#occurrences);
  // A ledger may have a hundred thousand: what is asked each second looks at few.
  readonly #pending = $derived(this.#occurrences.filter(({ end }) => end === null));
  readonly #ahead = $derived(new Set(aheadOf(this.#occurrences)));
  /** Those that can be started, put off or skipped now, the first one first. */
  readonly ready = $derived(this.#pending.filter((each) => isReadyAt(each, this.#nowMs)));
  readonly #waiting = $derived(this.#pending.filter(({ fireAtEpochMs }) => fireAtEpochMs > this.#nowMs));
  /** The next of each schedule, and what was put off, in order of time. */
  readonly coming = $derived.by((): Coming[] => {
    const waiting = this.#waiting.map((each): Coming => ({ ...each, moved: each.movedFrom !== null }));
    const planned = this.#schedules.flatMap((schedule): Coming[] => {
      const fireAtEpochMs = this.nextOf(schedule);
      return fireAtEpochMs === undefined || this.#isOver(schedule, fireAtEpochMs)
        ? []
        : [{ ...schedule, scheduleId: schedule.id, fireAtEpochMs, moved: false }];
    });
    return [...waiting, ...planned].sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
  });

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
    return this.#nowMs;
  }

  /** When it fires next, as far as is known here. */
  nextOf(schedule: Schedule): number | undefined {
    if (!schedule.on) return undefined;
    const standing = this.#standings.get(schedule.id);
    const known =
      standing?.schedule.revision === schedule.revision && standing.timeZone === (schedule.timeZone ?? zoneHere());
    const nextEpochMs = known ? standing.nextEpochMs : undefined;
    if (nextEpochMs === null) return undefined;
    if (nextEpochMs !== undefined && nextEpochMs > this.#nowMs) return nextEpochMs;
    return this.#worked(schedule); // the service worker has yet to take it up
  }

  /** Cron is asked once for each time, and not at each beat of the clock. */
  #worked(schedule: Schedule): number | undefined {
    const zone = zoneHere();
    const known = this.#asked.get(schedule);
    if (known?.zone === zone && known.fromMs <= this.#nowMs && known.nextMs > this.#nowMs) return known.nextMs;
    const nextMs = this.#nextFire?.(schedule, this.#nowMs);
    if (nextMs !== undefined) this.#asked.set(schedule, { zone, fromMs: this.#nowMs, nextMs });
    return nextMs;
  }

  /** What comes next of it: what was put off, or where it fires next. */
  comingOf(schedule: Schedule): { fireAtEpochMs: number; moved: boolean } | undefined {
    const fireAtEpochMs = this.nextOf(schedule) ?? Infinity;
    const put = this.#waiting.find((each) => each.scheduleId === schedule.id && each.movedFrom !== null);
    if (put && put.fireAtEpochMs <= fireAtEpochMs) return { fireAtEpochMs: put.fireAtEpochMs, moved: true };
    return fireAtEpochMs === Infinity ? undefined : { fireAtEpochMs, moved: false };
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
    this.#nextFire = nextFire;
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
    return untrack(() => ({ schedules: this.#schedules, occurrences: this.#ledger }));
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
    if (anew) this.#anew = true;
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
    this.#watchers++;
    untrack(() => this.#beat()); // an effect that asks for this would else begin anew with each beat
    return () => {
      if (--this.#watchers === 0) clearTimeout(this.#timer);
    };
  }

  /** Skip it, put it off, or note that it was seen. `false` where nobody hears it. */
  answer(word: OccurrenceWord, { id }: Occurrence): Promise<boolean> {
    return this.#keeper.tellServiceWorker({ type: word, occurrenceId: id });
  }

  async #read(): Promise<void> {
    try {
      const [schedules, standings] = await Promise.all([this.#agenda.schedules(), this.#agenda.cursors()]);
      const occurrences = await this.#readLedger();
      if (schedules.items.length > 0) this.#beforeLoss = undefined; // nothing is lost, or others have stored it again
      this.#schedules = schedules.items.sort((a, b) => a.planName.localeCompare(b.planName) || (a.id < b.id ? -1 : 1));
      this.#newer = schedules.newer;
      this.#unreadable = schedules.unreadable;
      this.#standings = new Map(standings.map((standing) => [standing.schedule.id, standing]));
      // What a clock that ran ahead has ended before its time begins anew when its time comes.
      const nowMs = Date.now();
      this.#occurrences = occurrences.filter(
        (each) => each.fireAtEpochMs <= nowMs || each.movedFrom !== null || !endedAhead(each, nowMs),
      );
      this.#failed = undefined;
    } catch (error) {
      this.#anew = true;
      this.#failed = error instanceof Error ? error.message : String(error);
    }
    this.#loaded = true;
    this.#beat();
  }

  /**
   * Up to where a schedule was settled nothing is added to the ledger, and of what is older than a day or two nothing
   * changes, but when another device's records come in: then there are not as many as there were.
   */
  async #readLedger(): Promise<Occurrence[]> {
    const sinceEpochMs = this.#sinceEpochMs;
    const oldestMs = Math.min(Date.now(), this.#pending[0]?.fireAtEpochMs ?? Infinity) - 2 * DAY_MS;
    const laterOf = new Map<string, number>();
    if (!this.#anew) {
      for (const [id, { settledEpochMs }] of this.#standings) laterOf.set(id, Math.min(oldestMs, settledEpochMs));
    }
    this.#anew = false;
    const read = await this.#agenda.occurrences({ sinceEpochMs, laterOf });
    if (laterOf.size === 0) this.#earlier = read.earlier;
    else {
      const isNew = new Map(read.items.map((each) => [each.id, each]));
      const before = this.#ledger.filter(({ id }) => !isNew.has(id));
      const added = before.length + read.items.length - this.#ledger.length;
      if (read.count !== this.#count + added) {
        this.#anew = true;
        return this.#readLedger();
      }
      read.items = [...before, ...read.items].sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
    }
    this.#count = read.count;
    return (this.#ledger = read.items);
  }

  #beat(): void {
    this.#nowMs = Date.now();
    clearTimeout(this.#timer);
    if (this.#watchers === 0) return;
    const [first] = this.ready;
    const atMs = first ? first.fireAtEpochMs + READY_MS + 1000 : this.#soonestMs();
    const leftMs = atMs - this.#nowMs;
    if (leftMs <= 0 && this.#wokenForMs !== atMs) {
      this.#wokenForMs = atMs;
      void this.#keeper.tellServiceWorker({ type: 'wake' }); // the worker's alarm does it too; twice does no harm
    }
    const stepMs = leftMs > CLOSE_MS ? MINUTE_MS : 1000;
    const waitMs = leftMs > 0 && leftMs < Infinity ? leftMs % stepMs || stepMs : MINUTE_MS;
    this.#timer = setTimeout(() => this.#beat(), waitMs);
  }

  /** It was started early, or skipped. */
  #isOver({ id }: Schedule, fireAtEpochMs: number): boolean {
    return this.#ahead.has(keyOf(id, fireAtEpochMs));
  }

  /** The next moment at which something falls due, also one that has just gone by. */
  #soonestMs(): number {
    let soonestMs = Infinity;
    for (const { schedule, nextEpochMs } of this.#standings.values()) {
      if (schedule.on && nextEpochMs !== null) soonestMs = Math.min(soonestMs, nextEpochMs);
    }
    for (const { fireAtEpochMs } of this.#waiting) soonestMs = Math.min(soonestMs, fireAtEpochMs);
    return soonestMs;
  }
}

const keyOf = (scheduleId: string, fireAtEpochMs: number): string => `${scheduleId} ${String(fireAtEpochMs)}`;

/** What has ended before its time, at the time of reading. */
function aheadOf(occurrences: readonly Occurrence[]): string[] {
  const nowMs = Date.now();
  return occurrences.flatMap((each) =>
    each.end !== null && each.fireAtEpochMs > nowMs - MINUTE_MS && !isLeapt(each)
      ? [keyOf(each.scheduleId, each.fireAtEpochMs)]
      : [],
  );
}
