import type { HeartResponse } from '../athlete/heartResponse.ts';
import { bpmAt, isEstimated, type Profile } from '../athlete/hrZones.ts';
import {
  bandOf,
  ceilingBpm,
  endBpm,
  middleOf,
  phaseMaxS,
  phasesOf,
  sideOf,
  type Band,
  type Plan,
  type RunPhase,
} from './plan.ts';
import { judgedBand, outOfReach, type OutOfReach } from './reach.ts';

/**
 * What the heart of this person is expected to do in a plan: a first-order lag behind the middle of each target, as the
 * simulated heart has it, without noise. It says what a plan asks for, not how a day goes.
 */
export interface HeartPreview {
  /** Expected bpm, not rounded, one every `everyS` seconds from the start on. */
  trace: readonly number[];
  everyS: number;
  totalS: number;
  phases: readonly PhasePreview[];
}

export interface PhasePreview {
  /** Elapsed seconds; `toS` exclusive. */
  fromS: number;
  toS: number;
  /** A hand ends it: how long it takes here is a guess (`handS`). */
  guessed: boolean;
  /** Seconds after its start at which the heart is first in the target; none without a target, and where it is never reached. */
  reachedAfterS?: number | undefined;
  inTargetS: number;
  marks: readonly PreviewMark[];
}

export type PreviewMarkType = (typeof PREVIEW_MARKS)[number];
export const PREVIEW_MARKS = [
  'reachedAfter',
  'nearlyReached',
  'notReached',
  'recoveryTooShort',
  'endsAfter',
  'endsAtMaximum',
  'outOfReach',
] as const;

export type PreviewMark =
  /** In the target after that much of the phase; not where it is there from the start. */
  | { type: 'reachedAfter'; afterS: number; ofS: number }
  /** Never within the phase, but no further off at the end than a simulation can tell. */
  | { type: 'nearlyReached'; offBpm: number; ofS: number }
  /** Never within the phase: how far it is off at the end, in whole bpm. */
  | { type: 'notReached'; offBpm: number; ofS: number }
  /** Easier than the phase before, and over before the heart has come down to it. */
  | { type: 'recoveryTooShort'; offBpm: number; ofS: number }
  /** The heart rate that it waits for comes. */
  | { type: 'endsAfter'; afterS: number; bpm: number }
  /** The heart rate that it waits for does not come. */
  | { type: 'endsAtMaximum'; maxS: number; bpm: number }
  /** `limitBpm`: what the plan is not to pass, where that is what is passed. */
  | { type: 'outOfReach'; what: OutOfReach['what']; bpm: number; limitBpm?: number };

/** How quickly this heart follows, and where it begins. */
export interface PreviewOptions {
  /** Time constant when it rises, in seconds. */
  tauOnS: number;
  /** The same when it falls. */
  tauOffS: number;
  /** Seconds before it hears of an effort. */
  deadS: number;
  /** Where it begins; the resting heart rate unless given. */
  startBpm?: number | undefined;
  /** How long a phase takes that a hand ends. */
  handS: number;
}

/** Those of a person whose response is known, in whole seconds of dead time. */
export const previewWith = ({ tauOnS, tauOffS, deadS }: HeartResponse): Omit<PreviewOptions, 'handS'> => ({
  tauOnS,
  tauOffS,
  deadS: Math.round(deadS),
});

/** The simulated heart's (Hunt et al. 2015), until a person's own is known. */
export const PREVIEW_OPTIONS: PreviewOptions = { tauOnS: 58, tauOffS: 58, deadS: 0, handS: 300 };

/** What the heart goes to where nothing is asked of it, in percent of reserve: moving easily. */
const EASY_PCT = 30;
/** So near a target the simulation cannot tell whether a heart reaches it: hearts differ by far more. */
const NEAR_BPM = 2;
/** How far beyond the rate it is waited for a person aims when a phase has no target. As the simulated heart. */
const BEYOND_BPM = 10;
const TRACE_MAX = 2_000;

