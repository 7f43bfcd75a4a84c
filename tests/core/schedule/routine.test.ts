// What people choose, as an expression and back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCron } from '../../../src/core/schedule/cron.ts';
import { cronOf, routineOf, type Routine } from '../../../src/core/schedule/routine.ts';

/** In one line, as the rows below have it. */
function read(text: string): string {
  const routine = routineOf(text);
  if (routine.kind === 'cron') return `cron ${routine.text}`;
  const what = routine.kind === 'weekly' ? routine.days.join('') : String(routine.day);
  return `${routine.kind} ${what} at ${String(routine.hour)}:${String(routine.minute)}`;
}

test.each([
  ['30 6 * * 1,3,5', 'weekly 135 at 6:30'],
  ['30 6 * * MON,wed,5', 'weekly 135 at 6:30'],
  ['0 30 6 * * 5,3,1', 'weekly 135 at 6:30'],
  ['30 6 * * *', 'weekly 0123456 at 6:30'],
  ['30 6 ? * ?', 'weekly 0123456 at 6:30'],
  ['30 6 * * 0-7', 'weekly 0123456 at 6:30'],
  ['30 6 * 1-12 MON-SUN', 'weekly 0123456 at 6:30'],
  ['30 6 1-31 * *', 'weekly 0123456 at 6:30'],
  ['30 6 15 * 0-6', 'weekly 0123456 at 6:30'], // either is enough
  ['30 6 * * 7', 'weekly 0 at 6:30'],
  ['30 6 * * FRI-SUN', 'weekly 056 at 6:30'],
  ['30 6 * * */2', 'weekly 0246 at 6:30'],
  ['0 7 15 * *', 'monthly 15 at 7:0'],
  ['0 7 L * *', 'monthly last at 7:0'],
  ['0 7 l jan-dec ?', 'monthly last at 7:0'],
  ['0 7 15 * 1', 'cron 0 7 15 * 1'],
  ['0 7 15,L * *', 'cron 0 7 15,L * *'],
  ['0 7 15 6 *', 'cron 0 7 15 6 *'],
  ['0 7,8 * * *', 'cron 0 7,8 * * *'],
  ['5 0 7 * * *', 'cron 5 0 7 * * *'],
  ['0/59 7 * * *', 'cron 0/59 7 * * *'], // a step follows elapsed time
  ['0 7 * * 1L', 'cron 0 7 * * 1L'],
  ['0 7 * * 1#2', 'cron 0 7 * * 1#2'],
  ['nonsense', 'cron nonsense'],
])('%s is %s', (text, routine) => {
  expect(read(text)).toBe(routine);
});

const time = { hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) };
const routines: fc.Arbitrary<Routine> = fc.oneof(
  fc.record({
    kind: fc.constant('weekly' as const),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }).map((days) => days.sort((a, b) => a - b)),
    ...time,
  }),
  fc.record({
    kind: fc.constant('monthly' as const),
    day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant('last' as const)),
    ...time,
  }),
);

test('what was chosen comes back as it was chosen', () => {
  fc.assert(
    fc.property(routines, (routine) => {
      const text = cronOf(routine);
      expect(parseCron(text)).toEqual({
        ok: true,
        value: { text, elapsed: false, fields: expect.any(Object) as unknown },
      });
      expect(routineOf(text)).toEqual(routine);
    }),
  );
});
