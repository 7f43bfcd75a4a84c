import type { Provenance } from '../../core/summary.ts';

/** One day of the week at a glance. Simulated seconds are apart: they are shown and never counted. */
export interface Day {
  startMs: number;
  today: boolean;
  /** Below zone 1, zones 1 to 5, and without a signal. */
  zonesS: number[];
  realS: number;
  simulatedS: number;
  workouts: number;
}

interface Done {
  startedAt: { epochMs: number };
  summary: { elapsedS: number; timeInZoneS: readonly number[]; noSignalS: number; provenance: Provenance };
}

/** The week that `nowMs` is in, as this device counts days. `firstWeekday`: 0 Sunday to 6 Saturday. */
export function weekOf(nowMs: number, firstWeekday: number, workouts: readonly Done[]): Day[] {
  const today = new Date(nowMs);
  const back = (today.getDay() - firstWeekday + 7) % 7;
  const dayMs = (i: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back + i).getTime();
  return Array.from({ length: 7 }, (_, i): Day => {
    const [startMs, endMs] = [dayMs(i), dayMs(i + 1)];
    const here = workouts.filter(({ startedAt }) => startedAt.epochMs >= startMs && startedAt.epochMs < endMs);
    const real = here.filter(({ summary }) => summary.provenance !== 'simulated');
    const sum = (list: readonly Done[], of: (done: Done) => number): number =>
      list.reduce((s, each) => s + of(each), 0);
    return {
      startMs,
      today: i === back,
      zonesS: [
        ...[0, 1, 2, 3, 4, 5].map((zone) => sum(real, ({ summary }) => summary.timeInZoneS[zone] ?? 0)),
        sum(real, ({ summary }) => summary.noSignalS),
      ],
      realS: sum(real, ({ summary }) => summary.elapsedS),
      simulatedS: sum(here, ({ summary }) => (summary.provenance === 'simulated' ? summary.elapsedS : 0)),
      workouts: real.length,
    };
  });
}

/** The day on which a week begins where this language is spoken. Monday where the browser cannot say. */
export function firstWeekdayOf(language: string): number {
  type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  try {
    const locale: WithWeek = new Intl.Locale(language);
    return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
  } catch {
    return 1; // WebKitGTK calls the language "C" where the system says no more
  }
}
