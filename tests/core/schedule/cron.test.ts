// What an expression may be, and what is wrong with the others. When they fire is in schedule.test.ts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCron } from '../../../src/core/schedule/cron.ts';
import { nextFireMs } from '../../../src/core/schedule/fireTimes.ts';
import { problem } from '../../../src/words/en/problems.ts';

/** The problems in one line, as the rows below have them; or `ok`. */
function read(text: unknown): string {
  const cron = parseCron(text);
  return cron.ok ? 'ok' : cron.problems.map(({ path, code }) => `${path} ${code}`.trim()).join('; ');
}

test.each<[unknown, string]>([
  [undefined, 'value.type'],
  [null, 'value.type'],
  [5, 'value.type'],
  [['* * * * *'], 'value.type'],
  [new String('* * * * *'), 'value.type'],
  ['', 'cron.empty'],
  [' \t\n', 'cron.empty'],
  ['5', 'cron.fields'],
  ['* * * *', 'cron.fields'],
  ['* * * * * * *', 'cron.fields'],
  ['@daily', 'cron.macro'],
  ['@every 5m', 'cron.macro'],
  ['@reboot', 'cron.macro'],
  [`${'0,'.repeat(100)}0 * * * *`, 'cron.tooLong'],
  [' '.repeat(201), 'cron.tooLong'],

  ['60 * * * *', 'minute cron.range'],
  ['60 * * * * *', 'second cron.range'],
  ['* 24 * * *', 'hour cron.range'],
  ['* * 0 * *', 'dayOfMonth cron.range'],
  ['* * 32 * *', 'dayOfMonth cron.range'],
  ['* * * 0 *', 'month cron.range'],
  ['* * * 13 *', 'month cron.range'],
  ['* * * * 8', 'dayOfWeek cron.range'],
  ['* * * * 8L', 'dayOfWeek cron.range'],
  ['* * * * 9#1', 'dayOfWeek cron.range'],
  ['* * * * MON#0', 'dayOfWeek cron.range'],
  ['* * * * MON#6', 'dayOfWeek cron.range'],
  ['50-70 * * * *', 'minute cron.range'],
  ['60 24 0 13 8', 'minute cron.range; hour cron.range; dayOfMonth cron.range; month cron.range; dayOfWeek cron.range'],

  ['30-10 * * * *', 'minute cron.reversed'],
  ['* 22-6 * * *', 'hour cron.reversed'],
  ['* * * NOV-FEB *', 'month cron.reversed'],
  ['* * * * FRI-MON', 'dayOfWeek cron.reversed'],
  ['* * * * 7-1', 'dayOfWeek cron.reversed'],

  ['*/0 * * * *', 'minute cron.step'],
  ['1-5/0 * * * *', 'minute cron.step'],
  ['*/60 * * * *', 'minute cron.step'],
  ['*/90 * * * *', 'minute cron.step'],
  ['0 */24 * * *', 'hour cron.step'],
  ['0 0 */45 * *', 'dayOfMonth cron.step'],
  ['0 0 1 */13 *', 'month cron.step'],
  ['0 0 * * */8', 'dayOfWeek cron.step'],

  ['1,,2 * * * *', 'minute cron.emptyItem'],
  [',1 * * * *', 'minute cron.emptyItem'],
  ['1, * * * *', 'minute cron.emptyItem'],
  ['1, 2 * * * *', 'second cron.emptyItem'],

  ['H * * * *', 'minute cron.hash'],
  ['h * * * *', 'minute cron.hash'],
  ['H/5 * * * *', 'minute cron.hash'],
  ['H(0-29)/10 * * * *', 'minute cron.hash'],
  ['* * * * H', 'dayOfWeek cron.hash'],

  ['1- * * * *', 'minute cron.form'],
  ['-1 * * * *', 'minute cron.form'],
  ['+1 * * * *', 'minute cron.form'],
  ['1-2-3 * * * *', 'minute cron.form'],
  ['*/ * * * *', 'minute cron.form'],
  ['*/2/2 * * * *', 'minute cron.form'],
  ['*/* * * * *', 'minute cron.form'],
  ['** * * * *', 'minute cron.form'],
  ['*-5 * * * *', 'minute cron.form'],
  ['*5 * * * *', 'minute cron.form'],
  ['1.5 * * * *', 'minute cron.form'],
  ['0x1 * * * *', 'minute cron.form'],
  ['1e1 * * * *', 'minute cron.form'],
  ['NaN * * * *', 'minute cron.form'],
  ['٣ * * * *', 'minute cron.form'],
  ['１ * * * *', 'minute cron.form'],
  ['? * * * *', 'minute cron.form'],
  ['* * * ? *', 'month cron.form'],
  ['* * ?/2 * *', 'dayOfMonth cron.form'],
  ['JAN * * * *', 'minute cron.form'],
  ['* * * JANUARY *', 'month cron.form'],
  ['* * * MON *', 'month cron.form'],
  ['* * * * JAN', 'dayOfWeek cron.form'],
  ['* L * * *', 'hour cron.form'],
  ['* * 15W * *', 'dayOfMonth cron.form'],
  ['* * L-3 * *', 'dayOfMonth cron.form'],
  ['* * 5L * *', 'dayOfMonth cron.form'],
  ['* * * * L', 'dayOfWeek cron.form'],
  ['* * * * 1-5L', 'dayOfWeek cron.form'],
  ['* * * * MON#2,TUE', 'dayOfWeek cron.form'],
  ['* * * * MON#', 'dayOfWeek cron.form'],
  ['* * * * #2', 'dayOfWeek cron.form'],
  ['* * * * *#2', 'dayOfWeek cron.form'],
  ['* * * * __proto__', 'dayOfWeek cron.form'],
  ['0\u00a00 * * *', 'cron.fields'],
  ['0 0 1\n2 * *', 'dayOfMonth cron.form'],

  ['0 0 31 4 *', 'cron.never'],
  ['0 0 30 2 *', 'cron.never'],
  ['0 0 31 2,4,6,9,11 ?', 'cron.never'],
  ['0 0 30-31 FEB *', 'cron.never'],

  ['0 0 31 4 MON', 'ok'], // either day field is enough
  ['0 0 31,L 4 *', 'ok'],
  ['0 0 29 2 *', 'ok'],
  ['0 0 * 2 MON#5', 'ok'],
  ['  30   6\t* * 1-5 \n', 'ok'],
  ['08 09 * * *', 'ok'],
  ['? ? ? ? ?', 'minute cron.form; hour cron.form; month cron.form'],
  ['* * ? * ?', 'ok'],
  ['0 0 */31,1-7 * *', 'ok'],
  ['*,5 * * * *', 'ok'],
])('%j: %s', (text, outcome) => {
  expect(read(text)).toBe(outcome);
});

