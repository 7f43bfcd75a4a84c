import { absent, realFile } from './importing.ts';

/** What `expected.json` says of a file of another program. */
export function expectedOf<T>(name: string): T {
  if (absent) throw new Error(absent);
  const { files } = JSON.parse(new TextDecoder().decode(realFile('expected.json'))) as {
    files: { file: string; expected: T }[];
  };
  const found = files.find(({ file }) => file === name);
  if (!found) throw new Error(`${name} is not in expected.json`);
  return found.expected;
}
