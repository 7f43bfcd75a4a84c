import * as v from 'valibot';
import * as is from '../parse/bounds.ts';
import { CHECKPOINT_VERSION, type Checkpoint, type JournalEntry } from './checkpoint.ts';
import { CONTACTS } from '../signal/heartRateMeasurement.ts';
import { NO_CUE, NO_DEVIATION } from '../cues/guidance.ts';
import { ENDED_BY, PAUSE_REASONS, type Notice } from '../cues/notice.ts';
import { bad, good, type Parsed, type Problem } from '../parse/parsed.ts';
import { phasesOf } from '../plan/plan.ts';
import { OUTSIDE, SIDES } from '../signal/side.ts';
import { parseProfile } from '../athlete/profile.ts';
import { CHUNK_S, SampleLog, type SampleChunk } from '../samples/samples.ts';
import { parseWith } from '../parse/schema.ts';
import { advance } from '../session/advance.ts';
import { ENDINGS, GAP_KINDS, ON_LOSS, type Cut, type Session } from '../session/session.ts';
import type { SessionEvent } from '../session/events.ts';
import { NO_SIGNAL, RR_A_SECOND_MAX, SIGNAL_STATUSES, SOURCES } from '../signal/signal.ts';
import { parseWorkoutPlan } from '../plan/workoutPlan.ts';

// How a checkpoint is read back: foreign until parsed, our own old ones included.

const reason = v.picklist(PAUSE_REASONS);
const side = v.picklist(OUTSIDE);
const anySide = v.picklist([...SIDES, 'none']);
const runS = is.seconds;
const source = v.picklist(SOURCES);
const onLoss = v.picklist(ON_LOSS);
const pct = v.pipe(v.number(), v.minValue(0), v.maxValue(255));
const rates = v.pipe(v.array(is.bpm), v.maxLength(64));
/** However many an earlier version has let through: more than are kept now must not cost the workout. */
const rrMs = v.pipe(
  v.array(is.durationMs),
  v.transform((all) => all.slice(0, RR_A_SECOND_MAX)),
);

export const momentSchema = v.object({
  epochMs: is.epochMs,
  timeZone: is.timeZone,
  offsetMin: is.offsetMin,
});

const phaseTally = v.object({ lowS: is.seconds, inS: is.seconds, highS: is.seconds });

const stretch = v.object({
  ...phaseTally.entries,
  phase: is.count,
  fromS: is.seconds,
  toS: is.seconds,
  endedBy: v.picklist(ENDED_BY),
});

const cueRecord = v.object({
  atS: is.seconds,
  side,
  why: v.object({
    bpm: is.bpm,
    slopeBpmPerS: is.bpmPerS,
    projectedBpm: is.bpmPerS,
    tauS: is.durationMs,
    band: v.object({ lowBpm: is.bpm, highBpm: v.optional(is.bpm) }),
  }),
});

export const zonesSchema = v.strictTuple([is.seconds, is.seconds, is.seconds, is.seconds, is.seconds, is.seconds]);

const tally = v.object({
  zonesS: zonesSchema,
  noSignalS: is.seconds,
  simulatedS: is.seconds,
  sumBpm: is.bpmSum,
  validS: is.seconds,
  maxBpm: is.bpm,
});

/** What every record of a workout says of how it went. */
export const courseEntries = {
  id: is.id,
  startedAt: momentSchema,
  elapsedS: is.seconds,
  timeline: v.array(stretch),
  pauses: v.array(v.object({ reason, atS: is.seconds, fromMs: is.clockMs, forMs: v.optional(is.durationMs) })),
  gaps: v.array(
    v.object({
      kind: v.picklist(GAP_KINDS),
      atS: is.seconds,
      awayMs: is.durationMs,
      counted: v.boolean(),
      leftOut: v.optional(v.boolean()),
    }),
  ),
  cues: v.array(cueRecord),
};

export const endingSchema = v.picklist(ENDINGS);

const gate = v.object({
  bpm: is.bpm,
  atMs: is.clockMs,
  backing: is.count,
  sinceMs: is.clockMs,
  doubted: v.optional(v.object({ side, count: is.count, fromMs: is.clockMs, atMs: is.clockMs, bpms: rates })),
});

