import type { Provenance } from '../../core/session/summary.ts';
import { formatsOf } from '../formats.ts';
import { effort } from './effort.ts';
import { plural } from './plural.ts';

const { number, clock } = formatsOf('en');

/** After the last second: what the workout came to, what is said of it, and where it can go. */
export const done = {
  effort,

  // What it came to.
  mean: 'Avg',
  max: 'Max',
  phasesDone: 'Phases',
  laps: 'Laps',
  ofPhases: (of: number): string => `of ${of}`,
  lapMean: (bpm: number): string => `avg ${bpm} bpm`,
  lapNoHeart: 'no heart rate',
  zones: 'Time in zone',
  /** Of all the time that asked for a heart rate. */
  onTarget: (inS: number, ofS: number): string =>
    isNoTime(inS, ofS) ? 'Not on target this time' : `${someOf(inS, ofS)} on target`,
  /** Of the time in which the heart could be in the target: on its way there it could not. */
  onTargetReach: (inS: number, ofS: number): string =>
    ofS < SHORT_S
      ? 'Your heart needs time to rise and fall: these phases were too short for it to get there.'
      : `Your heart needs time to rise and fall: it could be on target for ${amount(ofS)}, and was ${partOf(inS, ofS)}.`,
  noHeart: 'No heart rate: time only.',
  limit: (bpm: number, time: string): string => `At or above your limit of ${bpm}\u00a0bpm for ${time}`,
  limitKept: (bpm: number): string => `Below your limit of ${bpm}\u00a0bpm all the time`,
  /** Nobody knows of the rest. */
  limitKeptMeasured: (bpm: number, time: string): string =>
    `Below your limit of ${bpm}\u00a0bpm while it was measured; no sure heart rate for ${time}`,
  counts: {
    simulated: 'Simulated heart rate: not counted in your totals.',
    none: '',
    strap: '',
  } satisfies Record<Provenance, string>,

  // Whether it is kept.
  short: (time: string): string => `You stopped after ${time}. Keep this workout in your history?`,
  keep: 'Keep',
  dontKeep: 'Don’t keep',
  notKept: (name: string): string => `“${name}” was not kept`,

  // What the person says of it.
  note: 'Note',
  noteHint: 'Stays on this device and in your backups.',
  /** What is often to be said: kept as tags. */
  tagsTitle: 'How it was',
  tags: ['felt good', 'legs heavy', 'slept badly', 'hot', 'stressed'],
  notSaid: 'Effort and note are not saved yet. Beatkeeper keeps trying.',

  // Where it can go.
  share: 'Share',
  shareWhat: 'Share picture',
  export: 'Save as FIT',
  exported: (file: string): string => `Saved as ${file}`,
  exportFailed: 'The file could not be saved. Your workout is safe.',
  notLoaded: 'This cannot be loaded right now. Your workout is safe.',
  repeat: 'Repeat',
  detail: 'Details',
  detailOf: 'View details',
  more: 'More',
  deleteWorkout: 'Delete workout',
  deleted: (name: string): string => `“${name}” was deleted`,
  notDeleted: 'The workout could not be deleted, so it is still in your history.',
  notBroughtBack: 'The workout could not be restored. Try again.',
};

/** Too short to be told as a time. */
const SHORT_S = 5;

/** As exact as a workout of this length is told. */
const amount = (s: number): string =>
  s < 90 ? `${number(s)} s` : s < 600 ? clock(s) : plural(Math.round(s / 60), { one: '# min', other: '# min' });

const someOf = (s: number, ofS: number): string =>
  ofS < 90
    ? `${number(s)} of ${amount(ofS)}`
    : ofS < 600
      ? `${clock(s)} of ${amount(ofS)}`
      : `${number(Math.round(s / 60))} of ${amount(ofS)}`;

/** As it is told: nobody reads “for 37 min, and was for 37 min”. */
const partOf = (s: number, ofS: number): string =>
  isNoTime(s, ofS) ? 'not' : amount(s) === amount(ofS) || s >= ofS ? 'for all of it' : `for ${amount(s)}`;

/** Rounded as the sentence does. */
const isNoTime = (inS: number, ofS: number): boolean => inS === 0 || (ofS >= 600 && inS < 30);
