// A year of twenty schedules: journeys, changes of the clock, a device that is off for weeks, and people who change
// their minds. What the ledger says in the end is held against an account that is kept here, by other means.
import { beforeAll, expect, test } from 'vitest';
import { offsetText, statusOf } from '../../src/core/schedule/occurrence.ts';
import { revised, type Schedule } from '../../src/core/schedule/schedule.ts';
import { WallClock, type Fire, type Rule } from './bruteForce.ts';
import { World } from './scheduling.ts';
import { NIGHTLY } from '../support/nightly.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const READY_MS = 10 * MINUTE_MS;
const EARLY_MS = 30 * MINUTE_MS;
const LOOK_BACK_MS = 92 * DAY_MS;
const FROM_MS = Date.UTC(2026, 0, 1);
const TO_MS = Date.UTC(2027, 0, 1);

const daily = () => true;
const at = (hour: number, minute = 0): number => hour * 60 + minute;

/** An expression, and the same said otherwise. Floating ones keep away from the hours in which clocks are set. */
const RULES: [Rule, pinned?: string][] = [
  [{ cron: '30 6 * * *', minutes: [at(6, 30)], day: daily }],
  [{ cron: '35 6 * * *', minutes: [at(6, 35)], day: daily }],
  [{ cron: '15 18 * * 1,3,5', minutes: [at(18, 15)], day: ({ weekday }) => [1, 3, 5].includes(weekday) }],
  [{ cron: '0 7 15 * *', minutes: [at(7)], day: ({ day }) => day === 15 }],
  [{ cron: '0 7 31 * *', minutes: [at(7)], day: ({ day }) => day === 31 }],
  [{ cron: '0 7 L * *', minutes: [at(7)], day: ({ left }) => left === 0 }],
  [{ cron: '30 9 * * MON#2', minutes: [at(9, 30)], day: ({ weekday, day }) => weekday === 1 && day > 7 && day <= 14 }],
  [{ cron: '0 20 * * 5L', minutes: [at(20)], day: ({ weekday, left }) => weekday === 5 && left < 7 }],
  [{ cron: '0 6 13 * 5', minutes: [at(6)], day: ({ day, weekday }) => day === 13 || weekday === 5 }],
  [{ cron: '30 15 12 * 6-8 *', minutes: [at(12, 15)], second: 30, day: ({ month }) => month >= 6 && month <= 8 }],
  [{ cron: '0 6,18 * * SAT', minutes: [at(6), at(18)], day: ({ weekday }) => weekday === 6 }],
  [{ cron: '0 */8 * * *', minutes: [0, at(8), at(16)], elapsed: true, day: daily }],
  [{ cron: '30 2 * * *', minutes: [at(2, 30)], day: daily }, 'Europe/Berlin'],
  [{ cron: '*/30 2 * * *', minutes: [at(2), at(2, 30)], elapsed: true, day: daily }, 'Europe/Berlin'],
  [{ cron: '30 1,2 * * *', minutes: [at(1, 30), at(2, 30)], day: daily }, 'America/New_York'],
  [{ cron: '15,45 2 * * *', minutes: [at(2, 15), at(2, 45)], day: daily }, 'Australia/Lord_Howe'],
  [{ cron: '45 1 * * *', minutes: [at(1, 45)], day: daily }, 'Australia/Lord_Howe'],
  [{ cron: '30 2 * * 0', minutes: [at(2, 30)], day: ({ weekday }) => weekday === 0 }, 'Pacific/Auckland'],
  [{ cron: '45 5 * * 1-5', minutes: [at(5, 45)], day: ({ weekday }) => weekday > 0 && weekday < 6 }, 'Asia/Kathmandu'],
  [{ cron: '0 0 1 * *', minutes: [0], day: ({ day }) => day === 1 }, 'America/Sao_Paulo'],
];
/** What a schedule may be changed to. */
const OTHERS = RULES.slice(0, 11);
const PLANS = ['tempo', 'easy', 'long'];
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'Australia/Lord_Howe'];

const clocks = new Map<string, WallClock>();
const fires = new Map<string, Fire[]>();

beforeAll(() => {
  for (const zone of new Set([...ZONES, ...RULES.flatMap(([, pinned]) => pinned ?? [])])) {
    const clock = new WallClock(zone, FROM_MS - 5 * DAY_MS, TO_MS + 40 * DAY_MS);
    clocks.set(zone, clock);
    for (const [rule] of RULES) fires.set(`${zone} ${rule.cron}`, clock.fires(rule));
  }
}, 60_000);

