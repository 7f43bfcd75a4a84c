// The list of workouts, fetched when it is gone to.
import type { AppState } from '../../state/app.svelte.ts';
import { loadHistoryPage } from '../../state/historyPage.svelte.ts';
import History from './History.svelte';

/** It comes with its words, and with what the person says of the workouts. */
export async function historyScreen(app: AppState): Promise<typeof History> {
  await loadHistoryPage(app);
  return History;
}
