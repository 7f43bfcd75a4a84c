import { targetBpmOf, parseStrapSpec, type StrapSpec } from '../core/simulation/simulatedHeart.ts';
import type { Session } from '../core/session/session.ts';
import type { Source } from '../core/signal/signal.ts';
import type { StrapIndex } from '../core/signal/straps.ts';
import type { FrameSource } from '../engine/ports.ts';
import type { Replay } from '../engine/replay.ts';
import { SimulatedStrap } from '../engine/simulated.ts';
import type { FrameReader } from '../wire/frames.ts';
import type { Heard } from '../wire/messages.ts';

/** What is listened to: the page's strap, nobody, or a simulated heart. */
export type Heart = 'strap' | 'none' | StrapSpec;

/** A simulated heart that nobody knows is none: what the address says may be anything. */
export function heartOf(heard: Heard): Heart {
  if (heard.source !== 'simulated') return heard.source;
  const parsed = parseStrapSpec(heard.spec);
  return parsed.ok ? parsed.value : 'none';
}

/** A page that has not taken a snapshot for this long is frozen or busy, and so are the frames that only it can hear. */
const PAGE_DEAF_MS = 2_000;

interface FrameInputPorts {
  session: () => Session;
  realMs: () => number;
  /** How far the executor's clock is ahead of the page's. */
  gainedMs: () => number;
}

/**
 * Where the executor's frames come from: the page's strap, or a simulated one that lives right here, where no hidden
 * page can slow it down.
 */
export class FrameInput implements FrameSource {
  readonly #reader: FrameReader;
  readonly #session: () => Session;
  readonly #realMs: () => number;
  readonly #gainedMs: () => number;
  #simulated: SimulatedStrap | undefined;
  #replay: Replay | undefined;
  #deaf = false;
  /** Since when the page owes an answer. */
  #waitingSinceMs: number | undefined;
  #sentSeq = 0;

  constructor(reader: FrameReader, ports: FrameInputPorts) {
    this.#reader = reader;
    this.#session = ports.session;
    this.#realMs = ports.realMs;
    this.#gainedMs = ports.gainedMs;
  }

  get source(): Source {
    return this.#simulated || this.#replay ? 'simulated' : 'strap';
  }

  /** What is listened to, as a session knows it. */
  get heard(): Source | 'none' {
    return this.#deaf ? 'none' : this.source;
  }

  get dropped(): number {
    return this.#reader.dropped;
  }

  listenTo(heart: Heart, nowMs: number): void {
    this.#drop(nowMs);
    this.#deaf = heart === 'none';
    this.#replay = undefined;
    this.#simulated =
      typeof heart === 'string'
        ? undefined
        : new SimulatedStrap(heart, nowMs, () => targetBpmOf(this.#session(), heart));
  }

  /** What is listened to from now on is a recording. */
  play(replay: Replay, nowMs: number): void {
    this.listenTo('none', nowMs);
    this.#deaf = false;
    this.#replay = replay;
  }

  get replay(): Replay | undefined {
    return this.#replay;
  }

  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array, strap?: StrapIndex) => void): void {
    if (this.#simulated || this.#replay || this.#deaf) this.#drop(beforeMs);
    const gainedMs = this.#gainedMs();
    if (this.#simulated) this.#simulated.drain(beforeMs, each);
    else if (this.#replay) this.#replay.drain(beforeMs, each);
    else this.#reader.drain(beforeMs - gainedMs, (atMs, bytes, strap) => each(atMs + gainedMs, bytes, strap));
  }

  /** When the next frame that is known of is due. */
  nextAtMs(): number | undefined {
    if (this.#simulated) return this.#simulated.dueMs();
    if (this.#replay) return this.#replay.nextAtMs();
    const atMs = this.#reader.nextAtMs();
    return atMs === undefined ? undefined : atMs + this.#gainedMs();
  }

  /** What a strap still had to say is of another heart. */
  #drop(beforeMs: number): void {
    this.#reader.drain(beforeMs - this.#gainedMs(), () => undefined);
  }

  /** A snapshot was sent to the page. */
  sent(seq: number): void {
    this.#sentSeq = seq;
    this.#waitingSinceMs ??= this.#realMs();
  }

  /** The page has taken it. */
  answered(seq: number): void {
    this.#waitingSinceMs = seq >= this.#sentSeq ? undefined : this.#realMs();
  }

  listening(secondEndMs?: number): boolean {
    if (this.#replay && secondEndMs !== undefined) return this.#replay.listening(secondEndMs);
    return this.#waitingSinceMs === undefined || this.#realMs() - this.#waitingSinceMs < PAGE_DEAF_MS;
  }
}
