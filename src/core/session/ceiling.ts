import { responseOf } from '../cues/coaching.ts';
import { ceilingAfter, ceilingConfirmed } from '../cues/ceiling.ts';
import { tauOf } from '../cues/observer.ts';
import { BPM_MIN } from '../signal/filter.ts';
import { ceilingBpm } from '../plan/plan.ts';
import { HOLD_MS, slopeBpmPerS, type Signal } from '../signal/signal.ts';
import { notice, type Step } from './events.ts';
import type { CueRecord, Paused, Running } from './session.ts';
import { isContested } from './straps.ts';

/**
 * The alarm at the ceiling, after each second of a workout, in progress or paused. `reading`: the raw one of that second, if
 * it had one. A doubt does not silence the alarm: a rise that no healthy heart makes may be that of somebody with a limit.
 */
export function watched<S extends Running | Paused>(session: S, reading: number | undefined): Step<S> {
  const limit = ceilingBpm(session.plan, session.profile);
  if (limit === undefined) return [session];
  const gatedBpm = highestBpm(session);
  const [ceiling, tell] = ceilingAfter(session.ceiling, { ceilingBpm: limit, gatedBpm, reading });
  if (!tell) return [{ ...session, ceiling }];
  const bpm = Math.round(Math.max(gatedBpm ?? 0, reading ?? 0));
  const cues = [...session.cues, cueOf(session, { bpm, limit, level: ceiling.times })];
  const next = { ...session, ceiling, cues };
  return [next, notice(next, { type: 'ceiling', bpm, ceilingBpm: limit, times: ceiling.times }), { type: 'keep' }];
}

/** The alarm was understood. */
export function confirmed<S extends Running | Paused>(session: S): Step<S> {
  const ceiling = ceilingConfirmed(session.ceiling, highestBpm(session) ?? 0);
  return ceiling === session.ceiling ? [session] : [{ ...session, ceiling }, { type: 'keep' }];
}

/** The filtered rate, while there is one; of two straps that disagree and of which neither is vouched for, the higher. */
function highestBpm(session: Running | Paused): number | undefined {
  const rates = [session.signal, ...(isContested(session) && session.straps ? [session.straps.other] : [])];
  const bpms = rates.flatMap((signal) => filteredBpm(signal) ?? []);
  return bpms.length > 0 ? Math.max(...bpms) : undefined;
}

function filteredBpm({ status, ageMs, filter }: Signal): number | undefined {
  return status === 'live' || (status === 'stale' && ageMs < HOLD_MS) ? filter?.bpm : undefined;
}

function cueOf(
  session: Running | Paused,
  { bpm, limit, level }: { bpm: number; limit: number; level: number },
): CueRecord {
  const { observer } = session.coach;
  const response = responseOf(session);
  const why = {
    bpm,
    slopeBpmPerS: slopeBpmPerS(session.signal),
    projectedBpm: observer?.effortBpm ?? bpm,
    tauS: observer ? tauOf(observer, response) : response.tauOnS,
    band: { lowBpm: BPM_MIN, highBpm: limit },
    level,
    byBpm: Math.max(0, bpm - limit),
  };
  return { atS: session.elapsedS, side: 'high', why, of: 'ceiling' };
}
