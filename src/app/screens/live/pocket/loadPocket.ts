import type { AppState } from '../../../state/app.svelte.ts';

/** The parts, with their words. Fails without network, before they were kept. */
export const loadPocketParts = (language: string) =>
  import('./pocket.ts').then(async (parts) => ({ parts, say: await parts.loadPocketWords(language) }));

/** What a workout has for a pocket, and the one of the visit; a workout does without where it cannot be had. */
export async function loadPocket(app: AppState) {
  const { parts, say } = await loadPocketParts(app.words.language);
  return { parts, say, pocket: (app.pocket ??= new parts.Pocket(app, say)) };
}
