import type { SessionExecutor } from '../engine/executor.ts';
import { Metronome } from '../engine/metronome.ts';
import type { VirtualClock } from './clock.ts';
import type { FrameInput } from './frameInput.ts';
import { timer } from './realm.ts';
import type { TickMeter } from './tickCost.ts';

/** Later than this, frames that come as messages may wait behind the very beat that is late. */
const YIELD_MS = 1_000;

export interface PlaybackParts {
  executor: SessionExecutor;
  clock: VirtualClock;
  input: FrameInput;
  meter: TickMeter;
  /** Frames come as messages, and not through the ring. */
  isPosted: boolean;
}

/** Has the executor play its seconds when they are due, and measures what that takes. */
export class Playback {
  readonly #parts: PlaybackParts;
  readonly #metronome: Metronome;
  #yielded = false;

  constructor(parts: PlaybackParts) {
    this.#parts = parts;
    this.#metronome = new Metronome(
      timer,
      () => this.#untilDueMs(),
      () => this.#catchUp(),
    );
  }

  /** Something may be due at another time than was known. */
  restart(): void {
    this.#metronome.start();
  }

  /** A frame has come. */
  catchUp(): void {
    this.#catchUp();
    this.restart();
  }

  #catchUp(): void {
    const { executor, clock, meter, isPosted } = this.#parts;
    const { dueMs } = executor;
    const nowMs = clock.nowMs();
    if (isPosted && !this.#yielded && nowMs - dueMs > YIELD_MS) {
      this.#yielded = true;
      return void setTimeout(() => this.#catchUp());
    }
    this.#yielded = false;
    meter.play(() => {
      executor.catchUp();
      return {
        ticks: Math.round((executor.dueMs - dueMs) / 1000),
        lateMs: (clock.nowMs() - dueMs) / clock.speed,
      };
    }, dueMs <= nowMs);
  }

  #untilDueMs(): number {
    const { executor, clock, input } = this.#parts;
    return (Math.min(executor.dueMs, input.nextAtMs() ?? Infinity) - clock.nowMs()) / clock.speed + 0.1;
  }
}
