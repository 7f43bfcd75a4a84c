import { bad, type Parsed } from '../../../core/parse/parsed.ts';
import { digestOf } from '../../../core/records/finished.ts';
import type { Imported } from '../../importer.ts';
import { readSessionFile } from '../readSessionJson.ts';
import type { ExportedSession } from '../sessionExporter.ts';
import type { FileFigures } from './figures.ts';
import type { SessionImporter, Sessions } from './importing.ts';

/** Three days of a workout with its beats: more would not be read in 200 MB. */
const BYTES_MAX = 24_000_000;

/** A workout that this app has exported whole: it comes back as it was, under its own id. */
export const json: SessionImporter = {
  id: 'json',
  label: 'Beatkeeper',
  extensions: ['.json'],
  detect: ({ head }) => head === 'workout',
  read: ({ bytes }) => readOwn(bytes),
};

function readOwn(bytes: Uint8Array): Parsed<Imported<Sessions>> {
  if (bytes.length > BYTES_MAX) return bad('input.tooLarge', { max: BYTES_MAX, use: 'activity' });
  const read = readSessionFile(bytes);
  if (!read.ok) return read;
  const { session, chunks } = read.value;
  const workout = { ...read.value, digest: digestOf(session, chunks), figures: figuresOf(read.value), losses: [] };
  return { ok: true, value: { sessions: [workout], losses: [] } };
}

/** Each second that is in it is a record, and has the heart rate that it has. */
function figuresOf({ session, chunks }: ExportedSession): FileFigures {
  const { summary, startedAt, timeline } = session;
  const count = { seconds: 0, valid: 0, sumBpm: 0, minBpm: Infinity, maxBpm: 0, rr: 0 };
  for (const { bpm, rrMs } of chunks) {
    count.rr += rrMs.length;
    count.seconds += bpm.length;
    for (const each of bpm) {
      if (each === 0) continue;
      count.valid++;
      count.sumBpm += each;
      count.minBpm = Math.min(count.minBpm, each);
      count.maxBpm = Math.max(count.maxBpm, each);
    }
  }
  const known = count.valid > 0;
  return {
    startedAtEpochMs: startedAt.epochMs,
    elapsedS: session.elapsedS,
    samples: count.seconds,
    missing: count.seconds - count.valid,
    zero: 0,
    validS: count.valid,
    timeInZoneS: summary.timeInZoneS,
    unknownS: summary.noSignalS,
    meanBpm: known ? count.sumBpm / count.valid : null,
    minBpm: known ? count.minBpm : null,
    maxBpm: known ? count.maxBpm : null,
    rr: count.rr,
    laps: timeline.length,
    gapsOver5s: 0,
    maxGapS: 0,
    duplicateTimes: 0,
    backwardTimes: 0,
  };
}
