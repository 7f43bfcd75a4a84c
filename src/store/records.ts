import * as v from 'valibot';
import { checkpointHead, parseChunk, parseCheckpoint, type Checkpoint } from '../core/checkpoint.ts';
import { parseDigest, parseFinished, type FinishedSession, type SessionDigest } from '../core/finished.ts';
import { bad, good, parseWith, type Parsed } from '../core/parsed.ts';
import { parsePlan, type Plan } from '../core/plan.ts';
import type { SampleChunk } from '../core/samples.ts';
import { DEFAULT_PROFILE, parseProfile, type Profile } from '../core/zones.ts';

/**
 * Everything that outlives a reload: every object store, what it holds under which key, and how it is read back. What
 * is read back is foreign until parsed, our own old records included.
 *
 *     checkpoint  'head' → head of the workout under way · 'chunk:ID:N' → its Nth sealed chunk · 'broken:TIME' → set aside
 *     sessions    session id → Stamped<FinishedSession>
 *     digests     session id → Stamped<SessionDigest>     what lists read, so that they never read samples
 *     samples     [session id, N] → SampleChunk
 *     plans       plan id → Stamped<Plan>
 *     settings    'settings' → Stamped<Settings>
 *     schedules, occurrences                              kept free for scheduling
 */
export const DATABASE = 'beatkeeper';
export const DATABASE_VERSION = 1;
export const STORES = [
  'checkpoint',
  'sessions',
  'digests',
  'samples',
  'plans',
  'settings',
  'schedules',
  'occurrences',
] as const;
export type StoreName = (typeof STORES)[number];

/** Around every record: what merging two copies needs to name a winner. A deleted one stays as a tombstone without its value. */
export interface Stamped<T> {
  v: number;
  revision: number;
  updatedAtEpochMs: number;
  deleted: boolean;
  value: T | null;
}

export const RECORD_VERSION = 1;

export function stamped<T>(value: T, nowEpochMs: number, before?: Stamped<unknown>): Stamped<T> {
  return {
    v: RECORD_VERSION,
    revision: (before?.revision ?? 0) + 1,
    updatedAtEpochMs: nowEpochMs,
    deleted: false,
    value,
  };
}

export function tombstone(nowEpochMs: number, before?: Stamped<unknown>): Stamped<never> {
  return {
    v: RECORD_VERSION,
    revision: (before?.revision ?? 0) + 1,
    updatedAtEpochMs: nowEpochMs,
    deleted: true,
    value: null,
  };
}

const stamp = v.object({
  v: v.number(),
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  updatedAtEpochMs: v.pipe(v.number(), v.finite()),
  deleted: v.boolean(),
  value: v.unknown(),
});

/** A stamped record whose value is read by `parse`; the value of a tombstone is not read. */
export function parseStamped<T>(record: unknown, parse: (value: unknown) => Parsed<T>): Parsed<Stamped<T>> {
  const outer = parseWith(stamp, record);
  if (!outer.ok) return outer;
  if (outer.value.v > RECORD_VERSION) return bad('record.newer', { v: outer.value.v, known: RECORD_VERSION }, 'v');
  if (outer.value.deleted) return good({ ...outer.value, value: null });
  const value = parse(outer.value.value);
  return value.ok ? good({ ...outer.value, value: value.value }) : value;
}

export const readPlan = (record: unknown): Parsed<Stamped<Plan>> => parseStamped(record, parsePlan);
export const readSession = (record: unknown): Parsed<Stamped<FinishedSession>> => parseStamped(record, parseFinished);
export const readDigest = (record: unknown): Parsed<Stamped<SessionDigest>> => parseStamped(record, parseDigest);
export const readSettings = (record: unknown): Parsed<Stamped<Settings>> => parseStamped(record, parseSettings);
export const readChunk = (record: unknown): Parsed<SampleChunk> => parseChunk(record);

// ── Settings ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Settings {
  profile: Profile;
  appearance: 'system' | 'dark' | 'light';
  /** What the next workout listens to. The simulated strap until a real one has been connected. */
  strap: 'simulated' | 'bluetooth' | 'none';
  /** The strap that was connected last, as this browser names it. */
  knownStrap: { id: string; name: string } | null;
  onLoss: 'pause' | 'continue';
  sound: boolean;
  /** 0 to 1. */
  volume: number;
  vibration: boolean;
  /** Whether the person wants notices while the page is hidden; `unasked` until the first start. */
  notices: 'unasked' | 'wanted' | 'unwanted';
  /** The first steps have been taken or skipped. */
  welcomed: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  profile: DEFAULT_PROFILE,
  appearance: 'system',
  strap: 'simulated',
  knownStrap: null,
  onLoss: 'pause',
  sound: true,
  volume: 0.8,
  vibration: true,
  notices: 'unasked',
  welcomed: false,
};

const settings = v.object({
  profile: v.unknown(),
  appearance: v.fallback(v.picklist(['system', 'dark', 'light']), DEFAULT_SETTINGS.appearance),
  strap: v.fallback(v.picklist(['simulated', 'bluetooth', 'none']), DEFAULT_SETTINGS.strap),
  knownStrap: v.fallback(v.nullable(v.object({ id: v.string(), name: v.string() })), DEFAULT_SETTINGS.knownStrap),
  onLoss: v.fallback(v.picklist(['pause', 'continue']), DEFAULT_SETTINGS.onLoss),
  sound: v.fallback(v.boolean(), DEFAULT_SETTINGS.sound),
  volume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), DEFAULT_SETTINGS.volume),
  vibration: v.fallback(v.boolean(), DEFAULT_SETTINGS.vibration),
  notices: v.fallback(v.picklist(['unasked', 'wanted', 'unwanted']), DEFAULT_SETTINGS.notices),
  welcomed: v.fallback(v.boolean(), DEFAULT_SETTINGS.welcomed),
});

/** One setting that cannot be read falls back alone; a profile that cannot be read is refused, since zones are health. */
export function parseSettings(value: unknown): Parsed<Settings> {
  const read = parseWith(settings, value);
  if (!read.ok) return read;
  const profile = parseProfile(read.value.profile);
  return profile.ok ? good({ ...read.value, profile: profile.value }) : profile;
}

// ── The checkpoint ────────────────────────────────────────────────────────────────────────────────────────────────

export interface CheckpointHead {
  head: object;
  /** The chunk under way; sealed ones are records of their own. */
  tail: SampleChunk | null;
  /** How many sealed chunks there are. */
  sealed: number;
  sessionId: string;
}

const headRecord = v.object({
  head: v.unknown(),
  tail: v.unknown(),
  sealed: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000)),
  sessionId: v.string(),
});

export const readHead = (record: unknown): Parsed<v.InferOutput<typeof headRecord>> => parseWith(headRecord, record);

export const chunkKey = (sessionId: string, index: number): string => `chunk:${sessionId}:${String(index)}`;

/** The head of a checkpoint as a record; `chunks` are cut into sealed ones and the tail. */
export function headOf(
  checkpoint: Checkpoint,
  sealed: readonly SampleChunk[],
  tail: SampleChunk | null,
): CheckpointHead {
  return { head: checkpointHead(checkpoint), tail, sealed: sealed.length, sessionId: checkpoint.session.id };
}

export { parseCheckpoint };
