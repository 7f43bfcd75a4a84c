import * as v from 'valibot';
import { CHECKPOINT_VERSION, type Checkpoint, type JournalEntry } from './checkpoint.ts';
import { NO_CUE, NO_DEVIATION } from './guide.ts';
import type { Notice } from './notice.ts';
import { bad, good, type Parsed, type Problem } from './parsed.ts';
import { phasesOf } from './plan.ts';
import { parsePlan } from './planFile.ts';
import { parseProfile } from './profile.ts';
import { CHUNK_S, SampleLog, type SampleChunk } from './samples.ts';
import { parseWith } from './schema.ts';
import { advance, type Cut, type Session } from './session.ts';
import { NO_SIGNAL } from './signal.ts';

// How a checkpoint is read back: foreign until parsed, our own old ones included.

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const occurrenceKey = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const reason = v.picklist(['user', 'signalLost', 'interrupted']);
const side = v.picklist(['low', 'high']);
const anySide = v.picklist(['low', 'in', 'high', 'none']);
const runS = whole;
const source = v.picklist(['strap', 'simulated']);
const onLoss = v.picklist(['pause', 'continue']);
const rates = v.pipe(v.array(amount), v.maxLength(64));

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

const gate = v.object({
  bpm: amount,
  atMs: finite,
  backing: whole,
  sinceMs: finite,
  doubted: v.optional(v.object({ side, count: whole, fromMs: finite, atMs: finite, bpms: rates })),
});

const workout = {
  ...courseEntries,
  onLoss,
  phaseIndex: whole,
  phaseS: whole,
  extendedS: whole,
  heldS: whole,
  phaseTally,
  tally,
  cue: v.object({ side: anySide, runS, lastAtS: v.optional(whole), verdict: v.optional(side) }),
  deviation: v.object({ told: anySide, side: anySide, runS }),
  signal: v.object({
    status: v.picklist(['none', 'live', 'stale', 'lost']),
    source,
    bpm: v.optional(amount),
    filter: v.optional(v.object({ bpm: amount, variance: amount })),
    gate: v.optional(gate),
    lastAtMs: v.optional(finite),
    everyMs: v.optional(amount),
    ageMs: amount,
    silentMs: amount,
    trend: rates,
    contact: v.object({ seen: v.boolean(), doubts: whole, rates }),
    rrMs: rates,
    heardAtMs: v.optional(finite),
    batteryPct: v.optional(finite),
  }),
  tickedAtMs: finite,
  batteryTold: v.boolean(),
  lossTold: v.boolean(),
  asTimer: v.boolean(),
  occurrenceId: v.optional(occurrenceKey),
};

const session = v.variant('status', [
  v.object({ ...workout, status: v.literal('inProgress') }),
  v.object({ ...workout, status: v.literal('paused'), reason, partMs: v.pipe(amount, v.maxValue(999.999)) }),
  v.object({ ...workout, status: v.literal('completed'), ending: endingSchema }),
]);

const heardBefore = v.looseObject({
  status: v.string(),
  reason: v.optional(v.string()),
  tickedAtMs: finite,
  signal: v.looseObject({
    status: v.string(),
    ageMs: amount,
    filter: v.optional(v.looseObject({ bpm: amount })),
  }),
});
const LONG_BELIEVED_MS = 10_000;

/** The steps from one version to the next, each a step for whatever an app of that version may have left. */
const MIGRATIONS: Record<number, (session: Record<string, unknown>) => Record<string, unknown>> = {
  // What was heard of the strap was not kept, but for when a cue was last given.
  1: ({ cue, ...session }) => ({
    ...session,
    signal: NO_SIGNAL,
    tickedAtMs: 0,
    deviation: NO_DEVIATION,
    cue: { ...NO_CUE, lastAtS: (cue as { lastAtS?: unknown } | null | undefined)?.lastAtS },
  }),
  // What was filtered was believed. That a strap was lost had been told, where the workout knew of it.
  2: (session) => {
    const read = parseWith(heardBefore, session);
    if (!read.ok) return { ...session, lossTold: false, asTimer: false };
    const { status, reason, tickedAtMs, signal } = read.value;
    const atMs = tickedAtMs - signal.ageMs;
    const believed = signal.filter && { bpm: signal.filter.bpm, atMs, backing: 3, sinceMs: atMs - LONG_BELIEVED_MS };
    return {
      ...session,
      signal: { ...signal, ...(believed && { gate: believed, lastAtMs: atMs }) },
      lossTold: signal.status === 'lost' || (status === 'paused' && reason === 'signalLost'),
      asTimer: false,
    };
  },
};

