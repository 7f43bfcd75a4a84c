import * as v from 'valibot';
import type { Notice } from '../cues/notice.ts';
import { STRICTNESSES } from '../cues/strictness.ts';
import * as is from '../parse/bounds.ts';
import type { Parsed } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import { SampleLog } from '../samples/samples.ts';
import { advance } from '../session/advance.ts';
import type { SessionEvent } from '../session/events.ts';
import { SHIFT_SCOPES, type Recoverable, type Session } from '../session/session.ts';
import { CONTACTS } from '../signal/heartRateMeasurement.ts';
import { SOURCES } from '../signal/signal.ts';
import { STRAPS } from '../signal/straps.ts';
import type { Checkpoint, JournalEntry } from './checkpoint.ts';
import { onLossSchema, pctSchema, rrMsSchema, sourceSchema } from './sessionSchema.ts';

// The events since a checkpoint: how an entry of the journal is read back, and played onto the checkpoint.

const heartRate = v.object({
  bpm: is.bpm,
  contact: v.picklist(CONTACTS),
  energyKJ: v.nullable(is.bpm), // 16 bits, too
  rrMs: rrMsSchema,
});

const recorded = v.optional(v.boolean());
/** Left out of what happened with one strap, and before there could be two. */
const strap = v.optional(v.picklist(STRAPS));

/** Every event that is written down: all but a start, and that a workout was given up. */
export const eventSchema = v.variant('type', [
  v.object({ type: v.literal('tick'), listening: v.boolean() }),
  v.object({ type: v.literal('heartRate'), atMs: is.clockMs, heartRate, source: sourceSchema, strap, recorded }),
  v.object({ type: v.literal('battery'), pct: pctSchema, strap }),
  v.object({ type: v.literal('strap'), atMs: is.clockMs, strap: v.picklist(STRAPS) }),
  v.object({ type: v.literal('source'), atMs: is.clockMs, source: v.picklist([...SOURCES, 'none']) }),
  v.object({ type: v.picklist(['pause', 'resume', 'stop', 'countAway', 'neverSlept']), atMs: is.clockMs }),
  v.object({ type: v.literal('onLoss'), atMs: is.clockMs, onLoss: onLossSchema }),
  v.object({ type: v.literal('strictness'), strictness: v.picklist(STRICTNESSES) }),
  v.object({ type: v.picklist(['skip', 'back', 'leaveOut', 'abandoned', 'confirmCeiling']) }),
  v.object({ type: v.literal('extend'), byS: is.addedS }),
  v.object({ type: v.literal('shift'), byBpm: is.bpmPerS, scope: v.picklist(SHIFT_SCOPES) }),
  v.object({ type: v.picklist(['slept', 'absent']), atMs: is.clockMs, awayMs: is.durationMs }),
  v.object({
    type: v.literal('restored'),
    atMs: is.clockMs,
    awayMs: is.durationMs,
    present: v.boolean(),
    strapStood: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('clockSet'), byMs: is.byMs }),
  v.object({ type: v.literal('tied'), occurrenceId: is.occurrenceKey }),
]);
/** Of these events those that are written down and have no reader: the workout that one is written of could not be read back. */
export type Unread<E extends { type: string }> = Exclude<
  Exclude<E, { type: 'start' | 'discard' }>,
  { type: v.InferOutput<typeof eventSchema>['type'] }
>;
null as unknown as Unread<SessionEvent> satisfies never;

const entry = v.object({
  sessionId: is.id,
  atEpochMs: is.epochMs,
  behindMs: v.optional(is.durationMs),
  events: v.array(eventSchema),
});

export function parseEntry(value: unknown): Parsed<JournalEntry> {
  return parseWith(entry, value);
}

/** A checkpoint as it was when the last of these entries was written, and what was told meanwhile. */
export function replayed(
  { session, chunks, atEpochMs, behindMs }: Checkpoint,
  entries: readonly JournalEntry[],
): { checkpoint: Checkpoint; notices: Notice[] } {
  const log = SampleLog.from(chunks, session.elapsedS);
  const notices: Notice[] = [];
  let now: Session = session;
  for (const entry of entries) {
    ({ atEpochMs, behindMs } = entry);
    for (const event of entry.events) {
      const [next, ...effects] = advance(now, event);
      now = next;
      for (const effect of effects) {
        if (effect.type === 'sample') log.append(effect.sample);
        if (effect.type === 'away') log.appendAway(effect.seconds);
        if (effect.type === 'notice') notices.push(effect.notice);
      }
    }
  }
  // an entry cannot end a workout's being there: *discard* is not written, it clears
  return { checkpoint: { session: now as Recoverable, chunks: log.chunks, atEpochMs, behindMs }, notices };
}
