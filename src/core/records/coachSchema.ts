import * as v from 'valibot';
import { STRETCH_MAX_S } from '../athlete/heartStretch.ts';
import { BELOW_CEILING } from '../cues/ceiling.ts';
import { JUDGE_RULES } from '../cues/judge.ts';
import { STRICTNESSES } from '../cues/strictness.ts';
import * as is from '../parse/bounds.ts';
import { OUTSIDE } from '../signal/side.ts';

// What the coach of a workout knew, as it is read back.

const side = v.picklist(OUTSIDE);
/** Of an elapsed second, not always whole: a dead time may end between two. */
const atS = is.durationMs;
const variance = is.bpmSum;

const sdS = v.optional(v.pipe(is.durationMs, v.maxValue(10_000)));

const responseSchema = v.object({
  tauOnS: v.pipe(is.durationMs, v.minValue(1), v.maxValue(1_000)),
  tauOffS: v.pipe(is.durationMs, v.minValue(1), v.maxValue(1_000)),
  deadS: v.pipe(is.durationMs, v.maxValue(120)),
  relSd: v.pipe(v.number(), v.minValue(0), v.maxValue(10)),
  tauOnSdS: sdS,
  tauOffSdS: sdS,
  deadSdS: sdS,
});

/** Left out by versions before there was a choice. */
export const coachingSchema = v.optional(v.object({ strictness: v.picklist(STRICTNESSES), response: responseSchema }));

const observer = v.object({
  heartBpm: is.bpm,
  effortBpm: is.bpm,
  variances: v.strictTuple([variance, v.pipe(v.number(), v.minValue(-1e9), v.maxValue(1e9)), variance]),
  ignored: v.optional(v.object({ side, count: is.count })),
});

const runs = v.object({ sureS: is.count, plainS: is.count });
const saidOn = v.object({ atS: v.optional(is.seconds), unanswered: is.count });
/** More than any budget. */
const SAID_MAX = 100;

const said = v.object({
  last: v.optional(
    v.object({
      side,
      atS: is.seconds,
      gapBpm: is.bpm,
      smoothBpm: v.optional(is.bpm),
      inS: is.count,
      earlier: v.optional(v.boolean()),
    }),
  ),
  low: saidOn,
  high: saidOn,
  pushes: is.count,
  atS: v.pipe(v.array(is.seconds), v.maxLength(SAID_MAX)),
  holdTold: v.boolean(),
});

export const coachSchema = v.object({
  observer: v.optional(observer),
  startBpm: v.optional(is.bpm),
  askedAtS: v.optional(atS),
  reactsAtS: v.optional(atS),
  quietUntilS: atS,
  start: v.optional(
    v.object({ bpms: v.pipe(v.array(is.bpm), v.maxLength(STRETCH_MAX_S)), untilS: v.optional(is.seconds) }),
  ),
  judgement: v.object({ low: runs, high: runs }),
  said,
  smoothBpm: v.optional(is.bpm),
  verdict: v.optional(side),
});

export const ceilingSchema = v.optional(
  v.object({
    onEnd: is.count,
    above: v.boolean(),
    toldAgoS: is.count,
    times: is.count,
    confirmed: v.optional(v.object({ bpm: is.bpm, agoS: is.count })),
  }),
  BELOW_CEILING,
);

/** What a cue saw. */
export const cueWhyEntries = {
  sdBpm: v.optional(is.bpmPerS),
  rule: v.optional(v.picklist(JUDGE_RULES)),
  level: v.optional(is.count),
  byBpm: v.optional(is.bpm),
  hold: v.optional(v.boolean()),
};
