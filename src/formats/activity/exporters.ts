import { exportedAs, type ExportedFile } from '../exporter.ts';
import { csvActivity } from './csv.ts';
import { fitActivity } from './fit/fit.ts';
import { rrIntervals } from './rr.ts';
import { sessionJsonExporter } from './session-json.ts';
import type { ExportedSession, SessionExporter } from './sessionExporter.ts';
import { tcxActivity } from './tcx.ts';
import { workoutStem } from './workoutStem.ts';

/** Every format that a workout can be written in. A new one is a file beside these and a line here. */
export const SESSION_EXPORTERS = [
  fitActivity,
  tcxActivity,
  csvActivity,
  rrIntervals,
  sessionJsonExporter,
] as const satisfies readonly SessionExporter[];

export type SessionFormat = (typeof SESSION_EXPORTERS)[number]['id'];
export const SESSION_FORMATS = SESSION_EXPORTERS.map(({ id }) => id);

/** What may be left out: when it is exported. Then it is when the workout ended. */
export type SessionToExport = Omit<ExportedSession, 'exportedAtEpochMs'> & { exportedAtEpochMs?: number | undefined };

/** A workout as a file in one of them. Throws where there is no such format. */
export function exportSession(workout: SessionToExport, format: SessionFormat): ExportedFile {
  const { session, chunks, exportedAtEpochMs = session.endedAtEpochMs } = workout;
  return exportedAs(SESSION_EXPORTERS, format, { session, chunks, exportedAtEpochMs }, workoutStem(session));
}

/** The formats that have something of this workout: a table of beats only where a strap sent them. */
export function formatsFor({ session, chunks, exportedAtEpochMs = 0 }: SessionToExport): SessionFormat[] {
  const workout = { session, chunks, exportedAtEpochMs };
  return SESSION_EXPORTERS.filter((each: SessionExporter) => each.isFor?.(workout) ?? true).map(({ id }) => id);
}
