import type { ImportLossCode, Problem } from '../../core/parse/parsed.ts';
import { formatsOf } from '../formats.ts';
import { plural } from './plural.ts';
import { listText } from './listText.ts';

const { clock, number } = formatsOf('en');

/** What a recorded file has beside heart rates and times (`formats/activity/read/recorded.ts`). */
const trackData: Record<string, string> = {
  position: 'positions',
  altitude: 'altitudes',
  distance: 'distances',
  speed: 'speed',
  cadence: 'cadence',
  power: 'power',
  temperature: 'temperatures',
  other: 'other values',
};

const shown = (count: string | number): string => number(Number(count));

/** What a workout that was recorded elsewhere loses, or is given, when it is read: one sentence each. */
export const importLosses = {
  'loss.trackData': ({ what = '' }) => {
    const names = String(what)
      .split(', ')
      .map((each) => trackData[each] ?? each);
    return `Not kept: ${listText(names)}. Beatkeeper stores heart rate and times only, and never where you were.`;
  },
  'loss.startGiven': () => 'The file does not say when the workout was: its name or its own date does.',
  'loss.noHeartRate': () => 'There is no heart rate in this workout.',
  'loss.clockSet': ({ count = 1 }) =>
    `The device’s clock was set during the workout (${shown(count)} ×): the time that it jumped is left out.`,
  'loss.timesBackward': ({ count = 1 }) =>
    plural(Number(count), {
      one: '# record is older than the one before it: it counts at that one’s time.',
      other: '# records are older than the ones before them: they count at those records’ times.',
    }),
  'loss.recordsUnread': ({ count = 1 }) =>
    plural(Number(count), {
      one: '# record has no readable time and is left out.',
      other: '# records have no readable time and are left out.',
    }),
  'loss.recordsCut': ({ count = 1 }) =>
    `The file is longer than any workout: its last ${plural(Number(count), { one: '# record is', other: '# records are' })} left out.`,
  'loss.elapsedCut': ({ cutS = 0 }) =>
    `The workout is longer than ten days: what is after that (${clock(Number(cutS))}) is left out.`,
  'loss.lapsCut': ({ count = 1 }) =>
    `Too many laps: ${plural(Number(count), { one: 'the last one is', other: 'the last # are' })} part of the one before.`,
  'loss.beatsLeftOut': ({ count = 1 }) =>
    plural(Number(count), {
      one: '# interval between beats fell in a pause, or is none, and is left out.',
      other: '# intervals between beats fell in a pause, or are none, and are left out.',
    }),
  'loss.gapsAsPauses': ({ count = 1 }) =>
    plural(Number(count), {
      one: '# gap of more than a minute counts as a pause.',
      other: '# gaps of more than a minute count as pauses.',
    }),
  'loss.fileChecksum': () => 'The checksum does not match: the file may be damaged. Check the heart rate.',
  'loss.fileCut': () => 'The file ends too early: the workout is as far as it goes.',
  'loss.fileDamaged': () => 'The file is damaged: the workout is as far as it can be read.',
  'loss.fileSkipped': ({ bytes = 0 }) =>
    `The end of the file (${plural(Number(bytes), { one: '# byte', other: '# bytes' })}) cannot be read.`,
  'loss.workoutTwice': ({ count = 1 }) =>
    plural(Number(count), {
      one: 'A workout that is in the file twice is imported once.',
      other: '# workouts that are in the file more than once are imported once each.',
    }),
} satisfies Record<ImportLossCode, (params: Problem['params']) => string>;
