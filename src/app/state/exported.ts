import { exportSession } from '../../formats/activity/exporters.ts';
import type { StoredSession } from './history.svelte.ts';

/** A workout as a file to be saved. */
export function exportedSession({ record, samples }: StoredSession): File {
  const workout = { session: record, chunks: samples, exportedAtEpochMs: Date.now() };
  const { bytes, name, mime } = exportSession(workout, 'json');
  return new File([bytes], name, { type: mime });
}

export { save } from '../device/download.ts';
