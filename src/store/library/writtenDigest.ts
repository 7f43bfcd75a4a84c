import { SPARKLINE_MAX, type SessionDigest } from '../../core/records/finished.ts';
import { IMPORT_FORMATS, IMPORTED_TEXT_MAX } from '../../core/records/importedFrom.ts';
import { BPM_MAX, EPOCH_MAX_MS, EPOCH_MIN_MS, isId, REVISION_MAX, SECONDS_MAX } from '../../core/parse/limits.ts';
import { ZONE_COUNTS } from '../../core/athlete/hrZones.ts';
import { SPORTS } from '../../core/plan/plan.ts';
import { ENDINGS } from '../../core/session/session.ts';
import { PROVENANCES } from '../../core/session/summary.ts';
import { RECORD_VERSION, type Stamped } from '../database/records.ts';

// The record of a digest exactly as it is written, told at a glance. A history of ten years is thousands of them at each
// start, and a schema, which can name what is wrong, takes three times as long to find that nothing is.

type Is = (value: unknown) => boolean;

const between =
  (least: number, most: number): Is =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
const wholeUpTo =
  (most: number): Is =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
const epochMs = between(EPOCH_MIN_MS, EPOCH_MAX_MS);
const seconds = wholeUpTo(SECONDS_MAX);
const count = wholeUpTo(REVISION_MAX);
const bpm = between(0, BPM_MAX);
const rate: Is = (value) => value === null || bpm(value);
const id: Is = (value) => typeof value === 'string' && isId(value);
const oneOf =
  (known: readonly unknown[]): Is =>
  (value) =>
    known.includes(value);
const text =
  (most = Infinity): Is =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const list =
  (is: Is, most: number, least = 0): Is =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.findIndex((each) => !is(each)) < 0;

/** `optional`: fields that may be left out. */
function record(fields: Record<string, Is>, optional: Record<string, Is> = {}): Is {
  const all = Object.entries(fields);
  const more = Object.entries(optional);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const record = value as Record<string, unknown>;
    const there = more.filter(([name]) => name in record);
    return (
      Object.keys(value).length === all.length + there.length &&
      all.every(([name, is]) => is(record[name])) &&
      there.every(([name, is]) => is(record[name]))
    );
  };
}

const importedText = text(IMPORTED_TEXT_MAX);
const imported = record(
  { format: oneOf(IMPORT_FORMATS), source: (value) => value === null || importedText(value) },
  { fileName: importedText },
);

const written = record({
  v: oneOf([RECORD_VERSION]),
  revision: (value) => count(value) && value !== 0,
  updatedAtEpochMs: epochMs,
  deleted: oneOf([false]),
  value: record(
    {
      id,
      planId: id,
      planName: text(),
      sport: oneOf(SPORTS),
      startedAt: record({ epochMs, timeZone: text(64), offsetMin: between(-1_440, 1_440) }),
      summary: record({
        elapsedS: seconds,
        timeInZoneS: list(seconds, ZONE_COUNTS.at(-1)! + 1, ZONE_COUNTS[0] + 1),
        noSignalS: seconds,
        meanBpm: rate,
        maxBpm: rate,
        phasesCompleted: count,
        phases: count,
        provenance: oneOf(PROVENANCES),
        ending: oneOf(ENDINGS),
      }),
      sparkline: list(wholeUpTo(BPM_MAX), SPARKLINE_MAX),
    },
    { imported },
  ),
});

/** Yes: every field of it is right, and there is no other. No: it may still be one; `parseStamped` knows, and says why not. */
export const isWrittenDigest = (record: unknown): record is Stamped<SessionDigest> => written(record);
