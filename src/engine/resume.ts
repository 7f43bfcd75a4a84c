import { RESUME_MAX_MS, type Checkpoint } from '../core/records/checkpoint.ts';
import type { Parsed } from '../core/parse/parsed.ts';
import { reasonOf, type CheckpointQueue } from './checkpointQueue.ts';
import type { Course } from './course.ts';
import type { Ports } from './ports.ts';
import type { WallLead } from './wallLead.ts';

export interface RestoredWorkout {
  awayMs: number;
  running: boolean;
  present: boolean;
}

/** What the time since the checkpoint was. */
export interface Absence {
  /** Another tab ran the workout and was watched from here, so that the time is not an interruption but the workout's. */
  present?: boolean | undefined;
  /** The strap stood still with the workout, as a recording does. */
  strapStood?: boolean | undefined;
}

/** The checkpoint of a workout that was cut off, if any. What cannot be read is said, and the app goes on without. */
export async function loadCheckpoint(ports: Ports, queue: CheckpointQueue): Promise<Checkpoint | undefined> {
  const loaded = await ports.checkpoints.load().catch((error: unknown): Parsed<undefined> => {
    queue.failed({ code: 'checkpointFailing', reason: reasonOf(error) });
    return { ok: true, value: undefined };
  });
  const problems = loaded.ok ? loaded.notes : loaded.problems;
  if (problems) ports.screen.trouble({ code: 'checkpointBroken', problems });
  return loaded.ok ? loaded.value : undefined;
}

/**
 * A workout that was cut off, from its checkpoint. A fresh one goes on (running if it was), one older than an hour goes into
 * the history as interrupted, one that had finished but was not stored is stored now.
 */
export function resume(
  checkpoint: Checkpoint,
  { ports, course, wall }: { ports: Ports; course: Course; wall: WallLead },
  { present = false, strapStood = false }: Absence,
): RestoredWorkout | undefined {
  const atMs = ports.clock.nowMs();
  const { awayMs, setByMs } = wall.sinceCheckpoint(checkpoint);
  course.load(checkpoint);
  if (setByMs !== undefined) course.apply({ type: 'clockSet', byMs: setByMs });
  if (checkpoint.session.status === 'completed') {
    course.finishLoaded(setByMs !== undefined ? ports.clock.wallMs() : checkpoint.atEpochMs);
    return undefined;
  }
  if (awayMs > RESUME_MAX_MS) {
    course.apply({ type: 'abandoned' }, checkpoint.atEpochMs);
    ports.screen.trouble({ code: 'savedAsInterrupted', sessionId: checkpoint.session.id });
    course.apply({ type: 'discard' });
    course.forgetSamples();
    return undefined;
  }
  course.apply({ type: 'restored', atMs, awayMs, present, ...(strapStood && { strapStood }) });
  return { awayMs, running: checkpoint.session.status === 'inProgress', present };
}
