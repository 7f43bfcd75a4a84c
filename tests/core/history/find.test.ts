// Which workouts a list shows, and in which order.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foundWorkouts,
  originOf,
  WORKOUT_ORDERS,
  WORKOUT_ORIGINS,
  workoutTags,
  type WorkoutOrder,
  type WorkoutWish,
} from '../../../src/core/history/find.ts';
import {
  annotate,
  blankAnnotation,
  type Annotation,
  type AnnotationEdit,
} from '../../../src/core/records/annotation.ts';
import type { SessionDigest } from '../../../src/core/records/finished.ts';
import { anyEdit } from '../records/anyEdit.ts';

const HOUR_MS = 3_600_000;
const MIDNIGHT = Date.UTC(2026, 10, 23);

/** Hours after a midnight in UTC, and seconds long. */
function digest(
  id: string,
  planName: string,
  atH: number,
  elapsedS: number,
  more: Partial<SessionDigest> = {},
  bpm: number | null = 140,
) {
  const summary: SessionDigest['summary'] = {
    ...{ elapsedS, noSignalS: 0, meanBpm: bpm, maxBpm: bpm, phasesCompleted: 1, phases: 1 },
    timeInZoneS: [0, 0, 0, 0, 0, 0],
    provenance: 'strap',
    ending: 'finished',
  };
  return {
    ...{ id, planId: `plan-${planName}`, planName, sport: 'run' as const, sparkline: [] },
    startedAt: { epochMs: MIDNIGHT + atH * HOUR_MS, timeZone: 'UTC', offsetMin: 0 },
    summary,
    ...more,
  };
}

const zurich = { epochMs: MIDNIGHT - 1800_000, timeZone: 'Europe/Zurich', offsetMin: 60 };
const plain = digest('long', 'Präzi', -50, 5_000, { startedAt: zurich }, 120);
const DIGESTS: SessionDigest[] = [
  digest('tempo', 'Tempo', 10, 1_800, {}, 160),
  plain,
  { ...digest('demo', 'Demo', 5, 60), summary: { ...plain.summary, elapsedS: 60, provenance: 'simulated' } },
  digest('ride', 'Morning Ride', -100, 3_600, { sport: 'ride', imported: { format: 'fit', source: null } }, null),
];
const SAID: Record<string, AnnotationEdit> = {
  tempo: { title: 'Crème brûlée', tags: ['Race', 'hills'], effort: 9 },
  long: { notes: 'through the FOREST', tags: ['hills'], trim: { fromS: 0, toS: 1_000 }, effort: 0 },
};
const ANNOTATIONS = new Map(Object.entries(SAID).map(([id, edit]) => [id, annotate(blankAnnotation(id), edit)]));

const found = (wish: WorkoutWish, order: WorkoutOrder = 'newest'): string =>
  foundWorkouts(DIGESTS, ANNOTATIONS, wish, order)
    .map(({ id }) => id)
    .join(' ');

describe('wanted', () => {
  test.each<[string, WorkoutWish, string]>([
    ['nothing in particular', {}, 'tempo demo long ride'],
    ['a name without its accents', { text: 'prazi' }, 'long'],
    ['a name in capitals with them', { text: 'PRÄZI' }, 'long'],
    ['a title', { text: 'creme' }, 'tempo'],
    ['notes', { text: 'forest' }, 'long'],
    ['a tag', { text: 'HILL' }, 'tempo long'],
    ['words in several places', { text: ' brulee  tempo race' }, 'tempo'],
    ['words of which one is nowhere', { text: 'tempo forest' }, ''],
    ['two plans', { planIds: ['plan-Tempo', 'plan-Demo'] }, 'tempo demo'],
    ['a sport', { sports: ['ride'] }, 'ride'],
    ['a tag in another case', { tags: ['race'] }, 'tempo'],
    ['two tags', { tags: ['hills', 'RACE'] }, 'tempo'],
    ['real hearts', { origins: ['real'] }, 'tempo long'],
    ['simulated ones', { origins: ['simulated'] }, 'demo'],
    ['what was imported', { origins: ['imported'] }, 'ride'],
    ['at least so long, as it is shown', { minS: 1_800 }, 'tempo ride'],
    ['at most so long, as it is shown', { maxS: 1_000 }, 'demo long'],
    ['from a day on, by the clock where it was', { fromLocalMs: MIDNIGHT }, 'tempo demo long'],
    ['before a day, by the clock where it was', { beforeLocalMs: MIDNIGHT }, 'ride'],
    ['within a day', { fromLocalMs: MIDNIGHT, beforeLocalMs: MIDNIGHT + 6 * HOUR_MS }, 'demo long'],
    ['all at once', { text: 'hills', sports: ['run'], minS: 1_500, tags: ['race'], origins: ['real'] }, 'tempo'],
  ])('%s', (_, wish, ids) => expect(found(wish)).toBe(ids));
});

