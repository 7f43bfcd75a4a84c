// Schedules in a folder: what is planned is added, told, listed and removed.
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import {
  builtInPlans,
  calendarOf,
  isSameContent,
  nextFireTimes,
  offsetText,
  parseCron,
  Scheduler,
  statusOf,
} from '../index.ts';
import type {
  CalendarFile,
  CalendarItem,
  Finish,
  Occurrence,
  OccurrenceStatus,
  Plan,
  ReminderPort,
  Schedule,
  Start,
} from '../index.ts';
import { LedgerFolder } from './ledgerFolder.ts';
import { deviceZone, realClock } from './pacedClock.ts';
import { plain, Refusal, type Terminal } from './terminal.ts';
import { calendarWords, cli as words, cronInWords, plans as planWords, reminders as said } from './words.ts';

export interface Planned {
  id: string;
  planId: string;
  planName: string;
  cron: string;
  words: string;
  /** None: it follows the device. */
  timeZone: string | null;
  on: boolean;
  next: string | null;
  /** The last few, latest first. */
  outcomes: Outcome[];
}

export interface Outcome {
  localTime: string;
  offset: string;
  fireAt: string;
  status: OccurrenceStatus;
  /** Of a schedule that fires very often: so many occurrences that it stands for. */
  times?: number;
}

const OUTCOMES = 5;

/** Nobody to tell. */
export const SILENT: ReminderPort = {
  ready: () => Promise.resolve(false),
  waiting: () => Promise.resolve(),
  skipped: () => undefined,
  missed: () => undefined,
};

export class Planner {
  readonly #ledger: LedgerFolder;

  constructor(folder: string) {
    this.#ledger = new LedgerFolder(folder);
  }

  /** Its id. */
  async add(plan: Plan, cron: string, timeZone: string | undefined): Promise<string> {
    const id = await this.#ledger.keepPlan(plan);
    const added = await this.#scheduler().scheduleSession({ id, name: plan.name }, cron, {
      timeZone: timeZone ?? null,
    });
    if (!added.ok) throw new Error('it was read before');
    return added.value;
  }

  async list(): Promise<Planned[]> {
    await this.#scheduler().settle();
    const { schedules, occurrences } = await this.#read();
    return Promise.all(
      schedules.map(async (schedule) => {
        const { id, planId, planName, cron, timeZone, on } = schedule;
        const past = occurrences.filter(({ scheduleId, end }) => scheduleId === id && end !== null);
        return {
          ...{ id, planId, planName, cron, words: await cronInWords(cron), timeZone, on },
          next: nextOf(schedule)?.toISOString() ?? null,
          outcomes: past.slice(0, OUTCOMES).map(outcomeOf),
        };
      }),
    );
  }

  /** What a calendar takes in. `address`: of the app's live screen, where it is known. */
  async calendar(address: string | undefined): Promise<CalendarFile> {
    const { schedules } = await this.#read();
    const items = schedules
      .filter(({ on }) => on)
      .map(async (schedule): Promise<CalendarItem> => {
        const plan = await this.#ledger.plan(schedule.planId);
        const timeZone = schedule.timeZone ?? deviceZone();
        return { schedule, plan, timeZone, link: address && linkTo(plan, address) };
      });
    return calendarOf(await Promise.all(items), { nowMs: Date.now(), words: calendarWords });
  }

  /** Whether there was one. */
  async remove(id: string): Promise<boolean> {
    const { schedules } = await this.#read();
    if (!schedules.some((each) => each.id === id)) return false;
    await this.#scheduler().remove(id);
    return true;
  }

  /** A workout of this plan began: what was planned, if it was. */
  async started(plan: Plan, start: Omit<Start, 'planId'>): Promise<Occurrence | undefined> {
    const scheduler = this.#scheduler();
    await scheduler.settle();
    const planId = await this.#ledger.planId(plan);
    return planId === undefined ? undefined : scheduler.started({ ...start, planId });
  }

  finished(occurrenceId: string, finish: Omit<Finish, 'finishedAtEpochMs'>): Promise<void> {
    return this.#scheduler().finished(occurrenceId, finish);
  }

  /** Tells what is ready when it is, until somebody says stop. */
  async watch(terminal: Terminal, json: boolean): Promise<void> {
    const stop = new AbortController();
    const over = terminal.onInterrupt(() => stop.abort());
    const scheduler = this.#scheduler(printed(terminal, json));
    const clock = realClock(Date.now(), 1);
    let seen = '';
    let wakeAtMs = 0;
    let lookedAtMs = 0;
    let zone = '';
    while (!stop.signal.aborted) {
      const nowMs = Date.now();
      const stamp = await this.#stamp();
      const changed = stamp !== seen || deviceZone() !== zone;
      if (changed || nowMs >= wakeAtMs || nowMs < lookedAtMs) {
        seen = stamp; // of before: what others change meanwhile is looked at too
        zone = deviceZone();
        wakeAtMs = (await scheduler.settle()).wakeAtEpochMs ?? Infinity;
      }
      lookedAtMs = nowMs;
      // a second at most: the clock may be set, and others plan in this folder too
      await clock.until(clock.nowMs() + Math.max(0, wakeAtMs - Date.now()), stop.signal);
    }
    over();
  }

  async #stamp(): Promise<string> {
    const file = await stat(this.#ledger.path).catch(() => undefined);
    return file ? `${file.mtimeMs} ${file.ino}` : '';
  }

  async #read(): Promise<{ schedules: Schedule[]; occurrences: Occurrence[] }> {
    return this.#ledger.transact(async (transaction) => {
      const stored = await transaction.schedules();
      const schedules = stored.flatMap((each) => each.read() ?? []);
      const all = await Promise.all(schedules.map(({ id }) => transaction.occurrencesIn({ scheduleId: id })));
      const occurrences = all.flatMap((each) => each.occurrences);
      return { schedules, occurrences: occurrences.sort((a, b) => b.fireAtEpochMs - a.fireAtEpochMs) };
    });
  }

  #scheduler(reminders: ReminderPort = SILENT): Scheduler {
    return new Scheduler({
      ledger: this.#ledger,
      reminders,
      runningPlanId: () => Promise.resolve(undefined),
      planName: async (id) => (await this.#ledger.plan(id))?.name,
      timeZone: deviceZone,
      nowMs: () => Date.now(),
      newId: randomUUID,
    });
  }
}

