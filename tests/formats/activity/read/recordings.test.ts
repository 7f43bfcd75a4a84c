// Workouts that people recorded: what is read of them is what other programs read of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDigest, parseFinished } from '../../../../src/core/records/finishedRecord.ts';
import { parseChunk } from '../../../../src/core/records/chunkRecord.ts';
import { executedPhases } from '../../../../src/core/plan/laps.ts';
import { planOfWorkout } from '../../../../src/core/plan/planOfWorkout.ts';
import { expectedRecordings, RECORDINGS_DIR, recordingsAbsent } from '../../../support/recordings.ts';
import { bpmsOf, rrOf, workoutIn } from './files.ts';

const bytes = (file: string): Uint8Array => new Uint8Array(readFileSync(join(RECORDINGS_DIR, file)));
const near = (value: number | null, expected: number, digits = 3): void => {
  expect(value).not.toBeNull();
  expect(value).toBeCloseTo(expected, digits);
};
const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);
/** Of five zones of the usual profile, below zone 1 and zone 1 are one: their limits are 60, 70, 80 and 90 % of 190. */
const inFive = ([below = 0, first = 0, ...more]: readonly number[]): number[] => [below + first, ...more];

test.skipIf(recordingsAbsent)(`there are recordings of all formats ${recordingsAbsent ?? ''}`, () => {
  const endings = new Set(expectedRecordings().map(({ file }) => file.split('.').at(-1)));
  expect([...endings].sort()).toEqual(['csv', 'fit', 'gpx', 'tcx']);
});

describe.each(expectedRecordings())('$file', ({ file, figures: expected }) => {
  const workout = workoutIn(bytes(file), { name: file });
  const { figures, session, digest, chunks } = workout;

  test('every figure of the file is what others found', () => {
    expect([figures.samples, figures.missing, figures.zero]).toEqual([
      expected.records,
      expected.hrMissing,
      expected.hrZero,
    ]);
    near(figures.elapsedS, expected.spanSec);
    near(figures.meanBpm, expected.hrMean);
    near(figures.minBpm, expected.hrMin);
    near(figures.maxBpm, expected.hrMax);
    // sums are written down to a hundredth
    inFive(figures.timeInZoneS).forEach((s, zone) => near(s, expected.zoneSec[zone] ?? 0, 1));
    near(figures.validS, sum(expected.zoneSec), 1);
    near(figures.unknownS, expected.unknownHrSec, 1);
    expect(figures.gapsOver5s).toBe(expected.gapsOver5s);
    near(figures.maxGapS, expected.maxGapSec);
    expect([figures.duplicateTimes, figures.backwardTimes]).toEqual([
      expected.duplicateTimestamps,
      expected.backwardSteps,
    ]);
    expect([figures.rr, figures.laps]).toEqual([expected.rr?.count ?? 0, expected.laps ?? 0]);
    if (expected.start !== undefined)
      expect(new Date(figures.startedAtEpochMs).toISOString()).toBe(new Date(expected.start).toISOString());
  });

  test('the workout that is kept is one that is read back', () => {
    expect(parseFinished(structuredClone(session))).toMatchObject({ ok: true, value: session });
    expect(parseDigest(structuredClone(digest))).toMatchObject({ ok: true, value: digest });
    for (const chunk of chunks) expect(parseChunk(chunk).ok).toBe(true);
    expect(bpmsOf(workout)).toHaveLength(session.elapsedS);
    expect(sum(session.summary.timeInZoneS) + session.summary.noSignalS).toBe(session.elapsedS);
    expect(session.summary.provenance).toBe('strap');
  });

  test('it is as long as the device says its timer ran, and without gaps its zones are those of the file', () => {
    const timers = (expected.sessions ?? []).map(({ timerSec }) => timerSec);
    const [timerS] = timers;
    if (timerS !== undefined && timers.length === 1)
      expect(Math.abs(session.elapsedS - timerS)).toBeLessThanOrEqual(Math.max(5, timerS * 0.004));
    if (expected.gapsOver5s > 0) return;
    // the last reading has its second, where no record follows; parts of a second are rounded
    const slackS = 1.5 + (file.endsWith('.gpx') ? 0.01 * session.elapsedS : 0);
    inFive(session.summary.timeInZoneS).forEach((s, zone) => {
      expect(Math.abs(s - (expected.zoneSec[zone] ?? 0))).toBeLessThanOrEqual(slackS);
    });
  });

  test('its laps are one after another, and a plan can be made of them', () => {
    const laps = executedPhases(session.plan, session.timeline);
    expect(laps[0]?.fromS).toBe(0);
    expect(laps.at(-1)?.toS).toBe(session.elapsedS);
    laps.forEach(({ fromS }, i) => i === 0 || expect(fromS).toBe(laps[i - 1]?.toS));
    expect(laps).toHaveLength(Math.max(1, expected.laps ?? 0));
    expect(planOfWorkout(session, 'Again', () => 0)?.phases).toHaveLength(laps.length);
  });

  test('read again, it is the same workout', () => {
    expect(workoutIn(bytes(file), { name: file })).toEqual(workout);
    const renamed = workoutIn(bytes(file), { name: 'other', timeZone: 'Asia/Tokyo', writtenAtEpochMs: 1e12 });
    expect(renamed.session.id).toBe(session.id);
  });

  test('beats are those of the file, but for those in pauses', () => {
    const beats = rrOf(workout).flat();
    const leftOut = workout.losses.find(({ code }) => code === 'loss.beatsLeftOut')?.params['count'] ?? 0;
    expect(beats.length + Number(leftOut)).toBe(expected.rr?.count ?? 0);
    if (expected.rr && session.pauses.length === 0) expect(sum(beats)).toBe(expected.rr.sumMs);
  });
});
