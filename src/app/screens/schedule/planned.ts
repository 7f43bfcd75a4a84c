import { agendaOf } from '../../state/agenda.svelte.ts';
import { loadPlannedWords } from '../../../words/words.ts';
import TodayPlanned from '../today/TodayPlanned.svelte';

/** What Today shows of what is planned, with its words: kept for use without network once the app is. */
export async function loadPlanned(language: string) {
  return { agenda: agendaOf(), say: await loadPlannedWords(language), TodayPlanned };
}
