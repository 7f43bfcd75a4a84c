import type { FinishedSession } from '../../core/records/finished.ts';
import { localMsOf } from '../../core/schedule/localTime.ts';
import { exportedAs, fileNameOf, type ExportedFile } from '../exporter.ts';
import { sessionJsonExporter } from './session-json.ts';
import type { ExportedSession, SessionExporter } from './sessionExporter.ts';

/** Every format that a workout can be written in. A new one is a file beside these and a line here. */
export const SESSION_EXPORTERS = [sessionJsonExporter] as const satisfies readonly SessionExporter[];

export type SessionFormat = (typeof SESSION_EXPORTERS)[number]['id'];

/** A workout as a file in one of them. */
export function exportSession(workout: ExportedSession, format: SessionFormat): ExportedFile {
  return exportedAs(SESSION_EXPORTERS, format, workout, sessionFileStem(workout.session));
}

/** `2026-11-22-threshold-4-4`, by the day where it was run. */
function sessionFileStem({ plan, startedAt }: Pick<FinishedSession, 'plan' | 'startedAt'>): string {
  const day = new Date(localMsOf(startedAt)).toISOString().slice(0, 10);
  return [day, fileNameOf(plan.name)].filter(Boolean).join('-');
}
