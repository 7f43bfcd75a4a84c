import { isReadyAt, type Occurrence } from '../core/schedule/occurrence.ts';
import type { ScheduleChoice } from '../core/schedule/schedule.ts';
import type { Parsed } from '../core/parse/parsed.ts';
import type { Session } from '../core/session/session.ts';
import { announce, cancel, postpone, skip, snooze, waitsAt } from './answers.ts';
import { checkLedger } from './checkLedger.ts';
import type { Ledger } from './ledger.ts';
import { finishOccurrence, linkOccurrence, type Finish, type Start } from './linkOccurrence.ts';
import { Schedules } from './schedules.ts';
import { upcomingBetween } from './upcoming.ts';

/** What the scheduler asks of the world. */
export interface SchedulerPorts {
  ledger: Ledger;
  reminders: ReminderPort;
  /** The plan of the workout under way, if any. */
  runningPlanId(): Promise<string | undefined>;
  /** What a plan is called now; none when it is gone. */
  planName(planId: string): Promise<string | undefined>;
  /** Where the device is. */
  timeZone(): string;
  nowMs(): number;
  /** A new UUID. */
  newId(): string;
}

/** Whoever can speak to a person. */
export interface ReminderPort {
  /** *Workout ready*. Whether it was told; telling it twice must be telling it once, since a crash may repeat it. */
  ready(occurrence: Occurrence): Promise<boolean>;
  /** These wait for an answer now: what else was said to be ready is so no more. */
  waiting(occurrences: readonly Occurrence[]): Promise<void>;
  /** *Workout skipped*: by time, its ten minutes being over, or by the person. `end.by` says which. */
  skipped(occurrence: Occurrence): void;
  /** Nobody was there for these, oldest first. `more`: of others there was too much to write down. */
  missed(occurrences: readonly Occurrence[], more: boolean): void;
}

/** What a check has brought. */
export interface Settled {
  /** Those that can be started, snoozed or skipped now. */
  waiting: readonly Occurrence[];
  /** When to check again; none when nothing is planned. */
  wakeAtEpochMs: number | undefined;
}

/**
 * What becomes of every planned workout. Knows no host and no timer: whoever is awake asks for a
 * check, in whatever order and however often. Each check is one transaction, and changes nothing that was changed already.
 */
