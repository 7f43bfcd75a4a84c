// What the live screen needs beyond its start button, fetched apart.
import { bringIcons } from '../parts/icons.ts';
import { MORE } from '../parts/moreIcons.ts';

bringIcons(MORE);

export { default as LiveDone } from './LiveDone.svelte';
export { default as LiveRunning } from './LiveRunning.svelte';
export { default as TroubleLine } from '../parts/TroubleLine.svelte';
