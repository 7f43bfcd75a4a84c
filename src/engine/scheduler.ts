import {
  CLAIM_MS,
  isReadyAt,
  LOOK_BACK_MS,
  moved,
  occurrenceId,
  occurrenceOf,
  READY_MS,
  revised,
  type CancelReason,
  type LastLook,
  type Occurrence,
  type OpenOccurrence,
  type Schedule,
  type ScheduleChoice,
  type Standing,
} from '../core/schedule/ledger.ts';
import type { Book, Ledger, StoredSchedule } from './book.ts';
import { bad, good, type Parsed } from '../core/parse/parsed.ts';
import { nextRecordedMs, recordedBetween, timesOf } from '../core/schedule/often.ts';
import { parseCron, type Cron } from '../core/schedule/fireTimes.ts';
import type { Session } from '../core/session/session.ts';
import { instantOf, isZone, localOf, offsetMsAt } from '../core/schedule/timeZone.ts';
import { finished, started, type Finish, type Start } from './tie.ts';

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

/** What a look at the clock has brought. */
export interface Settled {
  /** Those that can be started, snoozed or skipped now. */
  waiting: readonly Occurrence[];
  /** When to look again; none when nothing is planned. */
  wakeAtEpochMs: number | undefined;
}

/** So many at most of one schedule at once. */
const DUE_MAX = 1_000;
const SNOOZE_MS = 600_000;

/**
 * What becomes of every planned workout. Knows no host and no timer: it is told when somebody looks at the clock, by
 * whoever is awake, in whatever order and however often. Each look is one transaction, and changes nothing that
 * was changed already.
 */
