import { profileFor, type Athlete } from '../../../core/athlete/athlete.ts';
import { AGE_YEARS, parseAthlete } from '../../../core/athlete/profile.ts';
import { bad, good, type Parsed, type Problem } from '../../../core/parse/parsed.ts';
import {
  bpmMaxForAge,
  DEFAULT_PROFILE,
  HEART_RATE_NAMES,
  isZoneCount,
  thresholdFor,
  TYPICAL_RESTING_BPM,
  USUAL_ZONE_COUNT,
  ZONE_BASES,
  type HeartRateName,
  type Profile,
  type ZoneBasis,
  type ZoneCount,
} from '../../../core/athlete/hrZones.ts';
import { ZONED_SPORTS, type ZonedSport } from '../../../core/athlete/sport.ts';
import { ZONE_PRESETS } from '../../../core/athlete/zonePresets.ts';

/** Zones as they are being written: what stands in the fields, whatever it is. */
export interface ZonesDraft {
  zoneBasis: ZoneBasis;
  /** As many as there are zones. */
  floors: readonly string[];
}

/** Zones for a sport: a heart rate that is not given there is that of the person. */
export interface SportDraft extends ZonesDraft {
  bpmMax: string;
  bpmThreshold: string;
}

/** A person as they are being written. */
export interface ProfileDraft extends ZonesDraft {
  bpmMax: string;
  bpmResting: string;
  bpmThreshold: string;
  estimated: readonly HeartRateName[];
  /** Empty: without a limit. */
  bpmCeiling: string;
  /** Only an estimated maximum comes from it. */
  ageYears: string;
  sports?: Readonly<Partial<Record<ZonedSport, SportDraft>>> | undefined;
}

export function draftOf({ sports = {}, ...profile }: Athlete): ProfileDraft {
  const text = (bpm: number | undefined): string => (bpm === undefined ? '' : String(bpm));
  const drafts = ZONED_SPORTS.flatMap((sport) => {
    const own = sports[sport];
    if (!own) return [];
    const draft: SportDraft = {
      bpmMax: text(own.bpmMax),
      bpmThreshold: text(own.bpmThreshold),
      zoneBasis: own.zoneBasis,
      floors: own.zoneFloorsPct.map(String),
    };
    return [[sport, draft] as const];
  });
  return {
    bpmMax: String(profile.bpmMax),
    bpmResting: String(profile.bpmResting),
    bpmThreshold: String(profile.bpmThreshold),
    zoneBasis: profile.zoneBasis,
    floors: profile.zoneFloorsPct.map(String),
    bpmCeiling: text(profile.bpmCeiling),
    estimated: profile.estimated,
    ageYears: profile.ageYears === undefined ? '' : String(profile.ageYears),
    ...(drafts.length > 0 && { sports: Object.fromEntries(drafts) }),
  };
}

/** A draft as it was left; none where that cannot be read. */
export function parseProfileDraft(value: unknown): ProfileDraft | undefined {
  if (!isRecord(value)) return undefined;
  const { bpmMax, bpmResting, bpmThreshold, bpmCeiling = '', estimated, ageYears, sports } = value;
  const areTexts = [bpmMax, bpmResting, bpmThreshold, bpmCeiling].every(isText);
  const names: readonly unknown[] = HEART_RATE_NAMES;
  const areNames = Array.isArray(estimated) && estimated.every((each) => names.includes(each));
  const isDraft = areTexts && areZones(value) && areNames && (sports === undefined || areSports(sports));
  // an earlier version kept a number
  const age = typeof ageYears === 'number' || typeof ageYears === 'string' ? String(ageYears).slice(0, 100) : '';
  return isDraft ? { ...(value as unknown as ProfileDraft), bpmCeiling: String(bpmCeiling), ageYears: age } : undefined;
}

type Found = Record<string, unknown>;
const isRecord = (value: unknown): value is Found => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 100;

function areZones({ zoneBasis, floors }: Found): boolean {
  const bases: readonly unknown[] = ZONE_BASES;
  return bases.includes(zoneBasis) && Array.isArray(floors) && isZoneCount(floors.length) && floors.every(isText);
}

function areSports(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const known: readonly string[] = ZONED_SPORTS;
  return Object.entries(value).every(
    ([sport, draft]) =>
      known.includes(sport) &&
      isRecord(draft) &&
      isText(draft['bpmMax']) &&
      isText(draft['bpmThreshold']) &&
      areZones(draft),
  );
}

// ── What is changed ───────────────────────────────────────────────────────────────────────────────────────────────

/** A heart rate is given by writing it; a field that is emptied goes back to the estimate. */
export function withHeartRate(draft: ProfileDraft, name: HeartRateName, text: string): ProfileDraft {
  const others = draft.estimated.filter((each) => each !== name);
  const estimated = text.trim() === '' && name !== 'bpmMax' ? [...others, name] : others;
  return { ...draft, [name]: text, estimated };
}

/** The age that is written, if it is one. */
export function ageIn({ ageYears }: ProfileDraft): number | undefined {
  const years = numberIn(ageYears);
  return Number.isInteger(years) && years >= AGE_YEARS.min && years <= AGE_YEARS.max ? years : undefined;
}