/** To the workout, where the app knows its plan: the ids of a folder are not the app's. Else to the app's list of plans. */
function linkTo(plan: Plan | undefined, address: string): string {
  const builtIn = plan && builtInPlans(planWords).find((each) => isSameContent(each, plan));
  return builtIn ? `${address}?plan=${builtIn.id}` : address.replace(/(#.*)?$/, '#/plans');
}

/** On standard output: lines for people, or lines of JSON. */
function printed(terminal: Terminal, json: boolean): ReminderPort {
  const print = (value: object, text: string): void =>
    terminal.out(json ? `${JSON.stringify(value)}\n` : `${plain(text)}\n`);
  return {
    ...SILENT,
    ready: (occurrence) => {
      print(
        { type: 'ready', ...tellingOf(occurrence) },
        words.told(occurrence.localTime, said.ready(occurrence.planName)),
      );
      return Promise.resolve(true);
    },
    skipped: (occurrence) =>
      print(
        { type: 'skipped', ...tellingOf(occurrence) },
        words.told(occurrence.localTime, words.skipped(occurrence.planName)),
      ),
    missed: (occurrences, more) =>
      print(
        { type: 'missed', occurrences: occurrences.map(tellingOf), more },
        words.told(occurrences[0]?.localTime ?? '', said.missed(occurrences.length, more)),
      ),
  };
}

function tellingOf(occurrence: Occurrence): object {
  const { id, scheduleId, planId, planName } = occurrence;
  const { localTime, offset, fireAt } = outcomeOf(occurrence);
  return { id, scheduleId, planId, planName, localTime, offset, fireAt };
}

export function outcomeOf(occurrence: Occurrence): Outcome {
  const { localTime, offsetMin, fireAtEpochMs, times } = occurrence;
  const fireAt = new Date(fireAtEpochMs).toISOString();
  const outcome = { localTime, offset: offsetText(offsetMin), fireAt, status: statusOf(occurrence) };
  return times === undefined ? outcome : { ...outcome, times };
}

function nextOf({ cron, timeZone, on }: Schedule): Date | undefined {
  const parsed = parseCron(cron);
  if (!on || !parsed.ok) return undefined;
  return nextFireTimes(parsed.value, { after: new Date(), timeZone: timeZone ?? deviceZone(), count: 1 })[0];
}

export function plannerFrom(folder: string | undefined, verb: string): Planner {
  if (folder === undefined) throw new Refusal(words.optionWanted(verb, '--ledger'));
  return new Planner(folder);
}