export class Scheduler {
  readonly #ports: SchedulerPorts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: SchedulerPorts) {
    this.#ports = ports;
  }

  /** Plan a workout again and again; its id, or what is wrong with the expression. `timeZone` pins it, else it floats. */
  async scheduleSession(
    plan: { id: string; name: string },
    cron: unknown,
    { timeZone = null }: { timeZone?: string | null } = {},
  ): Promise<Parsed<string>> {
    const parsed = parseCron(cron);
    if (!parsed.ok) return parsed;
    const zone = checkedZone(timeZone);
    if (!zone.ok) return zone;
    const id = this.#ports.newId();
    const schedule: Schedule = {
      id,
      planId: plan.id,
      planName: plan.name,
      cron: parsed.value.text,
      timeZone,
      on: true,
      revision: 1,
      sinceEpochMs: this.#ports.nowMs(),
    };
    await this.#ports.ledger.change((book) => book.keepSchedule(schedule));
    await this.settle();
    return good(id);
  }

  /** Change a schedule. What was planned by it up to now keeps its record; what was pending is cancelled. */
  async change(id: string, choice: Partial<ScheduleChoice>): Promise<Parsed<void>> {
    const parsed = choice.cron === undefined ? undefined : parseCron(choice.cron);
    if (parsed && !parsed.ok) return parsed;
    const zone = checkedZone(choice.timeZone);
    if (!zone.ok) return zone;
    await this.#ports.ledger.change(async (book) => {
      const before = await book.schedule(id);
      if (before) book.keepSchedule(revised(before, choice, this.#ports.nowMs()));
    });
    await this.settle();
    return good(undefined);
  }

  async remove(id: string): Promise<void> {
    await this.settle(); // what is left of a removed one does not say what it was before
    await this.#ports.ledger.change((book) => book.removeSchedule(id));
    await this.settle();
  }

  /**
   * Look at the clock: write down what fell due, tell what is ready, end what nobody started.
   *
   * A reminder is told before that is written down: killed in between, it is told once more, in the same place, and
   * not never. One look after the other, or an older one would take away what a newer one has just told.
   */
  settle(nowMs = this.#ports.nowMs()): Promise<Settled> {
    const settled = this.#last.then(() => this.#settle(nowMs));
    this.#last = settled.catch(() => undefined);
    return settled;
  }

  async #settle(nowMs: number): Promise<Settled> {
    const { ledger, reminders } = this.#ports;
    const looked = await ledger.change((book) => this.#look(book, nowMs));
    for (const occurrence of looked.skipped) reminders.skipped(occurrence);
    const ready = looked.waiting.filter((each) => each.readyAtEpochMs === null && isReadyAt(each, nowMs));
    const asked = looked.missed.length > 0 || looked.waiting.length > 0;
    const running = asked ? await this.#ports.runningPlanId().catch(() => undefined) : undefined;
    const isOther = ({ planId }: Occurrence): boolean => planId !== running; // who is at it right now misses nothing
    const missed = looked.missed.filter(isOther).sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
    if (missed.length > 0 || looked.cut) reminders.missed(missed, looked.cut);
    const told = await this.#tell(ready.filter(isOther), nowMs);
    const waiting = looked.waiting.map((each) => told.get(each.id) ?? each).filter(({ end }) => end === null);
    const shown = waiting.filter((each) => isOther(each) && isReadyAt(each, nowMs));
    await reminders.waiting(shown).catch(() => undefined); // the ledger is right
    return { waiting, wakeAtEpochMs: looked.wakeAtEpochMs };
  }

  /** A workout began: the occurrence that it is, if any. An idle session is no workout. */
  async started(began: Start | Session): Promise<Occurrence | undefined> {
    const start = 'status' in began ? startOfSession(began) : began;
    return start && started(this.#ports.ledger, start);
  }

  /** It is over: whose heart it was. */
  finished(occurrenceId: string, finish: Finish): Promise<void> {
    return finished(this.#ports.ledger, occurrenceId, finish);
  }

  /** What a touch on a reminder leads to: its plan, and whether it still waits. */
  async startOf(
    occurrenceId: string,
    nowMs = this.#ports.nowMs(),
  ): Promise<{ planId: string; waiting: boolean } | undefined> {
    const occurrence = await this.#ports.ledger.change((book) => book.occurrence(occurrenceId));
    return (
      occurrence && {
        planId: occurrence.planId,
        waiting: waitsAt(occurrence, nowMs),
      }
    );
  }

  /** It was told by other means than a notification: Today's card. */
  async announced(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<void> {
    await this.#ports.ledger.change((book) => announce(book, occurrenceId, nowMs));
  }

  async skip(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<void> {
    const skipped = await this.#ports.ledger.change(async (book) => {
      const occurrence = await book.occurrence(occurrenceId);
      if (!occurrence || !waitsAt(occurrence, nowMs)) return undefined;
      const after = moved(occurrence, { type: 'skipped', atMs: nowMs });
      await close(book, after);
      return after;
    });
    if (skipped) this.#ports.reminders.skipped(skipped);
    await this.settle(nowMs);
  }

  /** In ten minutes again. Its successor, unless it had ended already. */
  snooze(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<Occurrence | undefined> {
    return this.#move(occurrenceId, nowMs, () => nowMs + SNOOZE_MS);
  }

  /** Tomorrow at the time of day that it was planned for, however often it was put off. */
  postpone(occurrenceId: string, nowMs = this.#ports.nowMs()): Promise<Occurrence | undefined> {
    return this.#move(occurrenceId, nowMs, (first, timeZone) => {
      const [, time] = first.localTime.split('T');
      const [today] = localOf(nowMs, timeZone).localTime.split('T');
      return instantOf(Date.parse(`${today}T${time}Z`) + 86_400_000, timeZone);
    });
  }

  /** What comes within this time, soonest first, under the names that plans have now. What has lost its plan does not come. */
  async coming(withinMs: number, nowMs = this.#ports.nowMs()): Promise<Occurrence[]> {
    const untilMs = nowMs + withinMs;
    const coming = await this.#ports.ledger.change(async (book) => {
      const all = new Map<string, Occurrence>();
      for (const { schedule, timeZone, nextEpochMs, open } of await book.standings()) {
        const put = open.filter(({ fireAtEpochMs: atMs }) => atMs > nowMs && atMs <= untilMs);
        for (const { id } of put) {
          const occurrence = await book.occurrence(id);
          if (occurrence) all.set(id, occurrence);
        }
        const cron = cronIn(schedule, timeZone);
        if (!schedule.on || !cron || nextEpochMs === null) continue;
        const sinceMs = Math.max(nowMs, nextEpochMs - 1); // what is before it was there already, in another zone
        const begun = { timeZone, begunMs: schedule.sinceEpochMs };
        for (const atMs of recordedBetween(cron, {
          sinceMs,
          untilMs,
          max: DUE_MAX,
          ...begun,
        }).dueMs) {
          const planned = occurrenceOf(schedule, atMs, timeZone);
          all.set(planned.id, (await book.occurrence(planned.id)) ?? planned);
        }
      }
      // what was put off is not entered anew when its time comes
      return [...all.values()]
        .map((each) => (each.movedFrom === null ? moved(each, { type: 'due', atMs: each.fireAtEpochMs }) : each))
        .filter(({ end }) => end === null);
    });
    const names = new Map<string, string | undefined>();
    for (const each of coming) if (!names.has(each.planId)) names.set(each.planId, await this.#nameOf(each));
    return coming
      .flatMap((each) => {
        const planName = names.get(each.planId);
        return planName === undefined ? [] : [{ ...each, planName }];
      })
      .sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
  }

  // ── One look ──────────────────────────────────────────────────────────────────────────────────────────────────────

  async #look(book: Book, nowMs: number): Promise<Look> {
    const look: Look = {
      skipped: [],
      missed: [],
      waiting: [],
      cut: false,
      wakeAtEpochMs: undefined,
    };
    const here = this.#ports.timeZone();
    const [stored, standings, last] = [await book.schedules(), await book.standings(), await book.lastLook()];
    const known = new Map(standings.map((standing) => [standing.schedule.id, standing]));
    for (const each of stored) {
      const before = known.get(each.id);
      known.delete(each.id);
      const standing = await this.#takeUp(book, each, before, {
        nowMs,
        here,
        last,
        look,
      });
      if (!standing) continue;
      wakeBy(look, standing, nowMs);
    }
    // What is known and not stored any more was erased with all that was there.
    for (const id of known.keys()) book.dropStanding(id);
    book.keepLook({ atEpochMs: nowMs, timeZone: here });
    return look;
  }

  /** One schedule, brought up to now. */
  async #takeUp(
    book: Book,
    stored: StoredSchedule,
    before: Standing | undefined,
    at: At,
  ): Promise<Standing | undefined> {
    const { nowMs, here, look } = at;
    let standing = before;
    if (standing?.stamp !== stored.stamp) {
      const schedule = stored.deleted ? undefined : stored.read();
      if (!stored.deleted && !schedule) return undefined; // a newer version's: left alone
      for (const next of standing ? changesSince(standing.schedule, schedule) : []) {
        standing ??= standingOf(next.before, '', here);
        // its own time ends where the next revision's begins
        const endMs = Math.min(nowMs, next.after?.sinceEpochMs ?? stored.changedAtEpochMs);
        standing = await this.#settleOne(book, standing, {
          ...at,
          nowMs: Math.max(endMs, standing.settledEpochMs),
        });
        await cancelAll(book, standing, nowMs, whyOver(next.after), look);
        standing = undefined;
      }
      if (!schedule) {
        if (before) book.dropStanding(stored.id);
        return undefined;
      }
      if (standing) standing = { ...standing, schedule, stamp: stored.stamp };
      else {
        standing = standingOf(schedule, stored.stamp, here);
        if (!before) standing = await takenOver(book, standing, nowMs);
      }
    }
    return this.#settleOne(book, standing, at, before);
  }

  async #settleOne(book: Book, standing: Standing, at: At, before?: Standing): Promise<Standing> {
    const { nowMs, here, last, look } = at;
    const { schedule } = standing;
    const timeZone = schedule.timeZone ?? here;
    const set = nowMs < standing.settledEpochMs; // the clock was set back
    const travelled = timeZone !== standing.timeZone;
    const anew = before?.stamp !== standing.stamp;
    const due = schedule.on && (set || travelled || (standing.nextEpochMs ?? Infinity) <= nowMs || anew);
    const stirring = standing.open.some((open) => isStirring(open, nowMs));
    if (!due && !stirring && !anew) return standing; // as most are, most of the time: nothing to do

    const open = new Map(standing.open.map((each) => [each.id, each]));
    let next = standing;
    if (due) {
      const cron = cronIn(schedule, timeZone);
      // up to the last look it was in its old zone for certain
      const settledMs = Math.max(
        standing.settledEpochMs,
        travelled && last?.timeZone === standing.timeZone ? last.atEpochMs : 0,
      );
      // It was nothing before it began, wherever the clock has been since; unless it was the clock of then that ran ahead.
      const begunMs = schedule.sinceEpochMs <= nowMs ? schedule.sinceEpochMs : -Infinity;
      const sinceMs = Math.max(Math.min(settledMs, nowMs), nowMs - LOOK_BACK_MS, begunMs);
      look.cut ||= sinceMs > Math.max(begunMs, standing.nextEpochMs ?? Infinity);
      for (const { fallen, leapt } of cron ? fallenDue(cron, standing, { sinceMs, nowMs, timeZone, look }) : []) {
        const occurrence = await enter(book, fallen, {
          nowMs,
          leapt,
          elapsed: cron!.elapsed,
        });
        if (occurrence) {
          const { id, fireAtEpochMs } = occurrence;
          open.set(id, { id, fireAtEpochMs, state: stateOf(occurrence) });
        }
      }
      const nextEpochMs = cron ? await nextOf(book, cron, schedule, nowMs, timeZone) : null;
      next = { ...standing, timeZone, settledEpochMs: nowMs, nextEpochMs };
    }

    let changed = due || anew;
    if (due && schedule.timeZone === null) {
      for (const added of await followed(book, [...open.values()], nowMs, timeZone)) open.set(added.id, added);
    }
    for (const each of [...open.values()]) {
      if (!isStirring(each, nowMs)) continue;
      const occurrence = await book.occurrence(each.id);
      let after = occurrence && movedBy(occurrence, nowMs, look);
      const floats = schedule.timeZone === null && after?.end === null;
      if (after && floats && !(await isItsTime(book, after, timeZone)))
        after = moved(after, { type: 'leapt', atMs: nowMs });
      const state = !after || (after.end !== null && isForgotten(each, nowMs)) ? undefined : stateOf(after);
      if (state) open.set(each.id, { ...each, state });
      else open.delete(each.id);
      changed ||= state !== each.state;
      if (after && after !== occurrence) book.keep(after);
      if (after?.end === null) look.waiting.push(after);
    }
    if (!changed) return standing; // what is open waits on
    next = { ...next, open: [...open.values()] };
    book.keepStanding(next);
    return next;
  }

  // ── Telling ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Those that were told, or had to be given up; the others are as they were. */
  async #tell(ready: readonly Occurrence[], nowMs: number): Promise<Map<string, Occurrence>> {
    const { ledger, reminders } = this.#ports;
    const changed = new Map<string, Occurrence>();
    for (const each of ready) {
      const name = await this.#nameOf(each);
      if (name !== undefined && !(await reminders.ready({ ...each, planName: name }).catch(() => false))) continue;
      const after = await ledger.change((book) =>
        name === undefined ? cancel(book, each.id, nowMs, 'planGone') : announce(book, each.id, nowMs),
      );
      if (after) changed.set(each.id, after);
    }
    return changed;
  }

  /** What its plan is called now; `undefined` when it is gone. Where that cannot be told it is there. */
  #nameOf({ planId, planName }: Occurrence): Promise<string | undefined> {
    return this.#ports.planName(planId).catch(() => planName);
  }

  async #move(
    id: string,
    nowMs: number,
    to: (first: Occurrence, timeZone: string) => number,
  ): Promise<Occurrence | undefined> {
    const successor = await this.#ports.ledger.change(async (book) => {
      const occurrence = await book.occurrence(id);
      if (occurrence === undefined || !waitsAt(occurrence, nowMs)) return undefined;
      const timeZone = isZone(occurrence.timeZone) ? occurrence.timeZone : this.#ports.timeZone();
      const successor = await successorOf(book, occurrence, to(await firstOf(book, occurrence), timeZone), timeZone);
      await close(book, moved(occurrence, { type: 'moved', atMs: nowMs, to: successor.id }), successor);
      return successor;
    });
    await this.settle(nowMs);
    return successor;
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

