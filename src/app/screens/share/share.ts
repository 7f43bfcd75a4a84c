// A workout as a picture, fetched when somebody asks for it.
export { default as SharePicture } from './SharePicture.svelte';
export { loadShareWords } from '../../../words/words.ts';
