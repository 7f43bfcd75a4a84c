// A workout in a pocket, in the rain or beside a video: fetched once it runs, or when a phone is about to start one.
export { default as KeepGoingNote } from './KeepGoingNote.svelte';
export { default as KeepGoingText } from './KeepGoingText.svelte';
export { default as KeysPanel } from './KeysPanel.svelte';
export { default as LiveTools } from './LiveTools.svelte';
export { default as LockPanel } from './LockPanel.svelte';
export { default as PocketLines } from './PocketLines.svelte';
export { Pocket } from '../../../state/pocket.svelte.ts';
export { loadPocketWords } from '../../../../words/words.ts';
