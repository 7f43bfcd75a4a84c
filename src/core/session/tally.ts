import { noSecondsIn, zoneCount, zoneOf, type Profile } from '../athlete/hrZones.ts';
import { ceilingBpm, type Plan } from '../plan/plan.ts';
import type { Sample } from './events.ts';
import type { Tally } from './session.ts';

/** Of a workout in which no second has passed. */
export const newTally = (profile: Profile): Tally => ({
  zonesS: noSecondsIn(zoneCount(profile)),
  noSignalS: 0,
  simulatedS: 0,
  sumBpm: 0,
  validS: 0,
  maxBpm: 0,
});

/** The sums after one more second. */
export function tallyAfter(
  { tally, plan, profile }: { tally: Tally; plan: Plan; profile: Profile },
  { bpm, source }: Pick<Sample, 'bpm' | 'source'>,
): Tally {
  if (bpm === 0) return { ...tally, noSignalS: tally.noSignalS + 1 };
  const zone = zoneOf(bpm, profile) ?? 0;
  const above = bpm > (ceilingBpm(plan, profile) ?? Infinity);
  return {
    ...tally,
    ...(above && { aboveS: (tally.aboveS ?? 0) + 1 }),
    zonesS: tally.zonesS.with(zone, (tally.zonesS[zone] ?? 0) + 1),
    simulatedS: tally.simulatedS + (source === 'simulated' ? 1 : 0),
    sumBpm: tally.sumBpm + bpm,
    validS: tally.validS + 1,
    maxBpm: Math.max(tally.maxBpm, bpm),
  };
}
