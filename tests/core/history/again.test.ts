import { expect, test } from 'vitest';
import { offerOf } from '../../../src/core/history/again.ts';
import type { Summary } from '../../../src/core/session/summary.ts';

const HOUR_MS = 3_600_000;
const NOW = 1_790_000_000_000;

/** Minutes below zone 1, and in each zone; how long ago it ended. */
function done(endedAgoH: number, minutes: readonly number[], part: Partial<Summary> = {}, planId = 'plan') {
  const timeInZoneS = minutes.map((each) => each * 60) as unknown as Summary['timeInZoneS'];
  const summary: Summary = {
    elapsedS: 3600,
    timeInZoneS,
    noSignalS: 0,
    meanBpm: 140,
    maxBpm: 170,
    phasesCompleted: 4,
    phases: 4,
    provenance: 'strap',
    ending: 'finished',
    ...part,
  };
  const epochMs = NOW - endedAgoH * HOUR_MS - summary.elapsedS * 1000;
  return { planId, startedAt: { epochMs, timeZone: 'UTC', offsetMin: 0 }, summary };
}

const NO_HEART = { meanBpm: null, maxBpm: null, provenance: 'none' } as const;

test.each([
  ['nothing done', [], 'again'],
  ['a threshold session two hours ago', [done(2, [0, 10, 20, 10, 16, 4])], 'easy'],
  ['a threshold session yesterday', [done(26, [0, 10, 20, 10, 16, 4])], 'again'],
  ['an easy hour two hours ago', [done(2, [0, 20, 40, 0, 0, 0])], 'again'],
  ['a long tempo', [done(3, [0, 5, 10, 45, 0, 0])], 'easy'],
  ['an easy one after the hard one', [done(1, [0, 30, 0, 0, 0, 0]), done(4, [0, 10, 20, 10, 16, 4])], 'easy'],
  ['a vigorous one, of the four zones of ACSM', [done(2, [0, 5, 10, 16, 0])], 'easy'],
  ['an easy one, of four zones', [done(2, [0, 20, 20, 2, 0])], 'again'],
  ['a start that was given up', [done(2, [0, 5, 0, 0, 0, 0], { phasesCompleted: 0 }, 'hard')], 'again'],
  ['a hard plan without a strap', [done(2, [0, 0, 0, 0, 0, 0], NO_HEART, 'hard')], 'easy'],
  ['an easy plan without a strap', [done(2, [0, 0, 0, 0, 0, 0], NO_HEART)], 'again'],
] as const)('%s → %s', (_, sessions, offer) => {
  expect(offerOf(sessions, NOW, (planId) => (planId === 'hard' ? 960 : 0))).toBe(offer);
});
