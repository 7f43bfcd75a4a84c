import type { EndedBy, PauseReason } from '../../core/cues/notice.ts';
import type { Ending, Gap } from '../../core/session/session.ts';
import type { Provenance } from '../../core/session/summary.ts';
import { cueReasons, cueTitle } from './cueReasons.ts';
import { plural } from './plural.ts';
import { formatsOf } from '../formats.ts';

const { number } = formatsOf('en');

/** One workout of the history. */
export const session = {
  notFound: 'Workout not found',
  notFoundWhy: 'The workout may have been deleted, or the link is from another device.',
  loading: 'Loading the workout…',
  allHistory: 'All workouts',
  export: 'Export',
  makePlan: 'Make a plan of this',
  exported: (file: string) => `Saved as ${file}`,
  exportFailed: 'The file could not be saved. Your workout is safe.',
  delete: 'Delete workout',
  deleted: (name: string) => `“${name}” was deleted`,
  notDeleted: (name: string) => `“${name}” could not be deleted and is still here.`,
  elapsed: 'elapsed',
  mean: 'avg bpm',
  max: 'max bpm',
  ofPhases: (of: number) => plural(of, { one: 'of # phase done', other: 'of # phases done' }),
  laps: (n: number) => plural(n, { one: 'lap', other: 'laps' }),
  limit: (bpm: number) => `Limit ${bpm} bpm.`,
  limitKept: 'Your heart rate stayed below it.',
  limitUnmeasured: (time: string) => `For ${time} there was no sure heart rate.`,
  limitPassed: (time: string) => `Your heart rate was at or above it for ${time} in total.`,
  /** Some of what was above it may have been the strap's fault. */
  limitDoubt: (time: string) =>
    `For ${time} of the workout the strap was not to be trusted, which may be part of this.`,
  movedBy: (bpm: string) => `moved by ${bpm}`,
  title: 'Workout',
  inTargetPct: (share: string) => `${share} in target`,
  provenance: {
    simulated: 'Simulated heart rate',
    none: 'No heart rate',
    strap: 'Strap',
  } satisfies Record<Provenance, string>,
  simulatedWhy: 'This workout is not counted in your totals.',
  noneWhy: 'This workout ran as a timer, without a strap.',
  ending: {
    finished: 'Finished',
    stopped: 'Ended early',
    interrupted: 'Interrupted',
  } satisfies Record<Ending, string>,
  endingWhy: {
    finished: '',
    stopped: 'You ended the workout before the last phase was over.',
    interrupted: 'The app was closed or the device turned off for too long to continue.',
  } satisfies Record<Ending, string>,
  trace: 'Heart rate over the plan',
  traceWhat: (from: number, to: number, length: string) =>
    `Heart rate between ${from} and ${to} bpm over ${length}. Use the arrow keys to read each moment.`,
  traceNothing: 'No heart rate was recorded.',
  readout: (at: string, bpm: string, phase: string) => `${at}, ${bpm}, ${phase}`,
  noSignal: 'no signal',
  legend: { heart: 'Heart rate', target: 'Target', silence: 'No signal', pause: 'Pause', cue: 'Cue' },
  zones: 'Time in zone',
  phases: 'Phases',
  endedBy: {
    time: 'Time up',
    heartRate: 'Heart rate reached',
    maximum: 'Time limit reached',
    hand: 'Ended by you',
    skip: 'Skipped',
    back: 'Went back',
    stop: 'Workout ended',
  } satisfies Record<EndedBy, string>,
  phaseMean: (bpm: number) => `avg ${bpm} bpm`,
  compliance: (low: string, inside: string, high: string) => `Below ${low}, in ${inside}, above ${high}`,
  breaks: 'Pauses and gaps',
  pause: {
    user: 'You paused',
    signalLost: 'Signal lost',
    interrupted: 'App interrupted',
  } satisfies Record<PauseReason, string>,
  gap: {
    slept: 'Device asleep',
    interrupted: 'App closed',
  } satisfies Record<Gap['kind'], string>,
  forTime: (time: string) => `for ${time}`,
  counted: 'counted as part of the workout',
  notCounted: 'not counted',
  untilEnd: 'until the end',
  cues: 'Cues explained',
  cuesNone: 'No cues to speed up or ease off in this workout. Announcements of phases are not listed here.',
  cueTitle,
  cueReasons,
  moreCues: (n: number) => `${number(n)} more`,
  cuesRule:
    'A cue plays when your effort, not only your heart rate, has been off target for several seconds. It repeats after 35 s at the earliest, and less and less often while nothing changes. The alarm at your limit repeats every 15 s until you are below the limit or have answered it.',
  about: 'About this workout',
  strapName: 'Heart-rate source',
  firstStrap: 'First strap',
  secondStrap: 'Second strap',
  fromTo: (from: string, to: string) => `${from}–${to}`,
  inAll: (time: string) => `${time} in total`,
  strapChanges: (n: number) => plural(n, { one: 'Changed # time', other: 'Changed # times' }),
  zonesThen: 'Zones used',
  zonesOf: (max: number, basis: string) => `max ${max} bpm, ${basis}`,
};
