import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cli as words } from '../words/en/cli.ts';
import type { Disk } from './folderBackend.ts';
import { Refusal } from './terminal.ts';

/** A change takes milliseconds. */
const PATIENCE_MS = 10_000;
const WAIT_MAX_MS = 30;
/** The number of a process that is gone may be another's by now. */
const STALE_MS = 60_000;

/**
 * A lock is had by whoever has put its file there and then sees no other. Of two at once at least the later one sees the
 * other, so that never both have it; who does not takes its own away and tries again. No name is ever used twice, so that
 * taking away a dead one's file can never be taking away another's.
 */
export class FolderLock {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #isAlive: (pid: number) => boolean;

  constructor(folder: string, disk: Disk, isAlive = isProcess) {
    this.#folder = folder;
    this.#disk = disk;
    this.#isAlive = isAlive;
  }

  /** `mine`: whether the lock is still held, which a process that slept for long cannot know. */
  async locked<T>(work: (mine: () => Promise<boolean>) => Promise<T>): Promise<T> {
    await this.#disk.make(this.#folder);
    const name = `lock-${process.pid}-${Date.now()}-${randomUUID()}`;
    const path = join(this.#folder, name);
    const sinceMs = performance.now();
    try {
      for (;;) {
        await this.#disk.write(path, new Uint8Array(), false);
        if (!(await this.#othersAfter(name))) break;
        await this.#disk.remove(path);
        if (performance.now() - sinceMs > PATIENCE_MS) throw new Refusal(words.ledgerBusy(this.#folder));
        await sleep(Math.random() * WAIT_MAX_MS);
      }
      return await work(async () => (await this.#disk.list(this.#folder)).includes(name));
    } finally {
      await this.#disk.remove(path);
    }
  }

  /** Whether anyone else has a lock, or wants it; what dead ones left is taken away. */
  async #othersAfter(mine: string): Promise<boolean> {
    let others = false;
    for (const name of await this.#disk.list(this.#folder)) {
      const [, pid, ms] = /^lock-(\d+)-(\d+)-/.exec(name) ?? [];
      if (pid === undefined || name === mine) continue;
      const dead = !this.#isAlive(Number(pid)) || Math.abs(Date.now() - Number(ms)) > STALE_MS;
      if (dead) await this.#disk.remove(join(this.#folder, name));
      else others = true;
    }
    return others;
  }
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'; // somebody else's, and alive
  }
}
