import { CHECKPOINT_VERSION, type Checkpoint } from '../../core/records/checkpoint.ts';
import { packed } from '../../core/samples/packed.ts';
import { CHUNK_S } from '../../core/samples/samples.ts';
import { encodeEnvelope } from '../database/envelope.ts';
import { LISTS, NOTHING_WRITTEN, partKey, type Key, type WrittenCounts, type Written } from './checkpointBackend.ts';

/**
 * A checkpoint as records: a part for each chunk that is full and was not written `before`, and the slot, with all that is
 * in no part.
 */
export function slotAndParts(
  { session, atEpochMs, behindMs, chunks }: Checkpoint,
  eventLog: readonly unknown[],
  { before, seq, next }: { before: Written | undefined } & Pick<Written, 'seq' | 'next'>,
): { slot: Uint8Array<ArrayBuffer>; parts: [Key, Uint8Array<ArrayBuffer>][]; written: Written } {
  const lists = { ...session, diary: eventLog };
  let { parts, told, toS } = before ?? { parts: 0, told: NOTHING_WRITTEN, toS: 0 };
  const fresh = chunks.filter(({ fromS }) => fromS >= toS);

  const put: [Key, Uint8Array<ArrayBuffer>][] = [];
  for (; fresh[0]?.bpm.length === CHUNK_S; parts++) {
    const chunk = fresh.shift()!;
    // the last of a list may still change: a pause ends, a gap is counted
    const until = each((name) => Math.max(told[name], lists[name].length - 1));
    const settled = each((name) => lists[name].slice(told[name], until[name]));
    put.push([partKey(session.id, parts), encodeEnvelope('part', settled, packed(chunk))]);
    told = until;
    toS = chunk.fromS + CHUNK_S;
  }
  const rest = each((name) => lists[name].slice(told[name]));
  const written: Written = { sessionId: session.id, seq, next, parts, toS, told };
  const { diary: lately, ...course } = rest;
  const [tail] = fresh;
  const head = {
    ...written,
    diary: lately,
    v: CHECKPOINT_VERSION,
    atEpochMs,
    behindMs,
    session: { ...session, ...course },
  };
  return { slot: encodeEnvelope('slot', head, tail && packed(tail)), parts: put, written };
}

function each<T>(value: (name: keyof WrittenCounts) => T): Record<keyof WrittenCounts, T> {
  return Object.fromEntries(LISTS.map((name) => [name, value(name)])) as Record<keyof WrittenCounts, T>;
}
