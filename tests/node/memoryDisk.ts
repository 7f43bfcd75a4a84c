import type { Disk } from '../../src/node/folderBackend.ts';

export type Done =
  | { type: 'write'; path: string; bytes: Uint8Array }
  | { type: 'rename'; from: string; to: string }
  | { type: 'remove'; path: string };

/** A disk in memory that remembers what was done to it. */
export class MemoryDisk implements Disk {
  readonly files: Map<string, Uint8Array>;
  readonly done: Done[] = [];

  constructor(files = new Map<string, Uint8Array>()) {
    this.files = files;
  }

  make(): Promise<void> {
    return Promise.resolve();
  }

  list(folder: string): Promise<string[]> {
    const names = [...this.files.keys()].filter((path) => path.startsWith(`${folder}/`));
    return Promise.resolve([...new Set(names.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))]);
  }

  read(path: string): Promise<Uint8Array> {
    const bytes = this.files.get(path);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no ${path}`));
  }

  write(path: string, bytes: Uint8Array): Promise<void> {
    this.done.push({ type: 'write', path, bytes });
    this.files.set(path, bytes);
    return Promise.resolve();
  }

  rename(from: string, to: string): Promise<void> {
    this.done.push({ type: 'rename', from, to });
    for (const [path, bytes] of this.#under(from)) {
      this.files.set(to + path.slice(from.length), bytes);
      this.files.delete(path);
    }
    return Promise.resolve();
  }

  remove(path: string): Promise<void> {
    this.done.push({ type: 'remove', path });
    for (const [each] of this.#under(path)) this.files.delete(each);
    return Promise.resolve();
  }

  do(done: Done): Promise<void> {
    if (done.type === 'write') return this.write(done.path, done.bytes);
    return done.type === 'rename' ? this.rename(done.from, done.to) : this.remove(done.path);
  }

  #under(path: string): [string, Uint8Array][] {
    return [...this.files].filter(([each]) => each === path || each.startsWith(`${path}/`));
  }
}
