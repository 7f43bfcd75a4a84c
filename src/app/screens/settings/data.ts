// What Settings › Data needs, fetched when the settings are opened.
import type { AppState } from '../../state/app.svelte.ts';
import { DataState } from '../../state/data.svelte.ts';

export { default as DataSection } from './DataSection.svelte';
export { loadDataWords } from '../../../words/words.ts';

/** What goes on while other screens are shown is still there when the settings are opened again. */
export const dataOf = (app: AppState): DataState => (app.data ??= new DataState(app));
