import { offsetText } from '../../../core/schedule/occurrence.ts';
import { localMsOf } from '../../../core/schedule/localTime.ts';
import type { Moment } from '../../../core/session/session.ts';
import type { Words } from '../../../words/words.ts';

// When workouts were: by the clock where they were begun, and where that was another clock than here, which.

type Says = Pick<Words['pages'], 'longDay' | 'localDate' | 'timeOfDay' | 'timeOfDayS' | 'timeThere'>;

/** 20:05, or 20:05 (Asia/Tokyo) */
export function timeText(moment: Moment, say: Says, withSeconds = false): string {
  const localMs = localMsOf(moment);
  const time = (withSeconds ? say.timeOfDayS : say.timeOfDay)(localMs, 'UTC');
  if (localMs === moment.epochMs - new Date(moment.epochMs).getTimezoneOffset() * 60_000) return time;
  return say.timeThere(time, moment.timeZone === '' ? `UTC${offsetText(moment.offsetMin)}` : moment.timeZone);
}

/** Sunday, 22 November 2026, 20:05 */
export const longWhenText = (moment: Moment, say: Says): string =>
  `${say.longDay(localMsOf(moment), 'UTC')}, ${timeText(moment, say)}`;

/** When each of several workouts was, short: 22 Nov 2026, 20:05. Those of the same minute with their seconds, which tell them apart. */
export function whenTexts(moments: readonly Moment[], say: Says): string[] {
  const textOf = (moment: Moment, withSeconds = false): string =>
    `${say.localDate(localMsOf(moment))}, ${timeText(moment, say, withSeconds)}`;
  const texts = moments.map((moment) => textOf(moment));
  return texts.map((text, i) =>
    texts.some((other, j) => j !== i && other === text) ? textOf(moments[i]!, true) : text,
  );
}