const workout = {
  ...courseEntries,
  onLoss,
  phaseIndex: is.count,
  phaseS: is.seconds,
  extendedS: is.seconds,
  heldS: is.seconds,
  phaseTally,
  tally,
  cue: v.object({ side: anySide, runS, lastAtS: v.optional(is.seconds), verdict: v.optional(side) }),
  deviation: v.object({ told: anySide, side: anySide, runS }),
  signal: v.object({
    status: v.picklist(SIGNAL_STATUSES),
    source,
    bpm: v.optional(is.bpm),
    filter: v.optional(v.object({ bpm: is.bpm, variance: is.bpm })),
    gate: v.optional(gate),
    lastAtMs: v.optional(is.clockMs),
    everyMs: v.optional(is.durationMs),
    ageMs: is.durationMs,
    silentMs: is.durationMs,
    trend: rates,
    contact: v.object({ seen: v.boolean(), doubts: is.count, rates }),
    rrMs,
    heardAtMs: v.optional(is.clockMs),
    batteryPct: v.optional(pct),
  }),
  tickedAtMs: is.clockMs,
  batteryTold: v.boolean(),
  lossTold: v.boolean(),
  asTimer: v.boolean(),
  occurrenceId: v.optional(is.occurrenceKey),
};

const session = v.variant('status', [
  v.object({ ...workout, status: v.literal('inProgress') }),
  v.object({
    ...workout,
    status: v.literal('paused'),
    reason,
    partMs: v.pipe(v.number(), v.minValue(0), v.maxValue(999.999)),
  }),
  v.object({ ...workout, status: v.literal('completed'), ending: endingSchema }),
]);

const heardBefore = v.looseObject({
  status: v.string(),
  reason: v.optional(v.string()),
  tickedAtMs: is.clockMs,
  signal: v.looseObject({
    status: v.string(),
    ageMs: is.durationMs,
    filter: v.optional(v.looseObject({ bpm: is.bpm })),
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
  atEpochMs: is.epochMs,
  behindMs: v.optional(is.durationMs),
  session: v.looseObject({ plan: v.unknown(), profile: v.unknown() }),
});

/**
 * A checkpoint as it was stored: its head (`{v, atEpochMs, session}`), and its chunks apart. Seconds whose samples cannot
 * be read are seconds without a signal: a torn chunk must not cost the workout.
 */
export function parseCheckpoint(value: unknown, chunks: readonly unknown[]): Parsed<Checkpoint> {
  const read = parseCut(value);
  return read.ok ? good({ ...read.value, chunks: filledTo(read.value.session.elapsedS, chunks) }) : read;
}

/** Its head alone. */
export function parseCut(value: unknown): Parsed<Omit<Checkpoint, 'chunks'>> {
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
  const inner = parseWith(session, stored);
  if (!inner.ok) return within('session', inner.problems);

  const { phaseIndex, phaseS, elapsedS } = inner.value;
  if (phaseIndex >= phasesOf(plan.value).length) return bad('record.broken', { phaseIndex }, 'session.phaseIndex');
  if (phaseS > elapsedS) return bad('record.broken', { phaseS }, 'session.phaseS');

  const cut: Cut = { ...inner.value, plan: plan.value, profile: profile.value };
  return good({ session: cut, atEpochMs: outer.value.atEpochMs, behindMs: outer.value.behindMs });
}

const heartRate = v.object({
  bpm: is.bpm,
  contact: v.picklist(CONTACTS),
  energyKJ: v.nullable(is.bpm), // 16 bits, too
  rrMs,
});

const event = v.variant('type', [
  v.object({ type: v.literal('tick'), listening: v.boolean() }),
  v.object({ type: v.literal('heartRate'), atMs: is.clockMs, heartRate, source }),
  v.object({ type: v.literal('battery'), pct }),
  v.object({ type: v.literal('source'), atMs: is.clockMs, source: v.picklist([...SOURCES, 'none']) }),
  v.object({ type: v.picklist(['pause', 'resume', 'stop', 'countAway', 'neverSlept']), atMs: is.clockMs }),
  v.object({ type: v.literal('onLoss'), atMs: is.clockMs, onLoss }),
  v.object({ type: v.picklist(['skip', 'back', 'leaveOut', 'abandoned']) }),
  v.object({ type: v.literal('extend'), byS: is.addedS }),
  v.object({ type: v.picklist(['slept', 'absent']), atMs: is.clockMs, awayMs: is.durationMs }),
  v.object({
    type: v.literal('restored'),
    atMs: is.clockMs,
    awayMs: is.durationMs,
    present: v.boolean(),
    strapStood: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('clockSet'), byMs: is.byMs }),
  v.object({ type: v.literal('tied'), occurrenceId: is.occurrenceKey }),
]);
/** Of these events those that are written down and have no reader: the workout that one is written of could not be read back. */
export type Unread<E extends { type: string }> = Exclude<
  Exclude<E, { type: 'start' | 'discard' }>,
  { type: v.InferOutput<typeof event>['type'] }
>;
null as unknown as Unread<SessionEvent> satisfies never;

/** What the reader of a session under way lets through, to be held against what a session may be. */
export type ReadSession = v.InferOutput<typeof session>;

const entry = v.object({
  sessionId: is.id,
  atEpochMs: is.epochMs,
  behindMs: v.optional(is.durationMs),
  events: v.array(event),
});

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
  fromS: is.seconds,
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
