import { hrvSummaryOf, type HrvSummary } from '../samples/hrvSummary.ts';
import type { SampleChunk } from '../samples/samples.ts';
import type { Provenance } from '../session/summary.ts';
import { hasBeats, type Finished } from './finished.ts';

/** A finished workout with what its beats come to, worked out from its seconds: up to a second of work for eight hours. */
export function withHrv(finished: Finished): Finished {
  const hrv = hrvOfWorkout(finished.session.summary.provenance, finished.chunks);
  return hrv ? { ...finished, session: { ...finished.session, hrv } } : finished;
}

/** The same of one that may not be finished. */
export function hrvOfWorkout(provenance: Provenance, chunks: readonly SampleChunk[]): HrvSummary | undefined {
  return hasBeats(provenance, chunks) ? hrvSummaryOf(chunks) : undefined;
}
