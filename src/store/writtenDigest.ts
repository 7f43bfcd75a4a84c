import { SPARKLINE_MAX, type SessionDigest } from '../core/finished.ts';
import { SPORTS } from '../core/plan.ts';
import { RECORD_VERSION, type Stamped } from './records.ts';

// The record of a digest exactly as it is written, told at a glance. A history of ten years is thousands of them at each
// start, and a schema, which can name what is wrong, takes three times as long to find that nothing is.

type Is = (value: unknown) => boolean;

const number: Is = (value) => Number.isFinite(value);
const whole: Is = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const rate: Is = (value) => value === null || (number(value) && (value as number) >= 0);
const oneOf =
  (known: readonly unknown[]): Is =>
  (value) =>
    known.includes(value);
const text =
  (most = Infinity, least = 0): Is =>
  (value) =>
    typeof value === 'string' && value.length >= least && value.length <= most;
const wholes =
  (most: number, least = 0): Is =>
  (value) =>
    Array.isArray(value) &&
    value.length >= least &&
    value.length <= most &&
    value.findIndex((each) => !whole(each)) < 0;

function record(fields: Record<string, Is>): Is {
  const all = Object.entries(fields);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === all.length &&
    all.every(([name, is]) => is((value as Record<string, unknown>)[name]));
}

const written = record({
  v: oneOf([RECORD_VERSION]),
  revision: (value) => whole(value) && value !== 0,
  updatedAtEpochMs: number,
  deleted: oneOf([false]),
  value: record({
    id: text(64, 1),
    planId: text(),
    planName: text(),
    sport: oneOf(SPORTS),
    startedAt: record({ epochMs: number, timeZone: text(64), offsetMin: number }),
    summary: record({
      elapsedS: whole,
      timeInZoneS: wholes(6, 6),
      noSignalS: whole,
      meanBpm: rate,
      maxBpm: rate,
      phasesCompleted: whole,
      phases: whole,
      provenance: oneOf(['strap', 'simulated', 'none']),
      ending: oneOf(['finished', 'stopped', 'interrupted']),
    }),
    sparkline: wholes(SPARKLINE_MAX),
  }),
});

/** Yes: every field of it is right, and there is no other. No: it may still be one; `parseStamped` knows, and says why not. */
export const isWrittenDigest = (record: unknown): record is Stamped<SessionDigest> => written(record);
