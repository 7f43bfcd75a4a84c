import { DEFAULT_PROFILE } from '../../../core/athlete/hrZones.ts';
import { recordable } from '../../../core/parse/limits.ts';
import { bad, good, type Parsed } from '../../../core/parse/parsed.ts';
import { finishedOf } from '../../../core/records/finished.ts';
import {
  IMPORTED_TEXT_MAX,
  importedId,
  type ImportedFrom,
  type ImportFormat,
} from '../../../core/records/importedFrom.ts';
import { withHrv } from '../../../core/records/withHrv.ts';
import { SampleLog } from '../../../core/samples/samples.ts';
import { isZone, localOf } from '../../../core/schedule/localTime.ts';
import type { Moment } from '../../../core/session/session.ts';
import { newTally, tallyAfter } from '../../../core/session/tally.ts';
import { courseOf } from './course.ts';
import { figuresOf } from './figures.ts';
import type { ImportedWorkout, SessionImportContext } from './importing.ts';
import { lapPlanOf } from './lapPlan.ts';
import { lossesOf } from './losses.ts';
import type { Recorded } from './recorded.ts';
import { Seconds } from './seconds.ts';
import { oneLine } from './text.ts';

/** What a file has recorded as a workout of ours, with its seconds, sums, laps and pauses; a refusal where there is no record. */
export function workoutOf(
  recorded: Recorded,
  format: ImportFormat,
  label: string,
  context: SessionImportContext,
): Parsed<ImportedWorkout> {
  if (recorded.records.count === 0) return bad('activity.empty');
  const { profile = DEFAULT_PROFILE } = context;
  const course = courseOf(recorded);
  const startEpochMs = recordable(course.startEpochMs);
  const source = oneLine(recorded.source ?? '', IMPORTED_TEXT_MAX) || null;
  const identity = recorded.identity ?? Math.floor(startEpochMs / 1000);
  const id = recorded.own?.id ?? importedId(identity, source);
  const { plan, timeline } = lapPlanOf(recorded, course, id, label, context);

  const log = new SampleLog();
  const seconds = new Seconds(recorded, course);
  let tally = newTally(profile);
  for (const each of seconds.all()) {
    if ('awayS' in each) {
      log.appendAway(each.awayS);
      tally = { ...tally, noSignalS: tally.noSignalS + each.awayS };
    } else {
      log.append(each);
      tally = tallyAfter({ tally, plan, profile }, each);
    }
  }

  const fileName = oneLine(context.name ?? '', IMPORTED_TEXT_MAX);
  const imported: ImportedFrom = { format, source, ...(fileName !== '' && { fileName }) };
  const { elapsedS, pauses } = course;
  const startedAt = momentOf(startEpochMs, recorded.offsetMin, context.timeZone);
  const finished = withHrv(
    finishedOf(
      {
        ...{ id, plan, profile, startedAt, elapsedS, timeline, pauses, tally },
        ...{ gaps: [], cues: [], shifts: [], ending: 'finished' },
      },
      log.chunks,
      {
        endedAtEpochMs: recordable(course.endEpochMs),
        strapName: oneLine(recorded.strapName ?? '', IMPORTED_TEXT_MAX) || null,
        imported,
      },
    ),
  );
  return good({
    ...finished,
    exportedAtEpochMs: finished.session.endedAtEpochMs,
    figures: figuresOf(recorded, course.clock.epochMs(0), profile),
    losses: [...recorded.losses, ...lossesOf(recorded, course, { ...tally, beatsLeftOut: seconds.beatsLeftOut })],
  });
}

/** In the zone where the app is, unless the file knows that the clocks showed another time. */
function momentOf(epochMs: number, offsetMin: number | undefined, timeZone = 'UTC'): Moment {
  const here = isZone(timeZone) ? { timeZone, ...localOf(epochMs, timeZone) } : { timeZone: 'UTC', offsetMin: 0 };
  if (offsetMin === undefined || offsetMin === here.offsetMin)
    return { epochMs, timeZone: here.timeZone, offsetMin: here.offsetMin };
  const sign = offsetMin < 0 ? '-' : '+';
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(offsetMin);
  // no zone of any database, so that the offset is what counts
  return { epochMs, timeZone: `${sign}${two(size / 60)}:${two(size % 60)}`, offsetMin };
}
