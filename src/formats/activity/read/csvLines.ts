import { textChunks } from './textChunks.ts';

/** A longer line is none: what is beyond is left out. */
const LINE_CHARS_MAX = 20_000;

/** The lines of a file that are not empty, without their ends. */
export function* linesOf(bytes: Uint8Array): Generator<string> {
  let rest = '';
  for (const chunk of textChunks(bytes)) {
    const text = rest + chunk;
    let at = 0;
    // between the two of `\r\n` is an empty line
    for (const { index } of text.matchAll(/[\r\n]/g)) {
      const line = text.slice(at, Math.min(index, at + LINE_CHARS_MAX));
      if (line.trim() !== '') yield line;
      at = index + 1;
    }
    rest = text.slice(at, at + LINE_CHARS_MAX);
  }
  if (rest.trim() !== '') yield rest;
}

/** The cells of a line, without their quotes. A quote within quotes is written twice. */
export function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"?/.exec(line.slice(at));
    const inQuotes = quoted ? at + quoted[0].length : at;
    const end = line.indexOf(separator, inQuotes);
    cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : line.slice(at, end === -1 ? undefined : end));
    if (end === -1) break;
    at = end + 1;
  }
  return cells;
}
