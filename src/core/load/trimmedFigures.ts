import { trimWithin, type Trim } from '../records/annotation.ts';
import type { FinishedSession } from '../records/finished.ts';
import { trimmedChunks } from '../samples/trimmedChunks.ts';
import type { SampleChunk } from '../samples/samples.ts';
import { workoutFiguresOf, type WorkoutFigures } from './workoutFigures.ts';

/** The figures of what the person left of a workout: seconds beyond count in nothing, and its length is what is left. */
export function trimmedFiguresOf(
  session: FinishedSession,
  chunks: readonly SampleChunk[],
  trim: Trim | undefined,
): WorkoutFigures {
  const within = trim && trimWithin(trim, session.elapsedS);
  if (!within) return workoutFiguresOf(session, chunks);
  return { ...workoutFiguresOf(session, trimmedChunks(chunks, within)), elapsedS: within.toS - within.fromS };
}
