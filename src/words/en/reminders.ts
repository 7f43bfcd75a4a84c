import { datesOf } from '../dates.ts';

const { date, timeOfDay } = datesOf('en');

/** What the service worker says: all that is read outside the app. */
export const reminders = {
  /** The plan's name comes after, since a phone cuts what is long. */
  ready: (planName: string): string => `Workout ready: ${planName}`,
  readyBody: (atEpochMs: number, timeZone?: string): string =>
    `Planned for ${timeOfDay(atEpochMs, timeZone)}. Tap to start; it waits ten minutes.`,
  snooze: 'Snooze 10 min',
  skip: 'Skip',
  missed: (count: number, more: boolean): string =>
    count === 1 ? 'A planned workout was missed' : `${String(count)}${more ? '+' : ''} planned workouts were missed`,
  /** Its own local time, as if in UTC. */
  missedBody: (sinceMs: number): string =>
    `Since ${date(sinceMs, { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}. The next ones stay as they are.`,
  /** Within a day: what is not today is tomorrow. */
  coming(planName: string, atEpochMs: number, nowMs: number): string {
    const today = new Date(atEpochMs).toDateString() === new Date(nowMs).toDateString();
    return `${today ? '' : 'Tomorrow, '}${timeOfDay(atEpochMs)} ${planName}`;
  },
  comingTitle: (count: number): string =>
    count === 1 ? 'A workout is coming up' : `${String(count)} workouts are coming up`,
};