test.each([
  ['  30   6\t* * 1-5 \n', '30 6 * * 1-5', false],
  ['0 30 6 * * *', '0 30 6 * * *', false],
  ['30 6 */2 */3 */2', '30 6 */2 */3 */2', false],
  ['0-30 6 * * *', '0-30 6 * * *', false],
  ['* 6 * * *', '* 6 * * *', true],
  ['0 * * * *', '0 * * * *', true],
  ['0/30 6 * * *', '0/30 6 * * *', true],
  ['* 30 6 * * *', '* 30 6 * * *', true],
  ['0 5,*/30 6 * * *', '0 5,*/30 6 * * *', true],
])('%j is kept as %j, elapsed %j', (text, kept, elapsed) => {
  expect(parseCron(text)).toEqual({ ok: true, value: { text: kept, elapsed, fields: expect.any(Object) as unknown } });
});

/** What a field comes to, written out. */
test.each([
  ['minute', '5/20 0 * * *', '5 25 45'],
  ['minute', '10-20/5,0 0 * * *', '0 10 15 20'],
  ['hour', '0 */7 * * *', '0 7 14 21'],
  ['month', '0 0 1 jan-MAR,Dec *', '1 2 3 12'],
  ['month', '0 0 1 feb/4 *', '2 6 10'],
  ['dayOfWeek', '0 0 * * 0,7', '0'],
  ['dayOfWeek', '0 0 * * 5-7', '0 5 6'],
  ['dayOfWeek', '0 0 * * Fri-sun', '0 5 6'],
  ['dayOfWeek', '0 0 * * 5-0', '0 5 6'],
  ['dayOfWeek', '0 0 * * */2', '0 2 4 6'],
  ['dayOfWeek', '0 0 * * 1/2', '0 1 3 5'],
  ['dayOfWeek', '0 0 * * 5L,0L', 'last 0 5'],
  ['dayOfWeek', '0 0 * * 7#5', '0 nth 5'],
  ['dayOfMonth', '0 0 L,15 * *', '15 last 0'],
] as const)('%s of %s is %s', (name, text, outcome) => {
  const cron = parseCron(text);
  if (!cron.ok) throw new Error(read(text));
  const { values, last, nth } = cron.value.fields[name];
  const parts = [...values, ...(last.length > 0 ? ['last', ...last] : []), ...(nth === undefined ? [] : ['nth', nth])];
  expect(parts.join(' ')).toBe(outcome);
});

