import { parentPort, workerData } from 'node:worker_threads';
import { RingReader, RingWriter } from '../../../src/wire/ring.ts';
import { enterLockstep } from './lockstep.ts';
import { isNumbered, numbered } from './numbered.ts';

export interface LockstepJob {
  role: 'writer' | 'reader';
  ring: SharedArrayBuffer;
  turns: Int32Array;
  /** The writer pushes the frames `from` … `to - 1`, stamped with their numbers. */
  from: number;
  to: number;
  /** The reader takes so many at a time, at most. */
  atATime: number;
}

const BYTES_MAX = 6;
const { role, ring, turns, from, to, atATime } = workerData as LockstepJob;

if (role === 'writer') {
  const writer = new RingWriter(ring);
  const frames = Array.from({ length: to - from }, (_, i) => numbered(from + i, BYTES_MAX));
  const leave = enterLockstep(turns, 0);
  const lost = frames.flatMap((bytes, i) => (writer.push(from + i, bytes) ? [] : [from + i]));
  leave();
  parentPort!.postMessage(lost);
} else {
  const reader = new RingReader(ring, () => Promise.reject(new Error('nobody sleeps here')));
  const drained: [number, Uint8Array][] = [];
  const leave = enterLockstep(turns, 1);
  while (Atomics.load(turns, 2) === 0) {
    const next = reader.nextAtMs();
    if (next !== undefined) reader.drain(next + atATime, (atMs, bytes) => drained.push([atMs, bytes]));
  }
  leave();
  reader.drain(Infinity, (atMs, bytes) => drained.push([atMs, bytes]));
  parentPort!.postMessage({
    drained: drained.map(([atMs]) => atMs),
    torn: drained.filter(([atMs, bytes]) => !isNumbered(atMs, bytes, BYTES_MAX)).map(([atMs]) => atMs),
    dropped: reader.dropped,
  });
}
