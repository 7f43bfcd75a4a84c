import { phaseMaxS, phasesOf, targetZone, type Plan } from './plan.ts';
import { isEstimated, noSecondsIn, zoneCount, type HeartRateName, type Profile } from '../athlete/hrZones.ts';

/** Seconds that a plan aims at each zone, at the longest: index 0 for no target or below zone 1. Phases that a hand ends have none. */
export function planZonesS(plan: Plan, profile: Profile): number[] {
  const zonesS = noSecondsIn(zoneCount(profile));
  for (const phase of phasesOf(plan)) {
    const zone = targetZone(phase.target, profile) ?? 0;
    zonesS[zone] = (zonesS[zone] ?? 0) + (phaseMaxS(phase) ?? 0);
  }
  return zonesS;
}

/** The zone that gives a plan its character: the hardest that takes a tenth of it. */
export function mainZone(plan: Plan, profile: Profile): number {
  const zonesS = planZonesS(plan, profile);
  const totalS = zonesS.reduce((sum, s) => sum + s, 0);
  return zonesS.findLastIndex((s) => s > 0 && s * 10 >= totalS);
}

/** The same plan can be shorter: phases that wait for a heart rate may end before their maximum. */
export function mayEndSooner(plan: Plan): boolean {
  return phasesOf(plan).some(({ end }) => end.type === 'heartRate');
}

export interface UsedHeartRate {
  name: HeartRateName;
  bpm: number;
  estimated: boolean;
}

/** The heart rates of this person that the targets of a plan are worked out from; the maximum always, for the picture. */
export function usedHeartRates(plan: Plan, profile: Profile): UsedHeartRate[] {
  const bases = new Set(
    phasesOf(plan).flatMap(({ target }) => {
      if (target.type === 'zone') return profile.zoneBasis;
      return target.type === 'percentReserve' ? 'reserve' : target.type === 'percentThreshold' ? 'threshold' : 'max';
    }),
  );
  const names: HeartRateName[] = [
    'bpmMax',
    ...(bases.has('reserve') ? ['bpmResting' as const] : []),
    ...(bases.has('threshold') ? ['bpmThreshold' as const] : []),
  ];
  return names.map((name) => ({ name, bpm: profile[name], estimated: isEstimated(name, profile) }));
}
