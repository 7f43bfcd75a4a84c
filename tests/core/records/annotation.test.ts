// What a person says of a workout.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  annotate,
  blankAnnotation,
  countsInTrends,
  isBlank,
  NOTES_MAX,
  shownS,
  tagsOf,
  TAGS_MAX,
  TITLE_MAX,
  trimWithin,
  type AnnotationEdit,
} from '../../../src/core/records/annotation.ts';
import { parseAnnotation } from '../../../src/core/records/annotationRecord.ts';
import { PROVENANCES } from '../../../src/core/session/summary.ts';
import { anyEdit } from './anyEdit.ts';

const said = annotate(blankAnnotation('w'), {
  title: 'Long run',
  notes: 'Heavy legs.',
  effort: 7,
  tags: ['Forest', 'easy'],
  trim: { fromS: 60, toS: 600 },
  counts: false,
});

test.each<[string, AnnotationEdit, object]>([
  ['nothing', {}, {}],
  ['a title', { title: '  Hill \n repeats ' }, { title: 'Hill repeats' }],
  ['a blank title', { title: ' \t' }, { title: undefined }],
  ['no title', { title: null }, { title: undefined }],
  ['notes, as they were typed', { notes: ' two\n\nlines ' }, { notes: ' two\n\nlines ' }],
  ['blank notes', { notes: '\n' }, { notes: undefined }],
  ['no effort', { effort: null }, { effort: undefined }],
  ['an effort of nothing at all', { effort: 0 }, { effort: 0 }],
  ['other tags', { tags: ['race'] }, { tags: ['race'] }],
  ['one more tag', { addTags: [' hills '] }, { tags: ['Forest', 'easy', 'hills'] }],
  ['a tag that it has, in another case', { addTags: ['FOREST'] }, { tags: ['Forest', 'easy'] }],
  ['a tag less, in another case', { removeTags: ['forest'] }, { tags: ['easy'] }],
  ['all of it shown', { trim: null }, { trim: undefined }],
  ['that it counts as ever', { counts: null }, { counts: undefined }],
])('%s is changed, and the rest stays', (_, edit, after) => {
  const { ...changed } = annotate(said, edit);
  expect(changed).toEqual(
    Object.fromEntries(Object.entries({ ...said, ...after }).filter(([, each]) => each !== undefined)),
  );
});

test('whatever is typed can be read back as it is', () => {
  fc.assert(
    fc.property(anyEdit, anyEdit, (first, second) => {
      const annotation = annotate(annotate(blankAnnotation('w'), first), second);
      expect(parseAnnotation(JSON.parse(JSON.stringify(annotation)))).toEqual({ ok: true, value: annotation });
    }),
  );
});

test('what is too long is cut, and never within a character', () => {
  const { title, notes, tags } = annotate(blankAnnotation('w'), {
    title: `a${'\u{1F3C3}'.repeat(TITLE_MAX)}`,
    notes: 'n'.repeat(NOTES_MAX + 5),
    tags: Array.from({ length: TAGS_MAX + 3 }, (_, i) => `tag ${i}`),
  });
  expect(title).toBe(`a${'\u{1F3C3}'.repeat(59)}`);
  expect(notes).toHaveLength(NOTES_MAX);
  expect(tags).toHaveLength(TAGS_MAX);
});

test('a tag is there once, as it was first written', () => {
  expect(tagsOf(['Früh', 'FRU\u0308H', ' früh', '', 'x  y', 'x y'])).toEqual(['Früh', 'x y']);
});

test('an annotation is blank until something is said, and again when all of it was taken back', () => {
  expect(isBlank(blankAnnotation('w'))).toBe(true);
  expect(isBlank(said)).toBe(false);
  expect(isBlank(annotate(blankAnnotation('w'), { counts: false }))).toBe(false);
  const none = { title: null, notes: null, effort: null, tags: [], trim: null, counts: null };
  expect(isBlank(annotate(said, none))).toBe(true);
});

describe('refused, by its place:', () => {
  test.each<[string, object, string]>([
    ['an effort between two', { effort: 6.5 }, 'effort'],
    ['an effort beyond the scale', { effort: 11 }, 'effort'],
    ['a title that is too long', { title: 'x'.repeat(TITLE_MAX + 1) }, 'title'],
    ['a title without a letter', { title: '' }, 'title'],
    ['notes that are too long', { notes: 'x'.repeat(NOTES_MAX + 1) }, 'notes'],
    ['no list of tags', { tags: 'easy' }, 'tags'],
    ['a tag twice', { tags: ['easy', 'Easy'] }, 'tags'],
    ['a tag with space around it', { tags: [' easy'] }, 'tags'],
    ['too many tags', { tags: Array.from({ length: TAGS_MAX + 1 }, (_, i) => `${i}`) }, 'tags'],
    ['a trim that leaves nothing', { trim: { fromS: 60, toS: 60 } }, 'trim'],
    ['a trim in parts of seconds', { trim: { fromS: 0.5, toS: 60 } }, 'trim.fromS'],
    ['an id that is none', { id: 'a/b' }, 'id'],
  ])('%s', (_, wrong, path) => {
    const read = parseAnnotation({ ...said, ...wrong });
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.problems[0]?.path).toBe(path);
  });
});

test.each([
  [{ fromS: 60, toS: 540 }, { fromS: 60, toS: 540 }, 480],
  [{ fromS: 60, toS: 900 }, { fromS: 60, toS: 600 }, 540],
  [{ fromS: -5, toS: 599.6 }, undefined, 600],
  [{ fromS: 0, toS: 600 }, undefined, 600],
  [{ fromS: 700, toS: 900 }, undefined, 600],
])('of a workout of 600 s, %o shows %o', (trim, within, seconds) => {
  expect(trimWithin(trim, 600)).toEqual(within);
  expect(shownS(600, { trim })).toBe(seconds);
});

test('a real heart counts unless the person says no; no other ever does', () => {
  const counting = (counts?: boolean) =>
    PROVENANCES.filter((provenance) => countsInTrends({ summary: { provenance } }, { counts }));
  expect(counting()).toEqual(['strap']);
  expect(counting(true)).toEqual(['strap']);
  expect(counting(false)).toEqual([]);
  expect(countsInTrends({ summary: { provenance: 'strap' } }, undefined)).toBe(true);
});
