import { parentPort, workerData } from 'node:worker_threads';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { RingReader, RingWriter } from '../../../src/wire/ring.ts';
import { isNumbered, numbered } from './numbered.ts';

export interface FreeJob {
  role: 'writer' | 'reader';
  ring: SharedArrayBuffer;
  /** How many frames the reader has drained, ever: what the writer waits for where it wants an answer. */
  drained: Int32Array;
  wakeUp: 'waitAsync' | 'poll';
  /** The writer's frames: some as fast as it can, some each only when the last has been drained. */
  flood: number;
  oneByOne: number;
}

const job = workerData as FreeJob;

if (job.role === 'writer') {
  const writer = new RingWriter(job.ring);
  const lost: number[] = [];
  let pushed = 0;
  const push = (): void => {
    if (!writer.push(pushed, numbered(pushed))) lost.push(pushed);
    pushed++;
  };
  const untilDrained = (): void => {
    for (let seen = Atomics.load(job.drained, 0); seen < pushed - lost.length; seen = Atomics.load(job.drained, 0)) {
      Atomics.wait(job.drained, 0, seen);
    }
  };

  for (let i = 0; i < job.flood; i++) push();
  for (let i = 0; i < job.oneByOne; i++) {
    untilDrained();
    push();
  }
  for (let i = 0; i < job.flood; i++) push();
  parentPort!.postMessage({ pushed, lost });
} else {
  if (job.wakeUp === 'poll') Reflect.deleteProperty(Atomics, 'waitAsync');
  let slept = 0;
  const sleep = async (): Promise<void> => {
    slept++;
    await sleepMs(1);
  };
  const reader = new RingReader(job.ring, sleep);
  const drained: number[] = [];
  const torn: number[] = [];
  const take = (atMs: number, bytes: Uint8Array): void => {
    drained.push(atMs);
    if (!isNumbered(atMs, bytes)) torn.push(atMs);
    Atomics.store(job.drained, 0, drained.length);
    Atomics.notify(job.drained, 0);
  };

  parentPort!.once('message', () => reader.close());
  while (await reader.wait()) reader.drain(Infinity, take);
  reader.drain(Infinity, take);
  parentPort!.postMessage({ drained, torn, dropped: reader.dropped, slept: slept > 0 });
}
