import type { RunPhase } from '../../core/plan/plan.ts';
import { end, phaseName, target } from './moments.ts';
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
  savedOne: 'Open the file, and it is in your calendar.',
  /** `untilMs`: up to when there are dated events, where there is no rule. */
  saved: ({ events, dated, untilMs }: Saved, timeZone?: string): string => {
    if (events === 0) return 'There is nothing to put in a calendar.';
    if (untilMs === undefined)
      return 'Open the file, and your calendar repeats it. Save it again when you change the schedule.';
    const times = dated === 1 ? 'is 1 event' : `are ${number(dated)} events`;
    const what =
      dated === events
        ? `Open the file. Calendars have no rule for these times, so there ${times}`
        : `Open the file, and your calendar repeats what it has a rule for. For the rest there ${times}`;
    return `${what}, up to ${day(untilMs, timeZone)}. Save it again then.`;
  },
};
