import { phasesOf } from '../plan/plan.ts';
import type { Ending, Session, Tally, Workout } from './session.ts';
import { SOURCES } from '../signal/signal.ts';

/** What a workout comes to. Statistics are of raw valid seconds; seconds without a signal are a bucket of their own. */
export interface Summary {
  elapsedS: number;
  /** Seconds below zone 1, then in zones 1 to 5. */
  timeInZoneS: Tally['zonesS'];
  noSignalS: number;
  meanBpm: number | null;
  maxBpm: number | null;
  /** Phases that ended by their own rule or by hand, not skipped or left. One that was gone back to is still one. */
  phasesCompleted: number;
  phases: number;
  provenance: Provenance;
  ending: Ending;
}

/** Whose heart it was. One simulated second makes a workout simulated: it must never pass for a real one. */
export type Provenance = (typeof PROVENANCES)[number];
export const PROVENANCES = [...SOURCES, 'none'] as const;

/** What of a workout it is made of. */
export type Summed = Pick<Workout, 'tally' | 'elapsedS' | 'timeline' | 'plan'>;

export function summaryOf(workout: Summed, ending: Ending): Summary {
  const { tally, elapsedS, timeline, plan } = workout;
  return {
    elapsedS,
    timeInZoneS: tally.zonesS,
    noSignalS: tally.noSignalS,
    meanBpm: tally.validS > 0 ? tally.sumBpm / tally.validS : null,
    maxBpm: tally.validS > 0 ? tally.maxBpm : null,
    ...(plan.endless ? laps(timeline) : phasesDone(workout)),
    provenance: provenanceOf(tally),
    // an endless plan has no other end than that somebody ends it
    ending: plan.endless && ending === 'stopped' ? 'finished' : ending,
  };
}

/** Each lap is a phase that was done; the last one, which *End* ended, too. */
function laps(timeline: Workout['timeline']): Pick<Summary, 'phasesCompleted' | 'phases'> {
  return { phasesCompleted: timeline.length, phases: timeline.length };
}

function phasesDone({ timeline, plan }: Summed): Pick<Summary, 'phasesCompleted' | 'phases'> {
  return {
    phasesCompleted: new Set(timeline.filter(({ endedBy }) => COMPLETE.has(endedBy)).map(({ phase }) => phase)).size,
    phases: phasesOf(plan).length,
  };
}

const COMPLETE: ReadonlySet<string> = new Set(['time', 'heartRate', 'maximum', 'hand']);

function provenanceOf({ simulatedS, validS }: Tally): Provenance {
  if (simulatedS > 0) return 'simulated';
  return validS > 0 ? 'strap' : 'none';
}

/** The ending so far: what a summary says of a session that may still be running. */
export function endingOf(session: Session): Ending {
  return session.status === 'completed' ? session.ending : 'interrupted';
}
