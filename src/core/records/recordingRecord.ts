import * as v from 'valibot';
import { parseProfile } from '../athlete/profile.ts';
import * as is from '../parse/bounds.ts';
import { bad, good, type Parsed, type Problem } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import { parseWorkoutPlan } from '../plan/workoutPlan.ts';
import { parseHex } from '../signal/heartRateMeasurement.ts';
import { STRAPS } from '../signal/straps.ts';
import { coachingSchema } from './coachSchema.ts';
import { eventSchema } from './journalRecord.ts';
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordedItem, type RecordingHead } from './recording.ts';
import { momentSchema, onLossSchema, signalSchema, sourceSchema, strapsSchema } from './sessionSchema.ts';

// How a recording is read: foreign, since it comes as a file.

const of = v.object({
  format: v.literal(RECORDING_FORMAT),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

const head = v.object({
  ...of.entries,
  startedAt: momentSchema,
  plan: v.unknown(),
  profile: v.unknown(),
  onLoss: onLossSchema,
  coaching: coachingSchema,
  source: sourceSchema,
  signal: signalSchema,
  straps: strapsSchema,
  clockMs: is.clockMs,
});

export function parseRecordingHead(value: unknown): Parsed<RecordingHead> {
  const kind = parseWith(of, value);
  if (!kind.ok) return kind;
  // before anything else is looked at, which a newer version may have in another form
  const { version } = kind.value;
  if (version > RECORDING_VERSION) return bad('record.newer', { v: version, known: RECORDING_VERSION }, 'version');
  const read = parseWith(head, value);
  if (!read.ok) return read;
  const plan = parseWorkoutPlan(read.value.plan);
  if (!plan.ok) return within('plan', plan.problems);
  const profile = parseProfile(read.value.profile);
  if (!profile.ok) return within('profile', profile.problems);
  return good({ ...read.value, plan: plan.value, profile: profile.value });
}

const frame = v.object({
  atMs: is.clockMs,
  heardMs: v.optional(is.clockMs),
  source: v.optional(sourceSchema),
  strap: v.optional(v.picklist(STRAPS)),
  hex: v.string(),
});
const happened = v.object({ atMs: is.clockMs, event: eventSchema });

/** One line after the head, as parsed JSON: `{atMs, hex}`, or `{atMs, event}`. */
export function parseRecordedItem(value: unknown): Parsed<RecordedItem> {
  if (typeof value === 'object' && value !== null && 'event' in value) return parseWith(happened, value);
  const read = parseWith(frame, value);
  if (!read.ok) return read;
  const { hex, ...times } = read.value;
  const bytes = parseHex(hex);
  return bytes.ok ? good({ ...times, bytes: bytes.value }) : within('hex', bytes.problems);
}

function within(path: string, problems: Problem[]): { ok: false; problems: Problem[] } {
  return { ok: false, problems: problems.map((p) => ({ ...p, path: p.path === '' ? path : `${path}.${p.path}` })) };
}
