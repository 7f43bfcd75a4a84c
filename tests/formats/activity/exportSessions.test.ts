import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { unpackedFiles } from '../../../src/formats/packed/archive.ts';
import { exportSession, exportSessions, type ExportProgress, type SessionToExport } from '../../../src/index.ts';
import { phase, planOf, time } from '../../core/arbitrary.ts';
import { START, walked, type Act } from './walks.ts';

const PLAN: Plan = { ...planOf(phase(time(60))), name: 'Tempo' };
const MINUTE_MS = 60_000;

function workout(
  n = 0,
  acts: Act[] = [{ does: 'run', seconds: 20, bpm: 110 + (n % 50), rrMs: [500] }],
): SessionToExport {
  const { session, chunks } = walked({
    plan: PLAN,
    acts,
    startedAt: { ...START, epochMs: START.epochMs + n * MINUTE_MS },
    id: `w${n}`,
  });
  return { session, chunks };
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

test('300 workouts are an archive with a file each, which is the file of one alone', async () => {
  const { session, chunks } = workout();
  const at = (n: number): SessionToExport => {
    const startedAt = { ...START, epochMs: START.epochMs + n * MINUTE_MS };
    return { session: { ...session, id: `w${n}`, startedAt }, chunks };
  };
  const files = unzipSync(
    await bytesOf(
      exportSessions(
        Array.from({ length: 300 }, (_, n) => at(n)),
        'fit',
      ),
    ),
  );
  expect(Object.keys(files)).toHaveLength(300);
  for (const n of [0, 1, 150, 299]) {
    const { name, bytes } = exportSession(at(n), 'fit');
    expect(Buffer.from(files[name]!).equals(bytes)).toBe(true);
  }
});

test('the archive is one that our own reader takes, and no larger than one that is packed at once', async () => {
  const workouts = Array.from({ length: 5 }, (_, n) => workout(n));
  const archive = await bytesOf(exportSessions(workouts, 'csv'));
  const read = unpackedFiles(archive);
  if (!read.ok) throw new Error('it should be read');
  expect([...read.value.keys()]).toHaveLength(5);
  const once = zipSync(Object.fromEntries(read.value));
  // each file of a stream says its length and checksum twice
  expect(archive.length).toBeLessThanOrEqual(once.length + 5 * 16);
});

test('workouts of one name and time get a number each', async () => {
  const files = unzipSync(await bytesOf(exportSessions([workout(), workout(), workout()], 'json')));
  expect(Object.keys(files)).toEqual([
    '2026-11-22-0730-tempo.beatkeeper.json',
    '2026-11-22-0730-tempo-2.beatkeeper.json',
    '2026-11-22-0730-tempo-3.beatkeeper.json',
  ]);
});

test('workouts are asked for one at a time: none is in the memory before the one before it is packed', async () => {
  let asked = 0;
  async function* source(): AsyncGenerator<SessionToExport> {
    for (let n = 0; n < 20; n++) {
      asked++;
      await Promise.resolve();
      yield workout(n);
    }
  }
  let done = 0;
  const ahead: number[] = [];
  for await (const _ of exportSessions(source(), 'fit', { onProgress: (progress) => (done = progress.done) }))
    ahead.push(asked - done);
  expect(Math.max(...ahead)).toBe(1);
  expect(done).toBe(20);
});

test('progress says each file and its losses; a workout that the format has nothing of is passed over', async () => {
  const told: ExportProgress[] = [];
  const silent = workout(1, [{ does: 'runSilent', seconds: 5 }]);
  const archive = exportSessions([workout(0), silent, workout(2)], 'rr', { onProgress: (each) => told.push(each) });
  expect(Object.keys(unzipSync(await bytesOf(archive)))).toHaveLength(2);
  expect(told.map(({ done, name }) => [done, name])).toEqual([
    [1, '2026-11-22-0730-tempo.rr.csv'],
    [2, undefined],
    [3, '2026-11-22-0732-tempo.rr.csv'],
  ]);
  expect(told[0]?.losses.map(({ code }) => code)).toEqual(['loss.workoutBeatsOnly']);
});

test('aborted, it throws the reason, asks for no other workout, and lets the source end', async () => {
  const abort = new AbortController();
  let [asked, ended] = [0, false];
  function* source(): Generator<SessionToExport> {
    try {
      for (;;) yield workout(asked++);
    } finally {
      ended = true;
    }
  }
  const onProgress = ({ done }: ExportProgress): void => {
    if (done === 3) abort.abort(new Error('enough'));
  };
  await expect(bytesOf(exportSessions(source(), 'fit', { signal: abort.signal, onProgress }))).rejects.toThrow(
    'enough',
  );
  expect([asked, ended]).toEqual([3, true]);
});

test('aborted before, it never asks for a workout', async () => {
  let asked = false;
  function* source(): Generator<SessionToExport> {
    asked = true;
    yield workout();
  }
  await expect(bytesOf(exportSessions(source(), 'fit', { signal: AbortSignal.abort() }))).rejects.toThrow();
  expect(asked).toBe(false);
});

test('whoever stops reading stops the source', async () => {
  let ended = false;
  function* source(): Generator<SessionToExport> {
    try {
      for (let n = 0; ; n++) yield workout(n);
    } finally {
      ended = true;
    }
  }
  for await (const _ of exportSessions(source(), 'fit')) break;
  expect(ended).toBe(true);
});

test.each([Date.UTC(1900, 5, 1), Date.UTC(2199, 11, 31)])(
  'a workout of a year that no archive can say is in it (%d)',
  async (epochMs) => {
    const { session, chunks } = walked({ plan: PLAN, acts: [], startedAt: { ...START, epochMs } });
    expect(Object.keys(unzipSync(await bytesOf(exportSessions([{ session, chunks }], 'tcx'))))).toHaveLength(1);
  },
);

test('no workouts are an empty archive', async () => {
  expect(unzipSync(await bytesOf(exportSessions([], 'fit')))).toEqual({});
});
