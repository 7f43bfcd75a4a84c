import { executedPhases } from '../plan/laps.ts';
import { phasesOf, type Band, type RunPhase } from '../plan/plan.ts';
import { judgedBand } from '../plan/reach.ts';
import type { FinishedSession } from '../records/finished.ts';
import type { TimelineEntry } from '../session/session.ts';
import { shiftAt } from '../session/shift.ts';

/** What of a finished workout says where its heart was to be. */
export type Asked = Pick<FinishedSession, 'plan' | 'profile' | 'timeline' | 'shifts'>;

/** A stretch of a workout with what was asked in it. */
export type ExecutedPhase = TimelineEntry & { run: RunPhase };

/** The phases as they were executed, in order. */
export const executedOf = ({ plan, timeline }: Asked): ExecutedPhase[] => executedPhases(plan, timeline);

/**
 * The band that was judged in a second of a phase: as the plan and the profile have it, moved by what the person had shifted it
 * by. `undefined` where nothing was asked. The second that begins at `atS` belongs to a shift that was made then.
 */
function bandAt({ plan, profile, shifts }: Asked, phase: number, atS: number): Band | undefined {
  const run = phasesOf(plan)[phase];
  return run && judgedBand(run, plan, profile, shiftAt(shifts, phase, atS));
}

/**
 * The same for a whole stretch: bands and the elapsed seconds from which they hold, the first from its start. A stretch of which
 * no second was judged, as in a workout that only paces, has none.
 */
export function bandsOf(asked: Asked, stretch: TimelineEntry): { fromS: number; band: Band | undefined }[] {
  const { phase, fromS, toS, lowS, inS, highS } = stretch;
  if (lowS + inS + highS === 0) return [{ fromS, band: undefined }];
  const moved = asked.shifts.map(({ atS }) => atS).filter((atS) => atS > fromS && atS < toS);
  const starts = [fromS, ...new Set(moved)].sort((a, b) => a - b);
  return starts.map((atS) => ({ fromS: atS, band: bandAt(asked, phase, atS) }));
}
