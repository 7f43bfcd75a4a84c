import type { TrendsWords } from '../../words/language.ts';
import { loadTrendsWords } from '../../words/words.ts';
import type { AppState } from './app.svelte.ts';
import { TrendsState } from './trends.svelte.ts';

/** Load and trends, and what their screen says of them. */
export interface Trends {
  state: TrendsState;
  say: TrendsWords;
}

export async function openTrends(app: AppState, stored: ConstructorParameters<typeof TrendsState>[2]): Promise<Trends> {
  const [annotations, say] = await Promise.all([app.loadAnnotations(), loadTrendsWords(app.words.language)]);
  return { state: new TrendsState(app, annotations, stored), say };
}
