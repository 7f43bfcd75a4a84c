import type { Database } from '../../store/database/idb.ts';
import type { PlannedWords } from '../../words/language.ts';
import { loadPlannedWords } from '../../words/words.ts';
import { AgendaState } from './agenda.svelte.ts';

/** What is planned, and what Today says of it. */
export interface Planned {
  agenda: AgendaState;
  say: PlannedWords;
}

/** The agenda begins to be read at once. */
export async function openPlanned(db: Database, language: string): Promise<Planned> {
  const agenda = AgendaState.open(db);
  return { agenda, say: await loadPlannedWords(language) };
}
