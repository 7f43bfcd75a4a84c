import type { Database } from '../../store/database/idb.ts';
import type { Library } from '../../store/library/library.ts';
import type { TrendsWords } from '../../words/language.ts';
import { loadTrendsWords } from '../../words/words.ts';
import type { AnnotationsState } from './annotations.svelte.ts';
import { FiguresState } from './figures.svelte.ts';
import { TrendsState, type TrendsOf } from './trends.svelte.ts';

/** Load and trends, and what their screen says of them. */
export interface Trends {
  state: TrendsState;
  say: TrendsWords;
}

interface Stored {
  library: Pick<Library, 'session' | 'samples'>;
  db: Database;
}

/** What of the app it needs. */
interface App extends TrendsOf {
  words: { language: string };
  loadAnnotations: () => Promise<AnnotationsState>;
}

export async function openTrends(app: App, { library, db }: Stored): Promise<Trends> {
  const [annotations, say] = await Promise.all([app.loadAnnotations(), loadTrendsWords(app.words.language)]);
  return { state: new TrendsState(app, annotations, new FiguresState(library, db)), say };
}
