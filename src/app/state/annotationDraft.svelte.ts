import { annotate, type Annotation, type AnnotationEdit } from '../../core/records/annotation.ts';
import type { AnnotationsState } from './annotations.svelte.ts';

/** So long after the last key a text is stored: sooner it would be a write a letter. */
const TYPED_MS = 700;

/** What was not stored in this visit, since the disk refused, by workout: it is there again when one comes back. */
const unstored = new WeakMap<AnnotationsState, Map<string, AnnotationEdit>>();

/**
 * What the person is saying of one workout. It is stored as they go; what the disk refuses stays here and is tried again. All
 * of it can be taken back to what it was when the page was opened, after leaving it too.
 */
export class AnnotationDraft {
  readonly #annotations: Pick<AnnotationsState, 'of' | 'annotate'>;
  readonly #kept: Map<string, AnnotationEdit>;
  readonly #id: string;
  readonly #before: Annotation;
  #edit = $state.raw<AnnotationEdit>({});
  #storing = $state.raw(false);
  #stored = $state.raw(false);
  #failed = $state.raw<string | undefined>();
  /** Counts what was taken back, so that fields show what is there now. */
  #taken = $state.raw(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<void> = Promise.resolve();

  /** With what is not stored yet. */
  readonly value = $derived.by(() => annotate(this.#annotations.of(this.#id), this.#edit));
  readonly status = $derived.by((): 'idle' | 'pending' | 'saved' | 'failed' => {
    if (this.#failed !== undefined) return 'failed';
    if (this.#storing || Object.keys(this.#edit).length > 0) return 'pending';
    return this.#stored ? 'saved' : 'idle';
  });
  /** Why the last of it is not stored. */
  readonly failed = $derived(this.#failed);
  readonly revision = $derived(this.#taken);
  /** Whether there is something to take back. */
  readonly changed = $derived.by(() => JSON.stringify(backTo(this.value)) !== JSON.stringify(backTo(this.#before)));

  /** Outside of every effect: it is flushed, and taken back, when the page that opened it is gone. */
  static open(annotations: AnnotationsState, id: string): AnnotationDraft {
    let draft: AnnotationDraft | undefined;
    $effect.root(() => void (draft = new AnnotationDraft(annotations, id)));
    return draft!;
  }

  private constructor(annotations: AnnotationsState, id: string) {
    this.#annotations = annotations;
    this.#id = id;
    this.#before = annotate(annotations.of(id), {});
    this.#kept = unstored.get(annotations) ?? new Map<string, AnnotationEdit>();
    unstored.set(annotations, this.#kept);
    const edit = this.#kept.get(id);
    if (edit) {
      this.#edit = edit;
      void this.flush();
    }
  }

  /** A text, as it is typed. */
  type(edit: AnnotationEdit): void {
    this.#add(edit);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), TYPED_MS);
  }

  /** A choice, stored at once. Done when it is, or the disk has refused. */
  choose(edit: AnnotationEdit): Promise<void> {
    this.#add(edit);
    return this.flush();
  }

  /** Stores what is not stored yet, one change after another. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#last = this.#last.then(() => this.#store()));
  }

  /** As it was when the page was opened. Gives the way there again. */
  async takeBack(): Promise<() => Promise<void>> {
    const now = this.value;
    await this.choose(backTo(this.#before));
    this.#taken++;
    return async () => {
      await this.choose(backTo(now));
      this.#taken++;
    };
  }

  #add(edit: AnnotationEdit): void {
    this.#edit = { ...this.#edit, ...edit };
    this.#kept.set(this.#id, this.#edit);
  }

  async #store(): Promise<void> {
    const edit = this.#edit;
    if (Object.keys(edit).length === 0) return;
    this.#storing = true;
    try {
      await this.#annotations.annotate([this.#id], edit);
      this.#failed = undefined;
      this.#stored = true;
      // what was said meanwhile is still to be stored
      this.#edit = Object.fromEntries(
        Object.entries(this.#edit).filter(([name, value]) => edit[name as keyof AnnotationEdit] !== value),
      );
      if (Object.keys(this.#edit).length === 0) this.#kept.delete(this.#id);
    } catch (error) {
      this.#failed = error instanceof Error ? error.message : String(error);
    }
    this.#storing = false;
  }
}

/** The edit that makes any annotation this one. */
function backTo({ title, notes, effort, tags, trim, counts }: Annotation): AnnotationEdit {
  return {
    title: title ?? null,
    notes: notes ?? null,
    effort: effort ?? null,
    tags,
    trim: trim ?? null,
    counts: counts ?? null,
  };
}
