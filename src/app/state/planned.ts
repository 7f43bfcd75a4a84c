import type { Database } from '../../store/database/idb.ts';
import { loadPlannedWords, type PlannedWords } from '../../words/schedule.ts';
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