/** What was planned, before it was put off. */
async function firstOf(book: Book, occurrence: Occurrence): Promise<Occurrence> {
  const seen = new Set<string>(); // a restored ledger may go in a circle
  let first = occurrence;
  while (first.movedFrom !== null && !seen.has(first.id)) {
    seen.add(first.id);
    first = (await book.occurrence(first.movedFrom)) ?? first;
  }
  return first;
}

interface At {
  nowMs: number;
  here: string;
  last: LastLook | undefined;
  look: Look;
}

interface Look {
  skipped: Occurrence[];
  missed: Occurrence[];
  waiting: Occurrence[];
  cut: boolean;
  wakeAtEpochMs: number | undefined;
}

function standingOf(schedule: Schedule, stamp: string, here: string): Standing {
  const settledEpochMs = schedule.sinceEpochMs;
  return {
    schedule,
    stamp,
    settledEpochMs,
    timeZone: schedule.timeZone ?? here,
    nextEpochMs: null,
    open: [],
  };
}

/** The changes from the revision that was looked at last to the one that is stored, one by one; `after` none: removed. */
function changesSince(
  before: Schedule,
  stored: Schedule | undefined,
): { before: Schedule; after: Schedule | undefined }[] {
  if (before.revision === stored?.revision) return [];
  const between = (stored?.earlier ?? []).filter(({ revision }) => revision > before.revision);
  const all = [before, ...between, stored];
  return all.slice(1).map((after, i) => ({ before: all[i]!, after }));
}

