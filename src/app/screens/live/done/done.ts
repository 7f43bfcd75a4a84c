// The screen after the last second: fetched while the workout runs.
export { default as Finish } from './Finish.svelte';
export { loadDoneWords } from '../../../../words/words.ts';
