import type { AnnotationsState } from './annotations.svelte.ts';
import type { AppState } from './app.svelte.ts';
import { TrimmedSummariesState } from './trimmedSummaries.svelte.ts';

/** What Today needs to count what is left of workouts whose ends are cut away. */
export interface TrimmedWeek {
  annotations: AnnotationsState;
  summaries: TrimmedSummariesState;
}

export async function loadTrimmedWeek(app: Pick<AppState, 'history' | 'loadAnnotations'>): Promise<TrimmedWeek> {
  return { annotations: await app.loadAnnotations(), summaries: new TrimmedSummariesState(app.history) };
}
