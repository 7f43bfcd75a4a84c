import type { Occurrence } from '../schedule/occurrence.ts';
import type { Schedule } from '../schedule/schedule.ts';

/** A workout that is planned, on its calendar day here. */
export interface PlannedDay {
  day: number;
  planId: string;
}

interface Ahead {
  schedules: readonly Schedule[];
  occurrences: readonly Pick<Occurrence, 'end' | 'movedFrom' | 'fireAtEpochMs' | 'planId'>[];
  /** When a schedule fires in (sinceMs, untilMs]; as many as it says. */
  due: (schedule: Schedule, sinceMs: number, untilMs: number) => { dueMs: readonly number[] };
  /** The calendar day of a time, here. */
  dayOf: (epochMs: number) => number;
}

/** What schedules and what was put off bring from now on, in (sinceMs, untilMs]. */
export function plannedDays(
  { schedules, occurrences, due, dayOf }: Ahead,
  sinceMs: number,
  untilMs: number,
): PlannedDay[] {
  const fires = schedules
    .filter(({ on }) => on)
    .flatMap((schedule) =>
      due(schedule, sinceMs, untilMs).dueMs.map((atMs) => ({ day: dayOf(atMs), planId: schedule.planId })),
    );
  const moved = occurrences
    .filter(({ end, movedFrom, fireAtEpochMs: atMs }) => !end && movedFrom && atMs > sinceMs && atMs <= untilMs)
    .map(({ fireAtEpochMs, planId }) => ({ day: dayOf(fireAtEpochMs), planId }));
  return [...fires, ...moved].sort((a, b) => a.day - b.day);
}
