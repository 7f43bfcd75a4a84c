import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  gonePlanId,
  isSameContent,
  isUuid,
  MemoryLedger,
  migratedPlanId,
  parseCursor,
  parseLastCheck,
  parseOccurrence,
  parseSchedule,
  parseStoredPlan,
} from '../index.ts';
import type { Ledger, LedgerTransaction, Occurrence, Parsed, Plan, PlanContent, Schedule } from '../index.ts';
import { FolderLock } from './folderLock.ts';
import { fromJson, realDisk, type Disk } from './folderBackend.ts';
import { plain, reasonOf, Refusal } from './terminal.ts';
import { cli as words } from './words.ts';

/**
 * A folder that keeps schedules, and what became of every planned workout.
 *
 *     ledger.json              all of it, but for
 *     look.json                when and where the clock was looked at last
 *     *.json.new               the next one, until it takes its place
 *     plan-<uuid>.json         what is planned, as its file was then
 *     lock-<pid>-<ms>-<uuid>   whoever is changing it, or wants to: see `folderLock.ts`
 *
 * Crashes are allowed at any byte: the next ledger is whole on the disk before it takes the place of the last one in one
 * move. The last check follows it, and so never says more than the ledger knows; and one that brings nothing leaves the ledger
 * as it is, so that whoever watches the file is not woken by it.
 *
 * A file of a plan has no id, and its name is no identity: two may be called the same. A plan gets a UUID when it is first
 * planned here, and is known again by its content. Up to version 0.1 the id was made of the name; such a one is read as
 * the UUID that it becomes (`core/plan/planIdentity.ts`), and a schedule whose plan has another name by now has none.
 */
