import { hrvSummaryOf } from '../samples/hrvSummary.ts';
import { hasBeats, type Finished } from './finished.ts';

/** A finished workout with what its beats come to, worked out from its seconds: up to a second of work for eight hours. */
export function withHrv(finished: Finished): Finished {
  const hrv = hasBeats(finished) ? hrvSummaryOf(finished.chunks) : undefined;
  return hrv ? { ...finished, session: { ...finished.session, hrv } } : finished;
}