function firesBetween({ cron }: Schedule, zone: string, sinceMs: number, untilMs: number): Fire[] {
  return fires.get(`${zone} ${cron}`)!.filter(({ atMs }) => atMs > sinceMs && atMs <= untilMs);
}

const ELAPSED = new Set(RULES.flatMap(([{ cron, elapsed }]) => (elapsed ? [cron] : [])));

/** One planned workout, as the account has it. */
interface Entry {
  id: string;
  schedule: Schedule;
  zone: string;
  fireMs: number;
  localMs: number;
  moved: boolean;
  told: boolean;
  status: 'pending' | 'started' | 'skipped' | 'missed' | 'moved' | 'cancelled';
  /** It is to come so long after it was snoozed, whatever the clock shows then. */
  snoozed: boolean;
  /** The clock was set past it on a journey. */
  leapt: boolean;
  /** Ended by the clock, then. */
  lapsedMs: number | undefined;
  /** For so long that no start is heard of any more, even by a clock that is set back. */
  forgotten: boolean;
}

/** A schedule as it was at the last look, and how far its account goes. */
interface Line {
  known: Schedule | undefined;
  settledMs: number;
  zone: string;
  /** Changes since, oldest first; none: removed. */
  changes: { schedule: Schedule | undefined; atMs: number }[];
}

class Account {
  readonly entries = new Map<string, Entry>();
  readonly lines = new Map<string, Line>();
  /** How often a time of day was leapt over, and how often one that was put off went along on a journey. */
  leapt = 0;
  followed = 0;

  changed(id: string, schedule: Schedule | undefined, atMs: number): void {
    const line = this.lines.get(id) ?? { known: undefined, settledMs: 0, zone: '', changes: [] };
    line.changes.push({ schedule, atMs });
    this.lines.set(id, line);
  }

  look(nowMs: number, here: string): void {
    for (const line of this.lines.values()) {
      for (const { schedule, atMs } of line.changes.splice(0)) {
        if (line.known) this.#settle(line, line.known, Math.min(nowMs, atMs), here);
        const old = this.#of(line.known?.id).filter(({ status }) => status === 'pending');
        for (const each of old) each.status = 'cancelled';
        line.known = schedule;
        if (schedule) Object.assign(line, { settledMs: schedule.sinceEpochMs, zone: schedule.timeZone ?? here });
      }
      if (line.known) this.#settle(line, line.known, nowMs, here);
    }
  }

  tell(nowMs: number, { running, allowed }: { running: string | undefined; allowed: boolean }): void {
    for (const each of this.entries.values()) {
      const ready = each.status === 'pending' && each.fireMs <= nowMs && nowMs <= each.fireMs + READY_MS;
      if (ready && allowed && each.schedule.planId !== running) each.told = true;
    }
  }

