import { bad, type Parsed } from '../../../core/parse/parsed.ts';
import { notThis } from '../../fileKind.ts';
import type { Imported } from '../../importer.ts';
import type { SessionImportContext, SessionImporter, Sessions } from './importing.ts';
import { TcxReader } from './tcxReader.ts';
import { NOTHING_IN, sayEnd, together } from './together.ts';
import { workoutOf } from './workout.ts';
import { eachTag } from './xmlTags.ts';

const LABEL = 'TCX';

/** Activities of Garmin's Training Center. The same format has workouts to do and courses, which are refused as such. */
export const tcx: SessionImporter = {
  id: 'tcx',
  label: LABEL,
  extensions: ['.tcx'],
  detect: ({ head }) => head === 'tcx',
  read: ({ bytes }, context) => readActivities(bytes, context),
};

function readActivities(bytes: Uint8Array, context: SessionImportContext): Parsed<Imported<Sessions>> {
  const reader = new TcxReader();
  const end = eachTag(bytes, reader);
  const activities = reader.finished();
  if (activities.length === 0) {
    if (reader.hasCourse) return notThis('tcxCourse', 'activity');
    if (reader.hasWorkout) return notThis('tcxWorkout', 'activity');
    return bad(NOTHING_IN[end]);
  }
  sayEnd(activities.at(-1), end);
  return together(activities.map((each) => workoutOf(each, 'tcx', LABEL, context)));
}
