import * as v from 'valibot';
import { JOURNAL_PATH, type Checkpoint, type JournalEntry } from '../../core/records/checkpoint.ts';
import { parseCheckpoint, parseRecoverable } from '../../core/records/checkpointRecord.ts';
import { parseEntry, replayed } from '../../core/records/journalRecord.ts';
import { bad, good, type Parsed, type Problem } from '../../core/parse/parsed.ts';
import { CHUNK_S } from '../../core/samples/samples.ts';
import { parseWith } from '../../core/parse/schema.ts';
import { unpacked } from '../../core/samples/unpacked.ts';
import {
  NOTHING_WRITTEN,
  partKey,
  type Key,
  type Recovered,
  type WrittenCounts,
  type Written,
} from './checkpointBackend.ts';
import { decodeEnvelope } from '../database/decodeEnvelope.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const list = v.optional(v.array(v.unknown()), []);

const slot = v.looseObject({
  sessionId: v.string(),
  seq: count,
  next: count,
  parts: v.pipe(count, v.maxValue(100_000)),
  toS: v.optional(count),
  told: v.object({ timeline: count, pauses: count, gaps: count, cues: count, diary: count }),
  diary: list,
  session: v.looseObject({}),
});

const settled = v.object({ timeline: list, pauses: list, gaps: list, cues: list, diary: list });

/**
 * What survived, folded: the newest checkpoint that can be read, and every journal entry that follows it without a
 * gap. `undefined` when there is no workout; problems when there is one and nothing of it can be read.
 */
export function recover(records: ReadonlyMap<Key, unknown>): Parsed<Recovered | undefined> {
  const problems: Problem[] = [];
  const found: Recovered[] = [];
  for (const key of ['slot:0', 'slot:1']) {
    if (!records.has(key)) continue;
    const read = readSlot(records.get(key), records);
    if (read.ok) found.push(read.value);
    else problems.push(...read.problems);
  }
  if (records.has('head')) {
    const read = readVersion1(records);
    if (read.ok) found.push(read.value);
    else problems.push(...read.problems);
  }
  // what a newer app has written is its own; an older slot beside it would be an older truth
  if (problems.some(({ code }) => code === 'record.newer')) return { ok: false, problems };
  const best = found.sort((a, b) => b.written.seq - a.written.seq)[0];
  if (best) return good(withJournal(best, records));
  if (problems.length > 0) return { ok: false, problems };
  return good(setAside(records));
}

function readSlot(record: unknown, records: ReadonlyMap<Key, unknown>): Parsed<Recovered> {
  const opened = decodeEnvelope('slot', record);
  if (!opened.ok) return opened;
  const outer = parseWith(slot, opened.value.json);
  if (!outer.ok) return outer;
  // before long absences were left out, every 300 s were a part
  const { sessionId, seq, next, parts, toS = parts * CHUNK_S, told, diary, session } = outer.value;

  const stored = Array.from({ length: parts }, (_, i) => readPart(records.get(partKey(sessionId, i))));
  const before = (name: keyof WrittenCounts): unknown[] => stored.flatMap((part) => part?.lists[name] ?? []);
  const whole = (name: Exclude<keyof WrittenCounts, 'diary'>): unknown => {
    const rest: unknown = session[name];
    return Array.isArray(rest) ? [...before(name), ...(rest as unknown[])] : rest;
  };
  const lists = { timeline: whole('timeline'), pauses: whole('pauses'), gaps: whole('gaps'), cues: whole('cues') };
  const tail = opened.value.bytes.length > 0 ? [unpackedOr(opened.value.bytes)] : [];
  const parsed = parseCheckpoint({ ...outer.value, session: { ...session, ...lists } }, [
    ...stored.map((part) => part?.chunk),
    ...tail,
  ]);
  if (!parsed.ok) return parsed;
  if (parsed.value.session.id !== sessionId) return bad('record.broken', { sessionId }, 'session.id');
  const written: Written = { sessionId, seq, next, parts, toS, told };
  return good({ checkpoint: parsed.value, notices: [], eventLog: [...before('diary'), ...diary], written });
}

/** What would keep this record of a workout under way from being read again, were it written. */
export function problemsIn(key: Key, record: Uint8Array): readonly Problem[] {
  const read =
    typeof key === 'number' ? readEntry(record) : key.startsWith('part:') ? soundPart(record) : soundSlot(record);
  return read.ok ? [] : read.problems;
}

