import assert from 'node:assert/strict';
import type { Checkpoint } from '../../src/core/records/checkpoint.ts';
import { samplesOf, type SampleChunk } from '../../src/core/samples/samples.ts';
import type { Sample } from '../../src/core/session/events.ts';
import type { Workout } from '../../src/core/session/session.ts';
import type { Kept } from './records.ts';
import type { Told } from './watch.ts';

/** What a fault may cost, in seconds that were shown and do not come back. */
export const LOSS_MAX_S = 2;

/** Between the page's word of when a workout started and the worker's beginning of it, and between their clocks. */
const CLOCKS_APART_MS = 600;

/** What is the same in a workout under way and one that is done. */
export type Course = Pick<Workout, 'id' | 'elapsedS' | 'startedAt' | 'timeline' | 'pauses' | 'gaps'>;

/** A workout as it was found in the database. */
export interface Found {
  course: Course;
  samples: Sample[];
}

export const foundIn = ({ session, chunks }: Pick<Checkpoint, 'chunks'> & { session: Course }): Found => ({
  course: session,
  samples: chunks.flatMap(samplesOf),
});

/** Every stored second is there once and in order, and everything that is said of them agrees. */
export function isSound({ course, samples }: Found, chunks: readonly SampleChunk[], heardAlways: boolean): void {
  const { elapsedS, timeline, pauses, gaps } = course;
  let nextS = 0;
  for (const chunk of chunks) {
    assert.equal(chunk.fromS, nextS, 'each chunk begins where the last ended');
    nextS += chunk.bpm.length;
  }
  assert.equal(nextS, elapsedS, 'there are as many stored seconds as elapsed ones');

  // A second that could not be read comes back as one in which nobody listened.
  const unheard = samples.findIndex(({ away, bpm }) => away || (heardAlways && bpm === 0));
  assert.equal(unheard, -1, `second ${unheard} was not stored`);

  let fromS = 0;
  for (const entry of timeline) {
    assert.equal(entry.fromS, fromS, 'each entry begins where the last ended');
    assert.ok(entry.toS >= entry.fromS, 'no entry ends before it begins');
    fromS = entry.toS;
  }
  assert.ok(fromS <= elapsedS, 'no entry is longer than the workout');
  inOrder(
    gaps.map(({ atS }) => atS),
    elapsedS,
    'gaps',
  );
  inOrder(
    pauses.map(({ atS }) => atS),
    elapsedS,
    'pauses',
  );
  assert.ok(
    gaps.every(({ awayMs }) => awayMs >= 0),
    'nobody was away for less than no time',
  );
}

/** Nothing that was acknowledged is gone or different later on. */
export function goesOn(before: Found, after: Found): void {
  assert.equal(after.course.id, before.course.id, 'it is the same workout');
  assert.ok(
    after.course.elapsedS >= before.course.elapsedS,
    `${before.course.elapsedS} s were acknowledged, and ${after.course.elapsedS} s are there`,
  );
  assert.deepEqual(
    after.samples.slice(0, before.samples.length),
    before.samples,
    'acknowledged seconds stay as they are',
  );
  assert.deepEqual(after.course.timeline.slice(0, before.course.timeline.length), before.course.timeline);
  assert.deepEqual(after.course.gaps.slice(0, before.course.gaps.length), before.course.gaps);
  assert.deepEqual(after.course.startedAt, before.course.startedAt);
}

/** What comes back is what was acknowledged, not merely close to it. */
export function isWhatWas({ session }: Checkpoint, back: Told): void {
  assert.deepEqual(
    { id: back.id, status: back.status, elapsedS: back.elapsedS, phaseIndex: back.phaseIndex, samples: back.samples },
    {
      id: session.id,
      status: session.status,
      elapsedS: session.elapsedS,
      phaseIndex: session.phaseIndex,
      samples: toldOf(session.elapsedS, back),
    },
    'what comes back is what was acknowledged',
  );
}

