// The screen of schedules, fetched when it is gone to.
export { default as Schedule } from './Schedule.svelte';
