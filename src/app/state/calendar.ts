import type { Occurrence, Schedule } from '../../core/ledger.ts';
import { calendarOf, calendarOfOccurrence, type CalendarFile, type CalendarWords } from '../../formats/ics.ts';
import { here } from '../device/moment.ts';
import type { AppState } from './app.svelte.ts';
import { save } from './exported.ts';

interface Words extends CalendarWords {
  saved: (file: Pick<CalendarFile, 'events' | 'dated' | 'untilMs'>) => string;
  savedOne: string;
}

/** The schedules that are on as a file for a calendar, handed to the browser's downloads; what there is to say of it. */
export function saveCalendar(app: AppState, schedules: readonly Schedule[], words: Words): string {
  const items = schedules
    .filter(({ on }) => on)
    .map((schedule) => ({
      schedule,
      ...planOf(app, schedule.planId),
      timeZone: schedule.timeZone ?? here().timeZone,
    }));
  const file = calendarOf(items, { nowMs: Date.now(), words });
  if (file.events > 0) saveText(file.text);
  return words.saved(file);
}

/** The same for one planned workout. */
export function saveOccurrence(app: AppState, occurrence: Occurrence, words: Words): string {
  const item = { occurrence, ...planOf(app, occurrence.planId) };
  saveText(calendarOfOccurrence(item, { nowMs: Date.now(), words }));
  return words.savedOne;
}

function planOf(app: AppState, planId: string) {
  const link = new URL(`#/live?plan=${encodeURIComponent(planId)}`, document.baseURI).href;
  return { plan: app.plans.byId(planId), link };
}

function saveText(text: string): void {
  save(new File([text], 'beatkeeper.ics', { type: 'text/calendar' }));
}
