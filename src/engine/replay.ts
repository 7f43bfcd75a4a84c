import {
  eventMoved,
  heartMoved,
  type KnownHeart,
  type RecordedItem,
  type Recording,
} from '../core/records/recording.ts';
import type { SessionEvent } from '../core/session/events.ts';
import type { Signal, Source } from '../core/signal/signal.ts';
import type { StrapIndex } from '../core/signal/straps.ts';
import type { FrameSource, ReplayPort } from './ports.ts';

/**
 * A recorded workout as a strap, and as the hands of the person: frames and events come when they came then, counted from
 * `startMs` on the executor's clock. `as` simulated: nothing of it counts for the person who plays it.
 */
export class Replay implements FrameSource, ReplayPort {
  readonly dropped = 0;
  readonly #items: readonly RecordedItem[];
  readonly #head: Recording['head'];
  readonly #startMs: number;
  readonly #as: 'recorded' | 'simulated';
  #next = 0;
  /** The next event is at this index, or is known not to be before it. */
  #nextEvent = 0;
  #source: Source;

  constructor({ head, items }: Recording, startMs: number, as: 'recorded' | 'simulated') {
    this.#head = head;
    this.#startMs = startMs;
    this.#as = as;
    this.#source = head.source;
    this.#items = items;
  }

  get replay(): ReplayPort {
    return this;
  }

  get source(): Source {
    return this.#as === 'simulated' ? 'simulated' : this.#source;
  }

  get isRecorded(): boolean {
    return this.#as === 'simulated' && this.#source === 'strap';
  }

  /** What was known of the heart at the start. */
  get heart(): KnownHeart {
    const { signal, straps } = heartMoved(this.#head, this.#startMs);
    return {
      signal: this.#recast(signal),
      ...(straps && { straps: { ...straps, other: this.#recast(straps.other) } }),
    };
  }

  /** Nothing more comes. */
  get over(): boolean {
    return this.#next >= this.#items.length;
  }

  /** When the next frame or event is due. */
  nextAtMs(): number | undefined {
    const item = this.#items[this.#next];
    return item && this.#startMs + turnOf(item);
  }

  /** Up to the next event: what came after it waits for it. */
  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array, strap?: StrapIndex) => void): void {
    for (;;) {
      const item = this.#items[this.#next];
      if (!item) return;
      const turnMs = this.#startMs + turnOf(item);
      if ('event' in item) {
        if (!isDeaf(item) || turnMs > beforeMs) return;
        this.#next++;
        continue;
      }
      if (turnMs >= beforeMs) return;
      this.#next++;
      if (item.source) this.#source = item.source;
      each(this.#startMs + item.atMs, item.bytes, item.strap);
    }
  }

  /** A second in which nothing could be heard stands behind the frames that were taken in it all the same. */
  listening(secondEndMs: number): boolean {
    let at = this.#next;
    for (let item = this.#items[at]; item && !('event' in item); item = this.#items[++at]);
    const item = this.#items[at];
    return !(item && isDeaf(item) && this.#startMs + item.atMs === secondEndMs);
  }

  nextEventMs(nowMs: number): number | undefined {
    const atMs = this.#eventAhead()?.atMs;
    return atMs !== undefined && this.#startMs + atMs <= nowMs ? this.#startMs + atMs : undefined;
  }

  takeEvent(): SessionEvent | undefined {
    const item = this.#eventAhead();
    if (!item) return undefined;
    this.#next = ++this.#nextEvent;
    const event = eventMoved(item.event, this.#startMs);
    if (event.type !== 'source') return event;
    if (event.source !== 'none') this.#source = event.source;
    return event.source === 'strap' ? { ...event, source: this.source } : event;
  }

  #eventAhead() {
    this.#nextEvent = Math.max(this.#nextEvent, this.#next);
    for (;;) {
      const item = this.#items[this.#nextEvent];
      if (!item || ('event' in item && !isDeaf(item))) return item;
      this.#nextEvent++;
    }
  }

  #recast(signal: Signal): Signal {
    if (this.#as === 'recorded' || signal.source === 'simulated') return signal;
    return { ...signal, source: 'simulated', recorded: true };
  }
}

/** From when on it can be taken, in ms since the start. */
const turnOf = (item: RecordedItem): number => ('event' in item ? item.atMs : (item.heardMs ?? item.atMs));

const isDeaf = (item: RecordedItem): boolean => 'event' in item && item.event.type === 'tick';
