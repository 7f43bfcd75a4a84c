import * as v from 'valibot';
import { STRICTNESSES } from '../../core/cues/strictness.ts';
import { HEART_RATE_EVERY_MIN, SWITCHED_GROUPS, TOLD, type Told } from '../../core/cues/cueGroups.ts';
import { LOAD_MEASURES } from '../../core/load/loadMeasures.ts';
import { SEXES } from '../../core/load/loadProfile.ts';
import { RAMP_CODES } from '../../core/load/rampCodes.ts';
import * as is from '../../core/parse/bounds.ts';
import { isId } from '../../core/parse/limits.ts';
import { parseChunk } from '../../core/records/chunkRecord.ts';
import type { FinishedSession, SessionDigest } from '../../core/records/finished.ts';
import { parseDigest, parseFinished } from '../../core/records/finishedRecord.ts';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { parseStoredPlan } from '../../core/plan/planFile.ts';
import { PLAN_ID_MAX } from '../../core/plan/planId.ts';
import { parseAthlete } from '../../core/athlete/profile.ts';
import type { SampleChunk } from '../../core/samples/samples.ts';
import { parseWith } from '../../core/parse/schema.ts';
import { ON_LOSS } from '../../core/session/session.ts';
import { unpacked } from '../../core/samples/unpacked.ts';
import {
  APPEARANCES,
  DEFAULT_SETTINGS,
  HEARTS,
  HRV_TILES,
  KNOWN_STRAPS_MAX,
  NOTICE_WISHES,
  RECORD_VERSION,
  STRAP_NAME_MAX,
  VOICE_RATES,
  VOICE_URI_MAX,
  VOICE_WISHES,
  type KnownStrap,
  type Settings,
  type Stamped,
} from './records.ts';
import { decodeEnvelope } from './decodeEnvelope.ts';
import { isWrittenDigest } from '../library/writtenDigest.ts';

/**
 * How every record is read back, but for a workout under way (`checkpoints/recovery.ts`). What is read back is foreign
 * until parsed, our own old records included.
 */

const former = v.object({ id: v.pipe(v.string(), v.maxLength(PLAN_ID_MAX)), name: v.string() });

const stamp = v.object({
  v: v.number(),
  revision: is.revision,
  updatedAtEpochMs: is.epochMs,
  deleted: v.boolean(),
  value: v.unknown(),
  former: v.optional(v.fallback(v.optional(former), undefined)),
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

/** A plan, or what is left of one that was deleted: the plan itself too, where that is kept and can be read. */
export function readPlan(record: unknown): Parsed<Stamped<Plan>> {
  const read = parseStamped(record, parseStoredPlan);
  if (!read.ok || !read.value.deleted) return read;
  const { removed } = record as Stamped<Plan>;
  const plan = removed === undefined ? undefined : parseStoredPlan(removed);
  return plan?.ok ? good({ ...read.value, removed: plan.value }) : read;
}
export const readSession = (record: unknown): Parsed<Stamped<FinishedSession>> => parseStamped(record, parseFinished);
export const readDigest = (record: unknown): Parsed<Stamped<SessionDigest>> =>
  isWrittenDigest(record) ? good(record) : parseStamped(record, parseDigest);
export const readSettings = (record: unknown): Parsed<Stamped<Settings>> => parseStamped(record, parseSettings);

/** A chunk of samples: an envelope, or the columns as version 1 kept them. */
export function readChunk(record: unknown): Parsed<SampleChunk> {
  if (!(record instanceof Uint8Array)) return parseChunk(record);
  const opened = decodeEnvelope('samples', record);
  return opened.ok ? unpacked(opened.value.bytes) : opened;
}

const IDS_MAX = 1_000;
/** Of a list that is not one nothing is known; of ids that are none the others are kept. */
const ids = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((ids) => ids.filter((id): id is string => typeof id === 'string' && isId(id)).slice(0, IDS_MAX)),
  ),
  [],
);

const STRAP_ID_MAX = 200;
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const knownStrap = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(STRAP_ID_MAX)),
  name: v.fallback(v.pipe(v.string(), v.maxLength(STRAP_NAME_MAX)), ''),
  batteryPct: v.fallback(v.optional(percent), undefined),
  seenAtEpochMs: v.fallback(v.optional(is.epochMs), undefined),
  lowTold: v.fallback(v.optional(v.literal(true)), undefined),
  changeToldPct: v.fallback(v.optional(percent), undefined),
});
/** One strap that cannot be read is left out, and so is one that is there twice. */
const knownStraps = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((straps): KnownStrap[] => {
      const read = straps.slice(0, 1_000).flatMap((each) => {
        const strap = v.safeParse(knownStrap, each);
        return strap.success ? [strap.output] : [];
      });
      return read.filter(({ id }, i) => read.findIndex((each) => each.id === id) === i).slice(0, KNOWN_STRAPS_MAX);
    }),
  ),
  [],
);

