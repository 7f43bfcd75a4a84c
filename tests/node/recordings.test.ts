// Workouts that people really did, through the real executor; the figures are worked out here once more, another way.
import { expect, test } from 'vitest';
import { parsePlan } from '../../src/index.ts';
import type { Session } from '../../src/core/session/session.ts';
import { summaryOf, type Summary } from '../../src/core/session/summary.ts';
import { profileOf } from '../../src/core/athlete/hrZones.ts';
import { SessionExecutor } from '../../src/engine/executor.ts';
import { asFrames, expectedRecordings, readRecording, recordingsAbsent, type Reading } from '../support/recordings.ts';

const BPM_MAX = 190;
const START_MS = 1_000_000;

const replayed = new Map<string, ReturnType<typeof replay>>();

/** The same, once for each. */
function replayOf(file: string, onLoss: 'pause' | 'continue'): ReturnType<typeof replay> {
  const key = `${file} ${onLoss}`;
  const found = replayed.get(key) ?? replay(readRecording(file), onLoss);
  replayed.set(key, found);
  return found;
}

/** Runs a recording to its last record, in a workout that only a hand ends. */
function replay(
  readings: Reading[],
  onLoss: 'pause' | 'continue',
): { summary: Summary; session: Session & { status: 'completed' } } {
  const frames = asFrames(readings).map(({ atS, bytes }) => ({ atMs: START_MS + atS * 1000, bytes }));
  const endMs = START_MS + (readings.at(-1)?.atS ?? 0) * 1000;
  let nowMs = START_MS;
  let next = 0;
  const executor = new SessionExecutor(
    {
      clock: { nowMs: () => nowMs, wallMs: () => nowMs },
      frames: {
        source: 'strap',
        dropped: 0,
        drain: (beforeMs, each) => {
          for (; frames[next] && frames[next]!.atMs < beforeMs; next++) each(frames[next]!.atMs, frames[next]!.bytes);
        },
      },
      checkpoints: {
        load: () => Promise.resolve({ ok: true, value: undefined }),
        save: () => Promise.resolve(),
        journal: () => Promise.resolve(),
        clear: () => Promise.resolve(),
        finish: () => Promise.resolve(),
      },
      notices: { tell: () => undefined },
      screen: {
        publish: () => undefined,
        beat: () => undefined,
        stored: () => undefined,
        trouble: () => undefined,
        troubleOver: () => undefined,
      },
      newId: () => 'replayed',
    },
    { profile: profileOf(BPM_MAX, 60), onLoss },
  );
  const plan = parsePlan({ name: 'Free', phases: [{ name: 'Free', end: { type: 'hand' } }] });
  if (!plan.ok) throw new Error('the plan of this test is wrong');
  executor.startSession(plan.value, { epochMs: nowMs, timeZone: 'UTC', offsetMin: 0 });
  while (executor.dueMs <= endMs) {
    nowMs = executor.dueMs;
    executor.catchUp();
  }
  nowMs = endMs;
  executor.command({ type: 'stop' });
  const { session } = executor;
  if (session.status !== 'completed') throw new Error(session.status);
  return { session, summary: summaryOf(session, session.ending) };
}

interface Figures {
  elapsedS: number;
  timeInZoneS: number[];
  noSignalS: number;
  meanBpm: number;
  maxBpm: number;
  pauses: number;
}

/** From the readings alone: each good one counts until the next, at most 5 s; a silence of more than 30 s is left out. */
function figuresOf(readings: Reading[], onLoss: 'pause' | 'continue'): Figures {
  const endS = readings.at(-1)!.atS;
  const goodOnes = readings.filter(
    (each): each is Reading & { bpm: number } => (each.bpm ?? 0) >= 30 && each.bpm! <= 220,
  );
  const zones = [0, 0, 0, 0, 0, 0];
  let [beats, heardS, maxBpm, pausedS, pauses] = [0, 0, 0, 0, 0];
  goodOnes.forEach(({ atS, bpm }, i) => {
    const gapS = (goodOnes[i + 1]?.atS ?? endS) - atS;
    const countsS = Math.min(gapS, 5);
    const zone = [95, 114, 133, 152, 171].filter((floor) => bpm >= floor).length;
    zones[zone]! += countsS;
    heardS += countsS;
    beats += bpm * countsS;
    if (countsS > 0) maxBpm = Math.max(maxBpm, bpm);
    // Its own second, thirty of silence, and with the next it is lost.
    if (onLoss === 'pause' && gapS >= 31) {
      pausedS += gapS - 31;
      pauses += 1;
    }
  });
  const elapsedS = endS - pausedS;
  return { elapsedS, timeInZoneS: zones, noSignalS: elapsedS - heardS, meanBpm: beats / heardS, maxBpm, pauses };
}

