import { fitHeart as fitStretches, STRETCHES_MAX, type FittedHeart } from '../athlete/heartFit.ts';
import { AFTER_CUE_S, SPIKE_BPM, STRETCH_MAX_S, usableStretch, type UsableStretch } from '../athlete/heartStretch.ts';
import { executedPhases } from '../plan/laps.ts';
import { bandOf } from '../plan/plan.ts';
import { samplesOf } from '../samples/samples.ts';
import type { Finished, FinishedSession } from './finished.ts';

// What a person's workouts say of how their heart answers effort. Nothing of it is stored: it follows from the workouts that
// are, so that one that is deleted takes with it what it said, and one that is restored brings it back.

/** What one workout says. */
export interface HeartLesson {
  sessionId: string;
  startedAtEpochMs: number;
  stretches: readonly UsableStretch[];
}

/** What is known of a heart, and from how many workouts. */
export interface LearntHeart extends FittedHeart {
  workouts: number;
}

/** What was known after a workout that said something. */
export interface LearntThen extends Omit<HeartLesson, 'stretches'> {
  heart: LearntHeart;
}

/** After that time a workout counts for half: training changes a heart within months. */
const HALF_LIFE_DAYS = 90;
const DAY_MS = 86_400_000;

/** A heart of which these workouts, oldest first, say all that is known, at a time: that of the last of them unless given. */
export function learntHeart(
  lessons: readonly HeartLesson[],
  atEpochMs = lessons.at(-1)?.startedAtEpochMs ?? 0,
): LearntHeart {
  const weighed = lessons.flatMap(({ startedAtEpochMs, stretches }) => {
    const weight = 0.5 ** (Math.max(0, atEpochMs - startedAtEpochMs) / (HALF_LIFE_DAYS * DAY_MS));
    return stretches.map(({ bpms }) => ({ bpms, weight }));
  });
  return {
    ...fitStretches(weighed),
    workouts: lessons.filter(({ stretches }) => stretches.length > 0).length,
  };
}

/** The same of finished workouts in any order, each of which counts once. */
export function fitHeart(workouts: readonly Pick<Finished, 'session' | 'chunks'>[]): LearntHeart {
  const lessons = new Map(workouts.map((workout) => [workout.session.id, heartLesson(workout)]));
  return learntHeart([...lessons.values()].sort((a, b) => a.startedAtEpochMs - b.startedAtEpochMs));
}

/** Whether older workouts than these would change nothing. */
export function isEnough(lessons: readonly HeartLesson[]): boolean {
  const count = (side: UsableStretch['side']): number =>
    lessons.reduce((sum, { stretches }) => sum + stretches.filter((each) => each.side === side).length, 0);
  return count('on') >= STRETCHES_MAX && count('off') >= STRETCHES_MAX;
}

/**
 * What a workout says: the start of each phase in which an effort was asked for, up to what changed the effort (a cue, a
 * pause, a shifted target, time away). Only of a real heart, and of seconds in which it was not doubted.
 */
export function heartLesson({ session, chunks }: Pick<Finished, 'session' | 'chunks'>): HeartLesson {
  const { id, startedAt, profile, plan, timeline, summary } = session;
  const lesson = { sessionId: id, startedAtEpochMs: startedAt.epochMs, stretches: [] };
  if (summary.provenance !== 'strap') return lesson;
  const seconds = trustedSeconds(chunks, session.elapsedS);
  if (!seconds.tellsDoubt && session.doubtS) return lesson; // of a version that did not keep which seconds those were
  const changes = changesOfEffort(session);
  const stretches = executedPhases(plan, timeline).flatMap(({ fromS, toS, run }) => {
    if (!bandOf(run.target, profile) && run.end.type !== 'heartRate') return [];
    const changedS = changes.find((atS) => atS > fromS) ?? Infinity;
    const bpms = seconds.bpms.subarray(fromS, Math.min(toS, fromS + STRETCH_MAX_S));
    return usableStretch([...bpms], changedS - fromS) ?? [];
  });
  return { ...lesson, stretches };
}

/** Elapsed seconds at which the person may have begun to do something else, in order. */
function changesOfEffort({ cues, pauses, gaps, shifts }: FinishedSession): number[] {
  const at = (all: readonly { atS: number }[], laterS = 0): number[] => all.map(({ atS }) => atS + laterS);
  return [...at(cues, AFTER_CUE_S), ...at(pauses), ...at(gaps), ...at(shifts)].sort((a, b) => a - b);
}

/** bpm of each elapsed second, 0 where there is none to be trusted; and whether the record says which these are. */
function trustedSeconds(chunks: Finished['chunks'], elapsedS: number): { bpms: Uint8Array; tellsDoubt: boolean } {
  const bpms = new Uint8Array(elapsedS);
  let tellsDoubt = false;
  for (const chunk of chunks) {
    samplesOf(chunk).forEach(({ bpm, steadyBpm, source, away, doubtful }, i) => {
      if (doubtful) tellsDoubt = true;
      else if (source === 'strap' && !away && Math.abs(bpm - steadyBpm) <= SPIKE_BPM) bpms[chunk.fromS + i] = bpm;
    });
  }
  return { bpms, tellsDoubt };
}
