import type { ImportLossCode } from '../../../core/parse/parsed.ts';
import type { Loss } from '../../importer.ts';
import type { Course } from './course.ts';
import { DROPPED_DATA, LAPS_MAX, type Recorded } from './recorded.ts';

/** What of a file is not in the workout that is made of it, and what was made of what it does not say. */
export function lossesOf(
  { records, dropped, isDated, lapCount, own }: Recorded,
  { clock, cutS, pauses }: Course,
  { validS, beatsLeftOut }: { validS: number; beatsLeftOut: number },
): Loss[] {
  const losses: Loss[] = [];
  const say = (code: ImportLossCode, params: Loss['params'] = {}): void => void losses.push({ code, path: '', params });
  const sayCount = (code: ImportLossCode, count: number): void => {
    if (count > 0) say(code, { count });
  };
  if (dropped.size > 0) say('loss.trackData', { what: DROPPED_DATA.filter((each) => dropped.has(each)).join(', ') });
  if (!isDated) say('loss.startGiven');
  if (validS === 0) say('loss.noHeartRate');
  sayCount('loss.clockSet', clock.jumps);
  sayCount('loss.timesBackward', clock.backward);
  sayCount('loss.recordsUnread', records.unreadable);
  sayCount('loss.recordsCut', records.beyond);
  if (cutS > 0) say('loss.elapsedCut', { cutS });
  sayCount('loss.lapsCut', lapCount - LAPS_MAX);
  sayCount('loss.beatsLeftOut', beatsLeftOut);
  if (!own) sayCount('loss.gapsAsPauses', pauses.filter(({ reason }) => reason !== 'user').length);
  return losses;
}
