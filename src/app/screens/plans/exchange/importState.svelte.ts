import type { Plan } from '../../../../core/plan/plan.ts';
import type { ZoneNames } from '../../../../core/plan/text/notation.ts';
import { filesIn, type PowerChoice } from '../../../state/planFiles.ts';
import type { PlansState } from '../../../state/plans.svelte.ts';
import {
  hasPower,
  isCalled,
  isSafe,
  missingFiles,
  nameOf,
  twinsIn,
  withItem,
  withItems,
  type ImportItem,
  type Offered,
} from './importItems.ts';

/** A file that was chosen, dropped or pasted, and is read when its turn comes. */
export interface Given {
  readonly name: string;
  readonly size: number;
  readonly read: () => Promise<Uint8Array>;
}

/** No plan is larger, and no archive of plans. */
const FILE_BYTES_MAX = 8_000_000;

/**
 * Importing files: each is read on its own, and nothing is stored that loses something or is here already, until the
 * person says so.
 */
export class ImportState {
  readonly #plans: PlansState;
  readonly #zones: () => ZoneNames;
  /** Every file that was given and may be read again, by its path: another one may continue in it. */
  readonly #files = new Map<string, Uint8Array>();
  #keys = 0;
  #stopped = false;
  #asks = false;

  items = $state.raw<readonly ImportItem[]>([]);
  /** While files are read. */
  progress = $state.raw<{ done: number; of: number }>();
  /** A plan is being stored. */
  storing = $state.raw(false);
  /** What the disk refused, last. */
  trouble = $state.raw<'notStored' | 'notUndone'>();
  power = $state.raw<PowerChoice>('open');

  readonly waiting = $derived(this.items.filter((each): each is Offered => each.type === 'offered'));
  /** The keys of what is given twice. */
  readonly twins = $derived(twinsIn(this.items));
  readonly asksForPower = $derived(this.waiting.some(({ read }) => hasPower(read)));
  readonly busy = $derived(this.progress !== undefined || this.storing);

  /** `zones`: by which names a plan that is typed may ask for zones. */
  constructor(plans: PlansState, zones: () => ZoneNames = () => new Map()) {
    this.#plans = plans;
    this.#zones = zones;
  }

  /**
   * Reads what was given. What another file waits for is read with that one. With `ask` nothing is saved at once: who
   * gave it may not have been the person.
   */
  async take(given: readonly Given[], { ask = false } = {}): Promise<void> {
    if (this.busy) return;
    this.#asks = ask;
    this.trouble = undefined;
    this.#stopped = false;
    const asking = this.items.filter((item) =>
      missingFiles(item).some((wanted) => given.some(({ name }) => isCalled(name, wanted))),
    );
    if (asking.length === 0) this.items = this.waiting; // what waits for an answer is not lost
    this.progress = { done: 0, of: given.length };
    try {
      const fresh = await this.#gathered(given);
      await this.#readAll([...new Set([...asking.map(({ source }) => source), ...fresh])]);
    } finally {
      this.progress = undefined;
    }
  }

  /** Reads a text that was pasted. */
  async takeText(text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    await this.take([{ name: '', size: bytes.length, read: () => Promise.resolve(bytes) }]);
  }

  /** The files of these items, once more, for whoever else takes them. */
  filesOf(items: readonly ImportItem[]): readonly File[] {
    return items.flatMap(({ source }) => {
      const bytes = this.#files.get(source) as Uint8Array<ArrayBuffer> | undefined; // read from a file: no shared memory
      return bytes ? [new File([bytes], nameOf(source))] : [];
    });
  }

  /** What is not read yet is left out. What was read stays. */
  stop(): void {
    this.#stopped = true;
  }

  /** What waits and aims at power is read again, the other way. */
  async choosePower(power: PowerChoice): Promise<void> {
    if (this.busy || power === this.power) return;
    this.power = power;
    const sources = this.waiting.filter(({ read }) => hasPower(read)).map(({ source }) => source);
    this.progress = { done: 0, of: 1 };
    this.#stopped = false;
    try {
      await this.#readAll([...new Set(sources)]);
    } finally {
      this.progress = undefined;
    }
  }

  /** Stores a plan: as another one, or in the place of one of the person's. */
  async save(item: Offered, replacing?: Plan): Promise<void> {
    if (this.busy) return;
    this.storing = true;
    await this.#save(item, replacing);
    this.storing = false;
  }

