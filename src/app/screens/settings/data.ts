// What Settings › Data needs, fetched when the settings are opened.
export { default as DataSection } from './DataSection.svelte';
export { dataOf } from '../../state/data.svelte.ts';
export { loadDataWords } from '../../../words/words.ts';
