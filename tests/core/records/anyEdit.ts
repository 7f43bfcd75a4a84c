// What anybody may say of a workout, and what no text field should let through.
import fc from 'fast-check';
import { EFFORTS, type AnnotationEdit, type Trim } from '../../../src/core/records/annotation.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('', '  ', '\u{1F3C3}'.repeat(100), 'a'.repeat(10_001), ' Früh ', 'FRU\u0308H', 'İstanbul'),
);
const trim = fc
  .tuple(fc.nat(5_000), fc.integer({ min: 1, max: 5_000 }))
  .map(([fromS, lengthS]): Trim => ({ fromS, toS: fromS + lengthS }));
const tags = fc.array(text, { maxLength: 30 });
const orNone = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

export const anyEdit: fc.Arbitrary<AnnotationEdit> = fc.record(
  {
    title: orNone(text),
    notes: orNone(text),
    effort: orNone(fc.constantFrom(...EFFORTS)),
    tags,
    addTags: tags,
    removeTags: tags,
    trim: orNone(trim),
    counts: orNone(fc.boolean()),
  },
  { requiredKeys: [] },
);
