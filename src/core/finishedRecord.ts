import * as v from 'valibot';
import { courseEntries, endingSchema, momentSchema, occurrenceKey } from './checkpointRecord.ts';
import { SPARKLINE_MAX, type FinishedSession, type SessionDigest } from './finished.ts';
import { bad, good, type Parsed } from './parsed.ts';
import { SPORTS } from './plan.ts';
import { parseStoredPlan } from './planFile.ts';
import { parseProfile } from './profile.ts';
import { parseWith } from './schema.ts';

// How the history is read back.

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const rate = v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0)));

const summary = v.object({
  elapsedS: whole,
  timeInZoneS: v.strictTuple([whole, whole, whole, whole, whole, whole]),
  noSignalS: whole,
  meanBpm: rate,
  maxBpm: rate,
  phasesCompleted: whole,
  phases: whole,
  provenance: v.picklist(['strap', 'simulated', 'none']),
  ending: endingSchema,
});

const finished = v.object({
  ...courseEntries,
  plan: v.unknown(),
  profile: v.unknown(),
  endedAtEpochMs: v.pipe(v.number(), v.finite()),
  ending: endingSchema,
  summary,
  strapName: v.nullable(v.string()),
  occurrenceId: v.optional(v.nullable(occurrenceKey), null), // before there were schedules
});

const digest = v.object({
  id: courseEntries.id,
  planId: v.string(),
  planName: v.string(),
  sport: v.picklist(SPORTS),
  startedAt: momentSchema,
  summary,
  sparkline: v.pipe(v.array(whole), v.maxLength(SPARKLINE_MAX)),
});

export function parseFinished(value: unknown): Parsed<FinishedSession> {
  const read = parseWith(finished, value);
  if (!read.ok) return read;
  const plan = parseStoredPlan(read.value.plan);
  const profile = parseProfile(read.value.profile);
  if (!plan.ok) return bad('record.broken', {}, 'plan');
  if (!profile.ok) return bad('record.broken', {}, 'profile');
  return good({ ...read.value, plan: plan.value, profile: profile.value });
}

export function parseDigest(value: unknown): Parsed<SessionDigest> {
  return parseWith(digest, value);
}