function soundSlot(record: Uint8Array): Parsed<unknown> {
  const opened = decodeEnvelope('slot', record);
  const outer = opened.ok ? parseWith(slot, opened.value.json) : opened;
  if (!opened.ok || !outer.ok) return outer;
  const read = parseRecoverable(outer.value);
  return read.ok && opened.value.bytes.length > 0 ? unpacked(opened.value.bytes) : read;
}

function soundPart(record: Uint8Array): Parsed<unknown> {
  const opened = decodeEnvelope('part', record);
  const lists = opened.ok ? parseWith(settled, opened.value.json) : opened;
  return opened.ok && lists.ok ? unpacked(opened.value.bytes) : lists;
}

function readEntry(record: unknown): Parsed<JournalEntry> {
  const opened = decodeEnvelope('entry', record);
  return opened.ok ? parseEntry(opened.value.json) : opened;
}

/** Its checksum is right: what is in it is what somebody meant to write. */
function isWhole(record: unknown): boolean {
  const opened = decodeEnvelope('entry', record);
  return opened.ok || opened.problems.some(({ code }) => code === 'record.newer');
}

function inJournal(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, path: JOURNAL_PATH + problem.path }));
}

/** A part that cannot be read is `undefined`: its seconds are without a signal, and the workout goes on. */
function readPart(record: unknown): { lists: v.InferOutput<typeof settled>; chunk: unknown } | undefined {
  const opened = decodeEnvelope('part', record);
  if (!opened.ok) return undefined;
  const lists = parseWith(settled, opened.value.json);
  return lists.ok ? { lists: lists.value, chunk: unpackedOr(opened.value.bytes) } : undefined;
}

function unpackedOr(bytes: Uint8Array): unknown {
  const chunk = unpacked(bytes);
  return chunk.ok ? chunk.value : undefined;
}

/**
 * The entries from the checkpoint on, as long as each follows the one before. A torn one is how a journal ends when the
 * process is killed. One that is whole and says what is not known here was written by another version: that is said.
 */
function withJournal(recovered: Recovered, records: ReadonlyMap<Key, unknown>): Recovered {
  const entries: JournalEntry[] = [];
  let unknown: Recovered['unknown'];
  for (let n = recovered.written.next; records.has(n); n++) {
    const entry = readEntry(records.get(n));
    if (!entry.ok && isWhole(records.get(n))) unknown = { key: n, problems: inJournal(entry.problems) };
    if (!entry.ok || entry.value.sessionId !== recovered.written.sessionId) break;
    entries.push(entry.value);
  }
  const folded = entries.length > 0 ? replayed(recovered.checkpoint, entries) : undefined;
  return { ...recovered, ...folded, ...(unknown && { unknown }) };
}

const head1 = v.object({
  head: v.unknown(),
  tail: v.unknown(),
  sealed: v.pipe(count, v.maxValue(100_000)),
  sessionId: v.string(),
  diary: list,
});

/** Version 1 had one slot, and its chunks as columns. All of it is written anew, so nothing of it counts as written. */
function readVersion1(records: ReadonlyMap<Key, unknown>): Parsed<Recovered> {
  const outer = parseWith(head1, records.get('head'));
  if (!outer.ok) return outer;
  const { head, tail, sealed, sessionId, diary } = outer.value;
  const chunks = Array.from({ length: sealed }, (_, i) => records.get(`chunk:${sessionId}:${String(i)}`));
  const checkpoint: Parsed<Checkpoint> = parseCheckpoint(head, [...chunks, tail]);
  if (!checkpoint.ok) return checkpoint;
  const written: Written = { sessionId, seq: 0, next: 0, parts: 0, toS: 0, told: NOTHING_WRITTEN };
  return good({ checkpoint: checkpoint.value, notices: [], eventLog: diary, written });
}

/** A workout that was deleted. One that cannot be read, nobody can have back. */
export function recoverDeleted(record: unknown): Checkpoint | undefined {
  const read = parseWith(aside, record);
  const found = read.ok ? recover(new Map(read.value.records)) : read;
  return found.ok ? found.value?.checkpoint : undefined;
}

const aside = v.object({ records: v.array(v.tuple([v.union([v.string(), v.number()]), v.unknown()])) });

/** A workout that had to be set aside unread. Where it stood nothing of it stands any more. */
function setAside(records: ReadonlyMap<Key, unknown>): Recovered | undefined {
  for (const [key, record] of records) {
    if (typeof key !== 'string' || !key.startsWith('later:')) continue;
    const read = parseWith(aside, record);
    const found = read.ok ? recover(new Map(read.value.records)) : read;
    if (!found.ok || !found.value) continue;
    return { ...found.value, written: { ...found.value.written, parts: 0, toS: 0, told: NOTHING_WRITTEN }, aside: key };
  }
  return undefined;
}
