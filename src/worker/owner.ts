import type { SessionExecutor } from '../engine/executor.ts';
import type { NowMessage } from '../wire/messages.ts';
import type { Follower } from './follower.ts';
import type { Lease } from './lease.ts';
import {
  advanceOwnership,
  BEGINNING,
  type Ownership,
  type OwnershipEffect,
  type OwnershipEvent,
  type WorkoutRequest,
} from './ownership.ts';
import type { PlannedWorkout } from './plannedWorkout.ts';
import { realMs, timer, type Post } from './realm.ts';
import type { Tabs } from './tabs.ts';

/** How long to wait for a page that is going away to let go: a reload is over in less. */
const PATIENCE_MS = 1_500;
/** Whoever wants to start waits no longer for a database that does not open: the workout is stored once it does. */
const START_MS = 4_000;
/** The database answers sooner unless another tab is in its way. */
const ASLEEP_MS = 3_000;

export interface OwnerPorts {
  executor: SessionExecutor;
  lease: Lease;
  /** Nobody else can write to the store from now on. */
  claim: () => Promise<void>;
  /** What was left, and has not been read yet, is not waited for. */
  openLate: () => void;
  tabs: Tabs;
  planned: PlannedWorkout;
  post: Post;
  /** What is due next may be due at another time. */
  restart: () => void;
  /** What was left has been looked at, or is another tab's. */
  settled: () => void;
}

/** Performs what ownership asks for, one event after the other. */
export class Owner {
  readonly #ports: OwnerPorts;
  #ownership: Ownership;
  readonly #events: OwnershipEvent[] = [];
  #performing = false;
  #waiting: AbortController | undefined;
  #follower: Follower | undefined;
  /** One opening after the other: what comes of one that was overtaken is dropped before the next begins. */
  #opening = Promise.resolve();

  constructor(ports: OwnerPorts) {
    this.#ports = ports;
    [this.#ownership] = BEGINNING;
  }

  get follows(): boolean {
    return this.#ownership.state === 'following';
  }

  begin(): void {
    const [, ...effects] = BEGINNING;
    this.#ports.tabs.say({ type: 'ask' });
    for (const effect of effects) this.#perform(effect);
  }

  take(event: OwnershipEvent): void {
    this.#events.push(event);
    if (this.#performing) return;
    this.#performing = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) this.#advance(next);
    } finally {
      this.#performing = false;
    }
    this.finishWhenDone();
  }

  /** The executor may have nothing more to do. In the middle of an effect that is not known yet. */
  finishWhenDone(): void {
    if (this.#performing || this.#ports.executor.busy) return;
    this.#advance({ type: 'finished' });
  }

  #advance(event: OwnershipEvent): void {
    const [ownership, ...effects] = advanceOwnership(this.#ownership, event);
    this.#ownership = ownership;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: OwnershipEffect): void {
    const { executor, lease, tabs, planned, post, restart } = this.#ports;
    switch (effect.type) {
      case 'requestLock':
        return void this.#requestLock();
      case 'stopWaiting':
        return this.#waiting?.abort();
      case 'open':
        return void (this.#opening = this.#opening.catch(() => undefined).then(() => this.#open(effect)));
      case 'limitWait':
        return void timer.after(START_MS, () => this.take({ type: 'waitedLong', turn: effect.turn }));
      case 'openLate':
        return this.#ports.openLate();
      case 'claim':
        tabs.asked(); // other tabs hear of it
        return void this.#ports.claim().catch(() => undefined);
      case 'refuse':
        return post({ type: 'trouble', trouble: { code: 'startRefused' } });
      case 'begin':
        post({ type: 'troubleOver', code: 'startRefused' });
        effect.requests.forEach((request) => this.#begin(request));
        return restart();
      case 'ready':
        if (effect.restored) planned.restored();
        tabs.asked();
        post({ type: 'troubleOver', code: 'startRefused' }); // the workout is this tab's again
        post({ type: 'ready', restored: effect.restored });
        executor.republish();
        this.#ports.settled();
        restart();
        return void executor.lookForDeleted();
      case 'giveBack':
        return lease.giveBack();
      case 'keep':
        return void executor.keep().then(() => this.take({ type: 'kept', turn: effect.turn }));
      case 'follow':
        return void this.#follow();
      case 'letGo':
        return executor.letGo();
      case 'command': {
        const { session } = executor;
        executor.command(effect.command);
        if (effect.command.type === 'discard') planned.givenUp(session);
        return restart();
      }
      case 'forgetDeleted':
        return executor.forgetDeleted();
      case 'answer': {
        const first = !tabs.hasAudience;
        tabs.asked();
        return first ? executor.republish() : undefined;
      }
      case 'hear':
        return this.#follower?.hear(effect.message);
      case 'passOn':
        return this.#follower?.command(effect.command);
      case 'takeOver':
        return this.#follower?.takeOver();
      default:
        effect satisfies never;
    }
  }

  async #requestLock(): Promise<void> {
    const waiting = (this.#waiting = new AbortController());
    const stop = timer.after(PATIENCE_MS, () => waiting.abort());
    const locked = await this.#ports.lease.take(waiting.signal);
    stop();
    this.take({ type: locked ? 'locked' : 'refused' });
  }

  async #open({ turn, present }: OwnershipEffect & { type: 'open' }): Promise<void> {
    const { executor, post, claim } = this.#ports;
    // a tab that froze in the middle of a write keeps the whole database to itself
    const stop = timer.after(ASLEEP_MS, () => post({ type: 'trouble', trouble: { code: 'otherTabAsleep' } }));
    await claim().catch(() => undefined); // a disk that refuses is told by the executor
    const restored = await executor.restore({ present });
    stop();
    post({ type: 'troubleOver', code: 'otherTabAsleep' });
    this.take({ type: 'opened', turn, restored, busy: executor.busy });
  }

  #begin(request: WorkoutRequest): void {
    const { executor, planned, post } = this.#ports;
    if (request.type === 'start') {
      executor.startSession(request.plan, request.startedAt);
      return planned.begun();
    }
    if (request.type === 'playAgain') return request.play();
    const restored = executor.bringBack(); // it goes on, as after a reload
    if (restored) post({ type: 'ready', restored });
  }

  /** The other tab's workout is shown here, and comes here when that one is closed, frozen, or asked. */
  async #follow(): Promise<void> {
    const { executor, lease, tabs, post, settled, restart } = this.#ports;
    executor.letGo();
    settled();
    restart();
    const { Follower } = await import('./follower.ts');
    const show = (now: NowMessage): void => post({ type: 'now', ...now, elsewhere: true });
    const follower = (this.#follower = new Follower({
      lease,
      say: (message) => tabs.say(message),
      show,
      nowMs: realMs,
      after: timer.after,
    }));
    post({ type: 'ready' });
    const { present } = await follower.run();
    this.#follower = undefined;
    this.take({ type: 'followed', present });
  }
}
