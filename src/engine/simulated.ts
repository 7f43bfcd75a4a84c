import { stepHeart, simulatedHeartOf, type StrapSpec } from '../core/simulation/simulatedHeart.ts';
import { encodeFrame } from '../core/signal/heartRateMeasurement.ts';
import type { FrameSource } from './ports.ts';

/** One frame a second; as a strap does. */
const EVERY_MS = 1000;
/** What is missing beyond this is an absence: its heart beats on unheard. */
const MADE_UP_MAX_MS = 14_400_000;

/**
 * A strap on a simulated heart: frames as bytes, stamped on the executor's clock, so that they take the road of real
 * ones from parsing on. A heart that is not there cannot fail: after a jump of the clock (a frozen tab) its frames of
 * the gap are made up for.
 */
export class SimulatedStrap implements FrameSource {
  readonly source = 'simulated';
  readonly dropped = 0;

  #heart;
  #dueMs;
  #targetBpm;

  /** `targetBpm`: the rate that is asked of the heart right now, if any (see `targetBpmOf`). */
  constructor(spec: StrapSpec, startMs: number, targetBpm: () => number | undefined) {
    this.#heart = simulatedHeartOf(spec);
    this.#dueMs = startMs;
    this.#targetBpm = targetBpm;
  }

  /** When its next frame is due. */
  dueMs(): number {
    return this.#dueMs;
  }

  /** Hand over the frames that were due before `beforeMs`, in order. */
  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array) => void): void {
    const missingMs = beforeMs - this.#dueMs;
    if (missingMs > MADE_UP_MAX_MS) this.#dueMs += missingMs - (missingMs % EVERY_MS);
    while (this.#dueMs < beforeMs) {
      const atMs = this.#dueMs;
      const [next, heartRate] = stepHeart(this.#heart, this.#targetBpm());
      this.#heart = next;
      this.#dueMs += EVERY_MS;
      if (heartRate) each(atMs, encodeFrame(heartRate));
    }
  }
}
