// What comes right behind the first screen, whichever that is: what a workout needs once it runs, and Today in its shell.
export { default as LiveDone } from './live/LiveDone.svelte';
export { default as LiveRunning } from './live/LiveRunning.svelte';
export { default as Shell } from './Shell.svelte';
export { default as Today } from './today/Today.svelte';
export { default as Toast } from '../parts/base/Toast.svelte';
export { default as TroubleLine } from '../parts/live/TroubleLine.svelte';
