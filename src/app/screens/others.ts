// The screens that one goes to now and then, fetched together: apart they weigh a tenth more.
export { default as History } from './History.svelte';
export { default as Plan } from './Plan.svelte';
export { default as Plans } from './Plans.svelte';
export { default as Schedule } from './Schedule.svelte';
export { default as Session } from './Session.svelte';
export { default as Settings } from './Settings.svelte';

/** By then the screen that was gone to is there. */
const QUIET_MS = 2_000;

// What the settings show of what is stored is not precached. Whoever comes as far as here has it from now on, offline too.
setTimeout(() => void import('./data.ts').catch(() => undefined), QUIET_MS);
