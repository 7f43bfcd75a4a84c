// What is told at a glance is what the schema reads, to the letter; whatever stands in any place of a record.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trimmedFiguresOf } from '../../../src/core/load/trimmedFigures.ts';
import { parseFigures } from '../../../src/core/load/workoutFiguresRecord.ts';
import { annotate, blankAnnotation } from '../../../src/core/records/annotation.ts';
import { parseAnnotation } from '../../../src/core/records/annotationRecord.ts';
import { good, type Parsed } from '../../../src/core/parse/parsed.ts';
import { parseStamped } from '../../../src/store/database/readers.ts';
import { stamped } from '../../../src/store/database/records.ts';
import { isWrittenAnnotation } from '../../../src/store/library/writtenAnnotation.ts';
import { isTrim, isWrittenFigures } from '../../../src/store/library/writtenFigures.ts';
import { anyEdit } from '../../core/records/anyEdit.ts';
import { historyOf } from '../../support/history.ts';
import { damaged, FOREIGN, placesOf } from '../damaged.ts';

const NOW_MS = 1_700_000_000_000;

const annotation = annotate(blankAnnotation('workout-1'), {
  ...{ title: 'Long', notes: 'Heavy legs', effort: 5, tags: ['easy', 'forest'], counts: true },
  trim: { fromS: 1, toS: 61 },
});
const [{ session, chunks }] = historyOf(1, NOW_MS) as [ReturnType<typeof historyOf>[number]];
const figures = trimmedFiguresOf(session, chunks, undefined);

const KINDS: [
  name: string,
  record: object,
  atAGlance: (record: unknown) => boolean,
  read: (record: object) => Parsed<unknown>,
][] = [
  [
    'an annotation',
    stamped(annotation, NOW_MS),
    isWrittenAnnotation,
    (record) => parseStamped(record, parseAnnotation),
  ],
  [
    'figures',
    { trim: { fromS: 1, toS: 61 }, figures },
    isWrittenFigures,
    (record) => {
      const { trim, figures, ...more } = record as { trim: unknown; figures: unknown };
      const read = parseFigures(figures);
      return read.ok && isTrim(trim) ? good({ trim, figures: read.value, ...more }) : read;
    },
  ],
];

test.each(KINDS)('%s: as it is written, it is known at a glance', (_, record, atAGlance) => {
  expect(atAGlance(structuredClone(record))).toBe(true);
});

test.each(KINDS)(
  '%s: known at a glance, whatever was put, taken or added, it is what the schema reads',
  (_, record, atAGlance, read) => {
    const known = { yes: 0, no: 0 };
    const look = (other: object): void => {
      const isKnown = atAGlance(other);
      known[isKnown ? 'yes' : 'no']++;
      if (isKnown) expect(read(other)).toEqual({ ok: true, value: other });
    };
    for (const place of placesOf(record).keys()) {
      for (const value of FOREIGN) look(damaged(structuredClone(record), place, 'put', value));
      look(damaged(structuredClone(record), place, 'take', undefined));
      look(damaged(structuredClone(record), place, 'add', 1));
    }
    expect(Math.min(known.yes, known.no)).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.nat(), fc.anything(), (place, value) =>
        look(damaged(structuredClone(record), place, 'put', value)),
      ),
      { seed: 7 },
    );
  },
);

test('whatever is said of a workout is known at a glance', () => {
  fc.assert(fc.property(anyEdit, (edit) => isWrittenAnnotation(stamped(annotate(blankAnnotation('w'), edit), NOW_MS))));
});
