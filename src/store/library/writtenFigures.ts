import { FIGURES_VERSION, type WorkoutFigures } from '../../core/load/workoutFigures.ts';
import { BPM_MAX } from '../../core/parse/limits.ts';
import type { Trim } from '../../core/records/annotation.ts';
import { SPORTS } from '../../core/plan/plan.ts';
import { PROVENANCES } from '../../core/session/summary.ts';
import {
  between,
  bpm,
  id,
  list,
  moment,
  oneOf,
  orNull,
  record,
  seconds,
  wholeUpTo,
  type Is,
} from '../database/atAGlance.ts';

/** The figures of a workout, and what was left of it when they were worked out: cut otherwise, they are others. */
export interface StoredFigures {
  figures: WorkoutFigures;
  trim: Trim | null;
}

// As many figures as there are workouts, each with a hundred numbers: see `writtenDigest.ts`.

const RATES_MAX = 256;

const trim = orNull(record({ fromS: seconds, toS: seconds }));
export const isTrim = (value: unknown): value is Trim | null => trim(value);

const rates = record({ fromBpm: wholeUpTo(RATES_MAX - 1), seconds: list(seconds, RATES_MAX) });

const figures = record({
  id,
  v: oneOf([FIGURES_VERSION]),
  startedAt: moment,
  elapsedS: seconds,
  planId: id,
  sport: oneOf(SPORTS),
  asksId: id,
  provenance: oneOf(PROVENANCES),
  rates,
  athlete: record({ bpmMax: bpm, bpmResting: bpm, bpmThreshold: bpm }),
  heldMaxBpm: orNull(bpm),
  calmBpm: orNull(bpm),
  hrr60: orNull(between(-BPM_MAX, BPM_MAX)),
  driftPct: orNull(between(-100, 1_000_000)),
  target: record({ inS: seconds, judgedS: seconds, longestS: seconds }),
  steady: orNull(record({ seconds, meanBpm: bpm })),
});

const areWithin: Is = (value) => {
  const { rates, elapsedS } = value as StoredFigures['figures'];
  return rates.seconds.reduce((sum, each) => sum + each, 0) <= elapsedS;
};

const written = record({ trim, figures: (value) => figures(value) && areWithin(value) });

export const isWrittenFigures = (value: unknown): value is StoredFigures => written(value);
