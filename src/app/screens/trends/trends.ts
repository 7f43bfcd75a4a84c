// Load and trends, fetched when they are gone to.
import type { AppState } from '../../state/app.svelte.ts';
import Trends from './Trends.svelte';

/** The screen comes with its words, and with what it reads. */
export async function trendsScreen(app: AppState): Promise<typeof Trends> {
  await app.loadTrends();
  return Trends;
}
