// The way to a target, as it is drawn.
import { expect, test } from 'vitest';
import { approachPath, firstHeard } from '../../../../src/app/parts/chart/corridor.ts';
import { corridorAt } from '../../../../src/core/cues/corridor.ts';
import { PRIOR_RESPONSE } from '../../../../src/core/athlete/heartResponse.ts';

const x = { from: 0, to: 600, startPx: 0, endPx: 600 };
const y = { from: 0, to: 200, startPx: 200, endPx: 0 };
const band = { lowBpm: 150, highBpm: 165 };
const way = (fromBpm: number | undefined, toS = 600) =>
  approachPath({ fromS: 0, toS, band, fromBpm }, { response: PRIOR_RESPONSE, x, y, stepPx: 1 });
/** Each point of a path. */
const pointsOf = (d: string): [number, number][] =>
  [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, px, py]) => [Number(px), Number(py)]);

test('from below it is the lower end of the corridor, second by second, until the band is reached', () => {
  const points = pointsOf(way(110));
  const at60 = points.find(([px]) => px === 60)!;
  const corridor = corridorAt(band, { fromBpm: 110, phaseS: 60, response: PRIOR_RESPONSE });
  expect(200 - at60[1]).toBeCloseTo(corridor.lowBpm, 0);
  expect(points.at(-1)![1]).toBe(50); // the band's lower edge
  expect(points.at(-1)![0]).toBeLessThan(600);
});

test('from above it is the upper end', () => {
  expect(pointsOf(way(180)).at(-1)![1]).toBe(35);
});

test.each([
  ['began in the band', 155],
  ['was not heard', undefined],
])('there is none where the heart %s', (_name, fromBpm) => {
  expect(way(fromBpm)).toBe('');
});

test('it ends with its phase', () => {
  expect(Math.max(...pointsOf(way(60, 30)).map(([px]) => px))).toBe(30);
});

test('the first heart rate of a stretch is what it began at', () => {
  expect(firstHeard([90, 0, 0, 120], { fromS: 1, toS: 4 })).toBe(120);
  expect(firstHeard([90, 0, 0, 120], { fromS: 1, toS: 3 })).toBeUndefined();
});
