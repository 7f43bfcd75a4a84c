// Today in its shell, fetched with the page, since nearly every visit begins there.
export { default as Shell } from './Shell.svelte';
export { default as Today } from './today/Today.svelte';
