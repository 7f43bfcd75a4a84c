import * as v from 'valibot';
import type { Parsed } from './parsed.ts';
import { parseWith } from './schema.ts';
import type { Profile } from './zones.ts';

const pct = v.pipe(v.number(), v.minValue(1), v.maxValue(150));

const profileSchema = v.pipe(
  v.object({
    bpmMax: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(220)),
    bpmResting: v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(120)),
    bpmThreshold: v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(220)),
    zoneBasis: v.picklist(['max', 'reserve', 'threshold']),
    zoneFloorsPct: v.pipe(
      v.strictTuple([pct, pct, pct, pct, pct]),
      v.check(
        (floors) => floors.every((floor, i) => i === 0 || floor > (floors[i - 1] ?? 0)),
        'profile.zonesNotAscending',
      ),
    ),
  }),
  v.forward(
    v.partialCheck([['bpmMax'], ['bpmResting']], (p) => p.bpmResting < p.bpmMax, 'profile.restingAboveMax'),
    ['bpmResting'],
  ),
  v.forward(
    v.partialCheck([['bpmMax'], ['bpmThreshold']], (p) => p.bpmThreshold <= p.bpmMax, 'profile.thresholdAboveMax'),
    ['bpmThreshold'],
  ),
);

/** A profile from the outside: a stored record, a form. */
export function parseProfile(value: unknown): Parsed<Profile> {
  return parseWith(profileSchema, value);
}
