import type { AppState } from '../../../state/app.svelte.ts';

/** What is shown after the last second, with its words: fetched once a workout runs. Fails without network, before it was kept. */
export const loadDone = (app: AppState) =>
  import('./done.ts').then(async (parts) => ({ ...parts, say: await parts.loadDoneWords(app.words.language) }));
