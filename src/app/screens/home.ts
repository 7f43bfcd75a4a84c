// What a visit that does not begin with a workout begins with, fetched together.
export { default as Shell } from './Shell.svelte';
export { default as Today } from './Today.svelte';
