import { bad, good, type Parsed, type ProblemCode } from '../../../core/parse/parsed.ts';
import type { Imported } from '../../importer.ts';
import type { ImportedWorkout, Sessions } from './importing.ts';
import type { Recorded } from './recorded.ts';
import type { XmlEnd } from './xmlTags.ts';

/** The workouts of a file. One that cannot be read is left out where another can be; one that is there twice counts once. */
export function together(read: readonly Parsed<ImportedWorkout>[]): Parsed<Imported<Sessions>> {
  const found = read.flatMap((each) => (each.ok ? [each.value] : []));
  const known = new Map(found.map((each) => [each.session.id, each]));
  const [first, ...more] = [...known.values()].sort(
    (a, b) => a.session.startedAt.epochMs - b.session.startedAt.epochMs,
  );
  if (!first) {
    const refusal = read.find((each) => !each.ok);
    return refusal ?? bad('activity.empty');
  }
  const twice = found.length - known.size;
  return good({
    sessions: [first, ...more],
    losses: twice > 0 ? [{ code: 'loss.workoutTwice', path: '', params: { count: twice } }] : [],
  });
}

/** Why there is nothing in a file that ended so. */
export const NOTHING_IN = {
  whole: 'activity.empty',
  cut: 'file.cut',
  damaged: 'file.damaged',
} as const satisfies Record<XmlEnd, ProblemCode>;

/** How the file ended is said of the last workout in it. */
export function sayEnd(last: Recorded | undefined, end: XmlEnd): void {
  if (end !== 'whole')
    last?.losses.push({ code: end === 'cut' ? 'loss.fileCut' : 'loss.fileDamaged', path: '', params: {} });
}
