import type { RunPhase } from '../../core/plan/plan.ts';
import { end, phaseName, target } from './common.ts';
import { plural } from './plural.ts';
import { datesOf } from '../dates.ts';
import { formatsOf } from '../formats.ts';

const { day } = datesOf('en');
const { number } = formatsOf('en');

interface Saved {
  events: number;
  dated: number;
  untilMs: number | undefined;
}

/** What a calendar file says, and what is said of it. */
export const calendarWords = {
  phase: (of: RunPhase): string => `${phaseName(of)} — ${target(of.target)}, ${end(of.end)}`,
  more: (count: number): string => `… and ${number(count)} more`,
  savedOne: 'Open the file to add the workout to your calendar.',
  /** `untilMs`: up to when there are dated events, where there is no rule. */
  saved: ({ events, dated, untilMs }: Saved, timeZone?: string): string => {
    if (events === 0) return 'There is nothing to add to a calendar.';
    if (untilMs === undefined)
      return 'Open the file to add the schedule to your calendar. Save the file again when you change the schedule.';
    const until = `${plural(dated, { one: '# single event', other: '# single events' })}, up to ${day(untilMs, timeZone)}`;
    return dated === events
      ? `Calendars cannot repeat these times. Open the file to add ${until}. Save the file again then.`
      : `Open the file to add the schedule to your calendar. Times that cannot repeat become ${until}. Save the file again then.`;
  },
};
