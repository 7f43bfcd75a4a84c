// Recordings of workouts, out into a file and back in. Fetched when the person asks for either.
import type { Recording } from '../../core/records/recording.ts';
import { bad, type Parsed } from '../../core/parse/parsed.ts';
import { isRecording, parseRecording, recordingName } from '../../formats/activity/recording.ts';
import type { Recordings } from '../../store/recordings/recordings.ts';

/** A file of more is no recording of ours: one takes four megabytes at most. */
const FILE_BYTES_MAX = 64_000_000;

/** What was kept of a workout, as a file; none: nothing was, or it cannot be read. */
export async function recordingFileOf(
  recordings: Recordings,
  sessionId: string,
  app: string,
): Promise<File | undefined> {
  const read = await recordings.read(sessionId);
  if (!read?.ok) return undefined;
  const { head, lines } = read.value;
  const text = `${JSON.stringify({ ...head, app })}\n${lines}`;
  return new File([text], recordingName(head), { type: 'application/x-ndjson' });
}

/** Problems name their line. */
export async function readRecordingFile(file: Blob): Promise<Parsed<Recording>> {
  if (file.size > FILE_BYTES_MAX) return bad('input.tooLarge', { max: FILE_BYTES_MAX });
  const text = await file.text();
  return isRecording(text) ? parseRecording(text) : bad('recording.none');
}

export { save } from '../device/download.ts';
