// Fetched when somebody imports workouts.
export { default as ImportWorkouts } from './ImportWorkouts.svelte';
