import { USUAL_ZONE_COUNT, type Profile, type Zone, type ZoneCount } from '../../../../core/athlete/hrZones.ts';
import { snapS } from '../../../../core/plan/edits.ts';
import { countOf, TOTAL_MAX_S, zoneAs, type End, type Target } from '../../../../core/plan/plan.ts';
import { UNIT_LIMITS } from './fieldDrafts.ts';

// What a hand does to a phase in the picture: pull its edge, push its target up or down.

/** The next length up or down. */
export function nextS(durationS: number, direction: 1 | -1): number {
  const step = snapS(direction < 0 ? durationS - 1 : durationS);
  const next = direction > 0 ? Math.floor(durationS / step) * step + step : Math.ceil(durationS / step) * step - step;
  return Math.min(TOTAL_MAX_S, Math.max(snapS(0), next));
}

/** An end that takes this long; one by hand stays one. */
export function endOf(end: End, durationS: number): End {
  switch (end.type) {
    case 'time':
      return { ...end, durationS };
    case 'heartRate':
      return { ...end, maxS: durationS, minS: Math.min(end.minS, durationS) };
    case 'hand':
      return end;
  }
}

/**
 * A target pushed up or down by `steps`: zone by zone, or by one bpm or percent. Below zone 1 there is no target, and
 * above none comes zone 1: the first of `own` zones.
 */
export function pushed(target: Target, steps: number, own: ZoneCount = USUAL_ZONE_COUNT): Target {
  switch (target.type) {
    case 'open':
      return steps > 0 ? zoneAt(steps, own) : target;
    case 'zone':
      return zoneAt(target.zone + steps, countOf(target));
    default: {
      const { min, max } = UNIT_LIMITS[target.type];
      const by = Math.max(min - target.low, Math.min(max - target.high, steps));
      return { ...target, low: target.low + by, high: target.high + by };
    }
  }
}

function zoneAt(zone: number, of: ZoneCount): Target {
  if (zone < 1) return { type: 'open' };
  return { type: 'zone', ...zoneAs(Math.min(of, zone) as Zone, of) };
}

/** How many bpm one step of a target is, so that it follows a finger. */
export function stepBpm({ type }: Target, { bpmMax, bpmResting, bpmThreshold }: Profile): number {
  switch (type) {
    case 'open':
    case 'zone':
      return bpmMax / 10;
    case 'bpm':
      return 1;
    case 'percentMax':
      return bpmMax / 100;
    case 'percentReserve':
      return (bpmMax - bpmResting) / 100;
    case 'percentThreshold':
      return bpmThreshold / 100;
  }
}
