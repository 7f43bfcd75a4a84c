import { countsInTrends, type Annotation } from '../records/annotation.ts';
import type { SessionDigest } from '../records/finished.ts';
import { isReal } from './workoutLoad.ts';
import type { WorkoutFigures } from './workoutFigures.ts';

/** What of a history counts. A simulated heart counts nowhere, and what the person has left out does not either. */
export interface CountedFigures {
  /** In load and trends: those of a real heart (`countsInTrends`). */
  heart: readonly WorkoutFigures[];
  /** In the calendar: those that were done without a strap as well. */
  done: readonly WorkoutFigures[];
}

type Listed = Pick<SessionDigest, 'id' | 'summary'>;

/** Of those whose figures are there, in the order of the list. */
export function countedFigures(
  listed: readonly Listed[],
  annotations: ReadonlyMap<string, Pick<Annotation, 'counts'>>,
  figures: ReadonlyMap<string, WorkoutFigures>,
): CountedFigures {
  const heart: WorkoutFigures[] = [];
  const done: WorkoutFigures[] = [];
  for (const digest of listed) {
    const of = figures.get(digest.id);
    const annotation = annotations.get(digest.id);
    if (!of || !isReal(of) || annotation?.counts === false) continue;
    done.push(of);
    if (countsInTrends(digest, annotation)) heart.push(of);
  }
  return { heart, done };
}
