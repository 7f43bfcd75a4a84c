import type { Band } from '../../core/plan/plan.ts';
import type { Ending, ShiftScope } from '../../core/session/session.ts';
import type { Zone } from '../../core/athlete/hrZones.ts';
import { band, duration, zone as zoneWord } from './common.ts';
import { cueReasons, cueTitle } from './cueReasons.ts';
import { notice, pausedBecause } from './notices.ts';
import type { StrapIndex } from '../../core/signal/straps.ts';
import { plural } from './plural.ts';
import { strapDoubts } from './strapDoubts.ts';
import { strapProblems } from './strapProblems.ts';
import { switches, troubles } from './troubles.ts';

/** What is said of a workout that runs, and of one that is done. */
export const workout = {
  notice,
  troubles,
  switches,
  pausedBecause,

  // Controls. Tests and outside checks find them by these names.
  pause: 'Pause',
  resume: 'Resume',
  end: 'End workout',
  endShort: 'End',
  skip: 'Skip phase',
  skipShort: 'Skip',
  skipped: (phase: string): string => `Skipped: ${phase}`,
  restartPhase: 'Restart it',
  /** What the skip control says where only a tap ends a phase; its name stays. */
  lap: 'Lap',
  target: 'Target',
  shift: {
    by: signed,
    step: (byBpm: number): string => `${signed(byBpm)} bpm`,
    now: (target: Band, byBpm: number): string =>
      byBpm === 0 ? band(target) : `${band(target)}, moved by ${signed(byBpm)}`,
    /** `limitBpm`: what it is above, where that is the limit of the plan. */
    above: (limitBpm: number | undefined, byBpm: number): string =>
      `Above ${limitBpm === undefined ? 'your max' : `the limit of ${limitBpm}`}${byBpm === 0 ? '' : `, moved by ${signed(byBpm)}`}`,
    undo: (byBpm: number): string => `Undo: target moved by ${signed(byBpm)} bpm`,
    scopeOf: 'How long',
    scope: { phase: 'This phase', rest: 'All that follow' } satisfies Record<ShiftScope, string>,
    laps: 'For this lap and all that follow.',
    close: 'Close target',
    said: (target: Band, byBpm: number): string =>
      byBpm === 0 ? `Target back to ${band(target)}` : `Target ${band(target)}, moved by ${signed(byBpm)}`,
  },
  keepGoing: 'Keep going',
  deleteWorkout: 'Delete workout',
  addAway: (ms: number): string => `Add ${Math.max(1, Math.round(ms / 60_000))} min`,
  leaveOut: 'Leave out',
  more: 'More',
  less: 'Fewer controls',
  back: 'Back one phase',
  extend: 'One more minute',
  extendShort: '+1 min',
  mute: 'Sound off',
  unmute: 'Sound on',
  dismiss: 'Close',
  endAsked: 'End now? Your history keeps it.',
  deleted: (plan: string): string => `Workout deleted: ${plan}`,
  /** The key that is no letter. */
  keys: { space: 'Space' },

  // Words around the numbers.
  elapsed: 'Elapsed',
  of: (total: string): string => `of ${total}`,
  phaseOf: (n: number, of: number): string => `${n} of ${of}`,
  atMost: 'max left',
  soFar: 'so far',
  left: 'left',
  next: (name: string, target: string): string => `Then ${name}, ${target.slice(0, 1).toLowerCase()}${target.slice(1)}`,
  last: 'Last phase',
  ahead: 'Up next',
  aboveMax: 'above your max',
  /** Of a target, or of the heart rate that ends a phase. */
  aboveLimit: (limitBpm: number, bpm: number): string => `Limit ${limitBpm} · target ${bpm}`,
  aboveLimitToo: (limitBpm: number): string => `above the limit of ${limitBpm} bpm`,
  held: (heldS: number, holdS: number): string => `held ${Math.min(heldS, holdS)} of ${holdS} s`,
  until: (from: 'below' | 'above', bpm: number): string =>
    from === 'above' ? `Down to ${bpm} bpm` : `Up to ${bpm} bpm`,
  letFall: (by: number): string => (by > 0 ? `Ease down — ${by} to go` : 'Reached — hold it'),
  letRise: (by: number): string => (by > 0 ? `Build up — ${by} to go` : 'Reached — hold it'),
  holdIt: (heldS: number, holdS: number): string =>
    holdS > 1 ? `Hold it — ${Math.max(0, holdS - heldS)} s` : 'Reached',
  byHand: 'Tap Lap when you are done',
  byLap: 'Tap Lap to start the next one',
  unsureBpm: 'bpm, unsure',
  /** The limit of the person or the plan. `bpm`: the heart rate on the screen, which the alarm outlasts a little. */
  ceiling: {
    limit: (bpm: number): string => `Limit ${bpm} bpm`,
    title: (limitBpm: number, bpm: number | undefined): string =>
      bpm === undefined || bpm > limitBpm
        ? `Above your limit of ${limitBpm}`
        : bpm === limitBpm
          ? `At your limit of ${limitBpm}`
          : `Still close to your limit of ${limitBpm}`,
    above: (time: string): string => `${time} above limit`,
    confirm: 'I understand',
    quiet: (min: number): string =>
      `Quiet for ${plural(min, { one: '# minute', other: '# minutes' })}. The limit still holds.`,
    locked: 'Unlock to quiet the alarm.',
  },
  /** The last one, and what it saw. */
  cue: {
    ago: (time: string, title: string): string => `${time} ago: ${title}.`,
    why: 'Why?',
    title: cueTitle,
    reasons: cueReasons,
  },
  /** `zone`: 0 below zone 1, none where nothing is said of it. */
  dial: (
    bpm: number | undefined,
    zone: Zone | 0 | undefined,
    target: Band | undefined,
    limitBpm: number | undefined,
    /** Where the heart can be expected by now, while that is not the target. */
    corridor: Band | undefined,
  ): string =>
    [
      bpm === undefined ? 'No heart rate' : `${bpm} bpm`,
      zone !== undefined && (zone === 0 ? 'below zone 1' : zoneWord(zone)),
      target ? `target ${band(target)}` : 'no target',
      corridor && `by now ${band(corridor)}`,
      limitBpm !== undefined && `limit ${limitBpm} bpm`,
    ]
      .filter(Boolean)
      .join(', '),

  // In progress.
  pausedTitle: {
    user: 'Paused',
    signalLost: 'Strap lost',
    interrupted: 'Paused',
  },
  elsewhere: 'This workout is running in another window.',
  takeOver: 'Take over here',
  late: 'The reminder expired after ten minutes, so nothing was started. You can still start now.',
  silent: 'Tap anywhere for sound',
  voice: {
    offer: 'A voice can tell you the next phase, and when to push or ease.',
    offerYes: 'Turn on voice',
    offerNo: 'No thanks',
    /** What is wrong with it, while a workout runs. */
    blocked: 'Tap anywhere for the voice',
    gone: 'No voice: tones instead',
  },
  banner: {
    name: 'Resumed workout',
    running: (awayMs: number): string => `Back after ${away(awayMs)}`,
    paused: (awayMs: number): string => `Still paused, ${away(awayMs)} later`,
  },

  // The strap.
  strapProblems,
  /** Why the heart rate is not to be trusted, and what to do. */
  doubt: strapDoubts,
  /** Two straps on one heart. */
  straps: {
    used: (strap: StrapIndex, name: string | undefined): string =>
      `Heart rate from ${strap === 1 ? 'the second strap' : 'the first strap again'}${name === undefined ? '' : `, ${name}`}`,
    apart: (used: number, other: number): string => `The straps disagree: ${used} and ${other}`,
    /** What becomes of it, and what to do. */
    apartAdvice: (used: number, contested: boolean): string =>
      contested
        ? `Showing ${used}, no cues until they agree: tighten both`
        : `Using ${used}, which matches its beats: tighten the other`,
  },
  timeGoesOn: 'The workout continues as a timer. Reconnect the strap when you can.',

  // Done: until the rest of that screen is there.
  done: {
    title: { finished: 'Workout done', stopped: 'Workout ended', interrupted: 'Workout interrupted' } satisfies Record<
      Ending,
      string
    >,
    time: 'Time',
    saved: 'Saved to your history',
    saving: 'Saving to your history…',
    notSaved: 'Not saved yet. Beatkeeper keeps trying. Leave this page open.',
    close: 'Done',
  },
};

/** +3, −3, with the sign of a number. */
function signed(by: number): string {
  return by > 0 ? `+${by}` : by < 0 ? `−${-by}` : '0';
}

function away(ms: number): string {
  return duration(Math.max(1, ms / 1000));
}
