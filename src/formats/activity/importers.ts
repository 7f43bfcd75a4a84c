import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { notThis } from '../fileKind.ts';
import { ForeignFile } from '../foreignFile.ts';
import { formatsOf, type Imported } from '../importer.ts';
import { gunzipped, isGzip } from '../packed/inflated.ts';
import { csv } from './read/csv.ts';
import { fit } from './read/fit/fit.ts';
import { gpx } from './read/gpx.ts';
import type { SessionImportContext, SessionImporter, Sessions } from './read/importing.ts';
import { json } from './read/json.ts';
import { tcx } from './read/tcx.ts';

/** Every format in which a workout that is done can be read. A new one is a file or folder in `read` and a line here. */
export const SESSION_IMPORTERS: readonly SessionImporter[] = [fit, tcx, gpx, csv, json];

/** More than any recording of one day, and than is read in a minute. */
const FILE_BYTES_MAX = 64_000_000;

/** What was read of one file. */
export interface ReadSessions extends Imported<Sessions> {
  /** The id of its importer. */
  readonly format: string;
}

/**
 * The workouts of a file that a watch, a bike computer or a program has recorded, or that this app has exported. Several are in
 * the order of their starts. One that is packed by gzip (`….fit.gz`, as some services give them out) is unpacked. What is no
 * such file is refused as what it is. Never throws; a file of any size that is taken is
 * read in less than 200 MB of memory beside it.
 */
export function importSession(bytes: Uint8Array, context: SessionImportContext = {}): Parsed<ReadSessions> {
  if (bytes.length > FILE_BYTES_MAX) return bad('input.tooLarge', { max: FILE_BYTES_MAX, use: 'activity' });
  const whole = isGzip(bytes) ? gunzipped(bytes, FILE_BYTES_MAX) : bytes;
  if (whole === 'tooLarge') return bad('input.tooLarge', { max: FILE_BYTES_MAX, use: 'activity' });
  if (whole === 'cut') return bad('gzip.damaged');
  const file = new ForeignFile(whole, 0);
  const importer = SESSION_IMPORTERS.find((each) => each.detect(file, context));
  if (!importer) return notThis(file.head, 'activity', { formats: formatsOf(SESSION_IMPORTERS) });
  const read = importer.read(file, context);
  return read.ok ? good({ ...read.value, format: importer.id }) : read;
}
