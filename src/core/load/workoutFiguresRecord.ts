import * as v from 'valibot';
import { SPORTS } from '../athlete/sport.ts';
import * as is from '../parse/bounds.ts';
import { bad, good, type Parsed } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import { momentSchema } from '../records/sessionSchema.ts';
import { PROVENANCES } from '../session/summary.ts';
import { FIGURES_VERSION, type WorkoutFigures } from './workoutFigures.ts';

/** A rate is a byte of a chunk. */
const RATES_MAX = 256;

const rate = v.nullable(is.bpm);
const difference = v.nullable(is.bpmPerS);
const rates = v.object({
  fromBpm: v.pipe(is.count, v.maxValue(RATES_MAX - 1)),
  seconds: v.pipe(v.array(is.seconds), v.maxLength(RATES_MAX)),
});

const figures = v.object({
  id: is.id,
  v: v.literal(FIGURES_VERSION),
  startedAt: momentSchema,
  elapsedS: is.seconds,
  planId: is.id,
  sport: v.picklist(SPORTS),
  asksId: is.id,
  provenance: v.picklist(PROVENANCES),
  rates,
  athlete: v.object({ bpmMax: is.bpm, bpmResting: is.bpm, bpmThreshold: is.bpm }),
  heldMaxBpm: rate,
  calmBpm: rate,
  hrr60: difference,
  driftPct: v.nullable(v.pipe(v.number(), v.minValue(-100), v.maxValue(1_000_000))),
  target: v.object({ inS: is.seconds, judgedS: is.seconds, longestS: is.seconds }),
  steady: v.nullable(v.object({ seconds: is.seconds, meanBpm: is.bpm })),
});

/** Figures as they were stored. What cannot be read, or is of another version, is made anew from the workout. */
export function parseFigures(value: unknown): Parsed<WorkoutFigures> {
  const read = parseWith(figures, value);
  if (!read.ok) return read;
  const { rates: of, elapsedS } = read.value;
  const seconds = of.seconds.reduce((sum, each) => sum + each, 0);
  if (seconds > elapsedS) return bad('record.broken', { seconds, elapsedS }, 'rates.seconds');
  return good(read.value);
}