/** How many samples are told of so many seconds: those of a step that is not full are not. */
export function toldOf(elapsedS: number, { stepS }: Pick<Told, 'stepS'>): number {
  return elapsedS - (elapsedS % stepS);
}

/**
 * The last word on a workout: the whole time adds up, in the session and in what lists show of it. `gainedMs`: how much
 * more of it has elapsed than time has passed, where its clock was hurried or set.
 */
export function isWhole(
  { session, digest, chunks }: Kept,
  { heardAlways, gainedMs }: { heardAlways: boolean; gainedMs: number },
): void {
  const found = foundIn({ session, chunks });
  isSound(found, chunks, heardAlways);
  assert.equal(session.timeline.at(-1)?.toS, session.elapsedS, 'the last entry ends with the workout');
  assert.deepEqual(digest.summary, session.summary, 'the digest says what the session says');
  assert.equal(session.summary.elapsedS, session.elapsedS);
  const { timeInZoneS, noSignalS } = session.summary;
  assert.equal(
    timeInZoneS.reduce((sum, each) => sum + each, noSignalS),
    session.elapsedS,
    'the zones add up',
  );

  const { awayMs, pausedMs } = absences(session);
  const passedMs = session.endedAtEpochMs - session.startedAt.epochMs;
  const restMs = passedMs + gainedMs - session.elapsedS * 1000 - awayMs - pausedMs;
  assert.ok(
    restMs > -CLOCKS_APART_MS && restMs < 1000 + CLOCKS_APART_MS,
    `from start to end ${passedMs} ms passed; elapsed, away and paused time leave ${Math.round(restMs)} ms of it`,
  );
}

/** Time is kept: every moment since the start is an elapsed second, an absence or a pause. Of seconds as they were told. */
export function keepsTime(course: Course, told: readonly Told[], { gainedMs = 0 } = {}): void {
  const offMs = aheadOfClockMs(course, told);
  if (offMs === undefined) return;
  const restMs = Math.round(gainedMs - offMs);
  assert.ok(Math.abs(restMs) < CLOCKS_APART_MS, `the workout is ${restMs} ms off the clock`);
}

/** How much more of a workout has elapsed than time has passed. */
export function aheadOfClockMs({ startedAt, gaps, pauses }: Course, told: readonly Told[]): number | undefined {
  // before a pause it was less ahead than the pause is long
  const sincePaused = told.slice(told.findLastIndex(({ status }) => status === 'paused') + 1);
  const running = sincePaused.filter(({ status, elapsedS }) => status === 'inProgress' && elapsedS > 0);
  // one that tells what came back, or that a command was heard, tells of no second that has just ended
  const ended = running.filter(({ elapsedS }, i) => i > 0 && elapsedS > running[i - 1]!.elapsedS);
  if (ended.length === 0) return undefined;
  const { awayMs, pausedMs } = absences({ gaps, pauses });
  return startedAt.epochMs + awayMs + pausedMs - begunAtMs(ended);
}

/** When second 0 was told, or would have been, by the most punctual of these. */
export function begunAtMs(told: readonly Told[]): number {
  return Math.min(...told.map(({ atEpochMs, elapsedS }) => atEpochMs - elapsedS * 1000));
}

function absences({ gaps, pauses }: Pick<Course, 'gaps' | 'pauses'>): { awayMs: number; pausedMs: number } {
  return {
    awayMs: gaps.reduce((sum, { awayMs, counted }) => sum + (counted ? 0 : awayMs), 0),
    pausedMs: pauses.reduce((sum, { forMs = 0 }) => sum + forMs, 0),
  };
}

function inOrder(seconds: readonly number[], maxS: number, what: string): void {
  for (const [i, atS] of seconds.entries()) {
    assert.ok(atS >= (seconds[i - 1] ?? 0) && atS <= maxS, `${what} are in order and within the workout`);
  }
}
