// Plans in the words of somebody who has never seen the notation: read as they are meant, or told what to write.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanZone } from '../../../../src/core/plan/plan.ts';
import { readPlanNotation } from '../../../../src/core/plan/text/readNotation.ts';
import { writePlanNotation } from '../../../../src/core/plan/text/writeNotation.ts';
import { enPlans } from '../../../../src/words/en/plans.ts';

const zones = new Map<string, PlanZone>([
  ['easy', { zone: 1 }],
  ['endurance', { zone: 2 }],
  ['tempo', { zone: 3 }],
  ['threshold', { zone: 4 }],
]);

/** In its canonical form, a line for each phase; or the problems, as code and place. */
function canonical(text: string): string {
  const read = readPlanNotation(text, enPlans.phases, { zones, percentAlone: 'percentMax' });
  return read.ok
    ? writePlanNotation(read.value)
    : read.problems.map(({ code, from, to }) => `${code} “${text.slice(from, to)}”`).join(', ');
}

/** The same on one line, to be read in a table. */
const normal = (text: string): string => canonical(text).replace(/\s+/g, ' ').trim();

const FOUR_BY_FOUR = '4x ( Interval: 4m 90% max Recovery: until <=120 bpm min 30s max 3m )';

test.each([
  ['10 min warm-up easy', 'Warm-up: 10m Z1'],
  ['10 minutes easy warm up', 'Warm-up: 10m Z1'],
  ['warm up 10 min', 'warm up: 10m open'],
  ['Warm-up: 10 mins', 'Warm-up: 10m open'],
  ['cool down 10 min', 'cool down: 10m open'],
  ['10 min cooldown', 'Cool-down: 10m open'],
  ['2 min rest', 'Recovery: 2m open'],
  ['20 min tempo', 'Steady: 20m Z3'],
  ['1 hour and 30 minutes endurance', 'Steady: 1h30m Z2'],
  ['90 seconds at 150 bpm', 'Steady: 90s 150 bpm'],
  ['3 min until below 120', 'Steady: until <=120 bpm min 30s max 3m'],
  ['3 min until I am below 120', 'Steady: until <=120 bpm min 30s max 3m'],
  ['3 min until I’m below 120', 'Steady: until <=120 bpm min 30s max 3m'],
  ['3 minutes until my heart rate drops below 120 bpm', 'Steady: until <=120 bpm min 30s max 3m'],
  ['rest until below 120 bpm max 3 min', 'rest: until <=120 bpm min 30s max 3m'],
  ['rest 20s until below 120', 'rest: until <=120 bpm min 20s max 20s'],
  ['3 min below 120', 'Steady: 3m <=120 bpm'],
  ['below 120 bpm 3 min', 'Steady: 3m <=120 bpm'],
  ['Stay under 120 for 3 min', 'Stay: 3m <=120 bpm'],
  ['4 times (4 min at 90%, 3 min until below 120)', FOUR_BY_FOUR],
  ['4 × (4 min 90 %; 3 min until I am below 120)', FOUR_BY_FOUR],
  ['4 x 4 min 90% / 3 min until below 120', FOUR_BY_FOUR],
  ['4x4min at 90% / 3min until below 120', FOUR_BY_FOUR],
  ['4 × 4 minutes at 90 % with 3 minutes until I am below 120', FOUR_BY_FOUR],
  ['4 x 4 min 90% / 3 min below 120', '4x ( Interval: 4m 90% max Recovery: 3m <=120 bpm )'],
  [
    '10 min warm-up easy, then 4 × 4 minutes at 90 % with 3 minutes until I am below 120, cool down 10 min easy',
    `Warm-up: 10m Z1 ${FOUR_BY_FOUR} cool down: 10m Z1`,
  ],
  ['10 min warm-up then 20 min tempo and then 5 min cool-down', 'Warm-up: 10m open Steady: 20m Z3 Cool-down: 5m open'],
  ['10 min easy and 5 min tempo', 'Warm-up: 10m Z1 Steady: 5m Z3'],
  ['10 min easy / 5 min tempo', 'Warm-up: 10m Z1 Steady: 5m Z3'],
  ['until below 120 and hold 10s and max 3 min', 'Steady: until <=120 bpm hold 10s min 30s max 3m'],
  ['Run/walk 20 min easy', 'Run/walk: 20m Z1'],
  ['Restless 20 min easy', 'Restless: 20m Z1'],
  ['Over-unders 10 min tempo', 'Over-unders: 10m Z3'],
])('%s', (text, canonical) => {
  expect(normal(text)).toBe(canonical);
});

