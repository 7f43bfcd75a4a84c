// What comes right behind the first screen, whichever that is: what a workout needs once it runs, and Today in its shell.
import { bringIcons } from '../parts/icons.ts';
import { MORE } from '../parts/moreIcons.ts';

bringIcons(MORE);

export { default as LiveDone } from './LiveDone.svelte';
export { default as LiveRunning } from './LiveRunning.svelte';
export { default as Shell } from './Shell.svelte';
export { default as Today } from './Today.svelte';
export { default as Toast } from '../parts/Toast.svelte';
export { default as TroubleLine } from '../parts/TroubleLine.svelte';
