// What the live screen needs beyond its start button, fetched apart.
export { default as LiveDone } from './LiveDone.svelte';
export { default as LiveRunning } from './LiveRunning.svelte';
