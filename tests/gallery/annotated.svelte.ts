// What a person says of workouts, in memory, on a disk that may refuse.
import { annotate, blankAnnotation, type Annotation, type AnnotationEdit } from '../../src/core/records/annotation.ts';
import type { AnnotationsState } from '../../src/app/state/annotations.svelte.ts';

export function annotated(annotations: readonly Annotation[], { refuses = false } = {}): AnnotationsState {
  let all = $state.raw<ReadonlyMap<string, Annotation>>(new Map(annotations.map((each) => [each.id, each])));
  const of = (id: string): Annotation => all.get(id) ?? blankAnnotation(id);
  return {
    get all() {
      return all;
    },
    of,
    loaded: true,
    failed: undefined,
    unread: 0,
    load: () => Promise.resolve(),
    annotate: (ids: readonly string[], edit: AnnotationEdit) => {
      if (refuses) return Promise.reject(new Error('The disk is full.'));
      const before = all;
      all = new Map([...all, ...ids.map((id) => [id, annotate(of(id), edit)] as const)]);
      return Promise.resolve(() => {
        all = before;
        return Promise.resolve();
      });
    },
  } as unknown as AnnotationsState;
}