test.each<[WorkoutOrder, string]>([
  ['newest', 'tempo demo long ride'],
  ['oldest', 'ride long demo tempo'],
  ['longest', 'ride tempo long demo'],
  ['highestMean', 'tempo demo long ride'],
  ['hardest', 'tempo long demo ride'],
])('%s first', (order, ids) => expect(found({}, order)).toBe(ids));

test('a workout that is trimmed is in the order of the means by what is left of it', () => {
  const ids = (means: [string, number | null][]): string =>
    foundWorkouts(DIGESTS, ANNOTATIONS, {}, 'highestMean', new Map(means))
      .map(({ id }) => id)
      .join(' ');
  expect(ids([['long', 170]])).toBe('long tempo demo ride');
  expect(ids([['tempo', null]])).toBe('demo long tempo ride');
});

test('whatever is wanted, what is found is asked of each workout alone, and every order has the same workouts', () => {
  const wish = fc.record<WorkoutWish>(
    {
      text: fc.constantFrom('', 'e', 'hills tempo', 'x'),
      tags: fc.subarray(['hills', 'race']),
      origins: fc.subarray([...WORKOUT_ORIGINS]),
      minS: fc.nat(4_000),
      maxS: fc.nat(6_000),
      fromLocalMs: fc.integer({ min: -200, max: 20 }).map((h) => MIDNIGHT + h * HOUR_MS),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(wish, anyEdit, (wish, edit) => {
      const annotations = new Map<string, Annotation>([
        ...ANNOTATIONS,
        ['demo', annotate(blankAnnotation('demo'), edit)],
      ]);
      const alone = DIGESTS.filter((each) => foundWorkouts([each], annotations, wish, 'newest').length > 0);
      for (const order of WORKOUT_ORDERS)
        expect(new Set(foundWorkouts(DIGESTS, annotations, wish, order))).toEqual(new Set(alone));
    }),
  );
});

test('each workout has one origin, also one without a heart', () => {
  const timer = { summary: { ...plain.summary, provenance: 'none' as const } };
  expect([...DIGESTS, timer].map(originOf)).toEqual(['real', 'real', 'simulated', 'imported', 'real']);
});

test('an annotation that was changed is searched as it is now', () => {
  const changed = new Map([...ANNOTATIONS, ['tempo', annotate(ANNOTATIONS.get('tempo')!, { title: 'Panna cotta' })]]);
  expect(found({ text: 'creme' })).toBe('tempo');
  expect(foundWorkouts(DIGESTS, changed, { text: 'creme' }, 'newest')).toEqual([]);
  expect(foundWorkouts(DIGESTS, changed, { text: 'panna' }, 'newest').map(({ id }) => id)).toEqual(['tempo']);
});

test('tags: the most used first, whatever their case, as they were written most often; none of workouts that are gone', () => {
  const annotations = new Map(
    [
      ['tempo', ['race', 'Hills']],
      ['long', ['hills']],
      ['demo', ['hills']],
      ['gone', ['race', 'x', 'hills']],
    ].map(([id, tags]) => [id as string, { id: id as string, tags: tags as string[] }]),
  );
  expect(workoutTags(DIGESTS, annotations, (a, b) => a.localeCompare(b))).toEqual(['hills', 'race']);
});
