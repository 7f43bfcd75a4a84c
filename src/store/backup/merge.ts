import type { Parsed } from '../../core/parse/parsed.ts';
import type { RestoreCounts } from '../../core/records/restoreCounts.ts';
import { hasLapsed, isTried, type Occurrence } from '../../core/schedule/occurrence.ts';
import type { Stamped } from '../database/records.ts';
import { perStore, READ, type StampedStore } from './keptRecords.ts';

// Which of two copies of a record wins: the one that is stored here, or the one in a file.

export type Stamp = Pick<Stamped<unknown>, 'updatedAtEpochMs' | 'revision' | 'deleted'> & {
  /** Of a planned workout: somebody did something with it, which a clock on another device cannot undo. */
  done?: boolean;
};
export type Stamps = Record<StampedStore, ReadonlyMap<string, Stamp>>;

export const NOTHING: Stamps = perStore(() => new Map<string, Stamp>());

/**
 * A change that lies ahead of the clock was made by one that was wrong, or by nobody. It counts as made now: it may win
 * this time, and whatever is changed after it wins again.
 */
export function asOfNow<T extends Stamped<unknown>>(record: T, nowMs: number): T {
  return record.updatedAtEpochMs > nowMs ? { ...record, updatedAtEpochMs: nowMs } : record;
}

export function stampOf(store: StampedStore, record: Stamped<unknown>, nowMs: number): Stamp {
  const { updatedAtEpochMs, revision, deleted, value } = asOfNow(record, nowMs);
  const stamp = { updatedAtEpochMs, revision, deleted };
  if (store !== 'occurrences' || value === null) return stamp;
  const occurrence = value as Occurrence;
  return { ...stamp, done: occurrence.end !== null && !hasLapsed(occurrence) && !isTried(occurrence) };
}

/** What cannot be read here counts for nothing: a good copy of it may take its place. */
export function stampsIn(
  store: StampedStore,
  keys: readonly IDBValidKey[],
  records: readonly unknown[],
  nowMs: number,
): Map<string, Stamp> {
  const stamps = new Map<string, Stamp>();
  for (const [i, key] of keys.entries()) {
    const read = READ[store](key, records[i]) as Parsed<Stamped<unknown>>;
    if (read.ok) stamps.set(key as string, stampOf(store, read.value, nowMs));
  }
  return stamps;
}

/**
 * What becomes of a record of the file. `new`, `newer` and `removed` change what a person sees here; `buried` is a
 * removal of something that is not here anyway; `same` and `older` stay as they are here.
 */
export type Verdict = 'new' | 'newer' | 'removed' | 'buried' | 'same' | 'older';
export type Merge = Record<StampedStore, ReadonlyMap<string, Verdict>>;

/**
 * The later change wins, then the higher revision, then the one that is here. Removals are changes like any other. But a
 * planned workout that was done, skipped or moved on one device is not missed because another one was looked at later.
 */
export function mergeOf(here: Stamps, file: Stamps): Merge {
  const judged = (store: StampedStore): Map<string, Verdict> =>
    new Map([...file[store]].map(([id, stamp]) => [id, verdictOn(stamp, here[store].get(id))]));
  const merge = perStore(judged);
  return { ...merge, annotations: ofLiving(merge, here) };
}

/** What was said of a workout goes with it: a removal that wins wins over both. */
function ofLiving({ digests, annotations }: Merge, here: Stamps): ReadonlyMap<string, Verdict> {
  const lives = (id: string): boolean => isTaken(digests.get(id)) || here.digests.get(id)?.deleted === false;
  return new Map([...annotations].map(([id, verdict]) => [id, lives(id) ? verdict : 'older']));
}

export function verdictOn(file: Stamp, here: Stamp | undefined): Verdict {
  const later = here
    ? Number(file.done ?? false) - Number(here.done ?? false) ||
      file.updatedAtEpochMs - here.updatedAtEpochMs ||
      file.revision - here.revision
    : 1;
  if (later <= 0) return later === 0 ? 'same' : 'older';
  const shown = here?.deleted === false;
  if (file.deleted) return shown ? 'removed' : 'buried';
  return shown ? 'newer' : 'new';
}

export const isTaken = (verdict: Verdict | undefined): boolean => verdict !== 'same' && verdict !== 'older';

export type Tallies = Record<StampedStore, RestoreCounts>;

export function talliesOf(here: Stamps, file: Stamps): Tallies {
  const merge = mergeOf(here, file);
  const countsOf = (store: StampedStore): RestoreCounts => {
    const living = (stamps: ReadonlyMap<string, Stamp>): number =>
      [...stamps.values()].filter(({ deleted }) => !deleted).length;
    const verdicts = [...merge[store]];
    const count = (verdict: Verdict): number => verdicts.filter(([, each]) => each === verdict).length;
    const kept = verdicts.filter(([id, each]) => !isTaken(each) && file[store].get(id)?.deleted === false).length;
    return {
      inFile: living(file[store]),
      here: living(here[store]),
      new: count('new'),
      newer: count('newer'),
      removed: count('removed'),
      kept,
    };
  };
  return perStore(countsOf);
}
