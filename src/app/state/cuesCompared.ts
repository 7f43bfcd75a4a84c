import type { KnownResponse } from '../../core/cues/coaching.ts';
import { STRICTNESSES, type Strictness } from '../../core/cues/strictness.ts';
import { added, countsOf, cueCountsAgain, NO_CUES, type CueCounts } from '../../core/records/cueCounts.ts';
import type { SessionDigest } from '../../core/records/finished.ts';
import type { HistoryState } from './history.svelte.ts';
import { inSteps } from './paced.ts';

/** What past workouts would have been told under each strictness. */
export interface CuesCompared {
  workouts: number;
  elapsedS: number;
  /** As they were told then, whatever was set. */
  then: CueCounts;
  again: Record<Strictness, CueCounts>;
}

export const WORKOUTS_MAX = 10;

interface How {
  history: Pick<HistoryState, 'items' | 'session'>;
  response: KnownResponse;
  signal: AbortSignal;
  /** So many workouts, of so many, have been gone through. */
  progress: (done: number, of: number) => void;
}

/** The newest workouts of a real heart. */
export const comparable = (items: readonly SessionDigest[]): readonly SessionDigest[] =>
  items.filter(({ summary }) => summary.provenance === 'strap').slice(0, WORKOUTS_MAX);

/**
 * The newest workouts of a real heart, gone through with each strictness; those that cannot be read are left out. A slice at a
 * time, so that the page stays quick. Rejects with the reason of `signal` once nobody wants to know any more.
 */
export async function compareCues({ history, response, signal, progress }: How): Promise<CuesCompared> {
  const digests = comparable(history.items);
  let compared: CuesCompared = {
    workouts: 0,
    elapsedS: 0,
    then: NO_CUES,
    again: Object.fromEntries(STRICTNESSES.map((each) => [each, NO_CUES])) as CuesCompared['again'],
  };
  for (const [i, { id }] of digests.entries()) {
    progress(i, digests.length);
    const stored = await history.session(id).catch(() => undefined);
    signal.throwIfAborted();
    if (!stored?.ok) continue;
    const { record: session, samples: chunks } = stored.value;
    const counts = await inSteps(cueCountsAgain({ session, chunks }, response), signal);
    const again = { ...compared.again };
    for (const each of STRICTNESSES) again[each] = added(again[each], counts[each]);
    compared = {
      workouts: compared.workouts + 1,
      elapsedS: compared.elapsedS + session.elapsedS,
      then: added(compared.then, countsOf(session.cues)),
      again,
    };
  }
  return compared;
}
