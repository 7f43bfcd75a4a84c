import type { Profile } from '../../../core/athlete/hrZones.ts';
import type { Sport } from '../../../core/plan/plan.ts';
import type { SessionDigest } from '../../../core/records/finished.ts';
import type { ImportContext, Importer, Loss } from '../../importer.ts';
import type { ExportedSession } from '../sessionExporter.ts';
import type { FileFigures } from './figures.ts';

/** A workout of a file, ready to be kept, with what of the file is not in it. */
export interface ImportedWorkout extends ExportedSession {
  readonly digest: SessionDigest;
  /** What the file itself says: where pauses are taken out, the workout differs. */
  readonly figures: FileFigures;
  readonly losses: readonly Loss[];
}

export interface Sessions {
  readonly sessions: readonly [ImportedWorkout, ...ImportedWorkout[]];
}

/** What is known beside the file. */
export interface SessionImportContext extends ImportContext {
  /** Whose zones count; none: the usual ones. */
  readonly profile?: Profile | undefined;
  /** Where it was, as far as the file does not say: an IANA zone. None: UTC. */
  readonly timeZone?: string | undefined;
  /** When the file was written last, for a file without a date. */
  readonly writtenAtEpochMs?: number | undefined;
  /** What a language calls that which has no name in the file. */
  readonly words?: SessionWords | undefined;
}

export interface SessionWords {
  /** Of a workout without a title. */
  workout(sport: Sport): string;
  lap: string;
}

export type SessionImporter = Importer<Sessions, SessionImportContext>;