  /** The nearest of a plan, also the one that comes next. */
  started(planId: string, atMs: number, tiedId: string | undefined): Entry | undefined {
    const next = [...this.lines.values()].flatMap(({ known, settledMs, zone }) => {
      if (!known?.on || known.planId !== planId) return [];
      const coming = firesBetween(known, zone, settledMs, settledMs + 40 * DAY_MS);
      const fire = coming.find((each) => !this.#twin(entryOf(known, zone, each)));
      return fire ? [entryOf(known, zone, fire)] : [];
    });
    const unknown = next.filter(({ id }) => !this.entries.has(id));
    const isOpen = ({ id, status, lapsedMs, forgotten }: Entry): boolean =>
      status === 'pending' || (lapsedMs !== undefined && (!forgotten || next.some((each) => each.id === id)));
    const near = [...this.entries.values(), ...unknown]
      .filter(({ schedule }) => schedule.planId === planId)
      .filter(({ fireMs }) => atMs >= fireMs - EARLY_MS && atMs <= fireMs + READY_MS)
      .filter(isOpen)
      .sort((a, b) => Math.abs(a.fireMs - atMs) - Math.abs(b.fireMs - atMs) || a.fireMs - b.fireMs);
    const [first] = near;
    const nearest = near.find(({ id, fireMs }) => id === tiedId && fireMs === first?.fireMs) ?? first; // of two at once either
    if (nearest) this.entries.set(nearest.id, Object.assign(nearest, { status: 'started', lapsedMs: undefined }));
    return nearest;
  }

  #settle(line: Line, schedule: Schedule, untilMs: number, here: string): void {
    const zone = schedule.timeZone ?? here;
    const begunMs = schedule.sinceEpochMs <= untilMs ? schedule.sinceEpochMs : 0; // by a clock that ran ahead: unknown
    const sinceMs = Math.max(Math.min(line.settledMs, untilMs), untilMs - LOOK_BACK_MS, begunMs);
    if (schedule.on) {
      const leapt =
        ELAPSED.has(schedule.cron) || zone === line.zone ? [] : this.#leapt(line.zone, zone, schedule, sinceMs);
      for (const fire of leapt) this.#enter(entryOf(schedule, line.zone, fire), untilMs, true);
      for (const fire of firesBetween(schedule, zone, sinceMs, untilMs)) {
        this.#enter(entryOf(schedule, zone, fire), untilMs, false);
      }
      Object.assign(line, { settledMs: untilMs, zone });
    }
    const clock = clocks.get(zone)!;
    const elsewhere = ({ fireMs, localMs, snoozed }: Entry): boolean =>
      schedule.timeZone === null && !snoozed && clock.localMs(fireMs) !== localMs;
    for (const each of this.#of(schedule.id)) {
      if (each.status !== 'pending') continue;
      if (each.fireMs > untilMs) {
        if (elsewhere(each)) this.#follow(each, zone, untilMs);
      } else if (untilMs > each.fireMs + READY_MS) {
        Object.assign(each, { status: each.told ? 'skipped' : 'missed', lapsedMs: untilMs });
      } else if (!each.told && elsewhere(each)) leap(each, untilMs);
    }
    for (const each of this.#of(schedule.id)) each.forgotten ||= untilMs > each.fireMs + HOUR_MS;
  }

  /** What was put off to another day keeps its time of day on a journey, unless the clock is past that by now. */
  #follow(entry: Entry, zone: string, nowMs: number): void {
    const atMs = clocks.get(zone)!.instantOf(entry.localMs);
    if (atMs <= nowMs) return leap(entry, nowMs);
    entry.status = 'moved';
    const fire = { atMs, localMs: clocks.get(zone)!.localMs(atMs) };
    const after: Entry = { ...entryOf(entry.schedule, zone, fire), moved: true };
    after.id += '/moved';
    while (this.entries.has(after.id)) after.id += '+';
    this.entries.set(after.id, after);
    this.followed++;
  }

  /** Times of day that a clock leaps over when it is set from one zone to another. */
  #leapt(from: string, to: string, schedule: Schedule, sinceMs: number): Fire[] {
    const untilLocalMs = clocks.get(to)!.localMs(sinceMs);
    return firesBetween(schedule, from, sinceMs, sinceMs + DAY_MS).filter(({ localMs }) => localMs <= untilLocalMs);
  }

  #enter(entry: Entry, nowMs: number, leapt: boolean): void {
    const there = this.entries.get(entry.id);
    if (!there && this.#twin(entry)) return;
    if (leapt) {
      if (!there) this.leapt++;
      if (!there || (there.status === 'pending' && !there.told)) leap(there ?? entry, nowMs);
    } else if (there?.lapsedMs !== undefined) {
      const inTime = entry.fireMs <= nowMs && nowMs <= entry.fireMs + READY_MS; // the clock shows that time after all
      if (there.lapsedMs > nowMs || (there.leapt && inTime)) {
        const anew = { status: 'pending', lapsedMs: undefined, told: false, forgotten: false, leapt: false };
        Object.assign(there, anew);
      }
    }
    if (!there) this.entries.set(entry.id, entry);
  }

  /** The same time of day was there already, elsewhere. */
  #twin({ id, schedule, localMs, zone }: Entry): boolean {
    if (ELAPSED.has(schedule.cron) || this.entries.has(id)) return false;
    return this.#of(schedule.id).some(
      (each) =>
        !each.moved && each.localMs === localMs && each.zone !== zone && each.schedule.revision === schedule.revision,
    );
  }

  #of(scheduleId: string | undefined): Entry[] {
    return [...this.entries.values()].filter(({ schedule }) => schedule.id === scheduleId);
  }
}

