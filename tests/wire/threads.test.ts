import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { FRAMES_MAX } from '../../src/wire/frames.ts';
import { createRing, RingWriter } from '../../src/wire/ring.ts';
import type { FreeJob } from './threads/free.worker.ts';
import { TURN_WORDS } from './threads/lockstep.ts';
import type { LockstepJob } from './threads/lockstep.worker.ts';
import { numbered } from './threads/numbered.ts';

const WRAP = 2 ** 32;

describe('whatever the interleaving, frames come out in order, whole, and the lost ones are counted', () => {
  test.each([
    { seed: 1, inLine: 0, atATime: 1 },
    { seed: 2, inLine: 0, atATime: 3 },
    { seed: 3, inLine: 0, atATime: Infinity },
    { seed: 4, inLine: FRAMES_MAX - 1, atATime: 1 },
    { seed: 5, inLine: FRAMES_MAX, atATime: 1 },
    { seed: 6, inLine: FRAMES_MAX, atATime: 2 },
  ])('seed $seed, with $inLine in line at first and $atATime drained at a time', async ({ seed, inLine, atATime }) => {
    const to = inLine + 400;
    const ring = createRing();
    startCountsAt(ring, WRAP - inLine - 100);
    const writer = new RingWriter(ring);
    for (let i = 0; i < inLine; i++) writer.push(i, numbered(i, 6));
    const turns = new Int32Array(new SharedArrayBuffer(TURN_WORDS * Int32Array.BYTES_PER_ELEMENT));
    turns[1] = seed;

    const job = { ring, turns, from: inLine, to, atATime };
    const [lost, read] = await Promise.all([
      answerOf<number[]>(start<LockstepJob>('lockstep', { ...job, role: 'writer' })),
      answerOf<Read>(start<LockstepJob>('lockstep', { ...job, role: 'reader' })),
    ]);

    expectAllAccountedFor(to, lost, read);
  });
});

describe('between two threads left to themselves', () => {
  test.each(['waitAsync', 'poll'] as const)('every frame arrives whole or is counted, woken by %s', async (wakeUp) => {
    const ring = createRing();
    const drained = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    startCountsAt(ring, WRAP - 1000);
    const job = { ring, drained, wakeUp, flood: 5000, oneByOne: 300 };

    const reader = start<FreeJob>('free', { ...job, role: 'reader' });
    const read = answerOf<Read & { slept: boolean }>(reader);
    const { pushed, lost } = await answerOf<{ pushed: number; lost: number[] }>(
      start<FreeJob>('free', { ...job, role: 'writer' }),
    );
    reader.postMessage('no more');

    expect((await read).slept).toBe(wakeUp === 'poll');
    expectAllAccountedFor(pushed, lost, await read);
  });
});

interface Read {
  drained: number[];
  torn: number[];
  dropped: number;
}

function expectAllAccountedFor(pushed: number, lost: number[], { drained, torn, dropped }: Read): void {
  expect(torn).toEqual([]);
  expect(dropped).toBe(lost.length);
  const gone = new Set(lost);
  expect(drained).toEqual(Array.from({ length: pushed }, (_, i) => i).filter((i) => !gone.has(i)));
}

/** As if so many frames had come and gone before. */
function startCountsAt(ring: SharedArrayBuffer, count: number): void {
  new Uint32Array(ring).set([count, count], 1);
}

/** Node 20 cannot strip types, and `--import tsx` does not reach into threads: each brings its own. */
function start<Job>(name: string, workerData: Job): Worker {
  const file = JSON.stringify(pathToFileURL(resolve(import.meta.dirname, `threads/${name}.worker.ts`)));
  return new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport(${file}, ${file}))`, {
    eval: true,
    workerData,
  });
}

async function answerOf<T>(worker: Worker): Promise<T> {
  try {
    return await new Promise<T>((answered, failed) => {
      worker.once('message', answered);
      worker.once('error', failed);
      worker.once('exit', (code) => failed(new Error(`the thread ended with ${String(code)}, without an answer`)));
    });
  } finally {
    await worker.terminate();
  }
}
