// What Settings › Cues needs, fetched when the settings are opened.
export { default as CueSettings } from './cues/CueSettings.svelte';
export { loadCueWords } from '../../../words/words.ts';
