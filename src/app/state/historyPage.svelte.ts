import { browserIndexedDb } from '../../store/database/factory.ts';
import { Database } from '../../store/database/idb.ts';
import { Library } from '../../store/library/library.ts';
import type { HistoryListWords } from '../../words/language.ts';
import { loadHistoryListWords } from '../../words/words.ts';
import type { AnnotationsState } from './annotations.svelte.ts';
import type { AppState } from './app.svelte.ts';
import { ManyExport } from './exportMany.svelte.ts';
import { TrimmedSummariesState } from './trimmedSummaries.svelte.ts';
import type { WorkoutFiles } from './workoutFiles.svelte.ts';

/** What the page of the history needs beside the workouts. One for the whole visit: what it does goes on behind other screens. */
export class HistoryPage {
  readonly say: HistoryListWords;
  readonly annotations: AnnotationsState;
  readonly exporting: ManyExport;
  readonly trimmed: TrimmedSummariesState;
  readonly #makeFiles: () => Promise<WorkoutFiles>;
  #files = $state.raw<WorkoutFiles | undefined>();

  /** Workouts that come from files, once somebody has opened one. */
  readonly files = $derived(this.#files);

  constructor(
    say: HistoryListWords,
    annotations: AnnotationsState,
    exporting: ManyExport,
    trimmed: TrimmedSummariesState,
    makeFiles: () => Promise<WorkoutFiles>,
  ) {
    this.say = say;
    this.annotations = annotations;
    this.exporting = exporting;
    this.trimmed = trimmed;
    this.#makeFiles = makeFiles;
  }

  async loadFiles(): Promise<WorkoutFiles> {
    return (this.#files ??= await this.#makeFiles());
  }
}

const pages = new WeakMap<AppState, HistoryPage>();

/** Of this visit; `loadHistoryPage` comes before. */
export function historyPage(app: AppState): HistoryPage {
  const page = pages.get(app);
  if (!page) throw new Error('the page of the history was read before it was loaded');
  return page;
}

export async function loadHistoryPage(app: AppState): Promise<void> {
  if (pages.has(app)) return;
  const [annotations, say] = await Promise.all([app.loadAnnotations(), loadHistoryListWords(app.words.language)]);
  if (pages.has(app)) return;
  const { history } = app;
  pages.set(
    app,
    new HistoryPage(say, annotations, new ManyExport(history), new TrimmedSummariesState(history), () =>
      workoutFiles(app),
    ),
  );
}

async function workoutFiles(app: AppState): Promise<WorkoutFiles> {
  const { WorkoutFiles } = await import('./workoutFiles.svelte.ts');
  const db = new Database(browserIndexedDb());
  const library = new Library(db, () => Date.now(), app.tellOthers);
  return new WorkoutFiles(library, db, async () => {
    app.tellOthers('history');
    await app.history.load();
    void app.loadHeart().catch(() => undefined); // without network, perhaps
  });
}
