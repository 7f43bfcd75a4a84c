import { blankAnnotation, type Annotation, type AnnotationEdit } from '../../core/records/annotation.ts';
import { Annotations } from '../../store/library/annotations.ts';
import type { Database } from '../../store/database/idb.ts';

/** What the person says of workouts. Fetched by the screens that show it. */
export class AnnotationsState {
  readonly #stored: Annotations;
  readonly #tellOthers: () => void;
  #all = $state.raw<ReadonlyMap<string, Annotation>>(new Map());
  #loaded = $state.raw(false);
  #failed = $state.raw<string | undefined>();
  #unread = $state.raw(0);

  /** By session; a workout of which nothing was said has none. */
  readonly all = $derived(this.#all);
  readonly loaded = $derived(this.#loaded);
  /** Why they cannot be read. */
  readonly failed = $derived(this.#failed);
  /** How many are stored, and cannot be read by this version of the app. */
  readonly unread = $derived(this.#unread);

  /** `tellOthers`: something was changed, once it is stored. */
  constructor(db: Database, tellOthers: () => void = () => undefined) {
    this.#stored = new Annotations(db, () => Date.now());
    this.#tellOthers = tellOthers;
  }

  async load(): Promise<void> {
    try {
      this.#all = await this.#stored.all();
      this.#unread = this.#stored.unread;
      this.#failed = undefined;
    } catch (error) {
      this.#failed = error instanceof Error ? error.message : String(error);
    }
    this.#loaded = true;
  }

  of(id: string): Annotation {
    return this.#all.get(id) ?? blankAnnotation(id);
  }

  /** Changes what is said of these workouts: of all of them or, where the disk refuses, of none. Gives the way back. */
  async annotate(ids: readonly string[], edit: AnnotationEdit): Promise<() => Promise<void>> {
    const before = await this.#stored.change(ids, edit);
    await this.#changed();
    return async () => {
      await this.#stored.putBack(before);
      await this.#changed();
    };
  }

  async #changed(): Promise<void> {
    await this.load();
    this.#tellOthers();
  }
}
