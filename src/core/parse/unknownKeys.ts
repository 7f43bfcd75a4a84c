import type { Problem } from './parsed.ts';

/** Every key of a foreign object that is not known there, by its place, with the one that was probably meant. */
export function unknownKeys(value: object, known: readonly string[], path: string): Problem[] {
  return Object.entries(value)
    .filter(([key, each]) => each !== undefined && !known.includes(key))
    .map(([key]): Problem => {
      const meant = nearest(key, known);
      return { code: 'key.unknown', path: placeOf(path, key), params: meant === undefined ? {} : { meant } };
    });
}

const KEY_CHARS_MAX = 40;

/** The place of a key as the writer of the file would say it: `phases[2].targett`. */
function placeOf(path: string, key: string): string {
  if (!/^[\w$-]{1,40}$/.test(key)) {
    const shown = key.length > KEY_CHARS_MAX ? `${key.slice(0, KEY_CHARS_MAX - 1)}…` : key;
    return `${path}[${JSON.stringify(shown)}]`;
  }
  return path === '' ? key : `${path}.${key}`;
}

/** Fewer characters than this say too little for a guess. */
const BEGINNING_CHARS_MIN = 3;

/** The known key that is written nearly like this one. */
function nearest(key: string, known: readonly string[]): string | undefined {
  if (key.length > KEY_CHARS_MAX) return undefined;
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const wanted = plain(key);
  const begun = known.filter((each) => {
    const [short = '', long = ''] = [wanted, plain(each)].sort((a, b) => a.length - b.length);
    return short.length >= BEGINNING_CHARS_MIN && long.startsWith(short);
  });
  const ranked = known
    .map((each) => ({ each, off: editsBetween(wanted, plain(each)) }))
    .filter(({ each, off }) => off <= Math.min(2, Math.floor(plain(each).length / 3)))
    .sort((a, b) => a.off - b.off);
  return ranked[0]?.each ?? begun[0];
}

/** How many letters have to be put in, left out, replaced or swapped with the next to get from one to the other. */
function editsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + same,
        swapped ? rows[i - 2]![j - 2]! + 1 : Infinity,
      );
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
