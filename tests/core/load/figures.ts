// Figures of workouts that never were.
import { FIGURES_VERSION, type WorkoutFigures } from '../../../src/core/load/workoutFigures.ts';

/** An easy hour at noon of a day, unless said otherwise. */
export function figures({ day = 0, ...own }: Partial<WorkoutFigures> & { day?: number } = {}): WorkoutFigures {
  return {
    id: `workout-${String(day)}`,
    v: FIGURES_VERSION,
    startedAt: { epochMs: day * 86_400_000 + 43_200_000, timeZone: 'UTC', offsetMin: 0 },
    elapsedS: 3600,
    planId: 'plan',
    asksId: 'asks',
    sport: 'run',
    provenance: 'strap',
    rates: { fromBpm: 130, seconds: [3600] },
    athlete: { bpmMax: 190, bpmResting: 60, bpmThreshold: 167 },
    heldMaxBpm: 150,
    calmBpm: null,
    hrr60: null,
    driftPct: null,
    target: { inS: 0, judgedS: 0, longestS: 0 },
    steady: null,
    ...own,
  };
}
