import type { Command } from '../core/session/command.ts';
import type { NowMessage } from '../wire/messages.ts';
import { isNow } from '../wire/nowCheck.ts';
import { ASK_MS, type TabMessage } from '../wire/tabs.ts';
import type { Lease } from './lease.ts';
import type { Unversioned } from './realm.ts';

/** So many questions without an answer: the tab that has the workout is frozen, and would answer if it were not. */
const SILENT_MAX = 4;
/** How long a tab may take to hand over before it is not asked any more. */
const HAND_OVER_MS = 1_000;
/** Who heard of the workout this recently has not been away from it. */
const PRESENT_MS = 6_000;

export interface FollowerPorts {
  lease: Pick<Lease, 'take' | 'steal'>;
  say(message: Unversioned<TabMessage>): void;
  show(now: NowMessage): void;
  nowMs(): number;
  after(ms: number, call: () => void): () => void;
}

/**
 * A tab in which a workout is seen that another tab runs. It takes over when that one is closed, when the person says so,
 * and when that one is frozen: a frozen tab keeps its lock, and the workout would stand still with it.
 */
export class Follower {
  readonly #ports: FollowerPorts;
  readonly #waiting = new AbortController();
  #unanswered = 0;
  #answers = 0;
  #heardAtMs = -Infinity;
  #stealing = false;
  #stop: () => void = () => undefined;

  constructor(ports: FollowerPorts) {
    this.#ports = ports;
  }

  /** Resolves when the workout is this tab's. `present`: it was seen from here until now. */
  async run(): Promise<{ present: boolean }> {
    this.#ask();
    const mine = await this.#ports.lease.take(this.#waiting.signal);
    if (!mine) await this.#ports.lease.steal();
    this.#stop();
    // one answer may come from a page that is just being left: who reloads is not in two tabs
    return { present: this.#answers >= 2 && this.#ports.nowMs() - this.#heardAtMs < PRESENT_MS };
  }

  hear(message: TabMessage): void {
    if (message.type !== 'now') return;
    // A tab of another version is there all the same, and what it runs is not taken from it.
    this.#unanswered = 0;
    this.#answers++;
    this.#heardAtMs = this.#ports.nowMs();
    if (isNow(message.now)) this.#ports.show(message.now); // any page of this origin can say anything here
  }

  command(command: Command): void {
    this.#ports.say({ type: 'command', command });
  }

  /** The person wants the workout here. */
  takeOver(): void {
    this.#ports.say({ type: 'handOver' });
    this.#ports.after(HAND_OVER_MS, () => this.#steal());
  }

  #ask(): void {
    if (this.#unanswered >= SILENT_MAX) return this.#steal();
    this.#unanswered++;
    this.#ports.say({ type: 'ask' });
    this.#stop = this.#ports.after(ASK_MS, () => this.#ask());
  }

  #steal(): void {
    if (this.#stealing) return;
    this.#stealing = true;
    this.#stop();
    this.#waiting.abort();
  }
}
