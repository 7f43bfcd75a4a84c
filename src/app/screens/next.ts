// What comes right behind the first screen, whichever that is: what a workout needs once it runs, and Today in its shell.
import { bringIcons } from '../parts/icons.ts';
import { MORE } from '../parts/moreIcons.ts';

bringIcons(MORE);

export { default as LiveDone } from './LiveDone.svelte';
export { default as LiveRunning } from './LiveRunning.svelte';
export { default as Shell } from './Shell.svelte';
export { default as Today } from './Today.svelte';
export { default as TroubleLine } from '../parts/TroubleLine.svelte';

/** By then the screen that was gone to is there. */
const QUIET_MS = 2_000;

// What the settings show of what is stored is not precached. Once the app is kept for use without network, so is this.
if ('serviceWorker' in navigator) {
  void navigator.serviceWorker.ready.then(() => {
    setTimeout(() => void import('./data.ts').catch(() => undefined), QUIET_MS);
  });
}
