import { annotate, blankAnnotation, type AnnotationEdit } from '../../core/records/annotation.ts';
import type { AnnotationsState } from './annotations.svelte.ts';

/** What the disk refused is tried again after so long. */
const AGAIN_MS = 5_000;
const TYPED_MS = 400;

/**
 * What the person says of one workout, from the first tap: shown at once, and kept as soon as the disk lets it be, whether the
 * workout itself is stored by then or not. One write at a time; what is said during one goes with the next.
 */
export class FinishNotes {
  readonly #id: string;
  readonly #load: () => Promise<Pick<AnnotationsState, 'of' | 'annotate'>>;
  #annotations = $state.raw<Pick<AnnotationsState, 'of' | 'annotate'> | undefined>();
  /** What is not kept yet. */
  #edit = $state.raw<AnnotationEdit>({});
  #failing = $state.raw(false);
  #writing = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** As it would be if all were kept. */
  readonly now = $derived.by(() => annotate(this.#annotations?.of(this.#id) ?? blankAnnotation(this.#id), this.#edit));
  readonly saved = $derived(Object.keys(this.#edit).length === 0);
  /** The last try failed, and there will be another. */
  readonly failing = $derived(this.#failing);

  constructor(id: string, load: () => Promise<Pick<AnnotationsState, 'of' | 'annotate'>>) {
    this.#id = id;
    this.#load = load;
  }

  /** Reads what was said before. */
  async open(): Promise<void> {
    this.#annotations = await this.#load().catch(() => undefined); // it is tried again with the first word
  }

  say(edit: Pick<AnnotationEdit, 'effort' | 'tags'>): void {
    this.#edit = { ...this.#edit, ...edit };
    void this.#write();
  }

  /** Of what is typed, the first pause is waited for. */
  type(notes: string): void {
    this.#edit = { ...this.#edit, notes };
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#write(), TYPED_MS);
  }

  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    clearTimeout(this.#again);
    try {
      const annotations = (this.#annotations ??= await this.#load());
      while (!this.saved) {
        const kept = this.#edit;
        await annotations.annotate([this.#id], kept);
        this.#edit = withoutKept(this.#edit, kept);
      }
      this.#failing = false;
    } catch {
      this.#failing = true;
      this.#again = setTimeout(() => void this.#write(), AGAIN_MS);
    } finally {
      this.#writing = false;
    }
  }
}

/** What was said since. */
function withoutKept(edit: AnnotationEdit, kept: AnnotationEdit): AnnotationEdit {
  return Object.fromEntries(Object.entries(edit).filter(([key, value]) => kept[key as keyof AnnotationEdit] !== value));
}
