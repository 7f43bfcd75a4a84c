import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phasesOf, type Phase, type Plan, type PlanZone, type Step } from '../../../../src/core/plan/plan.ts';
import { parseNewPlan } from '../../../../src/core/plan/planFile.ts';
import { placeAt, placeOf, type PlanNotation } from '../../../../src/core/plan/text/notation.ts';
import { readPlanNotation, type ReadNotation } from '../../../../src/core/plan/text/readNotation.ts';
import { durationText, writePlanNotation } from '../../../../src/core/plan/text/writeNotation.ts';
import { builtInPlans } from '../../../../src/core/plan/builtins.ts';
import { enPlans } from '../../../../src/words/en/plans.ts';
import { problem } from '../../../../src/words/en/problems.ts';
import { phase, planOf, time } from '../../arbitrary.ts';
import { oddPlans } from '../oddPlans.ts';

const read = (text: string): ReadNotation => readPlanNotation(text, enPlans.phases);

function valueOf(text: string): PlanNotation {
  const result = read(text);
  if (!result.ok) throw new Error(result.problems.map(({ code, from, to }) => `${code} ${from}-${to}`).join(', '));
  return result.value;
}

const firstOf = (text: string): Phase => phasesOf({ ...valueOf(text) } as Plan)[0]!;

/** Problems as code and the text they are told of. */
function problemsOf(text: string): [string, string][] {
  const result = read(text);
  return result.ok ? [] : result.problems.map(({ code, from, to }) => [code, text.slice(from, to)]);
}

test('a whole plan reads as it is written', () => {
  const text = `limit 85% max
Warm-up: 10m Z2
4x (
  Up: 3m 85-90% max "Short steps."
  Down: until <=120 bpm hold 10s min 30s max 4m
)
Cool-down: lap 95-120 bpm
`;
  const plan: PlanNotation = {
    ceiling: { percentMax: 85 },
    phases: [
      { name: 'Warm-up', target: { type: 'zone', zone: 2 }, end: time(600) },
      {
        repeat: 4,
        phases: [
          { name: 'Up', target: { type: 'percentMax', low: 85, high: 90 }, end: time(180), cue: 'Short steps.' },
          {
            name: 'Down',
            target: { type: 'open' },
            end: { type: 'heartRate', from: 'above', bpm: 120, holdS: 10, minS: 30, maxS: 240 },
          },
        ],
      },
      { name: 'Cool-down', target: { type: 'bpm', low: 95, high: 120 }, end: { type: 'hand' } },
    ],
  };
  expect(valueOf(text)).toEqual(plan);
  expect(writePlanNotation(plan)).toBe(text);
});

test.each([
  ['90s Z1', 90],
  ['3m Z1', 180],
  ['3 min Z1', 180],
  ['1.5m Z1', 90],
  ['1h Z1', 3_600],
  ['1h30m Z1', 5_400],
  ['1 h 30 min Z1', 5_400],
  ['1h 5m 10 sec Z1', 3_910],
  ['3:00 Z1', 180],
  ['1:05:00 Z1', 3_900],
  ['4’ Z1', 240],
  ['10 MINUTES in zone 1', 600],
])('%s takes %i s', (text, durationS) => {
  expect(firstOf(text)).toMatchObject({ end: time(durationS), target: { type: 'zone', zone: 1 } });
});

