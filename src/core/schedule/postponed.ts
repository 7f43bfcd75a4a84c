import { advanceOccurrence, occurrenceId, SNOOZE_MS, type Occurrence } from './occurrence.ts';
import type { OccurrenceDraft } from './occurrenceDraft.ts';
import { openOf, type OpenOccurrence } from './scheduleCursor.ts';
import { instantOf, localOf } from './timeZone.ts';

/**
 * What a person has put off to another day follows the device on a journey: it keeps its time of day. Where the clock is
 * past that already, it was leapt over. What was snoozed is not of a time of day, and stays. Returns the open occurrences
 * that are new or have changed.
 */
export function followDevice(
  draft: OccurrenceDraft,
  open: readonly OpenOccurrence[],
  nowMs: number,
  timeZone: string,
): OpenOccurrence[] {
  const changed: OpenOccurrence[] = [];
  for (const { id, fireAtEpochMs, state } of open) {
    if (state !== 'waiting' || fireAtEpochMs <= nowMs) continue;
    const occurrence = draft.get(id);
    if (occurrence?.end !== null || keepsItsTime(draft, occurrence, timeZone)) continue;
    const atMs = instantOf(Date.parse(`${occurrence.localTime}Z`), timeZone);
    let after = advanceOccurrence(occurrence, { type: 'leapt', atMs: nowMs });
    if (atMs > nowMs) {
      const successor = successorOf(draft, occurrence, atMs, timeZone);
      draft.keep(successor);
      changed.push(openOf(successor));
      after = advanceOccurrence(occurrence, { type: 'moved', atMs: nowMs, to: successor.id });
    }
    draft.keep(after);
    changed.push({ id, fireAtEpochMs, state: 'over' });
  }
  return changed;
}

/** The clock here shows the occurrence's own local time when it comes; or it was snoozed, which is so long from then, wherever. */
export function keepsItsTime(draft: OccurrenceDraft, occurrence: Occurrence, timeZone: string): boolean {
  const { fireAtEpochMs, localTime, movedFrom } = occurrence;
  if (occurrence.timeZone === timeZone || localOf(fireAtEpochMs, timeZone).localTime === localTime) return true;
  const before = movedFrom === null ? undefined : draft.get(movedFrom);
  return before?.end?.status === 'moved' && before.end.atEpochMs + SNOOZE_MS === fireAtEpochMs;
}

/** The occurrence that takes the place of one that is moved. What is planned for then anyway is another one. */
export function successorOf(draft: OccurrenceDraft, moved: Occurrence, atMs: number, timeZone: string): Occurrence {
  const time = { ...moved, timeZone, ...localOf(atMs, timeZone), fireAtEpochMs: atMs };
  let id = `${occurrenceId(time)}/moved`;
  while (draft.has(id)) id += '+';
  return { ...time, id, movedFrom: moved.id, readyAtEpochMs: null, end: null, times: undefined };
}
