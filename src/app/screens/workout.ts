// What a workout needs once it runs, fetched while the person looks at the start button.
export { default as LiveDone } from './live/LiveDone.svelte';
export { default as LiveRunning } from './live/LiveRunning.svelte';
export { loadPocket } from './live/pocket/loadPocket.ts';
export { default as QuickAhead } from './live/ready/QuickAhead.svelte';
export { default as VoiceOffer } from './live/ready/VoiceOffer.svelte';
export { default as Toast } from '../parts/base/Toast.svelte';
export { default as TroubleLine } from '../parts/live/TroubleLine.svelte';