  /** Stores all that waits, but what is here already. */
  async saveAll(): Promise<void> {
    if (this.busy) return;
    this.storing = true;
    for (const item of this.waiting) {
      if (item.read.same) continue;
      // one before may have been the same plan
      if (!(await this.#isSame(item)) && !(await this.#save(item))) break;
    }
    this.storing = false;
  }

  skip(item: ImportItem): void {
    this.items = withItem(this.items, item.key);
  }

  skipAll(): void {
    this.items = this.items.filter(({ type }) => type !== 'offered');
  }

  /** A plan that was stored is gone again, and what was in its place is back. */
  async undo(item: ImportItem & { type: 'kept' }): Promise<void> {
    if (this.busy) return;
    this.storing = true;
    this.trouble = undefined;
    try {
      await this.#plans.undoKeep(item.plan, item.before);
      this.skip(item);
    } catch {
      this.trouble = 'notUndone';
    }
    this.storing = false;
  }

  /** All that was stored is gone again, the last one first. */
  async undoAll(): Promise<void> {
    for (const item of this.items.toReversed()) {
      if (item.type !== 'kept') continue;
      await this.undo(item);
      if (this.trouble) return;
    }
  }

  /** The paths of the files that were given, unpacked. */
  async #gathered(given: readonly Given[]): Promise<readonly string[]> {
    const paths: string[] = [];
    for (const each of given) {
      if (this.#stopped) break;
      const path = this.#files.has(each.name) ? `#${String(++this.#keys)}/${each.name}` : each.name;
      if (each.size > FILE_BYTES_MAX) {
        this.#put(path, [{ ...this.#itemOf(path), type: 'failed', why: 'tooLarge' }]);
        continue;
      }
      let bytes: Uint8Array;
      try {
        bytes = await each.read();
      } catch {
        this.#put(path, [{ ...this.#itemOf(path), type: 'failed', why: 'unreadable' }]);
        continue;
      }
      const files = await filesIn(bytes);
      if (!files || (files.ok && files.value.size === 0)) {
        this.#files.set(path, bytes);
        paths.push(path);
      } else if (files.ok) {
        for (const [inner, content] of files.value) {
          this.#files.set(`${path}/${inner}`, content);
          paths.push(`${path}/${inner}`);
        }
      } else this.#put(path, [{ ...this.#itemOf(path), type: 'refused', problems: files.problems }]);
    }
    return paths;
  }

  /** One after the other, so that the page can be used meanwhile. What is part of another file is no plan of its own. */
  async #readAll(sources: readonly string[]): Promise<void> {
    const parts = new Set<string>();
    for (const [i, source] of sources.entries()) {
      this.progress = { done: i, of: sources.length };
      if (this.#stopped) break;
      const bytes = this.#files.get(source);
      if (!bytes) continue;
      const files = new Map([...this.#files].filter(([path]) => path !== source));
      const read = await this.#plans.read(bytes, source, { power: this.power, files, zones: this.#zones() });
      if (!read.ok) this.#put(source, [{ ...this.#itemOf(source), type: 'refused', problems: read.problems }]);
      else {
        for (const { includes } of read.value) for (const path of includes) parts.add(path);
        this.#put(
          source,
          read.value.map((plan) => ({ ...this.#itemOf(source), type: 'offered', read: plan })),
        );
      }
      await new Promise((next) => setTimeout(next));
    }
    this.items = this.items.filter(({ source }) => !parts.has(source));
    if (!this.#asks) await this.#saveSafe();
  }

  /** What loses nothing and is new is saved at once: there is nothing to ask. Where another one asks, all of them do. */
  async #saveSafe(): Promise<void> {
    for (const item of this.waiting) await this.#isSame(item);
    if (!this.waiting.every(({ read }) => isSafe(read))) return;
    for (const item of this.waiting) {
      // one before may have been the same plan
      if (!(await this.#isSame(item)) && !(await this.#save(item))) break;
    }
  }

  /** Whether the plan is here by now; it says so from then on. */
  async #isSame(item: Offered): Promise<boolean> {
    const same = await this.#plans.sameAs(item.read.content);
    if (same) this.items = withItem(this.items, item.key, { ...item, read: { ...item.read, same } });
    return same !== undefined;
  }

  async #save(item: Offered, replacing?: Plan): Promise<boolean> {
    this.trouble = undefined;
    try {
      const before = replacing && this.#plans.byId(replacing.id);
      const plan = await this.#plans.keep(item.read.content, replacing);
      const { key, source, read } = item;
      this.items = withItem(this.items, key, { key, source, type: 'kept', plan, losses: read.losses, before });
      return true;
    } catch {
      this.trouble = 'notStored';
      return false;
    }
  }

  #put(source: string, items: readonly ImportItem[]): void {
    this.items = withItems(this.items, source, items);
  }

  #itemOf(source: string): { key: string; source: string } {
    return { key: `${source} ${String(++this.#keys)}`, source };
  }
}
