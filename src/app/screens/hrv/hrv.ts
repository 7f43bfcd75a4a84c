// How the beats vary, fetched for those who chose to see it, and with a workout whose strap sent them.
export { default as HrvSection } from './HrvSection.svelte';
export { default as HrvSetting } from './HrvSetting.svelte';
export { default as HrvTile } from './HrvTile.svelte';
export { loadHrvWords } from '../../../words/words.ts';
