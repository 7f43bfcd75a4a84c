// Files and folders that somebody has named: whatever they are, what is done with them ends.
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** More than any file of ours, and than any recording of a day. */
const FILE_BYTES_MAX = 64_000_000;

class Unreadable extends Error {
  readonly code: string;

  constructor(code: 'EISDIR' | 'ENOTFILE' | 'EFBIG') {
    super(code);
    this.code = code;
  }
}

/** A device gives bytes for ever, and a pipe none until somebody writes: a pipe is not even waited for. */
function refuseUnlessFile(found: { isFile(): boolean; isDirectory(): boolean; size: number }): void {
  if (found.isDirectory()) throw new Unreadable('EISDIR');
  if (!found.isFile()) throw new Unreadable('ENOTFILE');
  if (found.size > FILE_BYTES_MAX) throw new Unreadable('EFBIG');
}

const LOOK = constants.O_RDONLY | constants.O_NONBLOCK;

export function readBytesSync(path: string): Uint8Array {
  const file = openSync(path, LOOK);
  try {
    refuseUnlessFile(fstatSync(file));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

export async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, LOOK);
  try {
    refuseUnlessFile(await file.stat());
    return new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}

/** With all folders above it. One by one: Node's own `recursive` never ends where the system refuses, as in /proc. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const above = dirname(resolve(path));
    if (code === 'ENOENT' && above !== resolve(path) && !(await exists(above))) {
      await makeFolder(above);
      return mkdir(path);
    }
    if (code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw cause;
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
