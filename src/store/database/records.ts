import { recordable, REVISION_MAX } from '../../core/parse/limits.ts';
import type { OnLoss } from '../../core/session/session.ts';
import type { Strictness } from '../../core/cues/strictness.ts';
import { TOLD, type HeartRateEveryMin, type Told } from '../../core/cues/cueGroups.ts';
import type { Athlete } from '../../core/athlete/athlete.ts';
import { DEFAULT_PROFILE } from '../../core/athlete/hrZones.ts';
import type { LoadMeasure } from '../../core/load/loadMeasures.ts';
import type { Sex } from '../../core/load/loadProfile.ts';
import type { RampCode } from '../../core/load/rampCodes.ts';
import { HRV_FIGURES } from '../../core/hrv/hrvFigures.ts';

/**
 * Everything that outlives a reload: every object store, what it holds under which key, and how it is read back (in
 * `readers.ts`, which is loaded when there is something to read).
 *
 *     checkpoint  the workout under way (see `checkpointBackend.ts`), and EPOCH → who may write it (see `idbBackend.ts`)
 *     sessions    session id → Stamped<FinishedSession>
 *     digests     session id → Stamped<SessionDigest>     what lists read, so that they never read samples
 *     samples     [session id, N] → its Nth chunk of samples, in an envelope (see `envelope.ts`)
 *     plans       plan id → Stamped<Plan>
 *     settings    'settings' → Stamped<Settings>
 *     schedules   schedule id → Stamped<Schedule>
 *     occurrences occurrence id → Stamped<Occurrence>; and what belongs to this device alone: [CURSOR, schedule id] →
 *                 ScheduleCursor, [LAST_CHECK] → LastCheck
 *     straps      strap id → Stamped<StrapDiary>            how it did, workout by workout
 *     annotations session id → Stamped<Annotation>          what the person says of it
 *     figures     session id → StoredFigures                what was worked out from its samples: a cache (see `figures.ts`)
 *     frames      [session id, N] → what its strap sent, where the person wants that kept (see `recordings.ts`)
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
  'frames',
  'straps',
  'annotations',
  'figures',
] as const;
export type StoreName = (typeof STORES)[number];

/** What there is of a workout beside its digest: kept for as long as that is, under the same id or [id, N]. */
export const OF_WORKOUT = ['sessions', 'samples', 'frames', 'annotations', 'figures'] as const satisfies StoreName[];

export const EPOCH = 'epoch';

export const CURSOR = 'standing';
export const LAST_CHECK = 'lastLook';
/** One of another version is made anew from its schedule. */
export const CURSOR_VERSION = 1;

/** Around every record: what merging two copies needs to name a winner. A deleted one stays as a tombstone without its value. */
export interface Stamped<T> {
  v: number;
  revision: number;
  updatedAtEpochMs: number;
  deleted: boolean;
  value: T | null;
  /** Of a plan that had an id made of its name (see `core/plan/planIdentity.ts`): what older links and records call it. */
  former?: { id: string; name: string } | undefined;
  /** Of a plan that was deleted: the plan, for as long as it can be brought back (see `library/deletedPlans.ts`). */
  removed?: T | undefined;
}

export const RECORD_VERSION = 1;

export function stamped<T>(value: T, nowEpochMs: number, before?: Stamped<unknown>): Stamped<T> {
  return {
    v: RECORD_VERSION,
    revision: revisionAfter(before),
    updatedAtEpochMs: recordable(nowEpochMs),
    deleted: false,
    value,
    ...(before?.former && { former: before.former }),
  };
}

export function tombstone<T = never>(nowEpochMs: number, before?: Stamped<unknown>, removed?: T | null): Stamped<T> {
  return {
    v: RECORD_VERSION,
    revision: revisionAfter(before),
    updatedAtEpochMs: recordable(nowEpochMs),
    deleted: true,
    value: null,
    ...(before?.former && { former: before.former }),
    ...(removed && { removed }),
  };
}

/** What was there may be anything: it was not read, only to be replaced. */
function revisionAfter(before: Partial<Record<keyof Stamped<unknown>, unknown>> | null | undefined): number {
  const revision = before?.revision;
  return Number.isSafeInteger(revision) && (revision as number) > 0
    ? Math.min((revision as number) + 1, REVISION_MAX)
    : 1;
}

