import { COURSE, type Checkpoint, type Course } from '../../core/records/checkpoint.ts';
import type { Finished } from '../../core/records/finished.ts';
import type { Notice } from '../../core/cues/notice.ts';
import type { Problem } from '../../core/parse/parsed.ts';

/**
 * Where a workout under way is kept, under these keys. All but what was set aside are envelopes (`envelope.ts`).
 *
 *     'slot:0', 'slot:1'   the last two checkpoints, written in turn: one is always whole
 *     'part:ID:N'          the Nth chunk of 300 s, and what else of the workout will not change, written once
 *     n                    the nth journal entry, ever; those that the older checkpoint has seen are gone
 *     'broken:TIME'        set aside: could not be read
 *     'deleted:TIME'       a workout that was deleted before its end, until nobody can want it back: see `deleted.ts`
 *     'later:TIME'         set aside unread, since something else had to be written: comes back when it can be read
 *
 * Nothing of it grows with the workout, but for the number of its parts.
 */
export interface CheckpointBackend {
  read(): Promise<Map<Key, unknown>>;
  /** In one transaction where there are such; else in this order, and what is dropped last. `strict`: on the disk when it resolves. */
  write(change: Change, strict: boolean): Promise<void>;
  /** The history has it and the backend has not, in one transaction where there are such; else in this order. Twice is once. */
  finish(finished: Finished, change: Change): Promise<void>;
}

export type Key = string | number;

export interface Change {
  put: readonly (readonly [Key, unknown])[];
  drop: readonly Key[];
  /** What has to stand there for this change to make sense, with the record itself where it is to be looked at: else `Lost`. */
  upon?: ReadonlyMap<Key, Uint8Array | undefined> | undefined;
  /** Everything of the workout, since what was there was lost. */
  anew?: boolean;
}

/** What was written is not there any more, or is not what it was. Nothing was changed. */
export class Lost extends Error {
  override readonly name = 'Lost';
}

export function isSame(record: unknown, written: Uint8Array): boolean {
  return (
    record instanceof Uint8Array && record.length === written.length && record.every((byte, i) => byte === written[i])
  );
}

/** A checkpoint that was found, and what its writer needs to go on. */
export interface Recovered {
  checkpoint: Checkpoint;
  /** What was told since the last checkpoint. */
  notices: readonly Notice[];
  eventLog: readonly unknown[];
  written: Written;
  /** The record that it was set aside in. */
  aside?: Key | undefined;
  /** A journal entry that is whole and says what no reader here knows: the fold ends before the entry. */
  unknown?: { key: number; problems: Problem[] } | undefined;
}

/** What the backend has of a workout. */
export interface Written {
  sessionId: string;
  /** Of the last checkpoint. */
  seq: number;
  /** The first journal entry that the last checkpoint has not seen. */
  next: number;
  /** How many parts, and up to which second. A long absence has none. */
  parts: number;
  toS: number;
  /** How much of each list is in parts. */
  told: WrittenCounts;
}

export type WrittenCounts = Record<keyof Course | 'diary', number>;
export const LISTS = [...COURSE, 'diary'] as const;
export const NOTHING_WRITTEN: WrittenCounts = { timeline: 0, pauses: 0, gaps: 0, cues: 0, diary: 0 };

export const slotKey = (seq: number): string => `slot:${String(seq % 2)}`;
export const partKey = (sessionId: string, index: number): string => `part:${sessionId}:${String(index)}`;
