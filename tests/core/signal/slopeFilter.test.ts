import { expect, test } from 'vitest';
import {
  isBacked,
  secondFiltered,
  seededAt,
  type SlopeFilter,
  type Verdict,
} from '../../../src/core/signal/slopeFilter.ts';

/** Each number is the reading of a second, `.` a second without; `120*5` five of them. What became of each, and the end. */
function play(script: string): { filter: SlopeFilter; verdicts: Verdict[] } {
  const words = script.split(' ').flatMap((word) => {
    const [what = '', times = '1'] = word.split('*');
    return Array.from({ length: Number(times) }, () => what);
  });
  let filter = seededAt(Number(words[0]));
  const verdicts: Verdict[] = [];
  for (const word of words) {
    const [next, verdict] = secondFiltered(filter, word === '.' ? undefined : Number(word));
    filter = next;
    verdicts.push(verdict);
  }
  return { filter, verdicts };
}

const ramp = (fromBpm: number, bpmPerS: number, seconds: number): string =>
  Array.from({ length: seconds }, (_, s) => String(Math.round(fromBpm + bpmPerS * s))).join(' ');

test('what is steady is believed exactly', () => {
  expect(play('141*100').filter).toMatchObject({ bpm: 141, slopeBpmPerS: 0, backing: 100 });
});

test.each([0.25, 0.5, 1, 2])(
  'a ramp of %d bpm a second is followed less than 1.5 s behind, once it goes on',
  (bpmPerS) => {
    const { filter } = play(`100*60 ${ramp(100, bpmPerS, 30)}`);
    expect((Math.round(100 + bpmPerS * 29) - filter.bpm) / bpmPerS).toBeLessThan(1.5);
    expect(filter.slopeBpmPerS).toBeCloseTo(bpmPerS, 0);
  },
);

test.each([3, 5])(
  'with time in it: a ramp heard every %i s is followed no more than a second later than one heard every second',
  (everyS) => {
    const seldom = Array.from({ length: 60 }, (_, s) => (s % everyS === 0 ? String(100 + s) : '.')).join(' ');
    expect(160 - 1 - play(`100*60 ${seldom}`).filter.bpm).toBeLessThan(2.5);
  },
);

test.each<[string, Verdict, number]>([
  ['120*60 219', 'ignored', 120],
  ['120*60 40', 'ignored', 120],
  ['120*60 131', 'believed', 123],
  ['120*60 170*5', 'ignored', 120],
  ['120*60 170*6', 'seeded', 170],
  ['120*60 170 60 170 60 170 60 170 60', 'ignored', 120], // not on one side
  ['120*60 170 200 170 200 170 200 170 200', 'ignored', 120], // further apart than 12
  ['120*60 170 200 170 180 181 182', 'seeded', 181],
  ['120*60 170 . 170 . 170 .', 'none', 120], // six seconds, but the third came after five
  ['120*60 170 . . 170 . . 170', 'seeded', 170],
  ['219 120*2', 'ignored', 219],
  ['219 120*3', 'corrected', 120], // nothing was decided on yet
])('%s: the last reading is %s, and the rate %i', (script, verdict, bpm) => {
  const { filter, verdicts } = play(script);
  expect(verdicts.at(-1)).toBe(verdict);
  expect(Math.round(filter.bpm)).toBe(bpm);
});

test('a slope fades while readings are ignored: nobody is carried far by it', () => {
  const { filter } = play(`100*30 ${ramp(100, 2, 20)} 219*5`);
  expect(filter.bpm).toBeLessThan(138 + 8);
  expect(filter.slopeBpmPerS).toBeLessThan(0.5);
});

test('nothing leaves what a heart can do', () => {
  expect(play(`100*5 ${ramp(100, 3, 40)} .*60`).filter.bpm).toBeLessThanOrEqual(220);
  expect(play(`150*5 ${ramp(150, -3, 40)} .*60`).filter.bpm).toBeGreaterThanOrEqual(30);
});

test.each([
  ['120 120', false],
  ['120*3', true],
  ['120*60 219', false],
  ['120*60 219 120', true],
  ['120*60 170*6', true],
])('%s is backed: %s', (script, backed) => {
  expect(isBacked(play(script).filter)).toBe(backed);
});
