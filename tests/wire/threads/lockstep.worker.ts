import { parentPort, workerData } from 'node:worker_threads';
import { RingReader, RingWriter } from '../../../src/wire/ring.ts';
import { enterLockstep, isAlone, type Turns } from './lockstep.ts';
import { isNumbered, numbered, SHORT_BYTES_MAX } from './numbered.ts';

export interface LockstepJob {
  role: 'writer' | 'reader';
  ring: SharedArrayBuffer;
  turns: Turns;
  /** The writer pushes the frames `from` … `to - 1`, stamped with their numbers. */
  from: number;
  to: number;
  /** The reader takes so many at a time, at most. */
  atATime: number;
}

const { role, ring, turns, from, to, atATime } = workerData as LockstepJob;
parentPort!.postMessage(role === 'writer' ? write() : read());

function write(): number[] {
  const frames = Array.from({ length: to - from }, (_, i) => numbered(from + i, SHORT_BYTES_MAX));
  const leave = enterLockstep(turns, 0);
  const writer = new RingWriter(ring);
  const lost = frames.flatMap((bytes, i) => (writer.push(from + i, bytes) ? [] : [from + i]));
  leave();
  return lost;
}

function read(): object {
  const frames: [number, Uint8Array][] = [];
  const leave = enterLockstep(turns, 1);
  const reader = new RingReader(ring, () => Promise.reject(new Error('nobody sleeps here')));
  while (!isAlone(turns)) {
    const nextAtMs = reader.nextAtMs();
    if (nextAtMs !== undefined) reader.drain(nextAtMs + atATime, (atMs, bytes) => frames.push([atMs, bytes]));
  }
  leave();
  reader.drain(Infinity, (atMs, bytes) => frames.push([atMs, bytes]));
  return {
    drained: frames.map(([atMs]) => atMs),
    torn: frames.filter(([atMs, bytes]) => !isNumbered(atMs, bytes, SHORT_BYTES_MAX)).map(([atMs]) => atMs),
    dropped: reader.dropped,
  };
}
