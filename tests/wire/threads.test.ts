import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { FRAMES_MAX } from '../../src/wire/frames.ts';
import { createRing, RingWriter } from '../../src/wire/ring.ts';
import { startCountsAt } from './threads/counts.ts';
import type { FreeJob } from './threads/free.worker.ts';
import { createTurns } from './threads/lockstep.ts';
import type { LockstepJob } from './threads/lockstep.worker.ts';
import { numbered, SHORT_BYTES_MAX } from './threads/numbered.ts';

/** For a machine busy with other things; a lost wake-up would sleep for ever. */
const PATIENCE = { timeout: 30_000 };

describe('whatever the interleaving, frames come out in order and whole, and the lost ones are counted', () => {
  test.each([
    [1, 'empty', 'one', 2 ** 32, 0, 1],
    [2, 'empty', 'a few', 2 ** 31, 0, 3],
    [3, 'empty', 'all', 2 ** 32, 0, Infinity],
    [4, 'nearly full', 'one', 2 ** 31, FRAMES_MAX - 1, 1],
    [5, 'full', 'one', 2 ** 32, FRAMES_MAX, 1],
    [6, 'full', 'a few', 2 ** 31, FRAMES_MAX, 3],
  ])('seed %i: %s at first, %s drained at a time, across %i', PATIENCE, async (...row) => {
    const [seed, , , turnover, inLine, atATime] = row;
    const ring = startCountsAt(createRing(), turnover - inLine - 100);
    const writer = new RingWriter(ring);
    for (let i = 0; i < inLine; i++) writer.push(i, numbered(i, SHORT_BYTES_MAX));

    const job = { ring, turns: createTurns(seed), from: inLine, to: inLine + 400, atATime };
    const [lost, read] = await Promise.all([
      answerOf<number[]>(start('lockstep', { ...job, role: 'writer' })),
      answerOf<Read>(start('lockstep', { ...job, role: 'reader' })),
    ]);

    expectAllAccountedFor(job.to, lost, read);
  });
});

describe('between two threads left to themselves', () => {
  test.each([
    ['waitAsync', 2 ** 32],
    ['poll', 2 ** 31],
  ] as const)('every frame arrives whole or is counted: woken by %s, across %i', PATIENCE, async (wakeUp, turnover) => {
    const ring = startCountsAt(createRing(), turnover - 1000);
    const drained = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const job = { ring, drained, wakeUp, flood: 5000, oneByOne: 1500 };

    const reader = start('free', { ...job, role: 'reader' });
    const read = answerOf<Read & { slept: boolean }>(reader);
    const written = answerOf<{ pushed: number; lost: number[] }>(start('free', { ...job, role: 'writer' }));
    const { pushed, lost } = await Promise.race([
      written,
      read.then(() => Promise.reject(new Error('read too little'))),
    ]);
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

/** Node 20 cannot strip types, and `--import tsx` does not reach into threads: each brings its own. */
function start(name: 'lockstep' | 'free', workerData: LockstepJob | FreeJob): Worker {
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
      worker.once('exit', (code) => failed(new Error(`the thread ended with ${code} and no answer`)));
    });
  } finally {
    await worker.terminate();
  }
}
