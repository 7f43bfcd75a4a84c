// The settings, fetched when they are gone to, and kept for use without network once the app is.
export { default as Settings } from './Settings.svelte';