export class LedgerFolder implements Ledger {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #lock: FolderLock;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, disk: Disk = realDisk, isAlive?: (pid: number) => boolean) {
    this.#folder = folder;
    this.#disk = disk;
    this.#lock = new FolderLock(folder, disk, isAlive);
  }

  /** The file that is another one after each change but a check that brought nothing. */
  get path(): string {
    return join(this.#folder, LEDGER);
  }

  transact<T>(work: (transaction: LedgerTransaction) => Promise<T> | T): Promise<T> {
    return this.#inTurn((mine) => this.#change(work, mine));
  }

  /** Its id: that of the same plan, if it is planned here already. */
  keepPlan(content: PlanContent): Promise<string> {
    return this.#inTurn(async () => {
      const known = await this.planId(content);
      if (known !== undefined) return known;
      const id = randomUUID();
      await this.#replace(planFile(id), { ...content, id });
      return id;
    });
  }

  /** The id of the plan that is this one, if one is planned here. */
  async planId(content: PlanContent): Promise<string | undefined> {
    return (await this.#plans()).find(({ plan }) => plan && isSameContent(plan, content))?.id;
  }

  /** None when it is gone. */
  async plan(id: string): Promise<Plan | undefined> {
    const name = planFile(id);
    const found = (await this.#plans()).find((each) => each.id === id || each.file === name);
    if (found && !found.plan) throw new Refusal(words.ledgerUnreadable(join(this.#folder, found.file)));
    return found?.plan;
  }

  /** Every plan that is kept here, unless it cannot be read. */
  async #plans(): Promise<KeptPlan[]> {
    const names = await this.#disk.list(this.#folder);
    const plans = names.map(async (file): Promise<KeptPlan[]> => {
      const [, given] = /^plan-([\w-]{1,64})\.json$/.exec(file) ?? [];
      if (given === undefined) return [];
      const stored = parsed(textOf(await this.#disk.read(join(this.#folder, file))));
      const plan = parseStoredPlan(stored);
      if (!plan.ok) return [{ file, id: given }];
      const id = isUuid(given) ? given : migratedPlanId(given, stored as object);
      return [{ file, id, former: given, plan: { ...plan.value, id } }];
    });
    return (await Promise.all(plans)).flat();
  }

  async #change<T>(work: (transaction: LedgerTransaction) => Promise<T> | T, mine: () => Promise<boolean>): Promise<T> {
    const { ledger, migrated } = await this.#read();
    const checkBefore = ledger.lastCheck;
    const result = await ledger.transact(work);
    if (ledger.writes === 0) return result;
    if (!(await mine())) throw new Refusal(words.ledgerLost(this.#folder)); // asleep for so long that it was taken over
    const { schedules, cursors, occurrences, lastCheck, writes } = ledger;
    const checked = lastCheck !== checkBefore;
    if (writes > (checked ? 1 : 0)) {
      for (const plan of migrated) await this.#replace(planFile(plan.id), plan); // first, for whoever reads meanwhile
      await this.#replace(LEDGER, {
        v: VERSION,
        schedules: [...schedules].map(([id, kept]) => ({ id, ...kept })),
        standings: [...cursors.values()],
        occurrences: [...occurrences.values()],
      });
    }
    if (lastCheck && checked) await this.#replace(LAST_CHECK, lastCheck);
    return result;
  }

  /** The ledger; and the plans that have an id of their own in it, and no file of that name yet. */
  async #read(): Promise<{ ledger: MemoryLedger; migrated: Plan[] }> {
    const ledger = new MemoryLedger(() => Date.now());
    const names = await this.#disk.list(this.#folder);
    if (names.includes(LAST_CHECK)) {
      const check = parseLastCheck(fromJson(textOf(await this.#disk.read(join(this.#folder, LAST_CHECK)))));
      if (check.ok) ledger.lastCheck = check.value;
    }
    if (!names.includes(LEDGER)) return { ledger, migrated: [] };
    const stored = fromJson(textOf(await this.#disk.read(this.path)));
    const listOf = (name: string): Record<string, unknown>[] => {
      const list = stored[name];
      if (!Array.isArray(list)) throw new Refusal(words.ledgerUnreadable(this.path));
      return list as Record<string, unknown>[];
    };
    const whole = <T>(parsed: Parsed<T>): T => {
      if (!parsed.ok) throw new Refusal(words.ledgerUnreadable(this.path));
      return parsed.value;
    };
    if (typeof stored['v'] === 'number' && stored['v'] > VERSION) throw new Refusal(words.ledgerNewer(this.path));
    const plans = names.some((name) => name.startsWith('plan-')) ? await this.#plans() : [];
    const own = <T extends Pick<Schedule | Occurrence, 'planId' | 'planName'>>(record: T): T => {
      const { planId, planName } = record;
      if (isUuid(planId)) return record;
      const kept = plans.find(({ former, plan }) => former === planId && plan?.name === planName);
      return { ...record, planId: kept?.id ?? gonePlanId(planId, planName) };
    };
    const ownSchedule = (schedule: Schedule): Schedule => ({
      ...own(schedule),
      ...(schedule.earlier && { earlier: schedule.earlier.map(own) }),
    });
    for (const { id, schedule, changes, changedAtEpochMs } of listOf('schedules')) {
      ledger.schedules.set(String(id), {
        schedule: schedule ? ownSchedule(whole(parseSchedule(schedule))) : undefined,
        changes: Number(changes),
        changedAtEpochMs: Number(changedAtEpochMs),
      });
    }
    for (const each of listOf('occurrences')) ledger.add(own(whole(parseOccurrence(each))));
    for (const each of listOf('standings')) {
      const cursor = parseCursor(each); // one that cannot be read is made anew
      if (!cursor.ok) continue;
      const schedule = ownSchedule(cursor.value.schedule);
      ledger.cursors.set(schedule.id, { ...cursor.value, schedule });
    }
    const migrated = plans.flatMap(({ id, plan }) => (plan && !names.includes(planFile(id)) ? [plan] : []));
    return { ledger, migrated };
  }

  /** One after another here, and alone in the folder. What the system says of it is said to the person. */
  #inTurn<T>(work: (mine: () => Promise<boolean>) => Promise<T>): Promise<T> {
    const turn = this.#last
      .then(() => this.#lock.locked(work))
      .catch((cause: unknown) => {
        if (typeof (cause as NodeJS.ErrnoException).code !== 'string') throw cause;
        throw new Refusal(words.ledgerUnusable(this.#folder, reasonOf(cause)));
      });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #replace(name: string, value: object): Promise<void> {
    const path = join(this.#folder, name);
    await this.#disk.write(`${path}.new`, new TextEncoder().encode(JSON.stringify(value)), true);
    await this.#disk.rename(`${path}.new`, path);
  }
}

/** By an id that was read: one that cannot be a plan's is refused before there is a path. */
function planFile(id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new Refusal(words.idUnknown(plain(id.slice(0, 64))));
  return `plan-${id}.json`;
}

interface KeptPlan {
  file: string;
  id: string;
  /** What its file is called by; none of these where it cannot be read. */
  former?: string;
  plan?: Plan;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LEDGER = 'ledger.json';
const LAST_CHECK = 'look.json';
const VERSION = 1;
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
