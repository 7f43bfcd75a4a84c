// How a run is coached: how readily, for what heart, and below what limit.
import { expect, test } from 'vitest';
import type { RunResult } from '../../src/node/run.ts';
import { cli, fileOf, run } from './paper.ts';

const ZONE_2 = { name: 'Test', phases: [{ name: 'Go', durationS: 400, target: { type: 'zone', zone: 2 } }] };
const told = ({ events }: RunResult, type: 'cue' | 'ceiling' | 'deviation'): number[] =>
  events.filter((event) => event.type === type).map(({ atS }) => atS);

test('--strictness: the stricter, the more is told of a heart that stays below its target', async () => {
  const counts: Record<string, number> = {};
  for (const strictness of ['pacing', 'off', 'gentle', 'standard', 'strict']) {
    counts[strictness] = told(await run(ZONE_2, 'steady:108', '--strictness', strictness), 'cue').length;
  }
  expect(counts).toMatchObject({ pacing: 0, off: 0 });
  expect(counts['gentle']).toBeGreaterThan(0);
  expect(counts['standard']).toBeGreaterThan(counts['gentle']!);
  expect(counts['strict']).toBeGreaterThanOrEqual(counts['standard']!);
  expect(told(await run(ZONE_2, 'steady:108'), 'cue')).toHaveLength(counts['standard']!);
});

test('--strictness: with cues off the line on the screen goes on saying so, in pacing it does not', async () => {
  const [off, pacing] = [
    await run(ZONE_2, 'steady:108', '--strictness', 'off'),
    await run(ZONE_2, 'steady:108', '--strictness', 'pacing'),
  ];
  expect(told(off, 'deviation')).not.toEqual([]);
  expect(told(pacing, 'deviation')).toEqual([]);
});

test('--heart: a heart that is known to be slow is given more time than one that is known to be quick', async () => {
  const slow = '120,140,12,0.4';
  const quick = '20,24,2,0.12';
  const first = async (heart: string): Promise<number> =>
    told(await run(ZONE_2, 'follow:tau=150', '--heart', heart), 'cue')[0] ?? Infinity;
  expect(await first(slow)).toBeGreaterThan(await first(quick));
});

test('--ceiling: an alarm at the limit and again every 15 s, though cues are off; none below it', async () => {
  const options = ['--strictness', 'off', '--ceiling'];
  const at = told(await run(ZONE_2, 'steady:125', ...options, '120'), 'ceiling');
  expect(at.slice(0, 3).map((atS) => atS - at[0]!)).toEqual([0, 15, 30]);
  expect(at[0]).toBeLessThanOrEqual(4);
  expect(told(await run(ZONE_2, 'steady:125', ...options, '140'), 'ceiling')).toEqual([]);
});

test.each([
  [['--strictness', 'severe'], '--strictness severe is none of pacing, off, gentle, standard, strict'],
  [['--strictness', ''], 'is none of'],
  [['--heart', '58,70,5'], '--heart 58,70,5 is not four numbers'],
  [['--heart', '58,70,5,high'], 'is not four numbers'],
  [['--heart', '0,70,5,0.4'], 'is not four numbers'],
  [['--ceiling', 'high'], '--ceiling high is not a whole number'],
  [['--ceiling', '20'], '--ceiling'],
])('run with %j is refused in one line: %s', async (options, words) => {
  const { code, stdout, stderr } = await cli('run', fileOf(ZONE_2), '--strap', 'none', ...options);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).toContain(words);
});
