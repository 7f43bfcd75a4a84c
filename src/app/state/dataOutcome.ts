import type { Problem } from '../../core/parse/parsed.ts';
import { BackupRefused, WorkoutUnderWay, type RestoreMode } from '../../store/backup/backup.ts';

export type Doing = 'backUp' | 'look' | 'restore' | 'erase';

/** What became of the last thing that was asked for. */
export type Outcome =
  | { type: 'backedUp'; file: string; bytes: number; leftOut: number }
  | { type: 'refused'; file: string; problems: Problem[] }
  | { type: 'restored'; mode: RestoreMode }
  | { type: 'cancelled'; doing: Doing }
  | { type: 'failed'; doing: Doing; why: 'noRoom' | 'unreadable' | 'underWay' | 'other'; reason: string };

/** Why it failed, as far as a person can do something about that. */
export function failureOf(doing: Doing, error: unknown, file = ''): Outcome {
  if (error instanceof BackupRefused) return { type: 'refused', file, problems: error.problems };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const why =
    error instanceof WorkoutUnderWay
      ? 'underWay'
      : name === 'QuotaExceededError'
        ? 'noRoom'
        : name === 'NotReadableError' || name === 'NotFoundError'
          ? 'unreadable'
          : 'other';
  return { type: 'failed', doing, why, reason: message };
}
