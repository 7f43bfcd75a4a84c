import { entries, get, keys, update } from 'idb-keyval';
import type { FinishedSession, SessionDigest } from '../../core/records/finished.ts';
import type { Parsed } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { isNameMade, isUuid } from '../../core/plan/planId.ts';
import type { SampleChunk } from '../../core/samples/samples.ts';
import { answered, type Database } from '../database/idb.ts';
import { requireReadable } from '../database/readable.ts';
import { readChunk, readDigest, readPlan, readSession, readSettings } from '../database/readers.ts';
import {
  DEFAULT_SETTINGS,
  OF_WORKOUT,
  RECORD_VERSION,
  stamped,
  tombstone,
  type Settings,
  type Stamped,
} from '../database/records.ts';
import { canComeBack, isDeletedPlan } from './tombstone.ts';

const READERS = { readPlan, readSettings, readDigest };

/** A record that its reader takes. */
function readable<T>(kind: keyof typeof READERS, record: Stamped<T>): Stamped<T> {
  requireReadable(kind, READERS[kind](record));
  return record;
}

export type LibraryPart = 'settings' | 'plans' | 'history' | 'annotations';

/** What the page keeps and reads: settings, own plans, the history. Every promise fails when the disk does. */
export class Library {
  readonly #db: Database;
  readonly #wallMs: () => number;
  readonly #tell: (part: LibraryPart) => void;
  /** What had been removed when the list was first read: nobody wants it back. */
  #removedBefore: readonly string[] | undefined;

  /** `tell` hears of each part that was changed, once it is stored. */
  constructor(db: Database, wallMs: () => number, tell: (part: LibraryPart) => void = () => undefined) {
    this.#db = db;
    this.#wallMs = wallMs;
    this.#tell = tell;
  }

