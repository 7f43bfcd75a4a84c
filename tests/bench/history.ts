// A long history in memory: what reading its records and finding workouts in it cost, ten thousand beside a hundred.
import { deserialize, serialize } from 'node:v8';
import { foundWorkouts } from '../../src/core/history/find.ts';
import { parseFigures } from '../../src/core/load/workoutFiguresRecord.ts';
import { workoutFiguresOf } from '../../src/core/load/workoutFigures.ts';
import { annotate, blankAnnotation, EFFORTS } from '../../src/core/records/annotation.ts';
import { parseDigest } from '../../src/core/records/finishedRecord.ts';
import { parseStamped, readDigest } from '../../src/store/database/readers.ts';
import { stamped } from '../../src/store/database/records.ts';
import { readAnnotation } from '../../src/store/library/annotations.ts';
import { readFigures } from '../../src/store/library/figures.ts';
import { historyOf } from '../support/history.ts';
import { bar, compare } from './measure.ts';

const NOW_MS = 1_700_000_000_000;
const COUNTS = [100, 10_000] as const;

const all = historyOf(COUNTS[1], NOW_MS);
const kinds = all.slice(0, 5).map(({ session, chunks }) => workoutFiguresOf(session, chunks));
const said = all.map(({ session: { id } }, i) =>
  annotate(blankAnnotation(id), {
    title: i % 3 === 0 ? `Früh ${String(i)}` : null,
    notes: 'Heavy legs at first, then better. '.repeat(i % 4),
    effort: EFFORTS[i % 11] ?? null,
    tags: i % 2 === 0 ? ['easy', 'forest'] : ['race'],
  }),
);

/** The same records over and over, so that a hundred of them are as much work as ten thousand. */
function inTurn(count: number, work: () => void): { name: string; work: () => number } {
  return {
    name: `of ${String(count)}`,
    work: () => {
      for (let done = 0; done < COUNTS[1]; done += count) work();
      return COUNTS[1];
    },
  };
}

/** As the disk gives them: nothing is shared between two records. */
const asStored = <T>(records: readonly T[]): T[] => deserialize(serialize(records)) as T[];

const KINDS: [name: string, records: unknown[], read: (record: unknown) => boolean][] = [
  ['digests', all.map(({ digest }) => stamped(digest, NOW_MS)), (record) => readDigest(record).ok],
  [
    'digests by their schema',
    all.map(({ digest }) => stamped(digest, NOW_MS)),
    (record) => parseStamped(record, parseDigest).ok,
  ],
  ['annotations', said.map((each) => stamped(each, NOW_MS)), (record) => readAnnotation(record).ok],
  [
    'figures',
    all.map(({ session: { id } }, i) => ({ trim: null, figures: { ...kinds[i % kinds.length]!, id } })),
    (record) => readFigures(record) !== undefined,
  ],
  [
    'figures by their schema',
    all.map(({ session: { id } }, i) => ({ ...kinds[i % kinds.length]!, id })),
    (record) => parseFigures(record).ok,
  ],
];

export async function history(): Promise<void> {
  for (const [name, records, read] of KINDS) {
    const stored = asStored(records);
    const [few = 0, many = 0] = await compare(
      `Reading ${name}: each`,
      COUNTS.map((count) => {
        const some = stored.slice(0, count);
        return inTurn(count, () => {
          for (const record of some) if (!read(record)) throw new Error(`${name} that cannot be read`);
        });
      }),
    );
    bar(`${name}, one of ${String(COUNTS[1])} to one of ${String(COUNTS[0])}`, many / few, 3, '×');
    const bytes = serialize(records);
    await compare(`Copying ${name} out of their bytes, as a database does: each`, [
      { name: `of ${String(COUNTS[1])}`, work: () => (deserialize(bytes) as unknown[]).length },
    ]);
  }

  const digests = all.map(({ digest }) => digest);
  const annotations = new Map(said.map((each) => [each.id, each]));
  const fromLocalMs = NOW_MS - 3_650 * 86_400_000;
  for (const [name, wish] of [
    ['everything', {}],
    ['two words', { text: 'fruh legs' }],
    ['a tag, a length and a time', { tags: ['easy'], minS: 600, fromLocalMs }],
  ] as const) {
    const [few = 0, many = 0] = await compare(
      `Finding ${name}: each that is looked at`,
      COUNTS.map((count) => {
        const some = digests.slice(0, count);
        return inTurn(count, () => void foundWorkouts(some, annotations, wish, 'hardest'));
      }),
    );
    bar(`finding ${name}, one of ${String(COUNTS[1])} to one of ${String(COUNTS[0])}`, many / few, 3, '×');
  }
}