export function heartPreview(plan: Plan, profile: Profile, options: Partial<PreviewOptions> = {}): HeartPreview {
  const steps = heartPreviewing(plan, profile, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same phase by phase: a plan may be a day of seconds, and whoever works it out may have other things to do. */
export function* heartPreviewing(
  plan: Plan,
  profile: Profile,
  options: Partial<PreviewOptions> = {},
): Generator<undefined, HeartPreview> {
  const given = { ...PREVIEW_OPTIONS, ...options };
  const settings = { ...given, riseShare: shareInSecond(given.tauOnS), fallShare: shareInSecond(given.tauOffS) };
  const heart: Heart = { bpm: settings.startBpm ?? profile.bpmResting, aims: [] };
  const phases: PhasePreview[] = [];
  const seconds: number[] = [heart.bpm];
  let before: Band | undefined;
  for (const phase of phasesOf(plan)) {
    const band = judgedBand(phase, plan, profile);
    phases.push(runPhase({ phase, plan, band, before, profile, settings, heart, seconds }));
    before = bandOf(phase.target, profile);
    yield;
  }
  const totalS = seconds.length - 1;
  const everyS = Math.max(1, Math.ceil(totalS / (TRACE_MAX - 1)));
  const trace: number[] = [];
  for (let s = 0; s < seconds.length; s += everyS) trace.push(seconds[s]!);
  return { trace, everyS, totalS, phases };
}

/** With what follows from the time constants: worked out once, not for each second of a day. */
type Settings = PreviewOptions & { riseShare: number; fallShare: number };

interface Heart {
  bpm: number;
  /** The efforts of the dead time, oldest first. */
  aims: number[];
}

interface PhaseRun {
  phase: RunPhase;
  plan: Plan;
  band: Band | undefined;
  /** What was aimed at in the phase before. */
  before: Band | undefined;
  profile: Profile;
  settings: Settings;
  heart: Heart;
  seconds: number[];
}

/** Second by second, as the session does: the heart rate at the end of each is the one that is judged. */
function runPhase({ phase, plan, band, before, profile, settings, heart, seconds }: PhaseRun): PhasePreview {
  const { end } = phase;
  const fromS = seconds.length - 1;
  const lastS = phaseMaxS(phase) ?? settings.handS;
  const aimBpm = Math.min(aimOf(phase, band, profile), ceilingBpm(plan, profile) ?? Infinity);
  const waitedBpm = end.type === 'heartRate' ? endBpm(end, profile) : undefined;
  let inTargetS = 0;
  let reachedAfterS: number | undefined;
  let heldS = 0;
  let ended = false;
  let s = 0;
  if (band && sideOf(band, Math.round(heart.bpm)) === 'in') reachedAfterS = 0;
  while (s < lastS && !ended) {
    s++;
    passSecond(heart, aimBpm, settings);
    seconds.push(heart.bpm);
    const bpm = Math.round(heart.bpm);
    if (band && sideOf(band, bpm) === 'in') {
      inTargetS++;
      reachedAfterS ??= s;
    }
    if (end.type !== 'heartRate' || waitedBpm === undefined) continue;
    heldS = (end.from === 'below' ? bpm >= waitedBpm : bpm <= waitedBpm) ? heldS + 1 : 0;
    ended = heldS >= Math.max(1, end.holdS) && s >= end.minS;
  }
  const marks: PreviewMark[] = outOfReach(phase, plan, profile).map(({ what, bpm, ...of }) => ({
    type: 'outOfReach',
    what,
    bpm,
    ...('ceilingBpm' in of && { limitBpm: of.ceilingBpm }),
  }));
  if (waitedBpm !== undefined) {
    marks.push(
      ended ? { type: 'endsAfter', afterS: s, bpm: waitedBpm } : { type: 'endsAtMaximum', maxS: s, bpm: waitedBpm },
    );
  }
  // a phase that a heart rate ends has done what it is for when that comes: its target is not what it is judged by
  if (band && (waitedBpm === undefined || reachedAfterS !== undefined)) {
    marks.push(...reachMarks(band, before, Math.round(heart.bpm), reachedAfterS, s));
  }
  return { fromS, toS: fromS + s, guessed: end.type === 'hand', reachedAfterS, inTargetS, marks };
}

function reachMarks(
  band: Band,
  before: Band | undefined,
  bpm: number,
  reachedAfterS: number | undefined,
  ofS: number,
): PreviewMark[] {
  if (reachedAfterS !== undefined)
    return reachedAfterS > 0 ? [{ type: 'reachedAfter', afterS: reachedAfterS, ofS }] : [];
  const isRecovery = before !== undefined && band.lowBpm < before.lowBpm && bpm > (band.highBpm ?? Infinity);
  const offBpm = bpm < band.lowBpm ? band.lowBpm - bpm : bpm - (band.highBpm ?? bpm);
  if (offBpm <= NEAR_BPM) return [{ type: 'nearlyReached', offBpm, ofS }];
  return [{ type: isRecovery ? 'recoveryTooShort' : 'notReached', offBpm, ofS }];
}

/**
 * What a person aims at, by the same rules as the simulated heart. Also where the target is out of reach: nobody rests in a
 * hard interval because all of it cannot be had.
 */
function aimOf({ target, end }: RunPhase, judged: Band | undefined, profile: Profile): number {
  const { bpmMax } = profile;
  const band = judged ?? bandOf(target, profile);
  if (band) return Math.min(bpmMax, middleOf(band, profile));
  if (end.type !== 'heartRate') return bpmAt(EASY_PCT, 'reserve', profile);
  const bpm = endBpm(end, profile);
  if (end.from === 'below') return Math.min(bpmMax, bpm + BEYOND_BPM);
  // nobody's heart goes below where it rests; what a resting heart rate is taken to be says nothing of that
  return isEstimated('bpmResting', profile) ? bpm - BEYOND_BPM : Math.max(profile.bpmResting, bpm - BEYOND_BPM);
}

function passSecond(heart: Heart, aimBpm: number, { deadS, riseShare, fallShare }: Settings): void {
  heart.aims.push(aimBpm);
  if (heart.aims.length <= deadS) return;
  const heardBpm = heart.aims.shift()!;
  heart.bpm += (heardBpm - heart.bpm) * (heardBpm >= heart.bpm ? riseShare : fallShare);
}

/** How much of the way to where it is going a heart comes in a second. */
const shareInSecond = (tauS: number): number => 1 - Math.exp(-1 / tauS);
