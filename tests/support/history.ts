// A history to look at: workouts run by the real state machine, stored as the app stores them.
import type { Page } from '@playwright/test';
import { builtInPlans } from '../../src/core/plan/builtins.ts';
import { finishedOf, type Finished } from '../../src/core/records/finished.ts';
import { bandOf, middleOf, phasesOf } from '../../src/core/plan/plan.ts';
import { SampleLog } from '../../src/core/samples/samples.ts';
import { advance } from '../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../src/core/session/session.ts';
import type { SessionEvent } from '../../src/core/session/events.ts';
import type { Source } from '../../src/core/signal/signal.ts';
import { DEFAULT_PROFILE } from '../../src/core/athlete/hrZones.ts';
import { DATABASE, DEFAULT_SETTINGS, stamped, STORES, type Settings } from '../../src/store/database/records.ts';
import { enPlans } from '../../src/words/en/plans.ts';

interface Run {
  planId: string;
  source: Source | 'none';
  /** Silent for a minute from here, which pauses it; then the person pauses too. */
  silentFromS?: number;
  stopAtS?: number;
}

/** One of each kind: with a dropout and pauses, whole, simulated, ended early, without a strap. */
const RUNS: Run[] = [
  { planId: 'threshold-4x4', source: 'strap', silentFromS: 700 },
  { planId: 'easy-recovery', source: 'strap' },
  { planId: 'demo-60s', source: 'simulated' },
  { planId: '5k-intervals', source: 'strap', stopAtS: 1300 },
  { planId: 'tempo', source: 'none' },
];

const plans = builtInPlans(enPlans);

/** A heart that follows the plan badly enough to be told so. */
function run({ planId, source, silentFromS = Infinity, stopAtS = Infinity }: Run): [Session, SampleLog] {
  const plan = plans.find(({ id }) => id === planId)!;
  const log = new SampleLog();
  let session = IDLE as Session;
  const act = (event: SessionEvent): void => {
    const [next, ...effects] = advance(session, event);
    session = next;
    for (const effect of effects) if (effect.type === 'sample') log.append(effect.sample);
  };
  const startedAt = { epochMs: 0, timeZone: 'Europe/Zurich', offsetMin: 60 };
  act({
    type: 'start',
    atMs: 0,
    workout: { id: 'x', plan, profile: DEFAULT_PROFILE, startedAt, onLoss: 'pause' },
  });
  let bpm = 92;
  for (let s = 1; session.status !== 'completed' && s < 20_000; s++) {
    const atMs = s * 1000;
    if (session.status === 'paused' && session.reason === 'user' && s % 40 === 0) act({ type: 'resume', atMs });
    if (session.status === 'idle') throw new Error('a workout that is not under way');
    const phase = phasesOf(plan)[session.phaseIndex];
    const band = phase && bandOf(phase.target, DEFAULT_PROFILE);
    bpm += ((band ? middleOf(band, DEFAULT_PROFILE) : 100) + (session.phaseIndex % 3 === 1 ? 12 : 0) - bpm) / 45;
    const silent = s > silentFromS && s < silentFromS + 70;
    if (source !== 'none' && !silent) {
      const heartRate = { bpm: Math.round(bpm), contact: 'present', energyKJ: null, rrMs: [60_000 / bpm] } as const;
      act({ type: 'heartRate', atMs: atMs - 400, heartRate: { ...heartRate, rrMs: [...heartRate.rrMs] }, source });
    }
    if (s === silentFromS + 240) act({ type: 'pause', atMs });
    if (s >= stopAtS) act({ type: 'stop', atMs });
    else act({ type: 'tick', listening: true });
  }
  return [session, log];
}

/** Each of `RUNS` once it was run: 12,000 seconds of workouts, the same ones for every test of a process. */
let kinds: { session: Extract<Session, { status: 'completed' }>; finished: Finished }[] | undefined;

/**
 * So many workouts, the newest two hours before `nowEpochMs`, one each day or so: 3,650 are ten years. Each heart is
 * another one in the lists; samples are stored for the first of each kind only.
 */
export function historyOf(count: number, nowEpochMs: number): Finished[] {
  kinds ??= RUNS.map((each) => {
    const [session, log] = run(each);
    if (session.status !== 'completed') throw new Error('a workout that never ended');
    return { session, finished: finishedOf(session, log.chunks, { endedAtEpochMs: 0, strapName: 'Polar H10' }) };
  });
  const runs = kinds;
  const { length } = runs;
  return Array.from({ length: count }, (_, i) => {
    const { session, digest, chunks } = runs[i % length]!.finished;
    const epochMs = nowEpochMs - 2 * 3_600_000 - i * 26 * 3_600_000;
    const own = { id: `workout-${i}`, startedAt: { ...session.startedAt, epochMs } };
    const moreBpm = i < length ? 0 : (i % 23) - 11;
    const sparkline = digest.sparkline.map((bpm) => bpm && bpm + moreBpm);
    const { meanBpm, maxBpm } = digest.summary;
    const summary = {
      ...digest.summary,
      meanBpm: meanBpm && meanBpm + moreBpm,
      maxBpm: maxBpm && maxBpm + moreBpm,
    };
    return {
      session: { ...session, ...own, summary, endedAtEpochMs: epochMs + session.elapsedS * 1000 },
      digest: { ...digest, ...own, summary, sparkline },
      chunks: i < length ? chunks : [],
    };
  });
}

/** Puts a history into the database of a page that has the app open, and the first steps behind it. `own`: settings that are otherwise. */
export async function storeHistory(
  page: Page,
  workouts: readonly Finished[],
  own: Partial<Settings> = {},
): Promise<void> {
  const nowEpochMs = Date.now();
  const records = workouts.map(({ session, digest, chunks }) => ({
    id: session.id,
    session: stamped(session, nowEpochMs),
    digest: stamped(digest, nowEpochMs),
    // only plain values reach the page, so the columns travel as lists
    chunks: chunks.map((chunk) => ({
      fromS: chunk.fromS,
      bpm: [...chunk.bpm],
      steady: [...chunk.steady],
      flags: [...chunk.flags],
      rrCounts: [...chunk.rrCounts],
      rrMs: [...chunk.rrMs],
    })),
  }));
  const settings = stamped({ ...DEFAULT_SETTINGS, welcomed: true, ...own }, nowEpochMs);
  await page.evaluate(
    async ({ database, stores, json, settings }) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database, 1);
        request.onupgradeneeded = () => stores.forEach((name) => request.result.createObjectStore(name));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
      const all = db.transaction(['sessions', 'digests', 'samples', 'settings'], 'readwrite');
      for (const { id, session, digest, chunks } of JSON.parse(json) as typeof records) {
        all.objectStore('sessions').put(session, id);
        all.objectStore('digests').put(digest, id);
        chunks.forEach((chunk, n) =>
          all.objectStore('samples').put(
            {
              fromS: chunk.fromS,
              bpm: Uint8Array.from(chunk.bpm),
              steady: Uint16Array.from(chunk.steady),
              flags: Uint8Array.from(chunk.flags),
              rrCounts: Uint8Array.from(chunk.rrCounts),
              rrMs: Uint16Array.from(chunk.rrMs),
            },
            [id, n],
          ),
        );
      }
      all.objectStore('settings').put(settings, 'settings');
      await new Promise<void>((resolve, reject) => {
        all.oncomplete = () => resolve();
        all.onerror = () => reject(all.error!);
      });
      db.close();
    },
    // as text: ten years of records take Playwright ten times as long
    { database: DATABASE, stores: STORES, json: JSON.stringify(records), settings },
  );
}
