import type { AppState } from '../../../state/app.svelte.ts';

/** What is shown after the last second, with its words: fetched once a workout runs. Fails without network, before it was kept. */
export const loadDone = (app: AppState) =>
  // the effort and the note are kept by the second
  Promise.all([import('./done.ts'), import('../../../state/annotations.svelte.ts')]).then(async ([parts]) => ({
    ...parts,
    say: await parts.loadDoneWords(app.words.language),
  }));
