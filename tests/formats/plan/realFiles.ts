// The files of other programs that lie beside a checkout on some machines, with what each of them holds.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const WORKOUTS = resolve(import.meta.dirname, '../../../../shared/data/workouts');

/** Why there are none. */
export const absent = existsSync(WORKOUTS) ? undefined : `no workouts at ${WORKOUTS}`;

export const realFile = (name: string): Uint8Array => new Uint8Array(readFileSync(join(WORKOUTS, name)));

/** What `expected.json` says of a file. */
export function expectedOf<T>(name: string): T {
  const { files } = JSON.parse(readFileSync(join(WORKOUTS, 'expected.json'), 'utf8')) as {
    files: { file: string; expected: T }[];
  };
  const found = files.find(({ file }) => file === name);
  if (!found) throw new Error(`${name} is not in expected.json`);
  return found.expected;
}
