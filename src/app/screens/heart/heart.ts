// How the heart answers effort, fetched with the settings.
export { default as HeartSection } from './HeartSection.svelte';
export { loadHeartWords } from '../../../words/words.ts';