function whyOver(after: Schedule | undefined): CancelReason {
  if (!after) return 'deleted';
  return after.on ? 'edited' : 'off';
}

/**
 * What the ledger has of it already, where nothing else is known: restored, or not to be read. It goes on from the latest,
 * and what waits for an answer still does.
 */
async function takenOver(book: Book, standing: Standing, nowMs: number): Promise<Standing> {
  const { schedule } = standing;
  const open: OpenOccurrence[] = [];
  let { settledEpochMs } = standing;
  for (const each of await book.occurrencesOf(schedule.id)) {
    const { id, fireAtEpochMs, end, movedFrom } = each;
    const current = each.revision === schedule.revision;
    if (current && movedFrom === null && fireAtEpochMs <= nowMs)
      settledEpochMs = Math.max(settledEpochMs, fireAtEpochMs);
    if (end !== null) continue;
    if (current && schedule.on) open.push({ id, fireAtEpochMs, state: stateOf(each) });
    else book.keep(moved(each, { type: 'cancelled', atMs: nowMs, why: whyOver(schedule) }));
  }
  return { ...standing, settledEpochMs, open };
}

/** None where it cannot be read, or where the zone is not known: a restored one may be of another device. */
function cronIn({ cron }: Schedule, timeZone: string): Cron | undefined {
  const parsed = parseCron(cron);
  return parsed.ok && isZone(timeZone) ? parsed.value : undefined;
}

