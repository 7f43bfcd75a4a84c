// What the straps send, fetched by whoever opens it.
export { default as FrameView } from './FrameView.svelte';
export { loadFrameWords } from '../../../../words/words.ts';
