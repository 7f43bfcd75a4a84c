// The page of one workout, and several of them over each other, fetched when one is looked at.
export { default as Compare } from '../compare/Compare.svelte';
export { default as Workout } from './Workout.svelte';
export { loadWorkoutPageWords } from '../../../../words/words.ts';
