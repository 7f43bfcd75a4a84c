// Fetched when somebody makes a plan or changes one.
export { default as Editor } from './Editor.svelte';
