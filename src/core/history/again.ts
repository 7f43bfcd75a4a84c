import type { ZoneCount } from '../athlete/zoneCounts.ts';
import type { SessionDigest } from '../records/finished.ts';

/** A hard workout is followed by an easy one, or by a night. */
const EASY_FOR_MS = 18 * 3_600_000;
/** So many seconds in hard zones are hard, and so many in these and the one below. */
const HARD_S = 300;
const LONG_S = 2_400;

/** The first zone that is hard, of so many: it begins near 80 % of maximum (`zonePresets.ts`). Of four it is “vigorous”; the last begins at 96 %. */
const HARD_ZONE: Readonly<Record<ZoneCount, number>> = { 3: 3, 4: 3, 5: 4, 6: 4, 7: 4 };
const hardZone = (zonesS: readonly number[]): number => HARD_ZONE[(zonesS.length - 1) as ZoneCount];
const secondsFrom = (zone: number, zonesS: readonly number[]): number =>
  zonesS.slice(zone).reduce((sum, s) => sum + s, 0);

/** Seconds in hard zones: `zonesS` below zone 1, then in each zone there is. */
export const hardSecondsOf = (zonesS: readonly number[]): number => secondsFrom(hardZone(zonesS), zonesS);

/** Whether the workout was hard, as the heart tells; `plannedHardS`: what its plan asked for in hard zones, where no heart does. */
function isHard({ summary }: Pick<SessionDigest, 'summary'>, plannedHardS = 0): boolean {
  const { timeInZoneS } = summary;
  if (hardSecondsOf(timeInZoneS) >= HARD_S) return true;
  if (secondsFrom(hardZone(timeInZoneS) - 1, timeInZoneS) >= LONG_S) return true;
  return plannedHardS >= HARD_S && summary.phasesCompleted * 2 >= summary.phases;
}

/** What to offer now: the last plan again, or an easy one, since the last workouts were hard and not long ago. */
export function offerOf(
  done: readonly Pick<SessionDigest, 'planId' | 'startedAt' | 'summary'>[],
  nowEpochMs: number,
  plannedHardS: (planId: string) => number,
): 'again' | 'easy' {
  const tired = done.some((each) => {
    const endedMs = each.startedAt.epochMs + each.summary.elapsedS * 1000;
    return Math.abs(nowEpochMs - endedMs) < EASY_FOR_MS && isHard(each, plannedHardS(each.planId));
  });
  return tired ? 'easy' : 'again';
}
