import * as v from 'valibot';
import * as is from '../parse/bounds.ts';
import type { Parsed } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import { DIARY_ENTRIES_MAX, type StrapDiary } from './strapDiary.ts';

// How the diary of a strap is read back.

const STRAP_ID_MAX = 200;
const pct = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)));

const entry = v.object({
  sessionId: is.id,
  startedAtEpochMs: is.epochMs,
  endedAtEpochMs: is.epochMs,
  elapsedS: is.seconds,
  dropouts: is.count,
  dropoutS: is.seconds,
  doubtS: is.seconds,
  batteryStartPct: pct,
  batteryEndPct: pct,
});

const diary = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(STRAP_ID_MAX)),
  entries: v.pipe(v.array(entry), v.maxLength(DIARY_ENTRIES_MAX)),
});

export function parseStrapDiary(value: unknown): Parsed<StrapDiary> {
  return parseWith(diary, value);
}

/** A browser's name for a device is whatever it likes. */
export const isStrapId = (text: string): boolean => text.length > 0 && text.length <= STRAP_ID_MAX;