function entryOf(schedule: Schedule, zone: string, { atMs, localMs }: Fire): Entry {
  const id = `${schedule.id}/${schedule.revision}/${timeText(localMs)}${offsetText((localMs - atMs) / MINUTE_MS)}`;
  return {
    id,
    schedule,
    zone,
    fireMs: atMs,
    localMs,
    moved: false,
    told: false,
    status: 'pending',
    snoozed: false,
    leapt: false,
    lapsedMs: undefined,
    forgotten: false,
  };
}

/** Missed, and nobody is told. */
function leap(entry: Entry, nowMs: number): void {
  Object.assign(entry, { status: 'missed', leapt: true, lapsedMs: nowMs });
}

const timeText = (localMs: number): string => new Date(localMs).toISOString().slice(0, 19);

/** Chance with a memory, so that a failure can be had again. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Lived {
  world: World;
  account: Account;
  looks: number;
  /** How often the clock was before a revision. */
  backs: number;
  untimely: string[];
}

async function liveThrough(seed: number): Promise<Lived> {
  const chance = chanceFrom(seed);
  const often = (share: number): boolean => chance() < share;
  const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;
  const world = new World(new Date(FROM_MS).toISOString());
  const account = new Account();
  const stored = new Map<string, Schedule>();
  /** Reminders of a time of day that the clock on the wall did not show. */
  const untimely: string[] = [];
  const { ready } = world.reminders;
  world.reminders.ready = (occurrence) => {
    const { id, localTime, timeZone } = occurrence;
    const { schedule, snoozed } = account.entries.get(id)!;
    const zone = schedule.timeZone === null ? world.zone : timeZone;
    const lateMs = clocks.get(zone)!.localMs(world.now) - Date.parse(`${localTime}Z`);
    if (!snoozed && (lateMs < 0 || lateMs > READY_MS)) untimely.push(`${id} in ${zone}`);
    return ready(occurrence);
  };
  let looks = 0;
  let backs = 0;
  let sessions = 0;

  const note = (id: string): void => {
    const schedule = world.ledger.schedules.get(id)?.schedule;
    if (schedule) stored.set(id, schedule);
    else stored.delete(id);
    account.changed(id, schedule, world.now);
  };
  const look = async (): Promise<{
    waiting: readonly { id: string; scheduleId: string }[];
    wakeAtEpochMs: number | undefined;
  }> => {
    looks++;
    account.look(world.now, world.zone);
    account.tell(world.now, world);
    const [settled] = await Promise.all(
      often(0.1) ? [world.scheduler.settle(), world.scheduler.settle()] : [world.scheduler.settle()],
    );
    return settled;
  };

  for (const [i, [{ cron }, timeZone]] of RULES.entries()) {
    const id = PLANS[i % PLANS.length]!;
    const made = await world.scheduler.scheduleSession({ id, name: id }, cron, timeZone ? { timeZone } : {});
    if (made.ok) note(made.value);
  }
  /** The first is left alone, to be counted. */
  const changeable = (): string[] => [...stored.keys()].slice(1);
  let settled = await look();

  while (world.now < TO_MS) {
    // ── Time goes by
    const { wakeAtEpochMs = world.now } = settled;
    const roll = chance();
    if (roll < 0.5) world.now = Math.max(world.now, wakeAtEpochMs);
    else if (roll < 0.505) world.now += Math.floor(chance() * 21 * DAY_MS);
    else if (roll < 0.51) world.now -= Math.floor(chance() * 2 * HOUR_MS);
    else world.now += Math.floor(chance() * 10 * HOUR_MS);
    if (often(0.02)) world.zone = one(ZONES);
    if (often(0.05)) world.allowed = !world.allowed || often(0.3);
    world.running = often(0.1) ? one(PLANS) : undefined;

    // ── People change their minds, with a look each, or several times before anyone looks
    for (let changes = often(0.03) ? 1 + Math.floor(chance() * 3) : 0; changes > 0; changes--) {
      const waiting = settled.waiting.map(({ scheduleId }) => scheduleId).filter((each) => changeable().includes(each));
      const id = waiting.length > 0 && often(0.7) ? one(waiting) : one(changeable());
      const before = stored.get(id)!;
      const choice = often(0.3)
        ? { on: !before.on }
        : { cron: one(OTHERS)[0].cron, timeZone: often(0.3) ? one(ZONES) : null };
      const now = world.now;
      await world.ledger.transact((transaction) => transaction.keepSchedule(revised(before, choice, now)));
      if (world.ledger.schedules.get(id)?.schedule?.revision !== before.revision) note(id);
      if (often(0.5)) world.now += Math.floor(chance() * 9 * HOUR_MS);
    }
    if (often(0.003) && stored.size > 14) {
      const id = one(changeable());
      await world.ledger.transact((transaction) => transaction.removeSchedule(id));
      note(id);
      world.now += Math.floor(chance() * HOUR_MS);
    }
    settled = await look();
    if (often(0.01)) {
      // ── A clock that is before some revision for one look, and right again
      const rightMs = world.now;
      const { sinceEpochMs } = one([...stored.values()]);
      world.now = Math.max(FROM_MS - DAY_MS, Math.min(rightMs, sinceEpochMs) - Math.floor(chance() * 30 * DAY_MS));
      backs += world.now < sinceEpochMs ? 1 : 0;
      await look();
      world.now = rightMs;
      settled = await look();
    }

    // ── Somebody trains, or not
    if (often(0.15)) {
      const planId = one(PLANS);
      const startedAtEpochMs = world.now - (often(0.2) ? Math.floor(chance() * 20 * MINUTE_MS) : 0);
      const linked = await world.scheduler.started({ sessionId: `w${++sessions}`, planId, startedAtEpochMs });
      expect(linked?.id, 'what it was linked to').toBe(account.started(planId, startedAtEpochMs, linked?.id)?.id);
      settled = await look();
    }
    if (settled.waiting.length > 0 && often(0.3)) {
      const { id } = one(settled.waiting);
      const entry = account.entries.get(id)!;
      if (often(0.5)) {
        await world.scheduler.skip(id);
        entry.status = 'skipped';
      } else {
        const snoozed = often(0.7);
        const successor = snoozed ? await world.scheduler.snooze(id) : await world.scheduler.postpone(id);
        const { localTime, fireAtEpochMs: fireMs } = successor!;
        entry.status = 'moved';
        const localMs = Date.parse(`${localTime}Z`);
        account.entries.set(successor!.id, {
          ...entry,
          id: successor!.id,
          fireMs,
          localMs,
          moved: true,
          snoozed,
          told: false,
          status: 'pending',
        });
      }
      settled = await look();
    }
  }
  world.now = TO_MS + DAY_MS;
  world.now = (await look()).wakeAtEpochMs!;
  await look();
  return { world, account, looks, backs, untimely };
}

