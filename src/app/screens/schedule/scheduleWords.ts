import type { ScheduleWords } from '../../../words/language.ts';
import { loadScheduleWords } from '../../../words/words.ts';

let words: ScheduleWords | undefined;

/** Before the screen of schedules is shown. */
export async function prepareWords(language: string): Promise<void> {
  words ??= await loadScheduleWords(language);
}

export function scheduleWords(): ScheduleWords {
  if (!words) throw new Error('the words of the schedule were read before they were loaded');
  return words;
}
