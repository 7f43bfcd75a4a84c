import { RR_COLUMNS } from './ownMark.ts';
import type { ExportedSession, SessionExporter } from './sessionExporter.ts';
import { secondsOf } from './workoutLaps.ts';
import type { Problem, WorkoutLossCode } from '../../core/parse/parsed.ts';

/** The time between beats as a table: the elapsed second that each interval came in, counted from 0, and its length in ms. */
export const rrIntervals = {
  id: 'rr',
  extension: '.rr.csv',
  mime: 'text/csv',
  isFor: ({ chunks }) => chunks.some(({ rrMs }) => rrMs.length > 0),
  write(workout) {
    const rows = Array.from(secondsOf(workout.chunks), ({ second, rrMs }) =>
      rrMs.map((each) => `${String(second)},${String(each)}`),
    ).flat();
    return {
      bytes: new TextEncoder().encode([RR_COLUMNS, ...rows, ''].join('\r\n')),
      losses: lossesOf(workout, rows.length).map((code) => ({ code, path: '', params: {} })),
    };
  },
} as const satisfies SessionExporter;

function lossesOf({ session }: ExportedSession, beats: number): (Problem['code'] & WorkoutLossCode)[] {
  return [
    ...(session.summary.provenance === 'simulated' ? ['loss.workoutSimulated' as const] : []),
    beats === 0 ? 'loss.workoutBeatsNone' : 'loss.workoutBeatsOnly',
  ];
}