function checkedZone(timeZone: string | null | undefined): Parsed<void> {
  if (timeZone === null || timeZone === undefined || isZone(timeZone)) return good(undefined);
  return bad('value.unknown', { received: String(timeZone) }, 'timeZone');
}

/**
 * What falls due in (sinceMs, nowMs]. Where the device has come east, its clock has leapt over times of day: nobody is
 * reminded of those, since it is another time of day by now.
 */
function fallenDue(
  cron: Cron,
  standing: Standing,
  { sinceMs, nowMs, timeZone, look }: { sinceMs: number; nowMs: number; timeZone: string; look: Look },
): { fallen: Occurrence; leapt: boolean }[] {
  const { schedule, timeZone: was } = standing;
  const begun = { timeZone, begunMs: schedule.sinceEpochMs };
  const due = recordedBetween(cron, {
    sinceMs,
    untilMs: nowMs,
    max: DUE_MAX,
    ...begun,
  });
  look.cut ||= due.cut;
  const fallen = due.dueMs.map((atMs) => {
    const times = timesOf(cron, atMs, begun);
    const occurrence = occurrenceOf(schedule, atMs, timeZone);
    return {
      fallen: times === 1 ? occurrence : { ...occurrence, times },
      leapt: false,
    };
  });
  if (cron.elapsed || was === timeZone || !isZone(was)) return fallen;
  const untilMs = instantOf(sinceMs + offsetMsAt(sinceMs, timeZone), was);
  const leapt =
    untilMs > sinceMs
      ? recordedBetween(cron, {
          sinceMs,
          untilMs,
          max: DUE_MAX,
          ...begun,
          timeZone: was,
        }).dueMs
      : [];
  return [
    ...leapt.map((atMs) => ({
      fallen: occurrenceOf(schedule, atMs, was),
      leapt: true,
    })),
    ...fallen,
  ];
}