/** A group that is not there, or neither on nor off, is as for somebody new. */
const told = v.fallback(
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((given) => {
      const each = SWITCHED_GROUPS.map((group) => [group, given[group] === !TOLD[group] ? !TOLD[group] : TOLD[group]]);
      return Object.fromEntries(each) as Told;
    }),
  ),
  TOLD,
);

/** A day; none where that cannot be read. */
const quietUntil = v.fallback(v.optional(is.count), undefined);

const settings = v.object({
  profile: v.unknown(),
  appearance: v.fallback(v.picklist(APPEARANCES), DEFAULT_SETTINGS.appearance),
  language: v.fallback(v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,8}$/))), DEFAULT_SETTINGS.language),
  source: v.fallback(v.picklist(HEARTS), DEFAULT_SETTINGS.source),
  knownStraps,
  strapId: v.fallback(v.nullable(v.string()), DEFAULT_SETTINGS.strapId),
  secondStrapId: v.fallback(v.nullable(v.string()), DEFAULT_SETTINGS.secondStrapId),
  onLoss: v.fallback(v.picklist(ON_LOSS), DEFAULT_SETTINGS.onLoss),
  strictness: v.fallback(v.picklist(STRICTNESSES), DEFAULT_SETTINGS.strictness),
  hrvTile: v.fallback(v.picklist(HRV_TILES), DEFAULT_SETTINGS.hrvTile),
  sound: v.fallback(v.boolean(), DEFAULT_SETTINGS.sound),
  volume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), DEFAULT_SETTINGS.volume),
  keepFrames: v.fallback(v.boolean(), DEFAULT_SETTINGS.keepFrames), // before frames could be kept
  vibration: v.fallback(v.boolean(), DEFAULT_SETTINGS.vibration),
  // before there was a voice, and a choice of what is told
  voice: v.fallback(v.picklist(VOICE_WISHES), DEFAULT_SETTINGS.voice),
  voiceUri: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(VOICE_URI_MAX))), DEFAULT_SETTINGS.voiceUri),
  voiceRate: v.fallback(
    v.pipe(v.number(), v.minValue(VOICE_RATES[0]), v.maxValue(VOICE_RATES[1])),
    DEFAULT_SETTINGS.voiceRate,
  ),
  voiceVolume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), DEFAULT_SETTINGS.voiceVolume),
  readerToo: v.fallback(v.boolean(), DEFAULT_SETTINGS.readerToo),
  told,
  heartRateEveryMin: v.fallback(v.picklist(HEART_RATE_EVERY_MIN), DEFAULT_SETTINGS.heartRateEveryMin),
  keepGoing: v.fallback(v.boolean(), DEFAULT_SETTINGS.keepGoing),
  shortcuts: v.fallback(v.boolean(), DEFAULT_SETTINGS.shortcuts),
  notices: v.fallback(v.picklist(NOTICE_WISHES), DEFAULT_SETTINGS.notices),
  welcomed: v.fallback(v.boolean(), DEFAULT_SETTINGS.welcomed),
  safetySeen: v.fallback(v.boolean(), DEFAULT_SETTINGS.safetySeen),
  favouritePlans: ids,
  hiddenPlans: ids,
  heartSinceEpochMs: v.fallback(is.epochMs, DEFAULT_SETTINGS.heartSinceEpochMs), // before it could be forgotten
  missedSeenEpochMs: v.fallback(is.epochMs, DEFAULT_SETTINGS.missedSeenEpochMs),
  // before there was a screen of load and trends
  loadFormula: v.fallback(v.picklist(LOAD_MEASURES), DEFAULT_SETTINGS.loadFormula),
  loadConstants: v.fallback(v.nullable(v.picklist(SEXES)), DEFAULT_SETTINGS.loadConstants),
  rampQuiet: v.fallback(v.object(v.entriesFromList(RAMP_CODES, quietUntil)), DEFAULT_SETTINGS.rampQuiet),
  notMine: ids,
});

/** One setting that cannot be read falls back alone; a profile that cannot be read is refused, since zones are health. */
function parseSettings(value: unknown): Parsed<Settings> {
  const read = parseWith(settings, withStraps(withSource(value)));
  if (!read.ok) return read;
  const profile = parseAthlete(read.value.profile);
  return profile.ok ? good({ ...read.value, profile: profile.value }) : profile;
}

/**
 * Settings of versions that had `strap` in place of `source`. There a simulated heart was the default, stored with the
 * first setting that was changed, so that `simulated` does not say that anybody chose it; and a made-up heart must not go
 * on because nobody chose another. Whoever did choose it is asked once more, which costs a tap.
 */
function withSource(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'source' in value || !('strap' in value)) return value;
  return { ...value, source: value.strap === 'simulated' ? 'unset' : value.strap };
}

/** Settings of versions that knew one strap. What a later version wrote beside it stands. */
function withStraps(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'knownStraps' in value || !('knownStrap' in value)) return value;
  const { knownStrap: only } = value;
  const id = typeof only === 'object' && only !== null && 'id' in only ? only.id : null;
  return { ...value, knownStraps: [only], strapId: id };
}

export { parseDigest, parseFinished };
