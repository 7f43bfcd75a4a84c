import { phasesOf, type Band } from '../../core/plan/plan.ts';
import { judgedBand } from '../../core/plan/reach.ts';
import type { Moment } from '../../core/session/session.ts';
import { WallClock } from '../../core/records/wallClock.ts';
import { localMsOf } from '../../core/schedule/localTime.ts';
import { shiftAt } from '../../core/session/shift.ts';
import { cellOfText } from './csvCells.ts';
import { CSV_COLUMNS } from './ownMark.ts';
import type { ExportedSession, SessionExporter } from './sessionExporter.ts';
import { lapsOf, secondsOf } from './workoutLaps.ts';
import { lossesOf } from './workoutLosses.ts';

/**
 * A workout as a table for a spreadsheet, by RFC 4180: a row for each second. Beats are in a table of their own (`rr.ts`), since
 * several are in a second: two plain files are easier to open than a .zip.
 */
export const csvActivity = {
  id: 'csv',
  extension: '.csv',
  mime: 'text/csv',
  write: (workout) => ({
    bytes: new TextEncoder().encode([CSV_COLUMNS, ...rowsOf(workout), ''].join('\r\n')),
    losses: lossesOf(workout, ['provenance', 'steady', 'targets']),
  }),
} as const satisfies SessionExporter;

/** A second counts from 0 and has the heart rate at its end; its target is the one that it was held to. Unknown is empty. */
function* rowsOf(workout: ExportedSession): Generator<string> {
  const { session, chunks } = workout;
  const { plan, profile, shifts } = session;
  const clock = new WallClock(session);
  const offsets = new Offsets(session.startedAt);
  const phases = phasesOf(plan);
  const laps = lapsOf(workout).map((lap) => ({ ...lap, cell: cellOfText(lap.name) }));
  const bands = new Map<string, Band | undefined>();
  const bandAt = (phase: number, second: number): Band | undefined => {
    const run = phases[phase];
    const byBpm = shiftAt(shifts, phase, second);
    const key = `${String(phase)} ${String(byBpm)}`;
    if (run && !bands.has(key)) bands.set(key, judgedBand(run, plan, profile, byBpm));
    return bands.get(key);
  };

  let at = 0;
  for (const { second, bpm, steadyBpm, source } of secondsOf(chunks)) {
    while (at < laps.length && laps[at]!.toS <= second) at++;
    const lap = laps[at];
    const band = lap && bandAt(lap.phase, second);
    yield [
      String(second),
      offsets.isoOf(clock.beginEpochMs(second)),
      shown(bpm),
      shown(Math.round(steadyBpm * 100) / 100),
      lap?.cell ?? '',
      shown(band?.lowBpm),
      shown(band?.highBpm),
      source,
    ].join(',');
  }
}

const shown = (value: number | undefined): string => (value === undefined || value === 0 ? '' : String(value));

const QUARTER_MS = 900_000;

/** Times as the clocks showed them there, with how far they were ahead of UTC: that changes on a quarter of an hour at most. */
class Offsets {
  readonly #startedAt: Moment;
  #quarter: number | undefined;
  #aheadMs = 0;

  constructor(startedAt: Moment) {
    this.#startedAt = startedAt;
  }

  /** `2026-11-22T07:30:00.000+01:00` */
  isoOf(atMs: number): string {
    const epochMs = Math.round(atMs);
    const quarter = Math.floor(epochMs / QUARTER_MS);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      // whole minutes: zones of a hundred years ago had seconds, which no ISO time can have
      this.#aheadMs = Math.round((localMsOf({ ...this.#startedAt, epochMs }) - epochMs) / 60_000) * 60_000;
    }
    const minutes = Math.abs(this.#aheadMs) / 60_000;
    const two = (value: number): string => String(value).padStart(2, '0');
    const offset = `${this.#aheadMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return new Date(epochMs + this.#aheadMs).toISOString().replace('Z', offset);
  }
}
