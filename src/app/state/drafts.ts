/**
 * What was typed and is not saved yet. It stays over navigation, a reload and in another tab until it is saved or
 * discarded by the person. In localStorage, since it must be there at the next line that runs, and is no record: no
 * backup has it. Where a browser refuses that, it stays as long as the page does.
 */
export interface Draft<T> {
  /** None too where it cannot be read. */
  read(): T | undefined;
  keep(value: T): void;
  drop(): void;
}

const PREFIX = 'beatkeeper-draft/';
const CHARS_MAX = 1_000_000;
/** What the browser would not store: none is allowed, or the disk is full. */
const memory = new Map<string, string>();

export function draftAt<T>(name: string, parse: (value: unknown) => T | undefined): Draft<T> {
  const key = PREFIX + name;
  return {
    read: () => parse(kept(key)?.value),
    keep: (value) => {
      const text = JSON.stringify({ atEpochMs: Date.now(), value });
      drop(key); // what is older is gone, whether or not this can be kept
      if (text.length > CHARS_MAX) return;
      if (tried(() => (localStorage.setItem(key, text), true)) === undefined) memory.set(key, text);
    },
    drop: () => drop(key),
  };
}

/** The names of all drafts below this one, the latest first. */
export function draftsBelow(name: string): string[] {
  return keys()
    .filter((key) => key.startsWith(PREFIX + name))
    .map((key) => ({ key, atEpochMs: kept(key)?.atEpochMs ?? 0 }))
    .sort((a, b) => b.atEpochMs - a.atEpochMs)
    .map(({ key }) => key.slice(PREFIX.length));
}

/** Reads what has the fields of `sample`, each of the same type: a draft is text, and what it means is looked at later. */
export function like<T extends object>(sample: T): (value: unknown) => T | undefined {
  return (value) => (isLike(value, sample) ? (value as T) : undefined);
}

function isLike(value: unknown, sample: unknown): boolean {
  if (Array.isArray(sample)) {
    return Array.isArray(value) && value.length === sample.length && value.every((each, i) => isLike(each, sample[i]));
  }
  if (typeof sample !== 'object' || sample === null) return typeof value === typeof sample;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = value as Record<string, unknown>;
  return Object.entries(sample).every(([name, each]) => isLike(fields[name], each));
}

/** All of it is erased. */
export function dropDrafts(): void {
  for (const key of keys()) drop(key);
}

function drop(key: string): void {
  memory.delete(key);
  tried(() => localStorage.removeItem(key));
}

function keys(): string[] {
  return [...(tried(() => Object.keys(localStorage)) ?? []), ...memory.keys()].filter((key) => key.startsWith(PREFIX));
}

function kept(key: string): { atEpochMs: number; value: unknown } | undefined {
  const text = memory.get(key) ?? tried(() => localStorage.getItem(key));
  return tried(() => {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null || !('value' in value) || !('atEpochMs' in value)) return undefined;
    return typeof value.atEpochMs === 'number' ? { atEpochMs: value.atEpochMs, value: value.value } : undefined;
  });
}

/** A browser may refuse each of these, and what is stored may be anything. */
function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