test.each([
  ['1m open', { type: 'open' }],
  ['1m z3', { type: 'zone', zone: 3 }],
  ['Z3 1m', { type: 'zone', zone: 3 }],
  ['1m @ 140-150 bpm', { type: 'bpm', low: 140, high: 150 }],
  ['1m 140 – 150bpm', { type: 'bpm', low: 140, high: 150 }],
  ['1m 140 to 150 bpm', { type: 'bpm', low: 140, high: 150 }],
  ['1m 145 bpm', { type: 'bpm', low: 145, high: 145 }],
  ['1m 85-90% max', { type: 'percentMax', low: 85, high: 90 }],
  ['1m 85%-90% of max', { type: 'percentMax', low: 85, high: 90 }],
  ['1m 85-90 % HRmax', { type: 'percentMax', low: 85, high: 90 }],
  ['1m 85.5-90% HR', { type: 'percentMax', low: 85.5, high: 90 }],
  ['1m 60-70% reserve', { type: 'percentReserve', low: 60, high: 70 }],
  ['1m 60-70% HRR', { type: 'percentReserve', low: 60, high: 70 }],
  ['1m 90-96% threshold', { type: 'percentThreshold', low: 90, high: 96 }],
  ['1m 90-96% lthr', { type: 'percentThreshold', low: 90, high: 96 }],
  ['1m <=75% max', { type: 'percentMax', low: 1, high: 75 }],
  ['1m ≤ 140 bpm', { type: 'bpm', low: 30, high: 140 }],
  ['1m below 140 bpm', { type: 'bpm', low: 30, high: 140 }],
  ['1m under 120', { type: 'bpm', low: 30, high: 120 }],
  ['1m above 85% max', { type: 'percentMax', low: 85, high: 100 }],
  ['1m >=85% max', { type: 'percentMax', low: 85, high: 100 }],
  ['1m >=100% lthr', { type: 'percentThreshold', low: 100, high: 130 }],
])('%s aims at %o', (text, target) => {
  expect(firstOf(text).target).toEqual(target);
});

// thirty seconds at least, as in the fields, unless the text says otherwise
const UNTIL = { type: 'heartRate', holdS: 0, minS: 30, maxS: 600 };
test.each([
  ['until <=120 bpm', { ...UNTIL, from: 'above', bpm: 120 }],
  ['until ≤ 120bpm', { ...UNTIL, from: 'above', bpm: 120 }],
  ['until below 120 bpm', { ...UNTIL, from: 'above', bpm: 120 }],
  ['until heart rate is down to 120 bpm', { ...UNTIL, from: 'above', bpm: 120 }],
  ['until >=85% max', { ...UNTIL, from: 'below', percentMax: 85 }],
  ['until <=Z2', { ...UNTIL, from: 'above', zone: 2 }],
  ['until >=85% max max 4 min', { ...UNTIL, from: 'below', percentMax: 85, maxS: 240 }],
  [
    'until <=60% reserve max 4m min 30s hold 10s',
    { type: 'heartRate', from: 'above', percentReserve: 60, holdS: 10, minS: 30, maxS: 240 },
  ],
  ['until <=Z2 at least 30s, ', { ...UNTIL, from: 'above', zone: 2, minS: 30 }],
  ['until <=Z2 min 0s', { ...UNTIL, from: 'above', zone: 2, minS: 0 }],
  ['until <=Z2 max 20s', { ...UNTIL, from: 'above', zone: 2, minS: 20, maxS: 20 }],
  ['until <=120', { ...UNTIL, from: 'above', bpm: 120 }],
  ['until down to 120 for at most 3m', { ...UNTIL, from: 'above', bpm: 120, maxS: 180 }],
  ['until <=Z2 for at most 5m', { ...UNTIL, from: 'above', zone: 2, maxS: 300 }],
  ['lap', { type: 'hand' }],
  ['Press LAP', { type: 'hand' }],
])('%s ends by %o', (text, end) => {
  expect(firstOf(text)).toMatchObject({ target: { type: 'open' }, end });
});

test.each([
  ['ceiling 150 bpm', { bpm: 150 }],
  ['limit 150 bpm', { bpm: 150 }],
  ['Limit <= 85% max', { percentMax: 85 }],
  ['Ceiling: 85 % max', { percentMax: 85 }],
  ['ceiling <= Z4', { zone: 4 }],
])('%s is a ceiling', (text, ceiling) => {
  expect(valueOf(`${text}\n10m Z1`)).toMatchObject({ ceiling, phases: [{ end: time(600) }] });
});

