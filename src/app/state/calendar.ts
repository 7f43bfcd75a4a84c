import type { Schedule } from '../../core/ledger.ts';
import { calendarOf, type CalendarWords } from '../../formats/ics.ts';
import { here } from '../device/moment.ts';
import type { AppState } from './app.svelte.ts';
import { save } from './exported.ts';

interface Words extends CalendarWords {
  saved: (file: { events: number; untilMs: number | undefined }) => string;
}

/** Schedules as a file for a calendar, handed to the browser's downloads; what there is to say of it. */
export function saveCalendar(app: AppState, schedules: readonly Schedule[], words: Words): string {
  const items = schedules
    .filter(({ on }) => on || schedules.length === 1)
    .map((schedule) => ({
      schedule,
      plan: app.plans.byId(schedule.planId),
      timeZone: schedule.timeZone ?? here().timeZone,
      link: new URL(`#/live?plan=${encodeURIComponent(schedule.planId)}`, document.baseURI).href,
    }));
  const file = calendarOf(items, { nowMs: Date.now(), words });
  if (file.events > 0) save(new File([file.text], 'beatkeeper.ics', { type: 'text/calendar' }));
  return words.saved(file);
}
