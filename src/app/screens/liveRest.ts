// What the live screen needs beyond its start button, fetched apart.
import '../parts/moreIcons.ts';

export { default as LiveDone } from './LiveDone.svelte';
export { default as LiveRunning } from './LiveRunning.svelte';
export { default as TroubleLine } from '../parts/TroubleLine.svelte';
