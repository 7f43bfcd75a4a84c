import * as v from 'valibot';
import * as is from '../../core/parse/bounds.ts';
import { parseWith } from '../../core/parse/schema.ts';
import type { SessionEvent } from '../../core/session/events.ts';
import { decodeEnvelope } from '../database/decodeEnvelope.ts';
import type { Key } from './checkpointBackend.ts';

const slot = v.looseObject({
  sessionId: v.string(),
  seq: v.number(),
  next: v.number(),
  atEpochMs: is.epochMs,
  session: v.looseObject({ status: v.string(), plan: v.looseObject({ id: v.string() }) }),
});

const entry = v.looseObject({
  sessionId: v.string(),
  atEpochMs: is.epochMs,
  events: v.array(v.looseObject({ type: v.string() })),
});

const ENDS: readonly string[] = ['stop', 'abandoned'] satisfies SessionEvent['type'][];

/** A workout that was under way when it was last written down. */
export interface UnderWay {
  planId: string;
  atEpochMs: number;
}

/**
 * Which workout is under way, for the service worker, which does not go on with it: the records are looked at and not
 * folded, since what folds them (`recovery.ts`) is a quarter of its script. A workout that came to its end is cleared in
 * the same step as it is stored, so that none is left which only a fold would show to be over.
 */
export function underWay(records: ReadonlyMap<Key, unknown>): UnderWay | undefined {
  const slots = ['slot:0', 'slot:1'].flatMap((key) => {
    const opened = decodeEnvelope('slot', records.get(key));
    const read = opened.ok ? parseWith(slot, opened.value.json) : opened;
    return read.ok ? [read.value] : [];
  });
  const last = slots.sort((a, b) => b.seq - a.seq)[0];
  if (!last || last.session.status === 'completed') return undefined;
  let { atEpochMs } = last;
  for (let n = last.next; records.has(n); n++) {
    const opened = decodeEnvelope('entry', records.get(n));
    const read = opened.ok ? parseWith(entry, opened.value.json) : opened;
    if (!read.ok || read.value.sessionId !== last.sessionId) break;
    if (read.value.events.some(({ type }) => ENDS.includes(type))) return undefined;
    ({ atEpochMs } = read.value);
  }
  return { planId: last.session.plan.id, atEpochMs };
}
