/** The page of one workout that is over, and several of them over each other, in all their states. */
export const WORKOUT_PAGES = [
  'workoutFull',
  'workoutSaid',
  'workoutDay',
  'workoutPhases',
  'workoutNoHeart',
  'workoutShort',
  'workoutLimit',
  'workoutNoBeats',
  'workoutLaps',
  'workoutSimulated',
  'workoutImported',
  'workoutTrimmed',
  'workoutTrimming',
  'workoutWordy',
  'workoutFailing',
  'workoutChanged',
  'workoutZoomed',
  'workoutCue',
  'workoutTables',
  'compareTwo',
  'compareFour',
  'compareOne',
] as const;
export type WorkoutPageName = (typeof WORKOUT_PAGES)[number];
export const isWorkoutPage = (name: string): name is WorkoutPageName => WORKOUT_PAGES.some((each) => each === name);