/** An age moves the maximum as long as that is an estimate: one that was given is the better number. */
export function withAge(draft: ProfileDraft, text: string): ProfileDraft {
  const next = { ...draft, ageYears: text };
  const follows = draft.estimated.includes('bpmMax') && (text.trim() === '' || ageIn(next) !== undefined);
  return follows ? { ...next, bpmMax: String(estimateOf(next, 'bpmMax')) } : next;
}

/** The same with an estimate in a field, as it follows from the rest. */
export function withEstimate(draft: ProfileDraft, name: HeartRateName): ProfileDraft {
  const estimated = [...draft.estimated.filter((each) => each !== name), name];
  return { ...draft, estimated, [name]: String(estimateOf(draft, name)) };
}

/** How many zones there are in a draft. */
export const countIn = ({ floors }: ZonesDraft): ZoneCount =>
  isZoneCount(floors.length) ? floors.length : USUAL_ZONE_COUNT;

/** The usual zones of a number and a basis: the percentages of others would be of something else. */
export const usualZones = (zoneBasis: ZoneBasis, count: ZoneCount): ZonesDraft => ({
  zoneBasis,
  floors: ZONE_PRESETS[zoneBasis][count].map(String),
});

export const areUsual = (draft: ZonesDraft): boolean =>
  usualZones(draft.zoneBasis, countIn(draft)).floors.every((floor, i) => floor === draft.floors[i]?.trim());

/** Zones for a sport begin as those that the person has; none: without zones of its own. */
export function withSport(draft: ProfileDraft, sport: ZonedSport, own: SportDraft | undefined): ProfileDraft {
  const { [sport]: _, ...others } = draft.sports ?? {};
  return { ...draft, sports: own ? { ...others, [sport]: own } : others };
}

export const newSport = ({ zoneBasis, floors }: ProfileDraft): SportDraft => ({
  zoneBasis,
  floors,
  bpmMax: '',
  bpmThreshold: '',
});

// ── What it comes to ──────────────────────────────────────────────────────────────────────────────────────────────

/** What a heart rate is taken to be as long as it is not given; an estimated threshold follows what stands at the maximum. */
export function estimateOf(draft: ProfileDraft, name: HeartRateName): number {
  const age = ageIn(draft);
  switch (name) {
    case 'bpmMax':
      return age === undefined ? DEFAULT_PROFILE.bpmMax : bpmMaxForAge(age);
    case 'bpmThreshold':
      return thresholdFor(numberIn(draft.bpmMax));
    case 'bpmResting':
      return TYPICAL_RESTING_BPM;
  }
}

/** What stands in a field: an estimate as it follows from the rest, unless the field was just emptied. */
export function shownIn(draft: ProfileDraft, name: 'bpmResting' | 'bpmThreshold'): string {
  const estimated = draft.estimated.includes(name) && draft[name].trim() !== '';
  return estimated && readDraft(draft).ok ? String(estimateOf(draft, name)) : draft[name];
}

/** What the fields come to. */
export function readDraft(draft: ProfileDraft): Parsed<Athlete> {
  const heartRate = (name: 'bpmResting' | 'bpmThreshold'): number =>
    draft.estimated.includes(name) ? estimateOf(draft, name) : numberIn(draft[name]);
  const sports = Object.entries(draft.sports ?? {}).map(([sport, own]) => [sport, sportIn(own)] as const);
  const byAge = draft.estimated.includes('bpmMax');
  const ageYears = ageIn(draft);
  // a maximum that is said to come from an age must not outlive it
  if (byAge && ageYears === undefined && draft.ageYears.trim() !== '') return bad('value.type', {}, 'ageYears');
  const read = parseAthlete({
    bpmMax: numberIn(draft.bpmMax),
    bpmResting: heartRate('bpmResting'),
    bpmThreshold: heartRate('bpmThreshold'),
    ...zonesIn(draft),
    bpmCeiling: draft.bpmCeiling.trim() === '' ? undefined : numberIn(draft.bpmCeiling),
    estimated: draft.estimated,
    ageYears: byAge ? ageYears : undefined,
    ...(sports.length > 0 && { sports: Object.fromEntries(sports) }),
  });
  if (read.ok) return read;
  // what is wrong with an estimate is wrong with what it follows from
  const { problems } = read;
  const own = problems.filter(({ path }) => !draft.estimated.some((name) => name === path && name !== 'bpmMax'));
  return { ok: false, problems: own.length > 0 ? own : problems };
}

const zonesIn = ({ zoneBasis, floors }: ZonesDraft): object => ({ zoneBasis, zoneFloorsPct: floors.map(numberIn) });

function sportIn(draft: SportDraft): object {
  const given = (text: string): number | undefined => (text.trim() === '' ? undefined : numberIn(text));
  return { bpmMax: given(draft.bpmMax), bpmThreshold: given(draft.bpmThreshold), ...zonesIn(draft) };
}

/** What the fields come to in a sport, for the heart rates beside its zones. */
export function readFor(read: Parsed<Athlete>, sport: ZonedSport): Parsed<Profile> {
  return read.ok ? good(profileFor(read.value, sport)) : read;
}

/** The first problem of a field, by its place in the profile. */
export function problemAt(read: Parsed<unknown>, path: string): Problem | undefined {
  return read.ok ? undefined : read.problems.find((problem) => problem.path === path);
}

/** A number as people write it, also with a comma; NaN for anything else, which the parser refuses. */
export function numberIn(text: string): number {
  const trimmed = text.trim().replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : NaN;
}
