import * as v from 'valibot';
import { NEW_COACH, unheard } from '../cues/coach.ts';
import { NO_DEVIATION } from '../cues/deviation.ts';
import * as is from '../parse/bounds.ts';
import { parseWith } from '../parse/schema.ts';
import { NO_EVIDENCE } from '../signal/doubt.ts';
import { NO_SIGNAL } from '../signal/signal.ts';
import { seededAt } from '../signal/slopeFilter.ts';
import { CHECKPOINT_VERSION } from './checkpoint.ts';

const heardBefore = v.looseObject({
  status: v.string(),
  reason: v.optional(v.string()),
  tickedAtMs: is.clockMs,
  signal: v.looseObject({
    status: v.string(),
    ageMs: is.durationMs,
    filter: v.optional(v.looseObject({ bpm: is.bpm })),
  }),
});
const filteredBefore = v.looseObject({
  signal: v.looseObject({
    filter: v.optional(v.looseObject({ bpm: is.bpm })),
    gate: v.optional(v.looseObject({ backing: is.count })),
    contact: v.optional(v.looseObject({})),
  }),
});
const LONG_BELIEVED_MS = 10_000;

/** The steps from one version to the next, each a step for whatever an app of that version may have left. */
const MIGRATIONS: Record<number, (session: Record<string, unknown>) => Record<string, unknown>> = {
  // What was heard of the strap was not kept.
  1: (session) => ({ ...session, signal: NO_SIGNAL, tickedAtMs: 0, deviation: NO_DEVIATION }),
  // What was filtered was believed. That a strap was lost had been told, where the workout knew of it.
  2: (session) => {
    const read = parseWith(heardBefore, session);
    if (!read.ok) return { ...session, lossTold: false, asTimer: false };
    const { status, reason, tickedAtMs, signal } = read.value;
    const atMs = tickedAtMs - signal.ageMs;
    const believed = signal.filter && { bpm: signal.filter.bpm, atMs, backing: 3, sinceMs: atMs - LONG_BELIEVED_MS };
    return {
      ...session,
      signal: { ...signal, ...(believed && { gate: believed, lastAtMs: atMs }) },
      lossTold: signal.status === 'lost' || (status === 'paused' && reason === 'signalLost'),
      asTimer: false,
    };
  },
  // The rate was filtered without its slope, and never doubted. Readings that were not believed are forgotten. Zones were
  // of five: whoever reads that version alone would take zone 2 of three for zone 2 of five.
  3: (session) => {
    const read = parseWith(filteredBefore, session);
    if (!read.ok) return session;
    const { filter, gate, ...signal } = read.value.signal;
    const known = filter && { ...seededAt(filter.bpm), backing: gate?.backing ?? 0 };
    const contact = signal.contact && { ...signal.contact, lost: false };
    return { ...session, signal: { ...signal, filter: known, contact, evidence: NO_EVIDENCE } };
  },
  // The judge of the cues knew the slope of the heart alone. What was said lately is forgotten, and nobody is told of it at once.
  4: ({ cue: _, ...session }) => {
    const elapsedS = typeof session['elapsedS'] === 'number' ? session['elapsedS'] : 0;
    return { ...session, coach: unheard(NEW_COACH, elapsedS) };
  },
};

/** A session as an app of version `from` wrote it, in the form of this one. What is wrong in it stays wrong. */
export function migrated(session: Record<string, unknown>, from: number): Record<string, unknown> {
  for (let version = from; version < CHECKPOINT_VERSION; version++) session = MIGRATIONS[version]?.(session) ?? session;
  return session;
}