  /** The settings, or the defaults when there are none yet. Ones that cannot be read are a problem, and are not overwritten by reading. */
  async settings(): Promise<Parsed<Settings>> {
    const record = await get<unknown>('settings', this.#db.store('settings'));
    if (record === undefined) return { ok: true, value: DEFAULT_SETTINGS };
    const read = readSettings(record);
    return read.ok ? { ok: true, value: read.value.value ?? DEFAULT_SETTINGS } : read;
  }

  /**
   * Settings, of which only `changed` was: the rest is as stored, since another tab may have changed that. Refused, and
   * nothing changed, where a newer version of the app has left settings.
   */
  async saveSettings(settings: Settings, changed: Partial<Settings> = settings): Promise<void> {
    await update<Stamped<Settings>>(
      'settings',
      (before) => {
        if (before && before.v > RECORD_VERSION) throw new Error('they are of a newer version of the app');
        const after = (kept?: Settings | null): Stamped<Settings> =>
          readable('readSettings', stamped({ ...settings, ...kept, ...changed }, this.#wallMs(), before));
        try {
          return after(before?.value);
        } catch {
          return after(); // what is there cannot be read, and would make this unreadable as well
        }
      },
      this.#db.store('settings'),
    );
    this.#tell('settings');
  }

  /** Of plans that had one, the id and the name that older links and records call them by (`store/library/identity.ts`). */
  readonly formers = new Map<string, NonNullable<Stamped<Plan>['former']>>();

  /** Whether a plan that was deleted is kept for longer than it can be brought back. */
  #keepsForgotten = false;

  async plans(): Promise<Plan[]> {
    let records = await entries<string, unknown>(this.#db.store('plans'));
    if (records.length === 0) return [];
    if (records.some(([id]) => !isUuid(id)) && (await this.#migratePlanIds())) {
      records = await entries<string, unknown>(this.#db.store('plans'));
    }
    return records.flatMap(([id, record]) => {
      if (isDeletedPlan(record)) {
        this.#keepsForgotten ||= !canComeBack(record, this.#wallMs());
        return []; // reading it takes time, and nobody has asked
      }
      const read = readPlan(record);
      if (read.ok && read.value.former) this.formers.set(id, read.value.former);
      return valueOf(read);
    });
  }

  /** Whether anything was stored under a new id. Where the disk refuses, all goes on with the old ones. */
  async #migratePlanIds(): Promise<boolean> {
    const { migratePlanIds } = await import('./identity.ts');
    const migrated = await migratePlanIds(this.#db).catch(() => false);
    if (migrated) {
      this.#tell('plans');
      this.#tell('history');
    }
    return migrated;
  }

  /** One of the person's own plans; none when it is not there any more. */
  async plan(id: string): Promise<Parsed<Plan> | undefined> {
    const record = await get<unknown>(id, this.#db.store('plans'));
    if (record === undefined) return isNameMade(id) ? this.#formerPlan(id) : undefined;
    const read = readPlan(record);
    if (!read.ok) return read;
    return read.value.value ? { ok: true, value: read.value.value } : undefined;
  }

  /** By the id that it had before. None where two devices had one each. */
  async #formerPlan(formerId: string): Promise<Parsed<Plan> | undefined> {
    const found = (await this.plans()).filter(({ id }) => this.formers.get(id)?.id === formerId);
    return found.length === 1 ? { ok: true, value: found[0]! } : undefined;
  }

  async savePlan(plan: Plan): Promise<void> {
    const after = (before?: Stamped<Plan>): Stamped<Plan> =>
      readable('readPlan', stamped(plan, this.#wallMs(), before));
    await update<Stamped<Plan>>(plan.id, after, this.#db.store('plans'));
    this.#tell('plans');
  }

  /** It can be brought back for a while. */
  async removePlan(id: string): Promise<void> {
    const after = (before?: Stamped<Plan>): Stamped<Plan> => {
      const plan = before === undefined ? undefined : readPlan(before);
      // as it is stored: with what a later version wrote into it
      const removed = plan?.ok && plan.value.value ? before?.value : undefined;
      return before?.deleted ? before : tombstone(this.#wallMs(), before, removed);
    };
    await update<Stamped<Plan>>(id, after, this.#db.store('plans'));
    this.#tell('plans');
  }

  /** Undoes `removePlan`. Fails where nothing is kept of it, and changes nothing. */
  async bringBackPlan(id: string): Promise<Plan> {
    let back: Plan | undefined;
    const after = (before?: Stamped<Plan>): Stamped<Plan> => {
      if (!isDeletedPlan(before)) throw new Error('nothing is kept of that plan');
      const record = stamped(before.removed, this.#wallMs(), before);
      const read = readPlan(record);
      requireReadable('plan', read);
      if (read.ok) back = read.value.value ?? undefined;
      if (back?.id !== id) throw new Error('what is kept is another plan');
      return record;
    };
    await update<Stamped<Plan>>(id, after, this.#db.store('plans'));
    this.#tell('plans');
    return back!;
  }

  /** The database was deleted or evicted: of these, what is not there any more is stored again. */
  async keepAgain(settings: Settings, plans: readonly Plan[]): Promise<void> {
    const now = this.#wallMs();
    const again = <T>(value: T, former?: Stamped<T>['former']) => {
      return (before: Stamped<T> | undefined): Stamped<T> =>
        before ?? { ...stamped(value, now), ...(former && { former }) };
    };
    await update('settings', again(settings), this.#db.store('settings'));
    for (const plan of plans) {
      await update(plan.id, again(plan, this.formers.get(plan.id)), this.#db.store('plans'));
    }
  }

  /** How many workouts are here that could not be read when the list was last read: a newer version's, say. */
  unread = 0;

  /** What lists show, newest first. Ones that cannot be read are left out and left alone. */
  async digests(): Promise<SessionDigest[]> {
    const records = await entries<string, unknown>(this.#db.store('digests'));
    this.unread = 0;
    if (records.length === 0) return [];
    const digests: SessionDigest[] = [];
    const removed: string[] = [];
    for (const [id, record] of records) {
      const read = readDigest(record);
      if (!read.ok) this.unread++;
      else if (read.value.value) digests.push(read.value.value);
      else removed.push(id);
    }
    this.#removedBefore ??= removed;
    if (digests.some(({ planId }) => isNameMade(planId)) && (await this.#migratePlanIds())) return this.digests();
    return digests.sort(newestFirst);
  }

  async session(id: string): Promise<Parsed<FinishedSession> | undefined> {
    const record = await get<unknown>(id, this.#db.store('sessions'));
    if (record === undefined) return undefined;
    const read = readSession(record);
    if (!read.ok) return read;
    return read.value.value ? { ok: true, value: read.value.value } : undefined;
  }

  /** All samples of a session in order; chunks that cannot be read are left out. */
  async samples(id: string): Promise<SampleChunk[]> {
    const range = IDBKeyRange.bound([id], [id, []]);
    const chunks = await this.#db.store('samples')('readonly', (store) => answered<unknown[]>(store.getAll(range)));
    return chunks.flatMap((chunk) => {
      const read = readChunk(chunk);
      return read.ok ? [read.value] : [];
    });
  }

  /** Tombstones in the lists, all or none; the workouts themselves stay until it is certain that nobody wants them back. */
  async removeSessions(ids: readonly string[]): Promise<void> {
    await this.#db.together(['digests'], (store) =>
      ids.map((id) =>
        update<Stamped<SessionDigest>>(id, (before) => tombstone(this.#wallMs(), before), store('digests')),
      ),
    );
    this.#tell('history');
  }

  /** Undoes `removeSessions`. */
  async restoreSessions(digests: readonly SessionDigest[]): Promise<void> {
    await this.#db.together(['digests'], (store) =>
      digests.map((digest) =>
        update<Stamped<SessionDigest>>(
          digest.id,
          (before) => readable('readDigest', stamped(digest, this.#wallMs(), before)),
          store('digests'),
        ),
      ),
    );
    this.#tell('history');
  }

  /** Remove for good what was removed in an earlier visit: its tombstones stay, its samples go. */
  async sweep(): Promise<void> {
    if (this.#keepsForgotten) {
      const { forgetDeletedPlans } = await import('./deletedPlans.ts');
      await forgetDeletedPlans(this.#db, this.#wallMs());
    }
    if (!this.#removedBefore?.length) return;
    const kept = ['sessions', 'annotations', 'figures'] as const;
    const stored = new Set((await Promise.all(kept.map((name) => keys<string>(this.#db.store(name))))).flat());
    const gone = this.#removedBefore.filter((id) => stored.has(id));
    if (gone.length === 0) return;
    await this.#db.together(['digests', ...OF_WORKOUT], (store) => [
      store('digests')('readwrite', (digests) => gone.forEach((id) => forgetIfRemoved(digests, id))),
    ]);
  }
}

/** With all that there is of it, unless it has been brought back meanwhile. */
function forgetIfRemoved(digests: IDBObjectStore, id: string): void {
  const asked = digests.get(id) as IDBRequest<Stamped<unknown> | undefined>;
  asked.onsuccess = () => {
    if (!asked.result?.deleted) return;
    for (const name of OF_WORKOUT) {
      const store = digests.transaction.objectStore(name);
      store.delete(id);
      store.delete(IDBKeyRange.bound([id], [id, []]));
    }
  };
}

export const newestFirst = (a: SessionDigest, b: SessionDigest): number => b.startedAt.epochMs - a.startedAt.epochMs;

function valueOf<T>(read: Parsed<Stamped<T>>): T[] {
  return read.ok && read.value.value !== null ? [read.value.value] : [];
}
