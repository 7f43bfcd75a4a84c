// What the executor hands to whoever makes figures of beats, and what is stored of them at the end of a workout.
import { expect, test } from 'vitest';
import { DEFAULT_PROFILE } from '../../src/core/athlete/hrZones.ts';
import { withHrv } from '../../src/core/records/withHrv.ts';
import { encodeFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import { SessionExecutor } from '../../src/engine/executor.ts';
import type { BeatsPort } from '../../src/engine/ports.ts';
import { beatsAround } from '../core/samples/strapOfBeats.ts';
import { MemoryCheckpoints, planOf, time } from './world.ts';

const RR_MS = beatsAround(500, 4_000);

/** A process: an executor with a strap that sends two beats a second, and what it tells of them. */
function processOn(checkpoints: MemoryCheckpoints, startMs = 0) {
  let nowMs = startMs;
  let nextMs = startMs;
  let [sent, heartMs] = [0, startMs];
  const told: string[] = [];
  const beats: BeatsPort = {
    second: ({ beatsFollow }) => void told.push(beatsFollow ? 'follows' : 'begins'),
    restart: () => void (told.at(-1) !== 'restart' && told.push('restart')),
    summarised: (finished) => Promise.resolve(withHrv(finished)),
  };
  const executor = new SessionExecutor(
    {
      clock: { nowMs: () => nowMs, wallMs: () => 1_790_000_000_000 + nowMs },
      frames: {
        source: 'strap',
        dropped: 0,
        drain: (beforeMs, each) => {
          for (; nextMs + 700 < beforeMs; nextMs += 1000) {
            const rrMs: number[] = [];
            for (; heartMs + RR_MS[sent]! <= nextMs + 650; sent++) {
              heartMs += RR_MS[sent]!;
              rrMs.push(RR_MS[sent]!);
            }
            each(nextMs + 700, encodeFrame({ bpm: 120, rrMs }));
          }
        },
      },
      checkpoints,
      notices: { tell: () => undefined },
      screen: {
        publish: () => undefined,
        beat: () => undefined,
        stored: () => undefined,
        trouble: () => undefined,
        troubleOver: () => undefined,
      },
      beats,
      newId: () => 'w',
    },
    { profile: DEFAULT_PROFILE, onLoss: 'continue' },
  );
  const train = async (seconds: number): Promise<void> => {
    for (let s = 0; s < seconds; s++) {
      nowMs += 1000;
      executor.catchUp();
      await executor.settled();
    }
  };
  return { executor, train, told, nowMs: () => nowMs };
}

const STARTED_AT = { epochMs: 1_790_000_000_000, timeZone: 'UTC', offsetMin: 0 };
const PLAN = planOf([time(3_600)]);

test('each second is told, and a pause is a restart', async () => {
  const { executor, train, told } = processOn(new MemoryCheckpoints());
  executor.startSession(PLAN, STARTED_AT);
  await train(10);
  expect(told.splice(0)).toEqual(['restart', 'begins', ...Array<string>(9).fill('follows')]);
  executor.command({ type: 'pause' });
  await train(5);
  executor.command({ type: 'resume' });
  await train(3);
  expect(told).toEqual(['restart', 'begins', 'follows', 'follows']);
});

test('a finished workout is stored with what its beats come to, whether or not the app was killed in between', async () => {
  const coveredS: number[] = [];
  for (const killAtS of [undefined, 333]) {
    const checkpoints = new MemoryCheckpoints();
    let process = processOn(checkpoints);
    process.executor.startSession(PLAN, STARTED_AT);
    await process.train(killAtS ?? 300);
    if (killAtS !== undefined) {
      process = processOn(checkpoints, process.nowMs() + 4_000);
      expect((await process.executor.restore())?.running).toBe(true);
      expect(process.told.splice(0)).toEqual(['restart']);
    }
    await process.train(630 - (killAtS ?? 300));
    process.executor.command({ type: 'stop' });
    await process.executor.settled();
    const { hrv } = checkpoints.history.get('w')!.session;
    expect(hrv!.rmssdMs).toBeGreaterThan(1);
    expect(hrv!.dfaAlpha1.values).toHaveLength(10);
    coveredS.push(hrv!.coveredS);
  }
  expect(coveredS[0]).toBeGreaterThan(590);
  expect(coveredS[1]).toBeGreaterThan(530); // the minute under way at the kill is no whole one
});

test('an end that was not stored before the kill is stored with it at the next start', async () => {
  const checkpoints = new MemoryCheckpoints();
  const first = processOn(checkpoints);
  first.executor.startSession(PLAN, STARTED_AT);
  await first.train(200);
  checkpoints.finish = () => Promise.reject(new Error('killed'));
  first.executor.command({ type: 'stop' });
  await first.executor.settled();
  await first.executor.settled(); // and the checkpoint that was asked for when the end could not be stored
  expect(checkpoints.kept?.session.status).toBe('completed');
  checkpoints.finish = MemoryCheckpoints.prototype.finish.bind(checkpoints);
  const second = processOn(checkpoints, first.nowMs() + 4_000);
  await second.executor.restore();
  await second.executor.settled();
  expect(checkpoints.history.get('w')!.session.hrv?.coveredS).toBeGreaterThan(100);
});
