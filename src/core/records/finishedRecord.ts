import * as v from 'valibot';
import { ALPHA_VALUES_MAX } from '../hrv/hrvFigures.ts';
import * as is from '../parse/bounds.ts';
import { courseEntries, endingSchema, momentSchema, zonesSchema } from './sessionSchema.ts';
import { SPARKLINE_MAX, type FinishedSession, type SessionDigest } from './finished.ts';
import { IMPORT_FORMATS, IMPORTED_TEXT_MAX } from './importedFrom.ts';
import { bad, good, type Parsed } from '../parse/parsed.ts';
import { SPORTS } from '../plan/plan.ts';
import { zoneCount } from '../athlete/hrZones.ts';
import { parseProfile } from '../athlete/profile.ts';
import { parseWith } from '../parse/schema.ts';
import { PROVENANCES } from '../session/summary.ts';
import { parseWorkoutPlan } from '../plan/workoutPlan.ts';

// How the history is read back.

const rate = v.nullable(is.bpm);

const summary = v.object({
  elapsedS: is.seconds,
  timeInZoneS: zonesSchema,
  noSignalS: is.seconds,
  meanBpm: rate,
  maxBpm: rate,
  phasesCompleted: is.count,
  phases: is.count,
  provenance: v.picklist(PROVENANCES),
  ending: endingSchema,
});

const beatMs = v.nullable(is.durationMs);
/** Between 0 and 2, if it is a heart's. */
const exponent = v.pipe(v.number(), v.minValue(-10), v.maxValue(10));
const hrv = v.object({
  rmssdMs: beatMs,
  sdnnMs: beatMs,
  coveredS: is.seconds,
  artefactPct: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  dfaAlpha1: v.object({
    stepS: v.pipe(is.seconds, v.minValue(1)),
    values: v.pipe(v.array(v.nullable(exponent)), v.maxLength(ALPHA_VALUES_MAX)),
  }),
});

const importedText = v.pipe(v.string(), v.maxLength(IMPORTED_TEXT_MAX));
const imported = v.optional(
  v.object({
    format: v.picklist(IMPORT_FORMATS),
    source: v.nullable(importedText),
    fileName: v.optional(importedText),
  }),
);

const finished = v.object({
  ...courseEntries,
  plan: v.unknown(),
  profile: v.unknown(),
  endedAtEpochMs: is.epochMs,
  ending: endingSchema,
  summary,
  strapName: v.nullable(v.string()),
  secondStrapName: v.optional(v.nullable(v.string())),
  doubtS: v.optional(is.seconds),
  occurrenceId: v.optional(v.nullable(is.occurrenceKey), null), // before there were schedules
  // no workout is refused for figures that can be worked out from its seconds
  hrv: v.fallback(v.optional(hrv), undefined),
  imported,
});

/** What its reader lets through, to be held against what is written. */
export type ReadFinished = v.InferOutput<typeof finished>;

const digest = v.object({
  id: courseEntries.id,
  planId: is.id,
  planName: v.string(),
  sport: v.picklist(SPORTS),
  startedAt: momentSchema,
  summary,
  sparkline: v.pipe(v.array(v.pipe(is.count, v.maxValue(0xffff))), v.maxLength(SPARKLINE_MAX)),
  imported,
});

export function parseFinished(value: unknown): Parsed<FinishedSession> {
  const read = parseWith(finished, value);
  if (!read.ok) return read;
  const plan = parseWorkoutPlan(read.value.plan);
  const profile = parseProfile(read.value.profile);
  if (!plan.ok) return bad('record.broken', {}, 'plan');
  if (!profile.ok) return bad('record.broken', {}, 'profile');
  const zones = read.value.summary.timeInZoneS.length - 1;
  if (zones !== zoneCount(profile.value)) return bad('record.broken', { zones }, 'summary.timeInZoneS');
  return good({ ...read.value, plan: plan.value, profile: profile.value });
}

export function parseDigest(value: unknown): Parsed<SessionDigest> {
  return parseWith(digest, value);
}
