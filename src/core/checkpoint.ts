import type { SampleChunk } from './samples.ts';
import type { Cut } from './session.ts';

/** A workout as it is kept for the case that the app is gone in the next moment. */
export interface Checkpoint {
  session: Cut;
  /** Every second so far: as many as have elapsed. */
  chunks: readonly SampleChunk[];
  /** Wall clock at the end of the last elapsed second: the time away counts from here. */
  atEpochMs: number;
}

/** The form that is stored. `v` changes when an old reader would misread it. */
export const CHECKPOINT_VERSION = 1;

/** The head of a checkpoint as it is stored: plain data without what is forgotten anyway. */
export function checkpointHead({ session, atEpochMs }: Checkpoint): object {
  const { signal: _signal, tickedAtMs: _tickedAtMs, deviation: _deviation, ...kept } = session;
  return { v: CHECKPOINT_VERSION, atEpochMs, session: kept };
}
