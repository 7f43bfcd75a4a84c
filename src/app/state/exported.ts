import type { StoredSession } from './history.svelte.ts';

/** A workout as a file to be saved. What writes files is loaded for that: most workouts never leave. */
export async function exportedSession({ record, samples }: StoredSession): Promise<File> {
  const { exportSession } = await import('../../formats/activity/exporters.ts');
  const workout = { session: record, chunks: samples, exportedAtEpochMs: Date.now() };
  const { bytes, name, mime } = exportSession(workout, 'json');
  return new File([bytes], name, { type: mime });
}

export { save } from '../device/download.ts';
