// What the live screen needs beyond its start button, fetched apart.
import '../fonts/more.css';

export { default as LiveDone } from './LiveDone.svelte';
export { default as LiveRunning } from './LiveRunning.svelte';
