import type { Problem, WorkoutLossCode } from '../../core/parse/parsed.ts';
import { formatsOf } from '../formats.ts';
import { plural } from './plural.ts';

const { clock } = formatsOf('en');

/** What of a workout is not in a file for other programs: one sentence each. */
export const workoutLosses = {
  'loss.workoutSimulated': () => 'This heart rate is simulated: do not upload it as a real workout.',
  'loss.workoutMixed': ({ seconds = 0 }) =>
    `Which seconds are simulated (${clock(Number(seconds))}) and which are from your strap is not in the file.`,
  'loss.workoutBeats': ({ count = 0 }) =>
    `The format has no place for the time between beats: ${plural(Number(count), { one: '# interval is', other: '# intervals are' })} left out.`,
  'loss.workoutBeatsNone': () => 'No strap sent the time between beats: the file is empty.',
  'loss.workoutBeatsOnly': () => 'The file has the time between beats, and nothing else of the workout.',
  'loss.workoutSteady': () => 'The filtered heart rate is left out: the file has the one that the strap sent.',
  'loss.workoutDoubt': ({ seconds = 0 }) =>
    `Heart rates that were not to be trusted (${clock(Number(seconds))}) are in the file, and not marked.`,
  'loss.workoutSecondStrap': ({ seconds = 0 }) =>
    `Which of the two straps each heart rate is from is not in the file (second strap: ${clock(Number(seconds))}).`,
  'loss.workoutTargets': () => 'Targets are not in the file.',
  'loss.workoutPlan': () => 'The plan is not in the file, only its phases as they were done.',
  'loss.workoutPlanPart': () => 'The plan is in the file as far as the format can hold it, with heart rates in bpm.',
  'loss.workoutShifts': ({ count = 0 }) =>
    `The targets in the file are those of the plan: ${plural(Number(count), { one: '# change', other: '# changes' })} that you made to them ${Number(count) === 1 ? 'is' : 'are'} left out.`,
  'loss.workoutCues': ({ count = 0 }) =>
    `${plural(Number(count), { one: '# cue and its reason is', other: '# cues and their reasons are' })} left out.`,
  'loss.workoutPauses': ({ count = 0 }) =>
    `${plural(Number(count), { one: 'The reason of # pause is', other: 'The reasons of # pauses are' })} left out.`,
  'loss.workoutProfile': () => 'Your zones, your maximum and your resting heart rate are not in the file.',
  'loss.workoutDate': () => 'The format cannot hold this date: the file has another one.',
} satisfies Record<WorkoutLossCode, (params: Problem['params']) => string>;
