// The picture of a plan: where each phase stands, before, during and after.
import { expect, test } from 'vitest';
import { pictureOf, type Executed } from '../../src/app/parts/plan/profile.ts';
import type { Phase, Plan } from '../../src/core/plan/plan.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';

const PROFILE = profileOf(200, 50);

function plan(...ends: (number | 'hand' | 'rate')[]): Plan {
  const phases = ends.map((end, i): Phase => ({
    name: `Phase ${String(i + 1)}`,
    target: { type: 'zone', zone: 2 },
    end:
      end === 'hand'
        ? { type: 'hand' }
        : end === 'rate'
          ? { type: 'heartRate', from: 'above', bpm: 120, holdS: 10, minS: 0, maxS: 300 }
          : { type: 'time', durationS: end },
  }));
  return { id: 'p', name: 'P', description: '', sport: 'run', phases };
}

/** `0:0-60 done` is the first phase from 0 to 60 s. */
function drawn(of: Plan, stretches?: Executed[], elapsedS?: number): string {
  const { blocks, totalS } = pictureOf(of, PROFILE, stretches, elapsedS);
  const told = blocks.map(({ phase, fromS, toS, when }) => `${String(phase)}:${String(fromS)}-${String(toS)} ${when}`);
  return [...told, String(totalS)].join(', ');
}

const stretch = (phase: number, fromS: number, toS?: number): Executed => ({ phase, fromS, toS });

test.each<[string, string, string]>([
  ['a plan alone is as planned', drawn(plan(60, 120)), '0:0-60 ahead, 1:60-180 ahead, 180'],
  [
    'under way, what is ahead follows what is now',
    drawn(plan(60, 120, 30), [stretch(0, 0, 60), stretch(1, 60)], 100),
    '0:0-60 done, 1:60-180 now, 2:180-210 ahead, 210',
  ],
  [
    'a phase that was skipped is as short as it was',
    drawn(plan(60, 120), [stretch(0, 0, 20), stretch(1, 20)], 30),
    '0:0-20 done, 1:20-140 now, 140',
  ],
  [
    'a phase that lasts longer than planned grows',
    drawn(plan(60, 30), [stretch(0, 0)], 75),
    '0:0-75 now, 1:75-105 ahead, 105',
  ],
  [
    'a phase gone back to is drawn again',
    drawn(plan(60, 60), [stretch(0, 0, 60), stretch(1, 60, 70), stretch(0, 70)], 80),
    '0:0-60 done, 1:60-70 done, 0:70-130 now, 1:130-190 ahead, 190',
  ],
  ['after the end only what was done', drawn(plan(60, 60), [stretch(0, 0, 45)]), '0:0-45 done, 45'],
  ['a heart rate is waited for at most its maximum', drawn(plan('rate')), '0:0-300 ahead, 300'],
  ['a hand has a nominal time', drawn(plan('hand', 60)), '0:0-240 ahead, 1:240-300 ahead, 300'],
])('%s', (_, is, shouldBe) => {
  expect(is).toBe(shouldBe);
});

test('a target stands between its heart rates, zone 5 up to the maximum, none at all by default', () => {
  const of = plan(60, 60, 60);
  of.phases = [
    { ...(of.phases[0] as Phase), target: { type: 'zone', zone: 5 } },
    { ...(of.phases[1] as Phase), target: { type: 'bpm', low: 131, high: 139 } },
    { ...(of.phases[2] as Phase), target: { type: 'open' } },
  ];
  expect(pictureOf(of, PROFILE).blocks.map(({ lowBpm, highBpm, zone }) => [lowBpm, highBpm, zone])).toEqual([
    [180, 200, 5],
    [131, 139, 2],
    [100, 120, undefined],
  ]);
});

test('every block lies within the picture', () => {
  const of = plan(60);
  of.phases = [{ ...(of.phases[0] as Phase), target: { type: 'bpm', low: 40, high: 215 } }];
  const { bottomBpm, topBpm } = pictureOf(of, PROFILE);
  expect(bottomBpm).toBeLessThan(40);
  expect(topBpm).toBeGreaterThanOrEqual(215);
});

test('the limit of a plan is in the picture, unless it is above all that the heart does', () => {
  const limited = (bpm: number): Plan => ({ ...plan(60), ceiling: { bpm } });
  expect(pictureOf(plan(60), PROFILE).limitBpm).toBeUndefined();
  const high = pictureOf(limited(190), PROFILE);
  expect([high.limitBpm, high.topBpm]).toEqual([190, 190]);
  expect(pictureOf(limited(205), PROFILE)).toMatchObject({ limitBpm: undefined, topBpm: 168 });
});