/** A session as an app of version `from` wrote it, in the form of this one. What is wrong in it stays wrong. */
function migrated(session: Record<string, unknown>, from: number): Record<string, unknown> {
  for (let version = from; version < CHECKPOINT_VERSION; version++) session = MIGRATIONS[version]?.(session) ?? session;
  return session;
}

const version = v.object({ v: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
const head = v.object({
  ...version.entries,
  atEpochMs: finite,
  behindMs: v.optional(amount),
  session: v.looseObject({ plan: v.unknown(), profile: v.unknown() }),
});

/**
 * A checkpoint as it was stored: its head (`{v, atEpochMs, session}`), and its chunks apart. Seconds whose samples cannot
 * be read are seconds without a signal: a torn chunk must not cost the workout.
 */
export function parseCheckpoint(value: unknown, chunks: readonly unknown[]): Parsed<Checkpoint> {
  const of = parseWith(version, value);
  if (!of.ok) return of;
  // before anything else is looked at, which a newer version may have in another form
  if (of.value.v > CHECKPOINT_VERSION) return bad('record.newer', { v: of.value.v, known: CHECKPOINT_VERSION }, 'v');
  const outer = parseWith(head, value);
  if (!outer.ok) return outer;
  const stored = migrated(outer.value.session, outer.value.v);

  const plan = parsePlan(stored['plan']);
  if (!plan.ok) return within('session.plan', plan.problems);
  const profile = parseProfile(stored['profile']);
  if (!profile.ok) return within('session.profile', profile.problems);
  const inner = parseWith(session, stored);
  if (!inner.ok) return within('session', inner.problems);

  const { phaseIndex, phaseS, elapsedS } = inner.value;
  if (phaseIndex >= phasesOf(plan.value).length) return bad('record.broken', { phaseIndex }, 'session.phaseIndex');
  if (phaseS > elapsedS) return bad('record.broken', { phaseS }, 'session.phaseS');

  const cut: Cut = { ...inner.value, plan: plan.value, profile: profile.value };
  return good({
    session: cut,
    chunks: filledTo(elapsedS, chunks),
    atEpochMs: outer.value.atEpochMs,
    behindMs: outer.value.behindMs,
  });
}

const heartRate = v.object({
  bpm: amount,
  contact: v.picklist(['unsupported', 'absent', 'present']),
  energyKJ: v.nullable(amount),
  rrMs: rates,
});

const event = v.variant('type', [
  v.object({ type: v.literal('tick'), listening: v.boolean() }),
  v.object({ type: v.literal('heartRate'), atMs: finite, heartRate, source }),
  v.object({ type: v.literal('battery'), pct: finite }),
  v.object({ type: v.picklist(['pause', 'resume', 'stop', 'countAway', 'neverSlept']), atMs: finite }),
  v.object({ type: v.literal('onLoss'), atMs: finite, onLoss }),
  v.object({ type: v.picklist(['skip', 'back', 'abandoned']) }),
  v.object({ type: v.literal('extend'), byS: finite }),
  v.object({ type: v.picklist(['slept', 'absent']), atMs: finite, awayMs: amount }),
  v.object({
    type: v.literal('restored'),
    atMs: finite,
    awayMs: amount,
    present: v.boolean(),
    strapStood: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('clockSet'), byMs: finite }),
  v.object({ type: v.literal('tied'), occurrenceId: occurrenceKey }),
]);

const entry = v.object({ sessionId: id, atEpochMs: finite, behindMs: v.optional(amount), events: v.array(event) });

export function parseEntry(value: unknown): Parsed<JournalEntry> {
  return parseWith(entry, value);
}

/** A checkpoint as it was when the last of these entries was written, and what was told meanwhile. */
export function replayed(
  { session, chunks, atEpochMs, behindMs }: Checkpoint,
  entries: readonly JournalEntry[],
): { checkpoint: Checkpoint; notices: Notice[] } {
  const log = SampleLog.from(chunks, session.elapsedS);
  const notices: Notice[] = [];
  let now: Session = session;
  for (const entry of entries) {
    ({ atEpochMs, behindMs } = entry);
    for (const event of entry.events) {
      const [next, ...effects] = advance(now, event);
      now = next;
      for (const effect of effects) {
        if (effect.type === 'sample') log.append(effect.sample);
        if (effect.type === 'away') log.appendAway(effect.seconds);
        if (effect.type === 'notice') notices.push(effect.notice);
      }
    }
  }
  // an entry cannot end a workout's being there: *discard* is not written, it clears
  return { checkpoint: { session: now as Cut, chunks: log.chunks, atEpochMs, behindMs }, notices };
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
