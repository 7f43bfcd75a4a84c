// The folder under fire: its disk stops at any byte of any write, and between any two things that are done to it.
import { expect, test } from 'vitest';
import { samplesOf } from '../../src/core/samples/samples.ts';
import { FolderBackend } from '../../src/node/folderBackend.ts';
import { Checkpoints } from '../../src/store/checkpoints/checkpoints.ts';
import { recover } from '../../src/store/checkpoints/recovery.ts';
import { planOf, time, World } from '../engine/world.ts';
import { MemoryDisk } from './memoryDisk.ts';

test(
  'whatever byte is the last that reaches the disk, the workout is there as far as it was acknowledged',
  { timeout: 60_000 },
  async () => {
    const disk = new MemoryDisk();
    const world = new World<Checkpoints>(new Checkpoints(new FolderBackend('f', disk), () => 0));
    await world.executor.restore();
    world.start(planOf([time(14)]));
    /** How much of the workout was acknowledged after so many things were done to the disk. */
    const acknowledged: { done: number; elapsedS: number }[] = [];
    for (let s = 1; s <= 14; s++) {
      world.train(1, 150);
      await world.executor.settled();
      acknowledged.push({ done: disk.done.length, elapsedS: s });
    }
    expect(world.executor.session.status).toBe('completed');
    const finishedAt = disk.done.findIndex(({ type }) => type === 'rename');

    const before = new MemoryDisk();
    let bytesCut = 0;
    for (const [i, done] of disk.done.entries()) {
      const sureS = acknowledged.findLast((each) => each.done <= i)?.elapsedS ?? 0;
      const lengths = done.type === 'write' ? Array.from({ length: done.bytes.length + 1 }, (_, n) => n) : [undefined];
      for (const length of lengths) {
        bytesCut += length === undefined ? 0 : 1;
        const cut = new MemoryDisk(new Map(before.files));
        await cut.do(done.type === 'write' ? { ...done, bytes: done.bytes.subarray(0, length) } : done);
        const what = `${done.type} ${i} cut at ${String(length)}`;
        const inHistory = [...cut.files.keys()].filter((path) => /^f\/history\/.*\.json$/.test(path)).length;
        const recovered = recover(await new FolderBackend('f', cut).read());

        if (!recovered.ok || !recovered.value) {
          // before the first checkpoint there is nothing yet; at the end it is in the history
          const tornFirst = sureS === 0 && i < 2;
          expect(tornFirst || inHistory === 1, what).toBe(true);
          continue;
        }
        const { session, chunks } = recovered.value.checkpoint;
        expect('elapsedS' in session && session.elapsedS, what).toBeGreaterThanOrEqual(Math.min(sureS, 13));
        expect(chunks.flatMap(samplesOf), what).toHaveLength(session.elapsedS);
        expect(inHistory, what).toBe(i >= finishedAt ? 1 : 0);
      }
      await before.do(done);
    }
    expect(bytesCut).toBeGreaterThan(3_000);
    expect([...before.files.keys()]).toEqual([expect.stringMatching(/^f\/history\/session-1\.json$/)]);
  },
);