// ── Settings ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Settings {
  profile: Athlete;
  appearance: (typeof APPEARANCES)[number];
  /** The tag of the language that was chosen, such as `de`; `null`: the browser's. One that is not known here is kept. */
  language: string | null;
  /**
   * Which heart a workout listens to; `unset` until the person has said. Versions before this one kept it as `strap`,
   * where `simulated` was what nobody had chosen as well: see `readers.ts`.
   */
  source: (typeof HEARTS)[number];
  /** Straps that were connected, the one used last first. Versions before this one kept one of them, as `knownStrap`. */
  knownStraps: readonly KnownStrap[];
  /** Which of them is used: its id, as this browser names it. */
  strapId: string | null;
  /** Which one is worn beside it, if any. */
  secondStrapId: string | null;
  onLoss: OnLoss;
  /** How readily the coach speaks; `standard` before there was a choice. */
  strictness: Strictness;
  /** What of how the beats vary is shown in a workout; `none` before there was a choice. */
  hrvTile: (typeof HRV_TILES)[number];
  sound: boolean;
  /** What workouts before this time said of the heart's response is forgotten; 0: nothing is. */
  heartSinceEpochMs: number;
  /** Whether the raw frames of each workout are kept on this device. */
  keepFrames: boolean;
  /** 0 to 1. */
  volume: number;
  vibration: boolean;
  /** Whether a voice tells what is told; `unasked` until the person has said, or been offered it. */
  voice: (typeof VOICE_WISHES)[number];
  /** Which one, as this browser calls it; `null`, or one that is not there: the best for the language. */
  voiceUri: string | null;
  /** 1 is as the voice speaks of itself. */
  voiceRate: number;
  /** 0 to 1. */
  voiceVolume: number;
  /** What the voice says is read by a screen reader, too. */
  readerToo: boolean;
  told: Told;
  heartRateEveryMin: HeartRateEveryMin;
  /** Whether a workout plays a quiet tone, so that a phone keeps the page alive with its screen off. */
  keepGoing: boolean;
  /** Whether single keys of a keyboard steer a workout. */
  shortcuts: boolean;
  /** Whether the person wants notices while the page is hidden; `unasked` until the first start. */
  notices: (typeof NOTICE_WISHES)[number];
  /** The first steps have been taken or skipped. */
  welcomed: boolean;
  /** What the app is not, and when to stop, has been read. */
  safetySeen: boolean;
  /** Plans that are shown first, and built-in ones that are not shown, by id. */
  favouritePlans: readonly string[];
  hiddenPlans: readonly string[];
  /** What was missed up to then has been seen. */
  missedSeenEpochMs: number;
  /** What load is worked out by; `edwards` before there was a choice, since it asks for nothing. */
  loadFormula: LoadMeasure;
  /** Which constants TRIMP and HRSS have; `null` until the person has said, which the first use of these asks for. */
  loadConstants: Sex | null;
  /** Warnings of how quickly training grows are not shown before this day (`localDay`). */
  rampQuiet: Readonly<Partial<Record<RampCode, number | undefined>>>;
  /** Workouts whose highest or lowest heart rate is not this person’s, by id. */
  notMine: readonly string[];
}

export interface KnownStrap {
  id: string;
  name: string;
  /** As it was last said, if it ever was. */
  batteryPct?: number | undefined;
  /** When it was last connected. */
  seenAtEpochMs?: number | undefined;
  /** That its battery is low has been said, and it has not been charged or changed since. */
  lowTold?: true | undefined;
  /** That it will not last for what is planned has been said, when it was at this level; until it is charged or changed. */
  changeToldPct?: number | undefined;
}

export const KNOWN_STRAPS_MAX = 24;
/** What a device may call itself is 248 bytes. */
export const STRAP_NAME_MAX = 248;

export const APPEARANCES = ['system', 'dark', 'light'] as const;
export const HEARTS = ['unset', 'bluetooth', 'simulated', 'none'] as const;
export const HRV_TILES = ['none', ...HRV_FIGURES] as const;
export const VOICE_WISHES = ['unasked', 'on', 'off'] as const;
/** The slowest and the fastest that is still understood. */
export const VOICE_RATES = [0.7, 1.6] as const;
export const VOICE_URI_MAX = 300;
export const NOTICE_WISHES = ['unasked', 'wanted', 'unwanted'] as const;

export const DEFAULT_SETTINGS: Settings = {
  profile: DEFAULT_PROFILE,
  appearance: 'system',
  language: null,
  source: 'unset',
  knownStraps: [],
  strapId: null,
  secondStrapId: null,
  onLoss: 'pause',
  strictness: 'standard',
  hrvTile: 'none',
  sound: true,
  volume: 0.8,
  vibration: true,
  voice: 'unasked',
  voiceUri: null,
  voiceRate: 1,
  voiceVolume: 1,
  readerToo: false,
  told: TOLD,
  heartRateEveryMin: 0,
  notices: 'unasked',
  welcomed: false,
  safetySeen: false,
  favouritePlans: [],
  hiddenPlans: [],
  missedSeenEpochMs: 0,
  heartSinceEpochMs: 0,
  keepFrames: false,
  keepGoing: false,
  shortcuts: true,
  loadFormula: 'edwards',
  loadConstants: null,
  rampQuiet: {},
  notMine: [],
};
