import { expect, test } from 'vitest';
import { parseReplay } from '../../../src/formats/activity/replay.ts';

/** When each frame was sent, or what is wrong and where. */
function stampsOf(...lines: string[]): number[] | string {
  const read = parseReplay(lines.join('\n'));
  if (read.ok) return read.value.map(({ atMs }) => Math.round(atMs));
  return read.problems.map(({ code, path }) => `${path} ${code}`).join();
}

const json = (atMs: number): string => JSON.stringify({ atMs, hex: '0064' });

test.each<[string, string[], number[] | string]>([
  ['seconds', ['0,120', '1,121', '2.5,122'], [0, 1000, 2500]],
  ['a jump', ['0,120', '1,121', '68342612,122'], [0, 1000, 68_342_612_000]],
  ['a jump of decades', ['0,120', '1000000000,121'], [0, 1e12]],
  ['dates in seconds', ['1700000000,120', '1700000001,121'], [0, 1000]],
  ['dates in milliseconds', ['1700000000000,120', '1700000001000,121', '1700000060000,122'], [0, 1000, 60_000]],
  ['dates in microseconds', ['1700000000000000,120', '1700000001000000,121'], [0, 1000]],
  ['dates in milliseconds, out of order', ['1700000001000,120', '1700000000000,121'], [0, 1000]],
  ['no known clock', ['1700000000000000000,120'], 'line 1 replay.clock'],
  ['seconds, then dates in milliseconds', ['0,120', '1,121', '1700000002000,122'], 'line 3 replay.clock'],
  ['dates in seconds, then in milliseconds', ['1700000000,120', '1700000001000,121'], 'line 2 replay.clock'],
  ['frames', [json(0), json(1000)], [0, 1000]],
  ['frames with dates', [json(1_700_000_000_000), json(1_700_000_001_000)], [0, 1000]],
  ['frames with dates in seconds', [json(1_700_000_000), json(1_700_000_001)], [0, 1000]],
  ['frames, then dates', [json(0), json(1_700_000_001_000)], 'line 2 replay.clock'],
])('%s', (_, lines, expected) => {
  expect(stampsOf(...lines)).toEqual(expected);
});