test.each([
  ['Warm-up 10 min Z2', 'Warm-up', 600],
  ['Long steady run 1h Z2', 'Long steady run', 3_600],
  ['2x (Hill 3m Z4)', 'Hill', 180],
  ['2x Hill 3m Z4', 'Hill', 180],
])('%s has a name without a colon', (text, name, durationS) => {
  expect(firstOf(text)).toMatchObject({ name, end: time(durationS) });
});

test.each([
  ['Ride 10 min', [['text.noTarget', '10 min']]],
  ['Warm-up', [['text.noEnd', 'Warm-up']]],
  ['until <=90', [['text.noUnit', '90']]],
  [
    '4x (3m foo, 2m bar)',
    [
      ['text.unknown', 'foo'],
      ['text.unknown', 'bar'],
    ],
  ],
])('%s says what is wrong, and nothing that is not', (text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test('a plan that is stored with an end that takes no time says so in its text, and reads as it is stored', () => {
  const text = 'Down: until <=120 bpm min 0s max 10m\n';
  expect(writePlanNotation(valueOf(text))).toBe(text);
});

test('a phase may be called Ceiling, Until or Lap', () => {
  const text = 'Ceiling test: 3m Z4, "Ceiling": 3m Z4, Until: 2m Z1, Lap: 1m Z1, 4x4: 1m Z5, 4x4 3:00 hard: 3m Z5\n';
  const { phases } = valueOf(text);
  const names = ['Ceiling test', 'Ceiling', 'Until', 'Lap', '4x4', '4x4 3:00 hard'];
  expect(phases.map((step) => 'name' in step && step.name)).toEqual(names);
  expect(valueOf(writePlanNotation({ phases }))).toEqual({ phases });
});

test.each([
  '4x (3m Z4, 2m open)',
  '4 × (3m Z4; 2m open)',
  '4X(3m Z4,2m open)',
  '4 times\n(\n3m Z4\n\n# rest\n2m open # walk\n)',
  '4x(3m Z4, 2m open,)',
])('%s is a block', (text) => {
  expect(valueOf(text)).toEqual({
    phases: [
      {
        repeat: 4,
        phases: [
          { name: 'Interval', target: { type: 'zone', zone: 4 }, end: time(180) },
          { name: 'Recovery', target: { type: 'open' }, end: time(120) },
        ],
      },
    ],
  });
});

test('blocks nest, and a block of one phase needs no brackets', () => {
  const { phases } = valueOf('2x (3x (1m Z5, 1m Z1), 5x Hard: 30s Z5, 3m Z1)');
  expect(phases).toMatchObject([{ repeat: 2, phases: [{ repeat: 3 }, { repeat: 5, phases: [{ name: 'Hard' }] }, {}] }]);
});

test('phases without a name are named by what they are for', () => {
  const names = (text: string): string[] => phasesOf(valueOf(text) as Plan).map(({ name }) => name);
  expect(names('10m Z2, 2x (4m Z4, 2m Z2), 10m Z1')).toEqual([
    ...['Warm-up', 'Interval', 'Recovery', 'Interval', 'Recovery', 'Cool-down'],
  ]);
  expect(names('30m Z2')).toEqual(['Steady']);
  expect(names('5m Z1, 20m Z3, 5m Z2, 10m Z3')).toEqual(['Warm-up', 'Steady', 'Recovery', 'Steady']);
  expect(names('5m Z1, until >=150 bpm, until <=110 bpm')).toEqual(['Warm-up', 'Steady', 'Cool-down']);
});

test.each([
  ['3m', 'text.noTarget', '3m'],
  ['Ride: 3m', 'text.noTarget', '3m'],
  ['Z2', 'text.noEnd', 'Z2'],
  ['Warm-up:', 'text.noEnd', ':'],
  ['10 Z2', 'text.noUnit', '10'],
  ['3m 140-150', 'text.noUnit', '140-150'],
  ['3m 85-90%', 'text.percentOf', '85-90%'],
  ['3:7 Z2', 'text.clock', '3:7'],
  ['3m Z7', 'text.zone', 'Z7'],
  ['3m Z4/3', 'text.zone', 'Z4/3'],
  ['3m Z2/9', 'text.zoneCount', 'Z2/9'],
  ['3m Z2 of 2', 'text.zoneCount', 'Z2 of 2'],
  ['3m Z2/7-Z3/7', 'text.zoneRange', 'Z2/7'],
  ['3m Z2-Z3', 'text.zoneRange', 'Z2'],
  ['3m <=Z2', 'text.zoneRange', 'Z2'],
  ['3m Z2 Z3', 'text.targetTwice', 'Z3'],
  ['3m 4m Z3', 'text.endTwice', '4m'],
  ['until', 'text.noLevel', 'l'],
  ['until 120 bpm', 'text.whichWay', '120 bpm'],
  ['until <=120-130 bpm', 'text.oneRate', '120-130 bpm'],
  ['until <=120 bpm 4m', 'text.looseTime', '4m'],
  ['until <=120 bpm hold', 'text.unknown', 'hold'],
  ['until <=120 bpm max 1m max 2m', 'text.holdTwice', 'max 2m'],
  ['3m Z2 hold 10s', 'text.holdAlone', 'hold 10s'],
  ['3m Z2 constructor', 'text.unknown', 'constructor'],
  ['3m Z2 "a" "b"', 'text.cueTwice', '"b"'],
  ['3m Z2 "a', 'text.quoteOpen', '"a'],
  [': 3m Z2', 'text.noName', ':'],
  ['(3m Z2)', 'text.noCount', '('],
  ['Main set: 4x (3m Z2)', 'text.blockName', 'Main set'],
  ['4x ()', 'text.blockEmpty', '4x ()'],
  ['4x (3m Z2', 'text.blockOpen', '4'],
  ['3m Z2)', 'text.bracket', ')'],
  ['ceiling 150 bpm\nceiling 140 bpm', 'text.ceilingTwice', 'ceiling 140 bpm'],
  ['ceiling 150 bpm 3m Z2', 'text.ceilingMore', 'ceiling 150 bpm'],
  ['3m 150-140 bpm', 'plan.rangeReversed', '150-140 bpm'],
  ['3m 240 bpm', 'value.tooLarge', '240 bpm'],
  ['3m 120% max', 'value.tooLarge', '120% max'],
  ['ceiling 120% max, 3m Z1', 'value.tooLarge', 'ceiling 120% max'],
  ['0s Z2', 'value.tooSmall', '0s'],
  ['1.01s Z2', 'value.notWhole', '1.01s'],
  ['until <=120 bpm min 5m max 4m', 'plan.minAboveMax', 'until <=120 bpm min 5m max 4m'],
  [`${'a'.repeat(81)}: 3m Z2`, 'value.tooLong', 'a'.repeat(81)],
  ['0x (3m Z2)', 'value.tooSmall', '0x ('],
  ['1001x (3m Z2)', 'value.tooLarge', '1001x ('],
  ['500x (1s Z2, 2x (1s Z3))', 'plan.tooManyPhases', '500x (1s Z2, 2x (1s Z3))'],
  ['30h Z2', 'value.tooLarge', '30h'],
])('%s is told as %s at “%s”', (text, code, at) => {
  expect(problemsOf(text)[0]).toEqual([code, at]);
  const result = read(text);
  expect(result.ok ? '' : problem(result.problems[0]!)).toMatch(/^[“\w].*\.$/);
});

test('the sentence for a time alone says what may follow', () => {
  const result = read('10m Z2\n3m');
  expect(result.ok ? '' : problem(result.problems[0]!)).toBe(
    '3m what? Add a target such as Z2 or 140-150 bpm, or open.',
  );
});

test('all problems of a text are told, each at its place, and what is between them is read', () => {
  expect(problemsOf('10m Z2, foo bar baz, 4x (3m, 2m open)\n20 Z2 # 30 Z3, 40\nbar (1m Z9, 1m open)\n2m Z1')).toEqual([
    ['text.unknown', 'foo'],
    ['text.noTarget', '3m'],
    ['text.noUnit', '20'],
    ['text.unknown', 'bar'],
    ['text.zone', 'Z9'],
  ]);
});

test('places say where each step stands, and which step is at an offset', () => {
  const text = 'ceiling 150 bpm\nA: 10m Z2\n 2x ( B: 1m Z4 , 3x 30s Z5 )\nlap # end';
  const result = read(text);
  if (!result.ok) throw new Error('not read');
  expect(result.places.map(({ path, from, to }) => [path, text.slice(from, to)])).toEqual([
    [[0], 'A: 10m Z2'],
    [[1], '2x ( B: 1m Z4 , 3x 30s Z5 )'],
    [[1, 0], 'B: 1m Z4'],
    [[1, 1], '3x 30s Z5'],
    [[1, 1, 0], '30s Z5'],
    [[2], 'lap'],
  ]);
  expect(placeAt(result.places, text.indexOf('Z5'))?.path).toEqual([1, 1, 0]);
  expect(placeAt(result.places, text.indexOf('2x (') + 1)?.path).toEqual([1]);
  expect(placeAt(result.places, 3)).toBeUndefined();
  expect(placeOf(result.places, [1, 1])).toMatchObject({ from: text.indexOf('3x') });
});

test('an empty text is a plan that nobody has begun', () => {
  for (const text of ['', ' \n\n', '# later'])
    expect(read(text)).toEqual({ ok: true, value: { phases: [] }, places: [] });
  expect(writePlanNotation({ phases: [] })).toBe('');
});

test.each([
  [45, '45s'],
  [60, '1m'],
  [90, '90s'],
  [150, '2m30s'],
  [3_600, '1h'],
  [5_400, '1h30m'],
  [3_601, '1h1s'],
  [86_400, '24h'],
])('%i s is written %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('the number of zones is no number of minutes', () => {
  const { end } = firstOf('Go: until >=Z1/3 min 30s max 4m');
  expect(end).toMatchObject({ zone: 1, of: 3, minS: 30, maxS: 240 });
  expect(problemsOf('Go: Z2 of 10m')).not.toContainEqual(expect.arrayContaining(['text.zoneCount']));
});

test('every plan reads back as exactly the same phases', () => {
  fc.assert(
    fc.property(oddPlans, ({ phases, ceiling }) => {
      const plan = { phases, ...(ceiling && { ceiling }) };
      const text = writePlanNotation(plan);
      expect(valueOf(text)).toEqual(plan);
      expect(writePlanNotation(valueOf(text))).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test('so do the built-in plans', () => {
  for (const { phases } of builtInPlans(enPlans)) expect(valueOf(writePlanNotation({ phases }))).toEqual({ phases });
});

test('every problem has a span in the text, and what is read is a plan that a file could hold, whatever is typed', () => {
  const piece = fc.constantFrom(
    ...['10m', 'Z2', '4x', '(', ')', ',', '\n', ' ', '"', 'until', '<=', '120', 'bpm', '%', 'max', 'hold', 'lap', ':'],
    ...['A', '#', '-', '85', 'open', 'ceiling', '3:00', '💓', '\\', '“', '”', '1e9', '×', ';', '\r', '\0'],
  );
  const typed = fc.array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string())).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(typed, (text) => {
      const result = read(text);
      if (result.ok) {
        if (result.value.phases.length > 0) expect(parseNewPlan({ name: 'P', ...result.value }).ok).toBe(true);
        return;
      }
      for (const { from, to } of result.problems) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }
      expect(result.problems.length).toBeGreaterThan(0);
      expect(result.problems.length).toBeLessThanOrEqual(50);
    }),
    { numRuns: 1_000 },
  );
});

test('a text that ends in the middle of any plan is told or read, never thrown at', () => {
  const text = writePlanNotation(
    planOf(phase(time(60)), { repeat: 3, phases: [phase(time(60)), phase({ type: 'hand' })] }),
  );
  for (let to = 0; to <= text.length; to++) expect(read(text.slice(0, to))).toHaveProperty('ok');
});

// Looked at twice each, 100,000 characters take milliseconds; looked at from every place anew they would take minutes.
test.each([
  ['brackets', '('.repeat(100_000)],
  ['blocks', '2x ('.repeat(25_000)],
  ['blocks of one', '2x '.repeat(33_000)],
  ['closing brackets', ')'.repeat(100_000)],
  ['digits', '9'.repeat(100_000)],
  ['letters', 'a'.repeat(100_000)],
  ['quotes', '"'.repeat(100_000)],
  ['spaces after a word', `3m Z2${' '.repeat(100_000)}x`],
  ['colons', 'a:'.repeat(50_000)],
  ['signs', '<'.repeat(100_000)],
  ['a name and brackets', `a${' (a'.repeat(33_000)}`],
  ['numbers and spaces', '1h '.repeat(33_000)],
  ['joints', `3m Z2 ${'and '.repeat(25_000)}x`],
  ['sides', `until ${'below '.repeat(17_000)}x`],
  ['slashes', '4x 3m Z2 / '.repeat(9_000)],
])('100 kB of %s are a problem', (_, text) => {
  const result = read(text);
  expect(result.ok ? 0 : result.problems.length).toBeGreaterThan(0);
});

test('1,000 phases are read, and a thousand and one refused', () => {
  const step: Step = phase(time(1));
  const plan = planOf(...Array.from({ length: 1_000 }, () => step));
  expect(valueOf(writePlanNotation(plan)).phases).toHaveLength(1_000);
  expect(problemsOf(writePlanNotation({ phases: [...plan.phases, step] }))[0]?.[0]).toBe('plan.tooManyPhases');
});

test('a zone may be asked for by its name, where it has one', () => {
  const zones = new Map<string, PlanZone>([
    ['easy', { zone: 1 }],
    ['threshold', { zone: 4 }],
    ['sub-threshold', { zone: 4, of: 7 }],
  ]);
  const targets = (text: string): unknown => {
    const read = readPlanNotation(text, enPlans.phases, { zones });
    return read.ok
      ? read.value.phases.map((step) => ('target' in step ? [step.name, step.target] : step))
      : read.problems.map(({ code, from, to }) => [code, text.slice(from, to)]);
  };
  expect(targets('Ride: 10m Easy, 5m in threshold')).toEqual([
    ['Ride', { type: 'zone', zone: 1 }],
    ['Steady', { type: 'zone', zone: 4 }],
  ]);
  expect(targets('Up: 8m sub-threshold "go"')).toEqual([['Up', { type: 'zone', zone: 4, of: 7 }]]);
  // as a name it stays one, and is the target too where there is no other
  expect(targets('easy 10m\nEasy: 5m Z2\nEasy: lap')).toEqual([
    ['easy', { type: 'zone', zone: 1 }],
    ['Easy', { type: 'zone', zone: 2 }],
    ['Easy', { type: 'open' }],
  ]);
  expect(targets('10m 85% threshold')).toEqual([['Steady', { type: 'percentThreshold', low: 85, high: 85 }]]);
  expect(targets('10m easyish')).toEqual([['text.unknown', 'easyish']]);
  expect(targets('10m easy Z2')).toEqual([['text.targetTwice', 'Z2']]);
});
