import { parseProfile } from '../../../core/athlete/profile.ts';
import type { Parsed, Problem } from '../../../core/parse/parsed.ts';
import {
  HEART_RATE_NAMES,
  thresholdFor,
  TYPICAL_RESTING_BPM,
  ZONE_FLOORS_PCT,
  type HeartRateName,
  type Profile,
  type ZoneBasis,
} from '../../../core/athlete/hrZones.ts';

/** A profile as it is being written: what stands in the fields, whatever it is. */
export interface ProfileDraft {
  bpmMax: string;
  bpmResting: string;
  bpmThreshold: string;
  zoneBasis: ZoneBasis;
  floors: readonly string[];
  estimated: readonly HeartRateName[];
  ageYears?: number | undefined;
}

export function draftOf(profile: Profile): ProfileDraft {
  return {
    bpmMax: String(profile.bpmMax),
    bpmResting: String(profile.bpmResting),
    bpmThreshold: String(profile.bpmThreshold),
    zoneBasis: profile.zoneBasis,
    floors: profile.zoneFloorsPct.map(String),
    estimated: profile.estimated,
    ageYears: profile.ageYears,
  };
}

/** A draft as it was left; none where that cannot be read. */
export function parseProfileDraft(value: unknown): ProfileDraft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { bpmMax, bpmResting, bpmThreshold, zoneBasis, floors, estimated, ageYears } = value as Record<string, unknown>;
  const areTexts = [bpmMax, bpmResting, bpmThreshold].every((each) => typeof each === 'string' && each.length <= 100);
  const isBasis = typeof zoneBasis === 'string' && Object.hasOwn(ZONE_FLOORS_PCT, zoneBasis);
  const areFloors = Array.isArray(floors) && floors.length === 5 && floors.every((each) => typeof each === 'string');
  const names: readonly unknown[] = HEART_RATE_NAMES;
  const areNames = Array.isArray(estimated) && estimated.every((each) => names.includes(each));
  const isAge = ageYears === undefined || typeof ageYears === 'number';
  return areTexts && isBasis && areFloors && areNames && isAge ? (value as ProfileDraft) : undefined;
}

/** A heart rate is given by writing it; a field that is emptied goes back to the estimate. */
export function withHeartRate(draft: ProfileDraft, name: HeartRateName, text: string): ProfileDraft {
  const others = draft.estimated.filter((each) => each !== name);
  const estimated = text.trim() === '' && name !== 'bpmMax' ? [...others, name] : others;
  return { ...draft, [name]: text, estimated };
}

/** The same with an estimate in a field, as it follows from the rest. */
export function withEstimate(draft: ProfileDraft, name: 'bpmResting' | 'bpmThreshold'): ProfileDraft {
  return { ...withHeartRate(draft, name, ''), [name]: String(estimateOf(draft, name)) };
}

/** What a heart rate is taken to be as long as it is not given; an estimated threshold follows what stands at the maximum. */
export function estimateOf({ bpmMax }: ProfileDraft, name: 'bpmResting' | 'bpmThreshold'): number {
  return name === 'bpmThreshold' ? thresholdFor(numberIn(bpmMax)) : TYPICAL_RESTING_BPM;
}

/** What stands in a field: an estimate as it follows from the rest, unless the field was just emptied. */
export function shownIn(draft: ProfileDraft, name: 'bpmResting' | 'bpmThreshold'): string {
  const estimated = draft.estimated.includes(name) && draft[name].trim() !== '';
  return estimated && readDraft(draft).ok ? String(estimateOf(draft, name)) : draft[name];
}

/** What the fields come to. */
export function readDraft(draft: ProfileDraft): Parsed<Profile> {
  const heartRate = (name: 'bpmResting' | 'bpmThreshold'): number =>
    draft.estimated.includes(name) ? estimateOf(draft, name) : numberIn(draft[name]);
  const read = parseProfile({
    bpmMax: numberIn(draft.bpmMax),
    bpmResting: heartRate('bpmResting'),
    bpmThreshold: heartRate('bpmThreshold'),
    zoneBasis: draft.zoneBasis,
    zoneFloorsPct: draft.floors.map(numberIn),
    estimated: draft.estimated,
    ageYears: draft.estimated.includes('bpmMax') ? draft.ageYears : undefined,
  });
  if (read.ok) return read;
  // what is wrong with an estimate is wrong with what it follows from
  const { problems } = read;
  const own = problems.filter(({ path }) => !draft.estimated.some((name) => name === path && name !== 'bpmMax'));
  return { ok: false, problems: own.length > 0 ? own : problems };
}

/** The first problem of a field, by its place in the profile. */
export function problemAt(read: Parsed<Profile>, path: string): Problem | undefined {
  return read.ok ? undefined : read.problems.find((problem) => problem.path === path);
}

/** A number as people write it, also with a comma; NaN for anything else, which the parser refuses. */
export function numberIn(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : NaN;
}