/**
 * What a person has put off to another day goes along on a journey: it keeps its time of day. Where the clock is past that
 * already, it was leapt over. What was snoozed is not of a time of day, and stays.
 */
async function followed(
  book: Book,
  open: readonly OpenOccurrence[],
  nowMs: number,
  timeZone: string,
): Promise<OpenOccurrence[]> {
  const changed: OpenOccurrence[] = [];
  for (const { id, fireAtEpochMs, state } of open) {
    if (state !== 'waiting' || fireAtEpochMs <= nowMs) continue;
    const occurrence = await book.occurrence(id);
    if (occurrence?.end !== null || (await isItsTime(book, occurrence, timeZone))) continue;
    const atMs = instantOf(Date.parse(`${occurrence.localTime}Z`), timeZone);
    let after = moved(occurrence, { type: 'leapt', atMs: nowMs });
    if (atMs > nowMs) {
      const successor = await successorOf(book, occurrence, atMs, timeZone);
      after = moved(occurrence, {
        type: 'moved',
        atMs: nowMs,
        to: successor.id,
      });
      changed.push({ id: successor.id, fireAtEpochMs: atMs, state: 'waiting' });
    }
    book.keep(after);
    changed.push({ id, fireAtEpochMs, state: 'over' });
  }
  return changed;
}

/** The clock here shows its own local time when it comes; or it was snoozed, which is so long from then, wherever. */
async function isItsTime(book: Book, occurrence: Occurrence, timeZone: string): Promise<boolean> {
  const { fireAtEpochMs, localTime, movedFrom } = occurrence;
  if (occurrence.timeZone === timeZone || localOf(fireAtEpochMs, timeZone).localTime === localTime) return true;
  const before = movedFrom === null ? undefined : await book.occurrence(movedFrom);
  return before?.end?.status === 'moved' && before.end.atEpochMs + SNOOZE_MS === fireAtEpochMs;
}

/** The one that it is moved to. What is planned for then anyway is another one. */
async function successorOf(book: Book, occurrence: Occurrence, atMs: number, timeZone: string): Promise<Occurrence> {
  const time = {
    ...occurrence,
    timeZone,
    ...localOf(atMs, timeZone),
    fireAtEpochMs: atMs,
  };
  let id = `${occurrenceId(time)}/moved`;
  while (await book.occurrence(id)) id += '+';
  const anew = {
    movedFrom: occurrence.id,
    readyAtEpochMs: null,
    end: null,
    times: undefined,
  };
  const successor: Occurrence = { ...time, id, ...anew };
  book.keep(successor);
  return successor;
}

/** When it fires next. A time of day that was there already, in a zone further east, is none. */
async function nextOf(
  book: Book,
  cron: Cron,
  schedule: Schedule,
  nowMs: number,
  timeZone: string,
): Promise<number | null> {
  const begun = { timeZone, begunMs: schedule.sinceEpochMs };
  let nextMs = nextRecordedMs(cron, nowMs, begun);
  while (nextMs !== undefined && schedule.timeZone === null && !cron.elapsed) {
    const next = occurrenceOf(schedule, nextMs, timeZone);
    if (!isTwin(next, await book.occurrencesAt(next))) break;
    nextMs = nextRecordedMs(cron, nextMs, begun);
  }
  return nextMs ?? null;
}

/** It was there already at this time of day, where the device was then. */
function isTwin({ timeZone, id }: Occurrence, there: readonly Occurrence[]): boolean {
  return (
    there.every((each) => each.id !== id) && there.some((each) => each.movedFrom === null && each.timeZone !== timeZone)
  );
}

/**
 * A record for what fell due, unless there is one. Where the device has come to another zone, a time of day that was
 * there already in the last one does not come twice; of what follows elapsed time each one counts.
 */
async function enter(
  book: Book,
  due: Occurrence,
  { nowMs, leapt, elapsed }: { nowMs: number; leapt: boolean; elapsed: boolean },
): Promise<Occurrence | undefined> {
  const there = await book.occurrencesAt(due);
  const same = there.find(({ id }) => id === due.id);
  if (same) {
    const again = moved(same, { type: leapt ? 'leapt' : 'due', atMs: nowMs });
    if (again !== same) book.keep(again);
    return again === same && same.end !== null ? undefined : again;
  }
  if (!elapsed && isTwin(due, there)) return undefined;
  const entered = leapt ? moved(due, { type: 'leapt', atMs: nowMs }) : due;
  book.keep(entered);
  return entered;
}

