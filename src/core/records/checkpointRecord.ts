import * as v from 'valibot';
import * as is from '../parse/bounds.ts';
import { CHECKPOINT_VERSION, type Checkpoint } from './checkpoint.ts';
import { bad, good, type Parsed, type Problem } from '../parse/parsed.ts';
import { phasesOf } from '../plan/plan.ts';
import { zoneCount } from '../athlete/hrZones.ts';
import { parseProfile } from '../athlete/profile.ts';
import { CHUNK_S, SampleLog, type SampleChunk } from '../samples/samples.ts';
import { parseWith } from '../parse/schema.ts';
import type { Recoverable } from '../session/session.ts';
import { parseWorkoutPlan } from '../plan/workoutPlan.ts';
import { migrated } from './checkpointMigration.ts';
import { parseChunk } from './chunkRecord.ts';
import { sessionSchema } from './sessionSchema.ts';

// How a checkpoint is read back: foreign until parsed, our own old ones included.

const version = v.object({ v: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
const head = v.object({
  ...version.entries,
  atEpochMs: is.epochMs,
  behindMs: v.optional(is.durationMs),
  session: v.looseObject({ plan: v.unknown(), profile: v.unknown() }),
});

/**
 * A checkpoint as it was stored: its head (`{v, atEpochMs, session}`), and its chunks apart. Seconds whose samples cannot
 * be read are seconds without a signal: a torn chunk must not cost the workout.
 */
export function parseCheckpoint(value: unknown, chunks: readonly unknown[]): Parsed<Checkpoint> {
  const read = parseRecoverable(value);
  return read.ok ? good({ ...read.value, chunks: filledTo(read.value.session.elapsedS, chunks) }) : read;
}

/** Its head alone. */
export function parseRecoverable(value: unknown): Parsed<Omit<Checkpoint, 'chunks'>> {
  const of = parseWith(version, value);
  if (!of.ok) return of;
  // before anything else is looked at, which a newer version may have in another form
  if (of.value.v > CHECKPOINT_VERSION) return bad('record.newer', { v: of.value.v, known: CHECKPOINT_VERSION }, 'v');
  const outer = parseWith(head, value);
  if (!outer.ok) return outer;
  const stored = migrated(outer.value.session, outer.value.v);

  const plan = parseWorkoutPlan(stored['plan']);
  if (!plan.ok) return within('session.plan', plan.problems);
  const profile = parseProfile(stored['profile']);
  if (!profile.ok) return within('session.profile', profile.problems);
  const inner = parseWith(sessionSchema, stored);
  if (!inner.ok) return within('session', inner.problems);

  const zones = inner.value.tally.zonesS.length - 1;
  if (zones !== zoneCount(profile.value)) return bad('record.broken', { zones }, 'session.tally.zonesS');
  const { phaseIndex, phaseS, elapsedS } = inner.value;
  if (phaseIndex >= phasesOf(plan.value).length) return bad('record.broken', { phaseIndex }, 'session.phaseIndex');
  if (phaseS > elapsedS) return bad('record.broken', { phaseS }, 'session.phaseS');

  const session: Recoverable = { ...inner.value, plan: plan.value, profile: profile.value };
  return good({ session, atEpochMs: outer.value.atEpochMs, behindMs: outer.value.behindMs });
}

/**
 * Chunks that are whole, one after another, up to as many seconds as elapsed. One that is not there is a long absence, or
 * was torn: seconds that nothing is known of, either way.
 */
function filledTo(elapsedS: number, chunks: readonly unknown[]): readonly SampleChunk[] {
  const whole = chunks.flatMap((chunk) => {
    const parsed = parseChunk(chunk);
    return parsed.ok && parsed.value.fromS % CHUNK_S === 0 ? [parsed.value] : [];
  });
  return SampleLog.from(whole, elapsedS).chunks;
}

function within(path: string, problems: Problem[]): { ok: false; problems: Problem[] } {
  return { ok: false, problems: problems.map((p) => ({ ...p, path: p.path === '' ? path : `${path}.${p.path}` })) };
}
