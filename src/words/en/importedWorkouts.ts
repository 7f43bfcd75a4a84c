import type { Sport } from '../../core/plan/plan.ts';

const workouts: Record<Sport, string> = {
  run: 'Run',
  ride: 'Ride',
  row: 'Row',
  walk: 'Walk',
  swim: 'Swim',
  other: 'Workout',
};

/** What a workout is called that was recorded elsewhere, where its file has no name for it; its laps are as in a quick workout. */
export const importedWorkouts = {
  workout: (sport: Sport) => `${workouts[sport]} (recorded elsewhere)`,
  lap: 'Lap',
};
