import { openChannel } from '../wire/channel.ts';
import { readMessage, WIRE_VERSION } from '../wire/messages.ts';
import { ASK_MS, TABS, type TabMessage } from '../wire/tabs.ts';
import { TAB_MESSAGES } from '../wire/toWorker.ts';
import type { Unversioned } from './realm.ts';

/** A tab that has not asked for so long is gone, or has the workout itself. */
const AUDIENCE_MS = 3 * ASK_MS;

/** The channel to the workers of other tabs, and whether one of them wants to see the workout of this one. */
export class Tabs {
  readonly #channel = openChannel(() => new BroadcastChannel(TABS));
  readonly #realMs: () => number;
  #askedAtMs = -Infinity;

  constructor(realMs: () => number, hear: (message: TabMessage) => void) {
    this.#realMs = realMs;
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readMessage<TabMessage>(data, TAB_MESSAGES);
      if (message) hear(message);
    };
  }

  say(message: Unversioned<TabMessage>): void {
    this.#channel.postMessage({ v: WIRE_VERSION, ...message });
  }

  /** Another tab has asked within the last seconds. */
  get hasAudience(): boolean {
    return this.#realMs() - this.#askedAtMs < AUDIENCE_MS;
  }

  /** Another tab asks, or is told unasked. */
  asked(): void {
    this.#askedAtMs = this.#realMs();
  }
}