function movedBy(occurrence: Occurrence, nowMs: number, look: Look): Occurrence {
  const after = moved(occurrence, { type: 'lookedAt', atMs: nowMs });
  if (after === occurrence) return after;
  if (after.end?.status === 'skipped') look.skipped.push(after);
  if (after.end?.status === 'missed') look.missed.push(after);
  return after;
}

async function announce(book: Book, id: string, nowMs: number): Promise<Occurrence | undefined> {
  const occurrence = await book.occurrence(id);
  if (!occurrence) return undefined;
  const after = moved(occurrence, { type: 'announced', atMs: nowMs });
  if (after === occurrence) return occurrence;
  book.keep(after);
  await mark(book, after, (open) => ({ ...open, state: 'told' }));
  return after;
}

async function cancel(book: Book, id: string, nowMs: number, why: CancelReason): Promise<Occurrence | undefined> {
  const occurrence = await book.occurrence(id);
  if (!occurrence) return undefined;
  const after = moved(occurrence, { type: 'cancelled', atMs: nowMs, why });
  if (after !== occurrence) await close(book, after);
  return after;
}

async function cancelAll(book: Book, { open }: Standing, nowMs: number, why: CancelReason, look: Look): Promise<void> {
  for (const { id } of open) {
    const occurrence = await book.occurrence(id);
    const after = occurrence && moved(occurrence, { type: 'cancelled', atMs: nowMs, why });
    if (after && after !== occurrence) book.keep(after);
  }
  const ids = new Set(open.map(({ id }) => id));
  look.waiting = look.waiting.filter(({ id }) => !ids.has(id));
}

/** It has ended, and nothing may be done with it any more; `successor` takes its place. */
async function close(book: Book, ended: Occurrence, successor?: Occurrence): Promise<void> {
  book.keep(ended);
  const added: OpenOccurrence[] = successor
    ? [
        {
          id: successor.id,
          fireAtEpochMs: successor.fireAtEpochMs,
          state: 'waiting',
        },
      ]
    : [];
  await mark(book, ended, () => undefined, added);
}

async function mark(
  book: Book,
  { id, scheduleId }: Occurrence,
  how: (open: OpenOccurrence) => OpenOccurrence | undefined,
  added: readonly OpenOccurrence[] = [],
): Promise<void> {
  const standing = await book.standing(scheduleId);
  if (!standing) return;
  const open = standing.open.flatMap((each) => (each.id === id ? (how(each) ?? []) : each));
  book.keepStanding({ ...standing, open: [...open, ...added] });
}

/** Nothing has become of it yet, and it is not too late for anything. */
function waitsAt({ end, fireAtEpochMs }: Occurrence, nowMs: number): boolean {
  return end === null && nowMs <= fireAtEpochMs + READY_MS;
}

/** Whether a look at the clock can have brought something. */
function isStirring(open: OpenOccurrence, nowMs: number): boolean {
  return open.state === 'over' ? isForgotten(open, nowMs) : nowMs >= open.fireAtEpochMs;
}

function isForgotten({ fireAtEpochMs }: OpenOccurrence, nowMs: number): boolean {
  return nowMs > fireAtEpochMs + CLAIM_MS;
}

function stateOf({ end, readyAtEpochMs }: Occurrence): OpenOccurrence['state'] {
  if (end !== null) return 'over';
  return readyAtEpochMs === null ? 'waiting' : 'told';
}

function wakeBy(look: Look, standing: Standing, nowMs: number): void {
  const times = standing.open.flatMap(({ fireAtEpochMs, state }) => {
    if (state === 'over') return [];
    return fireAtEpochMs > nowMs ? [fireAtEpochMs] : [fireAtEpochMs + READY_MS + 1];
  });
  if (standing.schedule.on && standing.nextEpochMs !== null) times.push(standing.nextEpochMs);
  for (const atMs of times) look.wakeAtEpochMs = Math.min(look.wakeAtEpochMs ?? Infinity, atMs);
}
