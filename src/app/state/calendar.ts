import type { Occurrence } from '../../core/schedule/occurrence.ts';
import type { Schedule } from '../../core/schedule/schedule.ts';
import type { CalendarWords } from '../../formats/calendar/event.ts';
import { calendarOf, calendarOfOccurrence, type CalendarFile } from '../../formats/calendar/ics.ts';
import { here } from '../device/moment.ts';
import type { AppState } from './app.svelte.ts';
import { save } from './exported.ts';

interface Words extends CalendarWords {
  saved: (file: Pick<CalendarFile, 'events' | 'dated' | 'untilMs'>) => string;
  savedOne: string;
}

/** The schedules that are on, and have a plan, as a file for a calendar, handed to the browser's downloads; what there is to say of it. */
export function saveCalendar(app: AppState, schedules: readonly Schedule[], words: Words): string {
  const items = schedules
    .filter(({ on, planId }) => on && app.plans.byId(planId))
    .map((schedule) => ({
      schedule,
      ...planOf(app, schedule.planId),
      timeZone: schedule.timeZone ?? here().timeZone,
    }));
  const file = calendarOf(items, { nowMs: Date.now(), words });
  const [first] = items;
  if (file.events > 0) saveText(file.text, items.length === 1 ? first?.plan?.name : undefined);
  return words.saved(file);
}

/** The same for one planned workout. */
export function saveOccurrence(app: AppState, occurrence: Occurrence, words: Words): string {
  const item = { occurrence, ...planOf(app, occurrence.planId) };
  saveText(calendarOfOccurrence(item, { nowMs: Date.now(), words }), occurrence.planName);
  return words.savedOne;
}

function planOf(app: AppState, planId: string) {
  const link = new URL(`#/live?plan=${encodeURIComponent(planId)}`, document.baseURI).href;
  return { plan: app.plans.byId(planId), link };
}

/** Named after the plan, where it is about one. */
function saveText(text: string, planName = ''): void {
  const name = ['beatkeeper', ...(planName.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].join('-').slice(0, 80);
  save(new File([text], `${name}.ics`, { type: 'text/calendar' }));
}
