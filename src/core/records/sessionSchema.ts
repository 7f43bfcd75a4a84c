import * as v from 'valibot';
import { ENDED_BY, PAUSE_REASONS } from '../cues/notice.ts';
import * as is from '../parse/bounds.ts';
import { ZONE_COUNTS } from '../athlete/hrZones.ts';
import { ENDINGS, GAP_KINDS, ON_LOSS, SHIFT_SCOPES } from '../session/session.ts';
import { DOUBT_REASONS } from '../signal/doubt.ts';
import { OUTSIDE, SIDES } from '../signal/side.ts';
import { RR_A_SECOND_MAX, SIGNAL_STATUSES, SOURCES } from '../signal/signal.ts';
import { STRAPS } from '../signal/straps.ts';
import { ceilingSchema, coachingSchema, coachSchema, cueWhyEntries } from './coachSchema.ts';

// What a session has to be when it is read back, and what of it every record of a workout has.

const reason = v.picklist(PAUSE_REASONS);
const side = v.picklist(OUTSIDE);
const anySide = v.picklist([...SIDES, 'none']);
const runS = is.seconds;
export const sourceSchema = v.picklist(SOURCES);
export const onLossSchema = v.picklist(ON_LOSS);
export const pctSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(255));
const rates = v.pipe(v.array(is.bpm), v.maxLength(64));
/** However many an earlier version has let through: more than are kept now must not cost the workout. */
export const rrMsSchema = v.pipe(
  v.array(is.durationMs),
  v.transform((all) => all.slice(0, RR_A_SECOND_MAX)),
);

export const momentSchema = v.object({
  epochMs: is.epochMs,
  timeZone: is.timeZone,
  offsetMin: is.offsetMin,
});

const phaseTally = v.object({ lowS: is.seconds, inS: is.seconds, highS: is.seconds });

const timelineEntry = v.object({
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
    ...cueWhyEntries,
  }),
  /** Left out of a cue of the target, and before there was an alarm. */
  of: v.optional(v.literal('ceiling')),
});

const shift = v.object({
  atS: is.seconds,
  phase: is.count,
  byBpm: is.bpmPerS,
  scope: v.picklist(SHIFT_SCOPES),
});

/** Below zone 1, and in each of three to seven zones: how many there are, the profile beside them says. */
export const zonesSchema = v.pipe(
  v.array(is.seconds),
  v.minLength(ZONE_COUNTS[0] + 1),
  v.maxLength(ZONE_COUNTS.at(-1)! + 1),
);

const tally = v.object({
  zonesS: zonesSchema,
  noSignalS: is.seconds,
  simulatedS: is.seconds,
  sumBpm: is.bpmSum,
  validS: is.seconds,
  maxBpm: is.bpm,
  doubtS: v.optional(is.seconds),
  aboveS: v.optional(is.seconds),
});

/** What every record of a workout says of how it went. */
export const courseEntries = {
  id: is.id,
  startedAt: momentSchema,
  elapsedS: is.seconds,
  timeline: v.array(timelineEntry),
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
  shifts: v.optional(v.array(shift), []), // before targets could be moved
};

export const endingSchema = v.picklist(ENDINGS);

const filter = v.object({
  bpm: is.bpm,
  slopeBpmPerS: is.bpmPerS,
  variances: v.strictTuple([is.bpm, is.bpmPerS, is.bpm]),
  backing: is.count,
  ignored: v.optional(v.object({ side, count: is.count, forS: is.count, bpms: rates })),
});

const evidence = v.object({
  doubts: v.array(v.object({ reason: v.picklist(DOUBT_REASONS), forS: is.count, leftS: is.count })),
  still: v.object({ bpm: is.bpm, rrMs: v.optional(is.durationMs), forS: is.count, readings: is.count }),
  rr: v.object({ lastMs: v.pipe(v.array(is.durationMs), v.maxLength(64)), agoS: is.count, otherS: is.count }),
  recent: v.pipe(v.array(v.object({ bpm: is.bpm, agoS: is.count })), v.maxLength(64)),
  ignoredAgoS: v.pipe(v.array(is.count), v.maxLength(64)),
});

const beatClock = v.object({
  atMs: is.clockMs,
  lagMs: is.durationMs,
  lateS: is.count,
  surplusMs: is.durationMs,
  rrMs: is.durationMs,
  forS: is.count,
});

export const signalSchema = v.object({
  status: v.picklist(SIGNAL_STATUSES),
  source: sourceSchema,
  recorded: v.optional(v.boolean()),
  bpm: v.optional(is.bpm),
  filter: v.optional(filter),
  reading: v.optional(is.bpm),
  evidence,
  lastAtMs: v.optional(is.clockMs),
  everyMs: v.optional(is.durationMs),
  ageMs: is.durationMs,
  silentMs: is.durationMs,
  trend: rates,
  contact: v.object({ seen: v.boolean(), doubts: is.count, rates, lost: v.boolean() }),
  rrMs: rrMsSchema,
  rrAtMs: v.optional(is.clockMs),
  beats: v.optional(beatClock),
  heardAtMs: v.optional(is.clockMs),
  batteryPct: v.optional(pctSchema),
});

const choice = v.object({
  chosen: v.picklist(STRAPS),
  sinceS: v.optional(is.count),
  betterS: is.count,
  goodS: is.count,
  apartS: is.count,
  due: v.boolean(),
});

/** With two straps, once the second was heard. */
export const strapsSchema = v.optional(v.object({ choice, other: signalSchema }));

const workout = {
  ...courseEntries,
  onLoss: onLossSchema,
  phaseIndex: is.count,
  phaseS: is.seconds,
  extendedS: is.seconds,
  heldS: is.seconds,
  phaseTally,
  tally,
  coach: coachSchema,
  coaching: coachingSchema,
  ceiling: ceilingSchema,
  deviation: v.object({ told: anySide, side: anySide, runS }),
  signal: signalSchema,
  straps: strapsSchema,
  tickedAtMs: is.clockMs,
  batteryTold: v.boolean(),
  lossTold: v.boolean(),
  recoveryTold: v.optional(v.boolean()),
  asTimer: v.boolean(),
  occurrenceId: v.optional(is.occurrenceKey),
};

export const sessionSchema = v.variant('status', [
  v.object({ ...workout, status: v.literal('inProgress') }),
  v.object({
    ...workout,
    status: v.literal('paused'),
    reason,
    partMs: v.pipe(v.number(), v.minValue(0), v.maxValue(999.999)),
  }),
  v.object({ ...workout, status: v.literal('completed'), ending: endingSchema }),
]);

/** What the reader of a session under way lets through, to be held against what a session may be. */
export type ReadSession = v.InferOutput<typeof sessionSchema>;
