import { exportSession } from '../../formats/activity/exporters.ts';
import type { StoredSession } from './history.svelte.ts';

/** A workout as a file to be saved. */
export function exportedSession({ record, samples }: StoredSession): File {
  const workout = { session: record, chunks: samples, exportedAtEpochMs: Date.now() };
  const { bytes, name, mime } = exportSession(workout, 'json');
  return new File([bytes], name, { type: mime });
}

/** Hands a file to the browser's downloads. */
export function save(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers only begin to read after the click
}
