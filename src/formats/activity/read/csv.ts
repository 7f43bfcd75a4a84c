import { crc32 } from '../../../core/parse/crc32.ts';
import { bad, type Parsed } from '../../../core/parse/parsed.ts';
import { isZone, instantOf } from '../../../core/schedule/timeZone.ts';
import { notThis } from '../../fileKind.ts';
import type { ForeignFile } from '../../foreignFile.ts';
import type { Imported } from '../../importer.ts';
import { columnsIn, type Columns } from './csvColumns.ts';
import { CsvReader } from './csvReader.ts';
import { linesOf } from './csvLines.ts';
import type { SessionImportContext, SessionImporter, Sessions } from './importing.ts';
import { timeIn } from './isoTime.ts';
import { together } from './together.ts';
import { workoutOf } from './workout.ts';

const LABEL = 'CSV';

/** Tables with a column of times and one of heart rates, known by what these are called; ours among them. */
export const csv: SessionImporter = {
  id: 'csv',
  label: LABEL,
  extensions: ['.csv', '.txt'],
  detect: (file) => (file.head === 'csv' || file.head === 'text') && columnsOf(file) !== undefined,
  read: (file, context) => readTable(file, context),
};

/** Some programs write what the workout was in front of its table. */
const HEAD_LINES = 20;
const HEAD_BYTES = 64_000;

function columnsOf({ bytes }: ForeignFile): { columns: Columns; line: number } | undefined {
  let line = 0;
  for (const text of linesOf(bytes.subarray(0, HEAD_BYTES))) {
    if (line >= HEAD_LINES) return undefined;
    const columns = columnsIn(text, line === 0);
    if (columns) return { columns, line };
    line++;
  }
  return undefined;
}

function readTable(file: ForeignFile, context: SessionImportContext): Parsed<Imported<Sessions>> {
  const found = columnsOf(file);
  if (!found) return notThis('csv', 'activity');
  const reader = new CsvReader(found.columns, startGiven(context));
  let line = 0;
  for (const text of linesOf(file.bytes)) {
    if (line > found.line || (line === found.line && !found.columns.hasHead)) reader.read(text);
    line++;
  }
  const recorded = reader.finished();
  if (!recorded) return bad('activity.noTimes');
  if (!recorded.isDated) recorded.identity = `${String(file.bytes.length)} ${String(crc32(file.bytes))}`;
  return together([workoutOf(recorded, 'csv', LABEL, context)]);
}

/** For a table without dates: the date in the name of its file, by the clocks of the zone, or when that was written. */
function startGiven({ name = '', timeZone, writtenAtEpochMs = 0 }: SessionImportContext): number {
  const [, date = '', hours = '', minutes = '', seconds = '00'] =
    /(\d{4}[-_.]\d\d[-_.]\d\d)[-_.T ]+(\d\d)[-_.:h](\d\d)(?:[-_.:m](\d\d))?/.exec(name) ?? [];
  const local = timeIn(`${date.replace(/[_.]/g, '-')}T${hours}:${minutes}:${seconds}`);
  if (!local) return writtenAtEpochMs;
  return isZone(timeZone) ? instantOf(local.epochMs, timeZone) : local.epochMs;
}
