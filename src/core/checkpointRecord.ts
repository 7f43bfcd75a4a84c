import * as v from 'valibot';
import { CHECKPOINT_VERSION, type Checkpoint } from './checkpoint.ts';
import { NO_CUE, NO_DEVIATION } from './guide.ts';
import { bad, good, type Parsed, type Problem } from './parsed.ts';
import { phasesOf } from './plan.ts';
import { parsePlan } from './planFile.ts';
import { parseProfile } from './profile.ts';
import { chunkOf, CHUNK_S, samplesOf, type SampleChunk } from './samples.ts';
import { parseWith } from './schema.ts';
import type { Cut, Sample } from './session.ts';
import { NO_SIGNAL } from './signal.ts';

// How a checkpoint is read back: foreign until parsed, our own old ones included.

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const reason = v.picklist(['user', 'signalLost', 'interrupted']);
const side = v.picklist(['low', 'high']);

export const momentSchema = v.object({
  epochMs: finite,
  timeZone: v.pipe(v.string(), v.maxLength(64)),
  offsetMin: finite,
});

const phaseTally = v.object({ lowS: whole, inS: whole, highS: whole });

const stretch = v.object({
  ...phaseTally.entries,
  phase: whole,
  fromS: whole,
  toS: whole,
  endedBy: v.picklist(['time', 'heartRate', 'maximum', 'hand', 'skip', 'back', 'stop']),
});

const cueRecord = v.object({
  atS: whole,
  side,
  why: v.object({
    bpm: amount,
    slopeBpmPerS: finite,
    projectedBpm: amount,
    tauS: amount,
    band: v.object({ lowBpm: amount, highBpm: v.optional(amount) }),
  }),
});

const tally = v.object({
  zonesS: v.strictTuple([whole, whole, whole, whole, whole, whole]),
  noSignalS: whole,
  simulatedS: whole,
  sumBpm: amount,
  validS: whole,
  maxBpm: amount,
});

/** What every record of a workout says of how it went. */
export const courseEntries = {
  id,
  startedAt: momentSchema,
  elapsedS: whole,
  timeline: v.array(stretch),
  pauses: v.array(v.object({ reason, atS: whole, fromMs: finite, forMs: v.optional(amount) })),
  gaps: v.array(
    v.object({ kind: v.picklist(['slept', 'interrupted']), atS: whole, awayMs: amount, counted: v.boolean() }),
  ),
  cues: v.array(cueRecord),
};

export const endingSchema = v.picklist(['finished', 'stopped', 'interrupted']);

const workout = {
  ...courseEntries,
  onLoss: v.picklist(['pause', 'continue']),
  phaseIndex: whole,
  phaseS: whole,
  extendedS: whole,
  heldS: whole,
  phaseTally,
  tally,
  cue: v.object({ lastAtS: v.optional(whole) }),
  batteryTold: v.boolean(),
};

const session = v.variant('status', [
  v.object({ ...workout, status: v.literal('inProgress') }),
  v.object({ ...workout, status: v.literal('paused'), reason, partMs: v.pipe(amount, v.maxValue(999.999)) }),
  v.object({ ...workout, status: v.literal('completed'), ending: endingSchema }),
]);

const head = v.object({
  v: v.number(),
  atEpochMs: finite,
  session: v.looseObject({ plan: v.unknown(), profile: v.unknown() }),
});

/**
 * A checkpoint as it was stored: its head, and its chunks apart. What was heard of the strap is another visit's and is
 * forgotten. Seconds whose samples cannot be read are seconds without a signal: a torn chunk must not cost the workout.
 */
export function parseCheckpoint(value: unknown, chunks: readonly unknown[]): Parsed<Checkpoint> {
  const outer = parseWith(head, value);
  if (!outer.ok) return outer;
  if (outer.value.v > CHECKPOINT_VERSION)
    return bad('record.newer', { v: outer.value.v, known: CHECKPOINT_VERSION }, 'v');

  const plan = parsePlan(outer.value.session.plan);
  if (!plan.ok) return within('session.plan', plan.problems);
  const profile = parseProfile(outer.value.session.profile);
  if (!profile.ok) return within('session.profile', profile.problems);
  const inner = parseWith(session, outer.value.session);
  if (!inner.ok) return within('session', inner.problems);

  const { phaseIndex, phaseS, elapsedS } = inner.value;
  if (phaseIndex >= phasesOf(plan.value).length) return bad('record.broken', { phaseIndex }, 'session.phaseIndex');
  if (phaseS > elapsedS) return bad('record.broken', { phaseS }, 'session.phaseS');

  const restored: Cut = {
    ...inner.value,
    plan: plan.value,
    profile: profile.value,
    signal: NO_SIGNAL,
    tickedAtMs: 0,
    deviation: NO_DEVIATION,
    cue: { ...NO_CUE, lastAtS: inner.value.cue.lastAtS },
  };
  return good({ session: restored, chunks: filledTo(elapsedS, chunks), atEpochMs: outer.value.atEpochMs });
}

/** Chunks that are whole, one after another, and as many seconds as elapsed. */
function filledTo(elapsedS: number, chunks: readonly unknown[]): SampleChunk[] {
  const byStart = new Map<number, SampleChunk>();
  for (const chunk of chunks) {
    const parsed = parseChunk(chunk);
    if (parsed.ok) byStart.set(parsed.value.fromS, parsed.value);
  }
  const filled: SampleChunk[] = [];
  for (let fromS = 0; fromS < elapsedS; fromS += CHUNK_S) {
    const lengthS = Math.min(CHUNK_S, elapsedS - fromS);
    const stored = byStart.get(fromS);
    const samples = stored ? samplesOf(stored).slice(0, lengthS) : [];
    while (samples.length < lengthS) samples.push(UNKNOWN);
    filled.push(chunkOf(samples, fromS));
  }
  return filled;
}

const UNKNOWN: Sample = { bpm: 0, steadyBpm: 0, source: 'none', away: true, rrMs: [] };

const chunkSchema = v.object({
  fromS: whole,
  bpm: v.instance(Uint8Array),
  steady: v.instance(Uint16Array),
  flags: v.instance(Uint8Array),
  rrCounts: v.instance(Uint8Array),
  rrMs: v.instance(Uint16Array),
});

/** A stored chunk: all columns of one length, and as many RR intervals as are counted. */
export function parseChunk(value: unknown): Parsed<SampleChunk> {
  const parsed = parseWith(chunkSchema, value);
  if (!parsed.ok) return parsed;
  const { bpm, steady, flags, rrCounts, rrMs } = parsed.value;
  const n = bpm.length;
  const rr = rrCounts.reduce((sum, count) => sum + count, 0);
  if (steady.length !== n || flags.length !== n || rrCounts.length !== n || rr !== rrMs.length || n > CHUNK_S) {
    return bad('record.broken', { n }, 'chunk');
  }
  return good(parsed.value);
}

function within(path: string, problems: Problem[]): { ok: false; problems: Problem[] } {
  return { ok: false, problems: problems.map((p) => ({ ...p, path: p.path === '' ? path : `${path}.${p.path}` })) };
}