test('what is wrong is said with what is wrong in it', () => {
  const sentences = (text: string): string[] => {
    const cron = parseCron(text);
    return cron.ok ? [] : cron.problems.map(problem);
  };
  expect(sentences('60 H * * *')).toEqual(['“60” is not between 0 and 59.', '“H” would be random: write a number.']);
  expect(sentences('0 6 * *')).toEqual([
    'An expression has five fields (minute, hour, day, month, weekday), or six with seconds first: this has 4.',
  ]);
  expect(sentences('0 6 * * FRI-MON')[0]).toContain('FRI-MON');
});

const pieces = fc.constantFrom(
  ...['*', '?', ',', '-', '/', '#', 'L', 'l', 'W', 'H', 'H(', ')', '@', '0', '7', '31', '59', '60', '99', 'MON', 'feb'],
  ...[' ', ' ', ' ', '\t', '\n', '.', '٣', '\0', '💓', '%', '\\', '0'],
);
const times = ['*', '0', '7', '*/5', '1-5', '1,3', '12', '5/7'];
const days = [...times, '?', 'L', '31', 'MON', 'MON#5', '5L', 'FEB'];
const likely = (usual: string[]) =>
  fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: pieces });
const spaced = (fields: string[]): string => fields.join(' ');
const texts = fc.oneof(
  fc.tuple(likely(times), likely(times), likely(days), likely(times), likely(days)).map(spaced),
  fc.tuple(likely(times), likely(times), likely(times), likely(days), likely(times), likely(days)).map(spaced),
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 40 }).map((some) => some.join('')),
);

test('any text is an expression that fires, or has problems; it is never an error', () => {
  let accepted = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const cron = parseCron(text);
      if (!cron.ok) {
        expect(cron.problems.map(problem).join('')).not.toContain('undefined');
        return;
      }
      accepted += 1;
      expect(parseCron(cron.value.text)).toEqual(cron);
      expect(nextFireMs(cron.value, Date.UTC(2026, 0), 'Europe/Berlin')).toBeGreaterThan(Date.UTC(2026, 0));
    }),
    { numRuns: 3000 },
  );
  expect(accepted).toBeGreaterThan(300);
});

test.each([
  ['a long list', `${'1,'.repeat(1e6)}1 * * * *`],
  ['many blanks', `*${' '.repeat(1e6)}* * * *`],
  ['many fields', '* '.repeat(1e6)],
  ['many dashes', `${'1-'.repeat(1e6)} * * * *`],
  ['one big number', `${'9'.repeat(1e6)} * * * *`],
  ['as long as allowed, and wrong at its end', `${'1-'.repeat(95)}x * * * *`],
  ['as long as allowed, and right', `${'*/2,'.repeat(47)}1 * * * *`],
])('%s costs next to nothing', (_, text) => {
  const startMs = performance.now();
  for (let times = 0; times < 100; times++) parseCron(text);
  expect(performance.now() - startMs).toBeLessThan(2_500); // it takes 5: a guard against a hang
});
