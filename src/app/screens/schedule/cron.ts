// What the screen of schedules needs that takes all of cron: fetched when it is gone to. Without it the rest is shown.
export { default as ScheduleForm } from './ScheduleForm.svelte';
export { saveCalendar, saveOccurrence } from '../../state/calendar.ts';
export { loadScheduleWords } from '../../../words/words.ts';
export { dueOf, nextFire } from '../../state/fires.ts';
