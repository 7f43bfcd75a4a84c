import type { FinishedSession } from '../../core/records/finished.ts';
import type { SampleChunk } from '../../core/samples/samples.ts';
import type { Exporter } from '../exporter.ts';

/** A finished workout with all that is kept of it. */
export interface ExportedSession {
  readonly session: FinishedSession;
  readonly chunks: readonly SampleChunk[];
  readonly exportedAtEpochMs: number;
}

export interface SessionExporter extends Exporter<ExportedSession> {
  /** Whether the format has anything of this workout; left out: of any. */
  isFor?(workout: ExportedSession): boolean;
}
