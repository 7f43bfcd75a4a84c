import type { SessionDigest } from '../records/finished.ts';
import { ZONE_COUNTS, zonesOf, type ZoneCount } from '../athlete/hrZones.ts';
import { localMsOf } from '../schedule/localTime.ts';

const DAY_MS = 86_400_000;

/** One day of the week at a glance. Simulated seconds are apart: they are shown and never counted. */
export interface Day {
  startMs: number;
  today: boolean;
  /** Below zone 1 and in each zone, once for each number of zones that the workouts were run with: zone 2 is not zone 2. */
  zones: readonly { of: ZoneCount; zonesS: readonly number[] }[];
  noSignalS: number;
  realS: number;
  simulatedS: number;
  workouts: number;
  /** Those with a simulated heart. */
  simulated: number;
}

interface Done extends Pick<SessionDigest, 'startedAt'> {
  summary: Pick<SessionDigest['summary'], 'elapsedS' | 'noSignalS' | 'provenance'> & { timeInZoneS: readonly number[] };
}

/** The workouts that can be of the week that `nowMs` is in. */
export function recentOf<T extends Pick<SessionDigest, 'startedAt'>>(nowMs: number, workouts: readonly T[]): T[] {
  return workouts.filter(({ startedAt: { epochMs } }) => Math.abs(epochMs - nowMs) < 10 * DAY_MS);
}

/**
 * The week that `nowMs` is in, as this device counts days. A workout is of the day that it was where it was begun.
 * `firstWeekday`: 0 Sunday to 6 Saturday.
 */
export function weekOf(nowMs: number, firstWeekday: number, workouts: readonly Done[]): Day[] {
  const today = new Date(nowMs);
  const back = (today.getDay() - firstWeekday + 7) % 7;
  const dayMs = (i: number): number =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back + i).getTime();
  const recent = recentOf(nowMs, workouts).map((done) => ({
    done,
    date: Math.floor(localMsOf(done.startedAt) / DAY_MS),
  }));
  return Array.from({ length: 7 }, (_, i): Day => {
    const startMs = dayMs(i);
    const here = recent.filter(({ date }) => date === dateAt(startMs)).map(({ done }) => done);
    const real = here.filter(({ summary }) => summary.provenance !== 'simulated');
    const sum = (list: readonly Done[], of: (done: Done) => number): number =>
      list.reduce((s, each) => s + of(each), 0);
    return {
      startMs,
      today: i === back,
      zones: ZONE_COUNTS.flatMap((of) => {
        const run = real.filter(({ summary }) => summary.timeInZoneS.length === of + 1);
        const zonesS = [0, ...zonesOf(of)].map((zone) => sum(run, ({ summary }) => summary.timeInZoneS[zone] ?? 0));
        return run.length > 0 ? { of, zonesS } : [];
      }),
      noSignalS: sum(real, ({ summary }) => summary.noSignalS),
      realS: sum(real, ({ summary }) => summary.elapsedS),
      simulatedS: sum(here, ({ summary }) => (summary.provenance === 'simulated' ? summary.elapsedS : 0)),
      workouts: real.length,
      simulated: here.length - real.length,
    };
  });
}

/** The calendar day of this device, counted from 1970. */
function dateAt(epochMs: number): number {
  const day = new Date(epochMs);
  return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / DAY_MS;
}
