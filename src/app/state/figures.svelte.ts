import { trimmedFiguresOf } from '../../core/load/trimmedFigures.ts';
import type { WorkoutFigures } from '../../core/load/workoutFigures.ts';
import { trimWithin, type Annotation, type Trim } from '../../core/records/annotation.ts';
import type { SessionDigest } from '../../core/records/finished.ts';
import type { Database } from '../../store/database/idb.ts';
import { Figures, type StoredFigures } from '../../store/library/figures.ts';
import type { Library } from '../../store/library/library.ts';
import { Pace } from './paced.ts';

/** So many are stored in one step: what was worked out before a page is closed is not worked out again. */
const BATCH = 32;

/** Of which workouts, and how much of them counts. */
export interface FiguresWanted {
  digests: readonly Pick<SessionDigest, 'id' | 'summary'>[];
  annotations: ReadonlyMap<string, Pick<Annotation, 'trim'>>;
}

/**
 * What load and trends need of every workout. Read in one go; what is missing or outdated is worked out from the samples,
 * one workout after another with time to paint in between, and stored. Fetched by the screens that show it.
 */
export class FiguresState {
  readonly #library: Pick<Library, 'session' | 'samples'>;
  readonly #stored: Figures;
  #all = $state.raw<ReadonlyMap<string, WorkoutFigures>>(new Map());
  #progress = $state.raw<{ done: number; of: number } | undefined>();
  #failed = $state.raw<string | undefined>();
  #unreadable = $state.raw(0);
  #stop = new AbortController();

  /** By session; what has not been worked out yet is not there. */
  readonly all = $derived(this.#all);
  /** While figures are worked out. */
  readonly progress = $derived(this.#progress);
  /** Why they cannot be read or stored. */
  readonly failed = $derived(this.#failed);
  /** Of how many workouts there are none, since the workout itself cannot be read. */
  readonly unreadable = $derived(this.#unreadable);

  constructor(library: Pick<Library, 'session' | 'samples'>, db: Database) {
    this.#library = library;
    this.#stored = new Figures(db);
  }

  /** Ends what is worked out; what is done is kept, and the next `load` goes on from there. */
  cancel(): void {
    this.#stop.abort();
  }

  /** All that is wanted; ends what was asked for before. Done when all of it is there, or it was ended. */
  async load(wanted: FiguresWanted): Promise<void> {
    this.cancel();
    const { signal } = (this.#stop = new AbortController());
    try {
      this.#failed = undefined;
      await this.#load(wanted, signal);
    } catch (error) {
      if (!signal.aborted) this.#failed = error instanceof Error ? error.message : String(error);
    }
    if (this.#stop.signal === signal) this.#progress = undefined;
  }

  async #load({ digests, annotations }: FiguresWanted, signal: AbortSignal): Promise<void> {
    const stored = await this.#stored.all();
    if (signal.aborted) return;
    const all = new Map<string, WorkoutFigures>();
    const missing: { id: string; trim: Trim | null }[] = [];
    for (const { id, summary } of digests) {
      const chosen = annotations.get(id)?.trim;
      const trim = (chosen && trimWithin(chosen, summary.elapsedS)) ?? null;
      const known = stored.get(id);
      if (known && isSameTrim(known.trim, trim)) all.set(id, known.figures);
      else missing.push({ id, trim });
    }
    this.#all = all;
    this.#unreadable = 0;
    if (missing.length > 0) await this.#workOut(missing, new Map(all), signal);
  }

  async #workOut(
    missing: readonly { id: string; trim: Trim | null }[],
    all: Map<string, WorkoutFigures>,
    signal: AbortSignal,
  ): Promise<void> {
    let batch: StoredFigures[] = [];
    const flush = async (): Promise<void> => {
      const done = batch;
      batch = [];
      if (done.length > 0) await this.#stored.keep(done);
    };
    const pace = new Pace();
    for (const [done, { id, trim }] of missing.entries()) {
      this.#progress = { done, of: missing.length };
      const figures = await this.#figuresOf(id, trim);
      if (signal.aborted) break;
      if (figures) {
        all.set(id, figures);
        batch.push({ figures, trim });
      } else this.#unreadable++;
      if (batch.length === BATCH) await flush();
      await pace.breathe();
    }
    await flush();
    if (this.#stop.signal === signal) this.#all = all; // also where the person ended it
  }

  async #figuresOf(id: string, trim: Trim | null): Promise<WorkoutFigures | undefined> {
    const session = await this.#library.session(id);
    if (!session?.ok) return undefined;
    return trimmedFiguresOf(session.value, await this.#library.samples(id), trim ?? undefined);
  }
}

const isSameTrim = (a: Trim | null, b: Trim | null): boolean => a?.fromS === b?.fromS && a?.toS === b?.toS;
