import type { Problem } from '../../core/parse/parsed.ts';
import type { SessionFormat, SessionToExport } from '../../formats/activity/exporters.ts';
import { save } from '../device/download.ts';
import { saveStream, type SaveStream } from '../device/saveStream.ts';
import type { HistoryState } from './history.svelte.ts';
import { Pace } from './paced.ts';

export const MANY_FORMATS = ['fit', 'tcx', 'csv', 'json'] as const satisfies readonly SessionFormat[];
export type ManyFormat = (typeof MANY_FORMATS)[number];

export type ExportOutcome =
  /** `leftOut`: so many could not be read. `losses`: what of the workouts is not in the files, each once, its numbers added up. */
  | { type: 'saved'; file: string; count: number; leftOut: number; losses: readonly Problem[] }
  | { type: 'cancelled' }
  /** There was nothing to write. */
  | { type: 'nothing' }
  | { type: 'failed'; reason: string };

/** How files reach the disk; a test has its own. */
export interface Saving {
  stream: (suggestedName: string) => Promise<SaveStream | 'dismissed' | undefined>;
  file: (file: File) => void;
}

/** Workouts as files: one as itself, several in a .zip. It goes on while other screens are shown. */
export class ManyExport {
  readonly #history: Pick<HistoryState, 'session'>;
  readonly #saving: Saving;
  #progress = $state.raw<{ done: number; of: number } | undefined>();
  #outcome = $state.raw<ExportOutcome | undefined>();
  #stop = new AbortController();

  readonly progress = $derived(this.#progress);
  readonly outcome = $derived(this.#outcome);

  constructor(history: Pick<HistoryState, 'session'>, saving: Saving = { stream: saveStream, file: save }) {
    this.#history = history;
    this.#saving = saving;
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** What became of the last one was read. */
  forget(): void {
    this.#outcome = undefined;
  }

  /** Writes these workouts in their order. From a tap: the browser may ask where to. */
  async save(ids: readonly string[], format: ManyFormat, zipName: string): Promise<void> {
    if (this.#progress || ids.length === 0) return;
    const { signal } = (this.#stop = new AbortController());
    this.#outcome = undefined;
    this.#progress = { done: 0, of: ids.length };
    try {
      const [only] = ids;
      this.#outcome =
        ids.length === 1 && only !== undefined
          ? await this.#saveOne(only, format)
          : await this.#saveMany(ids, format, zipName, signal);
    } catch (error) {
      this.#outcome = signal.aborted ? { type: 'cancelled' } : { type: 'failed', reason: reasonOf(error) };
    }
    this.#progress = undefined;
  }

  async #saveOne(id: string, format: ManyFormat): Promise<ExportOutcome> {
    const workout = await this.#read(id);
    if (!workout) return { type: 'nothing' };
    const { exportSession } = await import('../../formats/activity/exporters.ts');
    const { bytes, name, mime, losses } = exportSession(workout, format);
    this.#saving.file(new File([bytes], name, { type: mime }));
    return { type: 'saved', file: name, count: 1, leftOut: 0, losses };
  }

  async #saveMany(
    ids: readonly string[],
    format: ManyFormat,
    zipName: string,
    signal: AbortSignal,
  ): Promise<ExportOutcome | undefined> {
    const to = await this.#saving.stream(zipName);
    if (to === 'dismissed') return undefined;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const sums = new LossSums();
    let [count, leftOut] = [0, 0];
    try {
      const { exportSessions } = await import('../../formats/activity/exportSessions.ts');
      const workouts = this.#each(ids, signal, () => leftOut++);
      const zip = exportSessions(workouts, format, {
        signal,
        onProgress: ({ name, losses }) => {
          if (name !== undefined) count++;
          sums.add(losses);
        },
      });
      for await (const piece of zip) {
        const own = piece as Uint8Array<ArrayBuffer>; // fflate shares no memory
        if (to) await to.write(own);
        else pieces.push(own);
      }
      signal.throwIfAborted();
      if (count === 0) {
        await to?.abort();
        return { type: 'nothing' };
      }
      if (to) await to.close();
      else this.#saving.file(new File(pieces, zipName, { type: 'application/zip' }));
    } catch (error) {
      await to?.abort().catch(() => undefined); // the disk that refused the file may refuse this
      throw error;
    }
    return { type: 'saved', file: zipName, count, leftOut, losses: sums.losses };
  }

  /** One after another, with time to paint in between. */
  async *#each(ids: readonly string[], signal: AbortSignal, onUnread: () => void): AsyncGenerator<SessionToExport> {
    const pace = new Pace();
    for (const [i, id] of ids.entries()) {
      this.#progress = { done: i, of: ids.length };
      await pace.breathe();
      signal.throwIfAborted();
      const workout = await this.#read(id);
      if (workout) yield workout;
      else onUnread();
    }
  }

  async #read(id: string): Promise<SessionToExport | undefined> {
    const stored = await this.#history.session(id);
    if (!stored?.ok) return undefined;
    const { record, samples } = stored.value;
    return { session: record, chunks: samples, exportedAtEpochMs: Date.now() };
  }
}

/** What many workouts lose: each kind once, with its numbers added up. */
class LossSums {
  readonly #sums = new Map<string, Problem>();

  get losses(): readonly Problem[] {
    return [...this.#sums.values()];
  }

  add(losses: readonly Problem[]): void {
    for (const loss of losses) {
      const before = this.#sums.get(loss.code)?.params ?? {};
      const params = Object.entries(loss.params).map(([name, value]) => {
        const sum = before[name];
        return [name, typeof value === 'number' && typeof sum === 'number' ? sum + value : value] as const;
      });
      this.#sums.set(loss.code, { ...loss, params: Object.fromEntries(params) });
    }
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
