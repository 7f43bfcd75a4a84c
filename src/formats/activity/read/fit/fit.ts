import { bad, type Parsed } from '../../../../core/parse/parsed.ts';
import { notThis } from '../../../fileKind.ts';
import type { Imported } from '../../../importer.ts';
import type { SessionImportContext, SessionImporter, Sessions } from '../importing.ts';
import type { Recorded } from '../recorded.ts';
import { together } from '../together.ts';
import { workoutOf } from '../workout.ts';
import { ActivityReader } from './activity.ts';
import { fitChecksum } from '../../../fit/checksum.ts';
import { eachMessage } from './messages.ts';
import { FILE_TYPE } from './profile.ts';

const LABEL = 'FIT';

/** Activities of Garmin's FIT, which watches and bike computers record; other things in FIT are refused as what they are. */
export const fit: SessionImporter = {
  id: 'fit',
  label: LABEL,
  extensions: ['.fit'],
  detect: ({ head }) => head === 'fit',
  read: ({ bytes }, context) => readActivities(bytes, context),
};

const HEADER_BYTES = 12;
const CRC_BYTES = 2;
/** More files that follow each other in one are no workouts of a person. */
const PARTS_MAX = 100;

function readActivities(bytes: Uint8Array, context: SessionImportContext): Parsed<Imported<Sessions>> {
  const recorded: Recorded[] = [];
  let refusal: Parsed<never> | undefined;
  let at = 0;
  for (let part = 0; part < PARTS_MAX && isFit(bytes, at); part++) {
    const read = readPart(bytes, at);
    recorded.push(...read.recorded);
    if (read.recorded.length === 0) refusal ??= refused(read);
    at = read.end;
  }
  const last = recorded.at(-1);
  if (!last) return refusal ?? bad('file.damaged');
  if (at < bytes.length && !last.losses.some(({ code }) => code === 'loss.fileCut'))
    last.losses.push({ code: 'loss.fileSkipped', path: '', params: { bytes: bytes.length - at } });
  return together(recorded.map((each) => workoutOf(each, 'fit', LABEL, context)));
}

function isFit(bytes: Uint8Array, at: number): boolean {
  return at + HEADER_BYTES <= bytes.length && String.fromCharCode(...bytes.subarray(at + 8, at + 12)) === '.FIT';
}

interface Part {
  recorded: Recorded[];
  type: number | undefined;
  hasSteps: boolean;
  end: number;
  /** Its header promises more bytes than there are. */
  isShort: boolean;
}

/** One file of those that may follow each other. A header whose length was never filled in is one of all that follows. */
function readPart(bytes: Uint8Array, at: number): Part {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const dataBytes = view.getUint32(at + 4, true);
  const start = at + Math.max(HEADER_BYTES, bytes[at]!);
  const saidEnd = start + dataBytes;
  const isShort = saidEnd + CRC_BYTES > bytes.length;
  const isCut = dataBytes === 0 || isShort;
  const end = isCut ? bytes.length : saidEnd;
  const reader = new ActivityReader();
  const isWhole = start <= end && eachMessage(bytes, start, end, (message) => reader.see(message));
  const isIntact = isCut || fitChecksum(bytes, at, end) === view.getUint16(end, true);
  const recorded = reader.finished();
  for (const { losses } of recorded.slice(-1)) {
    if (isCut) losses.push({ code: 'loss.fileCut', path: '', params: {} });
    else if (!isWhole) losses.push({ code: 'loss.fileDamaged', path: '', params: {} });
    else if (!isIntact) losses.push({ code: 'loss.fileChecksum', path: '', params: {} });
  }
  const { type, hasSteps } = reader;
  return { recorded, type, hasSteps, end: isCut ? bytes.length : end + CRC_BYTES, isShort };
}

function refused({ type, hasSteps, isShort }: Part): Parsed<never> {
  if (type === FILE_TYPE.workout || (type === undefined && hasSteps)) return notThis('fitWorkout', 'activity');
  if (type === FILE_TYPE.course) return notThis('fitCourse', 'activity');
  if (isShort && (type === undefined || type === FILE_TYPE.activity)) return bad('file.cut');
  if (type === FILE_TYPE.activity) return bad('activity.empty');
  return type === undefined ? bad('file.damaged') : notThis('fitOther', 'activity');
}
