import { plural } from './plural.ts';
import { datesOf } from '../dates.ts';

const { date, timeOfDay } = datesOf('en');

/** What the service worker says: all that is read outside the app. */
export const reminders = {
  /** The plan's name comes after, since a phone cuts what is long. */
  ready: (planName: string): string => `Workout ready: ${planName}`,
  readyBody: (atEpochMs: number, timeZone?: string): string =>
    `Planned for ${timeOfDay(atEpochMs, timeZone)}. Tap to start within ten minutes.`,
  snooze: 'Snooze 10 min',
  skip: 'Skip',
  missed: (count: number, more: boolean): string =>
    plural(count, { one: 'A planned workout was missed', other: `#${more ? '+' : ''} planned workouts were missed` }),
  /** Its own local time, as if in UTC. */
  missedBody: (sinceMs: number): string =>
    `Since ${date(sinceMs, { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}. Your next workouts stay as planned.`,
  /** Within a day: what is not today is tomorrow. */
  coming(planName: string, atEpochMs: number, nowMs: number): string {
    const today = new Date(atEpochMs).toDateString() === new Date(nowMs).toDateString();
    return `${today ? '' : 'Tomorrow, '}${timeOfDay(atEpochMs)} ${planName}`;
  },
  comingTitle: (count: number): string =>
    plural(count, { one: 'A workout is coming up', other: '# workouts are coming up' }),
};
