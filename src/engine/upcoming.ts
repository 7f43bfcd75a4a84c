import { plannedBetween } from '../core/schedule/due.ts';
import { advanceOccurrence, type Occurrence } from '../core/schedule/occurrence.ts';
import { cronIn } from '../core/schedule/settleRevision.ts';
import type { LedgerTransaction } from './ledger.ts';

/** What falls due in (nowMs, untilMs], in no order: planned, or put off to then. */
export async function upcomingBetween(
  transaction: LedgerTransaction,
  { nowMs, untilMs }: { nowMs: number; untilMs: number },
): Promise<Occurrence[]> {
  const all = new Map<string, Occurrence>();
  for (const { schedule, timeZone, nextEpochMs, open } of await transaction.cursors()) {
    for (const { id } of open.filter(({ fireAtEpochMs: atMs }) => atMs > nowMs && atMs <= untilMs)) {
      const occurrence = await transaction.occurrence(id);
      if (occurrence) all.set(id, occurrence);
    }
    const cron = cronIn(schedule, timeZone);
    if (!schedule.on || !cron || nextEpochMs === null) continue;
    const sinceMs = Math.max(nowMs, nextEpochMs - 1); // what is before it was there already, in another zone
    for (const planned of plannedBetween(cron, schedule, { sinceMs, untilMs, timeZone })) {
      all.set(planned.id, (await transaction.occurrence(planned.id)) ?? planned);
    }
  }
  // what was put off is not entered anew when its time comes
  return [...all.values()]
    .map((each) =>
      each.movedFrom === null ? advanceOccurrence(each, { type: 'due', atMs: each.fireAtEpochMs }) : each,
    )
    .filter(({ end }) => end === null);
}
