import { SPARKLINE_MAX, type SessionDigest } from '../../core/records/finished.ts';
import { IMPORT_FORMATS, IMPORTED_TEXT_MAX } from '../../core/records/importedFrom.ts';
import { BPM_MAX } from '../../core/parse/limits.ts';
import { ZONE_COUNTS } from '../../core/athlete/hrZones.ts';
import { SPORTS } from '../../core/plan/plan.ts';
import { ENDINGS } from '../../core/session/session.ts';
import { PROVENANCES } from '../../core/session/summary.ts';
import {
  bpm,
  count,
  id,
  list,
  moment,
  oneOf,
  orNull,
  record,
  seconds,
  stampedRecord,
  text,
  wholeUpTo,
} from '../database/atAGlance.ts';
import type { Stamped } from '../database/records.ts';

// A history of ten years is thousands of digests at each start.

const importedText = text(IMPORTED_TEXT_MAX);
const imported = record({ format: oneOf(IMPORT_FORMATS), source: orNull(importedText) }, { fileName: importedText });

const written = stampedRecord(
  record(
    {
      id,
      planId: id,
      planName: text(),
      sport: oneOf(SPORTS),
      startedAt: moment,
      summary: record({
        elapsedS: seconds,
        timeInZoneS: list(seconds, ZONE_COUNTS.at(-1)! + 1, ZONE_COUNTS[0] + 1),
        noSignalS: seconds,
        meanBpm: orNull(bpm),
        maxBpm: orNull(bpm),
        phasesCompleted: count,
        phases: count,
        provenance: oneOf(PROVENANCES),
        ending: oneOf(ENDINGS),
      }),
      sparkline: list(wholeUpTo(BPM_MAX), SPARKLINE_MAX),
    },
    { imported },
  ),
);

/** Yes: every field of it is right, and there is no other. No: it may still be one; `parseStamped` knows, and says why not. */
export const isWrittenDigest = (record: unknown): record is Stamped<SessionDigest> => written(record);