test.each([
  ['4 x 4 min at 90% and 3 min easy', 'text.blockMore “4 x 4 min at 90% and ”'],
  ['4 x 4 min at 90% then 10 min easy', 'text.blockMore “4 x 4 min at 90% then ”'],
  ['20 min easy with 5 min tempo', 'text.endTwice “20 min easy with ”'],
  ['until 120', 'text.whichWay “120”'],
  ['3 min until 120', 'text.whichWay “120”'],
  ['until below 120 3 min', 'text.looseTime “3 min”'],
  ['5 min until below 120 max 3 min', 'text.holdTwice “max 3 min”'],
  ['warm-up, cool-down', 'text.noEnd “warm-up”, text.noEnd “cool-down”'],
  ['10 min', 'text.noTarget “10 min”'],
  ['10 min fast', 'text.unknown “fast”'],
  ['3 min below 90', 'text.noUnit “90”'],
  ['below 120', 'text.noEnd “below 120”'],
  ['10 min warm-up cool-down', 'text.unknown “cool-down”'],
])('%s is not guessed at', (text, problems) => {
  expect(normal(text)).toBe(problems);
});

test('a percentage alone is a problem where nobody has said of what', () => {
  const read = readPlanNotation('4 min 90%', enPlans.phases);
  expect(read.ok ? [] : read.problems.map(({ code }) => code)).toEqual(['text.percentOf']);
});

// ── Whatever way it is said ───────────────────────────────────────────────────────────────────────────────────────

/** A phase in its canonical form, and one of the ways to say it. */
type Said = readonly [canonical: string, plain: string];

const minutes = fc.integer({ min: 1, max: 9 });
const minutesAs = (n: number): fc.Arbitrary<string> =>
  fc.constantFrom(`${n} min`, `${n} mins`, `${n} minutes`, `${n}m`, `${n}min`, `${n}:00`, `${n} MIN`, `${n * 60} s`);
const percent = fc.integer({ min: 50, max: 100 });
const rate = fc.integer({ min: 101, max: 180 });

const effort: fc.Arbitrary<Said> = fc
  .record({ n: minutes, pct: percent })
  .chain(({ n, pct }) =>
    fc
      .tuple(
        minutesAs(n),
        fc.constantFrom('', 'at ', '@ ', 'in ', 'for '),
        fc.constantFrom('%', ' %', '% max', '% of max'),
      )
      .map(([time, at, unit]): Said => [`${n}m ${pct}% max`, `${time} ${at}${pct}${unit}`]),
  );
const rest: fc.Arbitrary<Said> = fc
  .record({ n: minutes, bpm: rate })
  .chain(({ n, bpm }) =>
    fc
      .tuple(
        minutesAs(n),
        fc.constantFrom(
          'below',
          'under',
          'I am below',
          'I’m under',
          'heart rate is below',
          'it drops to',
          'down to',
          '<=',
        ),
        fc.constantFrom('', ' bpm'),
      )
      .map(([time, below, unit]): Said => [`until <=${bpm} bpm max ${n}m`, `${time} until ${below} ${bpm}${unit}`]),
  );
const easy: fc.Arbitrary<Said> = minutes.chain((n) => minutesAs(n).map((time): Said => [`${n}m Z1`, `${time} easy`]));
const interval: fc.Arbitrary<Said> = fc
  .tuple(fc.integer({ min: 2, max: 6 }), effort, fc.oneof(rest, easy))
  .chain(([count, [up, plainUp], [down, plainDown]]) =>
    fc
      .constantFrom(
        ...[`${count} x (${plainUp}, ${plainDown})`, `${count} times (${plainUp} then ${plainDown})`],
        ...[`${count}x ${plainUp} / ${plainDown}`, `${count} × ${plainUp} with ${plainDown}`],
      )
      .map((plain): Said => [`${count}x (${up}, ${down})`, plain]),
  );

test('a plan reads the same whichever way it is said', () => {
  const joint = fc.constantFrom(', ', '\n', '; ', ' then ', ', then ', '\nand ');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(effort, rest, easy, interval), joint), { minLength: 1, maxLength: 5 }),
      (parts) => {
        // a block without brackets ends with its line
        const plain = parts.map(
          ([[, said], joint]) => said + (joint === ' then ' && /[/×x]/.test(said) ? '\n' : joint),
        );
        const text = plain.join('').replace(/(?:then|and|\s|[,;])*$/, '');
        expect(normal(text), text).toBe(normal(parts.map(([[canonical]]) => canonical).join('\n')));
        expect(normal(text), text).not.toContain('text.');
      },
    ),
    { numRuns: 150 },
  );
});

test('whatever words are typed in whatever order, they are read or told, and what is read is read again', () => {
  const word = fc.constantFrom(
    ...['10', 'min', 'warm-up', 'easy', 'and', 'then', 'with', '/', 'until', 'below', '120', '90%', 'rest', 'x', '4'],
    ...['(', ')', ',', 'I', 'am', 'max', 'hold', '3 min', 'cool down', 'times', 'tempo', 'at', 'bpm', ':', '"', '’'],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const text = words.join(' ');
      const once = canonical(text);
      if (!once.includes('“')) expect(canonical(once)).toBe(once);
    }),
    { numRuns: 1_000, examples: [[['3 min', 'easy', '/', '3 min', 'warm-up']]] },
  );
});