/** Intervals, dropouts, long ones, sparse ones. Their stamps are whole seconds. */
const FILES = [
  'jk-garmin-stamina.fit', // 12 laps of intervals
  'jk-suunto-weight.fit', // 511 seconds without a reading
  'fitparse-2019-02-17-062644-ELEMNT-297E-195-0.fit', // six and a half hours, with pauses up to 42 minutes
  'fitparse-Edge810-Vector-2013-08-16-15-35-10.fit', // 29 readings missing
  'fitparse-garmin-edge-500-activity.fit', // three and a half hours, some seconds twice
  'tormoder-garmin.fit', // with every beat
  'phpfit-mountain-biking.fit', // a record when the watch felt like it: 195 gaps
  'tcxparser-test.tcx',
  'elevate-zwift-pschit.fit', // three times no reading
];

test.skipIf(recordingsAbsent)(`the recordings are at hand${recordingsAbsent ? ` (${recordingsAbsent})` : ''}`, () => {
  expect(expectedRecordings().map(({ file }) => file)).toEqual(expect.arrayContaining(FILES));
});

const cases = recordingsAbsent ? [] : FILES.flatMap((file) => [[file, 'continue'] as const, [file, 'pause'] as const]);

test.each(cases)(
  '%s (%s when the strap is lost): time in zone, mean and maximum are right to the second',
  (file, onLoss) => {
    const readings = readRecording(file);
    const { summary, session } = replayOf(file, onLoss);
    const expected = figuresOf(readings, onLoss);
    expect({
      elapsedS: summary.elapsedS,
      timeInZoneS: summary.timeInZoneS,
      noSignalS: summary.noSignalS,
      maxBpm: summary.maxBpm,
      pauses: session.pauses.length,
    }).toEqual({
      elapsedS: expected.elapsedS,
      timeInZoneS: expected.timeInZoneS,
      noSignalS: expected.noSignalS,
      maxBpm: expected.maxBpm,
      pauses: expected.pauses,
    });
    expect(summary.meanBpm).toBeCloseTo(expected.meanBpm, 9);
    expect(summary.provenance).toBe('strap');
  },
);

/** Without missing readings, what others wrote beside the files must come out as well. Below and in zone 1 are one there. */
const whole = expectedRecordings().filter(
  ({ file, figures }) => FILES.includes(file) && figures.hrMissing === 0 && figures.hrZero === 0,
);

test.each(whole.map(({ file, figures }) => [file, figures] as const))(
  '%s: the same as others found',
  (file, figures) => {
    const { summary } = replayOf(file, 'continue');
    const [below = NaN, first = NaN, ...rest] = summary.timeInZoneS;
    expect([below + first, ...rest]).toEqual(figures.zoneSec);
    expect(summary.maxBpm).toBe(figures.hrMax);
    expect(summary.elapsedS).toBe(figures.spanSec);
  },
);

test.skipIf(recordingsAbsent)('between the seconds: a reading counts from the second it came in', () => {
  const readings = readRecording('gc-2009_07_10_17_55_06.csv'); // a reading every 1.26 s, and gaps
  const { summary } = replay(readings, 'continue');
  const goodOnes = readings
    .map(({ atS, bpm = 0 }) => ({ atMs: START_MS + atS * 1000, bpm }))
    .filter(({ bpm }) => bpm >= 30);
  const zones = [0, 0, 0, 0, 0, 0];
  let noSignalS = 0;
  for (let s = 0; s < summary.elapsedS; s++) {
    const last = goodOnes.findLast(({ atMs }) => atMs < START_MS + (s + 1) * 1000);
    if (last && START_MS + s * 1000 - last.atMs < 5000)
      zones[[95, 114, 133, 152, 171].filter((floor) => last.bpm >= floor).length]! += 1;
    else noSignalS += 1;
  }
  expect(summary.elapsedS).toBe(Math.floor(readings.at(-1)!.atS));
  expect({ zones: summary.timeInZoneS, noSignalS: summary.noSignalS }).toEqual({ zones, noSignalS });
  expect(noSignalS).toBeGreaterThan(300);
});
