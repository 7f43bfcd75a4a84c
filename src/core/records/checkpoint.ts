import type { SampleChunk } from '../samples/samples.ts';
import type { Recoverable, Workout } from '../session/session.ts';
import type { SessionEvent } from '../session/events.ts';

/** A workout as it is kept for the case that the app is gone in the next moment. */
export interface Checkpoint {
  session: Recoverable;
  /** Every second so far, but for long absences (see `SampleLog`). */
  chunks: readonly SampleChunk[];
  /** Wall clock at the end of the last elapsed second: the time away counts from here. */
  atEpochMs: number;
  /** How far the wall clock has been set back: coming right again is no time away. */
  behindMs?: number | undefined;
}

/** One up to this old is gone on with; an older one becomes history. */
export const RESUME_MAX_MS = 3_600_000;

/**
 * What moved a workout since it was last written down, in order: `advance` makes the same session of it again. Written
 * every second, for what happens between two checkpoints.
 */
export interface JournalEntry {
  sessionId: string;
  /** Wall clock at the end of the last elapsed second, and how far it has been set back. */
  atEpochMs: number;
  behindMs?: number | undefined;
  events: readonly SessionEvent[];
}

/** Where problems of journal entries are, so that these are told from those of a checkpoint. */
export const JOURNAL_PATH = 'journal.';

/** The entry that could not be read is one of the journal: everything before that entry could. */
export function isOfJournal({ path }: { path: string }): boolean {
  return path.startsWith(JOURNAL_PATH);
}

/** The lists of a workout that grow with it. They are stored with the samples, a part at a time. */
export const COURSE = ['timeline', 'pauses', 'gaps', 'cues'] as const;
export type Course = Pick<Workout, (typeof COURSE)[number]>;

/** The form that is stored. It changes when an old reader would misread it, and `checkpointMigration.ts` gets one more step. */
export const CHECKPOINT_VERSION = 5;
