import type { Plan, Sport } from '../plan/plan.ts';
import type { HrvSummary } from '../samples/hrvSummary.ts';
import type { SampleChunk } from '../samples/samples.ts';
import type { CueRecord, Ending, Gap, Moment, Pause, Shift, TimelineEntry, Workout } from '../session/session.ts';
import { summaryOf, type Provenance, type Summary } from '../session/summary.ts';
import type { Profile } from '../athlete/hrZones.ts';
import type { ImportedFrom } from './importedFrom.ts';

/** A workout that is over, as it is kept: with the plan, the profile and the zones that it was run with. */
export interface FinishedSession {
  id: string;
  plan: Plan;
  profile: Profile;
  startedAt: Moment;
  endedAtEpochMs: number;
  ending: Ending;
  elapsedS: number;
  timeline: readonly TimelineEntry[];
  pauses: readonly Pause[];
  gaps: readonly Gap[];
  cues: readonly CueRecord[];
  shifts: readonly Shift[];
  summary: Summary;
  /** The strap's name where one is known; the heart's provenance is in the summary. */
  strapName: string | null;
  /** Of the second of two straps, where one was heard; which seconds are its own, the samples say. Left out with one strap. */
  secondStrapName?: string | null | undefined;
  /** Seconds in which the heart rate was not to be trusted, if any; versions before this one did not keep them. */
  doubtS?: number | undefined;
  /** The planned one that it was, in the ledger. */
  occurrenceId: string | null;
  /** How the beats varied; left out where no strap sent them, and by versions that did not keep it. */
  hrv?: HrvSummary | undefined;
  /** Of one that was recorded elsewhere, and read from a file. Left out of what was run here. */
  imported?: ImportedFrom | undefined;
}

/** What a list needs to know of a workout, so that it never reads samples. */
export interface SessionDigest {
  id: string;
  planId: string;
  planName: string;
  sport: Sport;
  startedAt: Moment;
  summary: Summary;
  /** Mean bpm of equal parts of the workout, at most SPARKLINE_MAX, 0 without a signal. */
  sparkline: readonly number[];
  /** As in the session. */
  imported?: ImportedFrom | undefined;
}

/** All that is stored at the end of a workout, in one transaction. */
export interface Finished {
  session: FinishedSession;
  digest: SessionDigest;
  chunks: readonly SampleChunk[];
}

/** Whether there may be something to say of its beats: a simulated heart has none, not even in part of a workout. */
export function hasBeats(provenance: Provenance, chunks: readonly SampleChunk[]): boolean {
  return provenance === 'strap' && chunks.some(({ rrMs }) => rrMs.length > 0);
}

export const SPARKLINE_MAX = 60;

/** What the session does not know of itself. */
interface FinishedWith {
  endedAtEpochMs: number;
  strapName: string | null;
  secondStrapName?: string | null | undefined;
  imported?: ImportedFrom | undefined;
}

/** What of a workout that is over is kept. */
export type Completed = Pick<
  Workout,
  | 'id'
  | 'plan'
  | 'profile'
  | 'startedAt'
  | 'elapsedS'
  | 'timeline'
  | 'pauses'
  | 'gaps'
  | 'cues'
  | 'shifts'
  | 'straps'
  | 'tally'
  | 'occurrenceId'
> & { ending: Ending };

export function finishedOf(
  session: Completed,
  chunks: readonly SampleChunk[],
  { endedAtEpochMs, strapName, secondStrapName = null, imported }: FinishedWith,
): Finished {
  const { id, plan, profile, startedAt, ending, elapsedS, timeline, pauses, gaps, cues, shifts, occurrenceId } =
    session;
  const finished: FinishedSession = {
    id,
    plan,
    profile,
    startedAt,
    endedAtEpochMs,
    ending,
    elapsedS,
    timeline,
    pauses,
    gaps,
    cues,
    shifts,
    summary: summaryOf(session, ending),
    strapName,
    ...(session.straps && { secondStrapName }),
    ...(session.tally.doubtS !== undefined && { doubtS: session.tally.doubtS }),
    occurrenceId: occurrenceId ?? null,
    ...(imported && { imported }),
  };
  return { session: finished, digest: digestOf(finished, chunks), chunks };
}

/** What a list needs to know of it. */
export function digestOf(
  { id, plan, startedAt, summary, elapsedS, imported }: FinishedSession,
  chunks: readonly SampleChunk[],
): SessionDigest {
  return {
    id,
    planId: plan.id,
    planName: plan.name,
    sport: plan.sport,
    startedAt,
    summary,
    sparkline: sparklineOf(chunks, elapsedS),
    ...(imported && { imported }),
  };
}

/** Seconds that no chunk has are without a signal. */
function sparklineOf(chunks: readonly SampleChunk[], elapsedS: number): number[] {
  const points = Math.min(SPARKLINE_MAX, elapsedS);
  const sums = Array.from({ length: points }, () => ({ sumBpm: 0, readings: 0 }));
  for (const { fromS, bpm } of chunks) {
    bpm.forEach((each, i) => {
      const point = sums[Math.ceil(((fromS + i + 1) * points) / elapsedS) - 1];
      if (!point || each === 0) return;
      point.sumBpm += each;
      point.readings++;
    });
  }
  return sums.map(({ sumBpm, readings }) => (readings === 0 ? 0 : Math.round(sumBpm / readings)));
}
