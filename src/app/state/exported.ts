import type { Problem } from '../../core/parse/parsed.ts';
import type { SessionFormat } from '../../formats/activity/exporters.ts';
import { canShare } from '../device/sharing.ts';
import type { StoredSession } from './history.svelte.ts';

export type { SessionFormat } from '../../formats/activity/exporters.ts';

/** What writes files is loaded for that: most workouts never leave. */
const exporters = () => import('../../formats/activity/exporters.ts');

/** A workout as a file to be saved, and what of it the format has no place for. */
export async function exportedSession(
  { record, samples }: StoredSession,
  format: SessionFormat = 'json',
): Promise<{ file: File; losses: readonly Problem[] }> {
  const { exportSession } = await exporters();
  const workout = { session: record, chunks: samples, exportedAtEpochMs: Date.now() };
  const { bytes, name, mime, losses } = exportSession(workout, format);
  return { file: new File([bytes], name, { type: mime }), losses };
}

/** The formats that have something of this workout. */
export async function formatsOf({ record, samples }: StoredSession): Promise<SessionFormat[]> {
  return (await exporters()).formatsFor({ session: record, chunks: samples });
}

/** Whether this device has a way to send such files to other apps. */
export const canShareFit = (): boolean =>
  canShare({ files: [new File([], 'workout.fit', { type: 'application/octet-stream' })] });

export { save } from '../device/download.ts';
export { shared } from '../device/sharing.ts';
