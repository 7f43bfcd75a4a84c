import * as v from 'valibot';
import { count, epochMs, id, occurrenceKey, offsetMin, revision as times } from '../parse/bounds.ts';
import { CANCEL_REASONS, SKIPPED_BY, type Occurrence } from './occurrence.ts';
import type { Schedule } from './schedule.ts';
import { OFTEN_MS } from './pace.ts';
import type { Parsed } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import { PROVENANCES } from '../session/summary.ts';
import { OPEN_STATES, type LastCheck, type ScheduleCursor } from './scheduleCursor.ts';

// How schedules, occurrences and what the scheduler noted of them are read back.

const zone = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const revision = v.object({
  id,
  planId: id,
  planName: v.string(),
  cron: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  timeZone: v.nullable(zone),
  on: v.boolean(),
  revision: times,
  sinceEpochMs: epochMs,
});

const schedule = v.object({ ...revision.entries, earlier: v.optional(v.pipe(v.array(revision), v.maxLength(64))) });

const end = v.variant('status', [
  v.object({
    status: v.literal('started'),
    atEpochMs: epochMs,
    sessionId: id,
    provenance: v.nullable(v.picklist(PROVENANCES)),
  }),
  v.object({ status: v.literal('skipped'), atEpochMs: epochMs, by: v.picklist(SKIPPED_BY) }),
  v.object({ status: v.literal('missed'), atEpochMs: epochMs, leapt: v.optional(v.literal(true)) }),
  v.object({ status: v.literal('moved'), atEpochMs: epochMs, to: occurrenceKey }),
  v.object({ status: v.literal('cancelled'), atEpochMs: epochMs, why: v.picklist(CANCEL_REASONS) }),
]);

const occurrence = v.object({
  id: occurrenceKey,
  scheduleId: id,
  revision: times,
  planId: schedule.entries.planId,
  planName: v.string(),
  localTime: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    v.check((text) => Number.isFinite(Date.parse(`${text}Z`))),
  ),
  offsetMin,
  timeZone: zone,
  fireAtEpochMs: epochMs,
  movedFrom: v.nullable(occurrenceKey),
  readyAtEpochMs: v.nullable(epochMs),
  end: v.nullable(end),
  tried: v.optional(v.object({ sessionId: id, atEpochMs: epochMs })),
  times: v.optional(v.pipe(count, v.minValue(2), v.maxValue(OFTEN_MS / 1000))),
});

const cursor = v.object({
  schedule,
  stamp: v.string(),
  settledEpochMs: epochMs,
  timeZone: zone,
  nextEpochMs: v.nullable(epochMs),
  open: v.array(v.object({ id: occurrenceKey, fireAtEpochMs: epochMs, state: v.picklist(OPEN_STATES) })),
});

export const parseSchedule = (value: unknown): Parsed<Schedule> => parseWith(schedule, value);
export const parseOccurrence = (value: unknown): Parsed<Occurrence> => parseWith(occurrence, value);
export const parseCursor = (value: unknown): Parsed<ScheduleCursor> => parseWith(cursor, value);
export const parseLastCheck = (value: unknown): Parsed<LastCheck> =>
  parseWith(v.object({ atEpochMs: epochMs, timeZone: zone }), value);