const seen = new Set<string>();
let followed = 0;

/** Two are enough for all that can happen to happen, which the last test proves. */
const SEEDS = Array.from({ length: NIGHTLY ? 20 : 1 }, (_, i) => i + 1);

test.each(SEEDS)('a year, seed %i: the ledger is what happened, each once', { timeout: 60_000 }, async (seed) => {
  const { world, account, looks, backs, untimely } = await liveThrough(seed);
  expect(looks).toBeGreaterThan(500);
  expect(backs).toBeGreaterThan(0);
  expect(untimely, 'reminded at another time of day').toEqual([]);
  expect(account.leapt).toBeGreaterThan(0);
  followed += account.followed;
  const written = [...world.ledger.occurrences.values()];
  const became = (of: { id: string; status: string }[]): string[] =>
    of.map(({ id, status }) => `${id} ${status}`).sort();
  expect(became(written.map((each) => ({ id: each.id, status: statusOf(each) })))).toEqual(
    became([...account.entries.values()]),
  );

  const open = written.filter(({ end }) => end === null);
  for (const { fireAtEpochMs } of open) expect(fireAtEpochMs).toBeGreaterThanOrEqual(world.now - READY_MS);
  for (const each of written) seen.add(statusOf(each));

  // the one that nobody touched: each morning of the year once, wherever it was
  const [untouched] = RULES[0]!;
  expect(untouched.cron).toBe('30 6 * * *');
  const mornings = written.filter(({ scheduleId, movedFrom }) => scheduleId === 'id1' && movedFrom === null);
  const days = mornings.map(({ localTime }) => localTime).sort();
  expect(new Set(days).size).toBe(days.length);
  const all = Array.from(
    { length: 366 },
    (_, day) => `${new Date(FROM_MS + day * DAY_MS).toISOString().slice(0, 10)}T06:30:00`,
  );
  expect(days.slice(0, 364)).toEqual(all.slice(days[0] === all[0] ? 0 : 1).slice(0, 364));
});

test('in those years everything happened that can happen', () => {
  expect([...seen].sort()).toEqual(['cancelled', 'missed', 'moved', 'pending', 'skipped', 'started']);
  expect(followed).toBeGreaterThan(0);
});
