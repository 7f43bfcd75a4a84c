import type { Moment } from '../../core/session.ts';
import type { Provenance } from '../../core/summary.ts';

interface Listed {
  startedAt: Moment;
  summary: { elapsedS: number; provenance: Provenance };
}

/** The workouts of one month, newest first. Simulated ones are listed, and counted apart. */
export interface Month<T> {
  key: string;
  startMs: number;
  items: T[];
  count: number;
  realS: number;
  simulated: number;
}

/** A list that is newest first, cut into months as this device counts them. */
export function byMonth<T extends Listed>(items: readonly T[]): Month<T>[] {
  const months: Month<T>[] = [];
  for (const item of items) {
    let month = months.at(-1);
    if (!month || item.startedAt.epochMs < month.startMs) {
      const day = new Date(item.startedAt.epochMs);
      const [year, index] = [day.getFullYear(), day.getMonth()];
      const startMs = new Date(year, index, 1).getTime();
      month = { key: `${year}-${index + 1}`, startMs, items: [], count: 0, realS: 0, simulated: 0 };
      months.push(month);
    }
    month.items.push(item);
    if (item.summary.provenance === 'simulated') month.simulated++;
    else {
      month.count++;
      month.realS += item.summary.elapsedS;
    }
  }
  return months;
}