export class Scheduler {
  readonly #ports: SchedulerPorts;
  readonly #schedules: Schedules;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: SchedulerPorts) {
    this.#ports = ports;
    this.#schedules = new Schedules({
      ledger: ports.ledger,
      nowMs: () => ports.nowMs(),
      newId: () => ports.newId(),
      check: () => this.settle(),
    });
  }

  /** Plan a workout again and again; its id, or what is wrong with the expression. `timeZone` pins it, else it floats. */
  scheduleSession(
    plan: { id: string; name: string },
    cron: unknown,
    { timeZone = null }: { timeZone?: string | null } = {},
  ): Promise<Parsed<string>> {
    return this.#schedules.add({ planId: plan.id, planName: plan.name, cron, timeZone, on: true });
  }

  /** Change a schedule. What was planned by it up to now keeps its record; what was pending is cancelled. */
  change(id: string, choice: Partial<ScheduleChoice>): Promise<Parsed<void>> {
    return this.#schedules.change(id, choice);
  }

  remove(id: string): Promise<void> {
    return this.#schedules.remove(id);
  }

  /**
   * Compares the ledger with the clock: write down what fell due, tell what is ready, end what nobody started.
   *
   * A reminder is told before that is written down: killed in between, it is told once more, in the same place, and
   * not never. One check after the other, or an older one would take away what a newer one has just told.
   */
  settle(nowMs = this.#ports.nowMs()): Promise<Settled> {
    const settled = this.#last.then(() => this.#settle(nowMs));
    this.#last = settled.catch(() => undefined);
    return settled;
  }

  async #settle(nowMs: number): Promise<Settled> {
    const { ledger, reminders } = this.#ports;
    const now = { nowMs, timeZone: this.#ports.timeZone() };
    const check = await ledger.transact((transaction) => checkLedger(transaction, now));
    const lapsed = (type: 'skipped' | 'missed'): Occurrence[] =>
      check.events.flatMap((event) => (event.type === type ? [event.occurrence] : []));
    for (const occurrence of lapsed('skipped')) reminders.skipped(occurrence);
    const asked = lapsed('missed').length > 0 || check.waiting.length > 0;
    const running = asked ? await this.#ports.runningPlanId().catch(() => undefined) : undefined;
    const isOther = ({ planId }: Occurrence): boolean => planId !== running; // who is at it right now misses nothing
    const missed = lapsed('missed').filter(isOther);
    const more = check.events.some(({ type }) => type === 'leftOut');
    if (missed.length > 0 || more) {
      reminders.missed(
        missed.sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs),
        more,
      );
    }
    const ready = check.waiting.filter((each) => each.readyAtEpochMs === null && isReadyAt(each, nowMs));
    const told = await this.#tell(ready.filter(isOther), nowMs);
    const waiting = check.waiting.map((each) => told.get(each.id) ?? each).filter(({ end }) => end === null);
    const shown = waiting.filter((each) => isOther(each) && isReadyAt(each, nowMs));
    await reminders.waiting(shown).catch(() => undefined); // the ledger is right
    return { waiting, wakeAtEpochMs: check.wakeAtEpochMs };
  }

  /** A workout began: the occurrence that it is, if any. An idle session is no workout. */
  async started(began: Start | Session): Promise<Occurrence | undefined> {
    const start = 'status' in began ? startOfSession(began) : began;
    return start && linkOccurrence(this.#ports.ledger, start);
  }

  /** It is over: whose heart it was. */
  finished(occurrenceId: string, finish: Omit<Finish, 'finishedAtEpochMs'>): Promise<void> {
    const finishedAtEpochMs = this.#ports.nowMs();
    return finishOccurrence(this.#ports.ledger, occurrenceId, { ...finish, finishedAtEpochMs });
  }

  /** What a touch on a reminder leads to: its plan, and whether it still waits. */
  async startOf(
    occurrenceId: string,
    nowMs = this.#ports.nowMs(),
  ): Promise<{ planId: string; waiting: boolean } | undefined> {
    const occurrence = await this.#ports.ledger.transact((transaction) => transaction.occurrence(occurrenceId));
    return occurrence && { planId: occurrence.planId, waiting: waitsAt(occurrence, nowMs) };
  }

  /** It was told by other means than a notification: Today's card. */
  async announced(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<void> {
    await this.#ports.ledger.transact((transaction) => announce(transaction, occurrenceId, nowMs));
  }

  async skip(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<void> {
    const skipped = await this.#ports.ledger.transact((transaction) => skip(transaction, occurrenceId, nowMs));
    if (skipped) this.#ports.reminders.skipped(skipped);
    await this.settle(nowMs);
  }

  /** In ten minutes again. Its successor, unless it had ended already. */
  snooze(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<Occurrence | undefined> {
    return this.#move(snooze, occurrenceId, nowMs);
  }

  /** Tomorrow at the time of day that it was planned for, however often it was put off. */
  postpone(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<Occurrence | undefined> {
    return this.#move(postpone, occurrenceId, nowMs);
  }

  async #move(move: typeof snooze, occurrenceId: string, nowMs: number): Promise<Occurrence | undefined> {
    const now = { nowMs, timeZone: this.#ports.timeZone() };
    const successor = await this.#ports.ledger.transact((transaction) => move(transaction, occurrenceId, now));
    await this.settle(nowMs);
    return successor;
  }

  /** What comes within this time, soonest first, under the names that plans have now. What has lost its plan does not come. */
  async coming(withinMs: number, nowMs = this.#ports.nowMs()): Promise<Occurrence[]> {
    const span = { nowMs, untilMs: nowMs + withinMs };
    const coming = await this.#ports.ledger.transact((transaction) => upcomingBetween(transaction, span));
    const names = new Map<string, string | undefined>();
    for (const each of coming) if (!names.has(each.planId)) names.set(each.planId, await this.#nameOf(each));
    return coming
      .flatMap((each) => {
        const planName = names.get(each.planId);
        return planName === undefined ? [] : [{ ...each, planName }];
      })
      .sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
  }

  // ── Telling ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Those that were told, or had to be given up; the others are as they were. */
  async #tell(ready: readonly Occurrence[], nowMs: number): Promise<Map<string, Occurrence>> {
    const { ledger, reminders } = this.#ports;
    const changed = new Map<string, Occurrence>();
    for (const each of ready) {
      const name = await this.#nameOf(each);
      if (name !== undefined && !(await reminders.ready({ ...each, planName: name }).catch(() => false))) continue;
      const after = await ledger.transact((transaction) =>
        name === undefined ? cancel(transaction, each.id, nowMs, 'planGone') : announce(transaction, each.id, nowMs),
      );
      if (after) changed.set(each.id, after);
    }
    return changed;
  }

  /** What its plan is called now; `undefined` when it is gone. Where that cannot be told it is there. */
  #nameOf({ planId, planName }: Occurrence): Promise<string | undefined> {
    return this.#ports.planName(planId).catch(() => planName);
  }
}

function startOfSession(session: Session): Start | undefined {
  if (session.status === 'idle') return undefined;
  return {
    sessionId: session.id,
    planId: session.plan.id,
    startedAtEpochMs: session.startedAt.epochMs,
  };
}
