/// <reference lib="webworker" />
import { parseStrapSpec } from '../core/simulation/simulatedHeart.ts';
import { CLAIM_MS } from '../core/schedule/ledger.ts';
import type { Source } from '../core/signal/signal.ts';
import { summaryOf } from '../core/session/summary.ts';
import { SessionExecutor } from '../engine/executor.ts';
import { Metronome } from '../engine/metronome.ts';
import { Checkpoints } from '../store/checkpoints/checkpoints.ts';
import { deletedOn } from '../store/checkpoints/deleted.ts';
import { browserIndexedDb } from '../store/database/factory.ts';
import { Database } from '../store/database/idb.ts';
import { IdbShelf } from '../store/checkpoints/idbShelf.ts';
import { newId } from '../store/database/newId.ts';
import { openChannel } from '../wire/channel.ts';
import { LEDGER_CHANNEL } from '../wire/ledger-news.ts';
import {
  readMessage,
  WIRE_VERSION,
  type Command,
  type FromWorker,
  type Heard,
  type NowMessage,
  type ToWorker,
} from '../wire/messages.ts';
import { PostReader } from '../wire/post.ts';
import { RingReader } from '../wire/ring.ts';
import { ASK_MS, TABS, type TabMessage } from '../wire/tabs.ts';
import { TAB_MESSAGES, TO_WORKER } from '../wire/toWorker.ts';
import type { Alarm } from './alarm.ts';
import { VirtualClock } from './clock.ts';
import { Ear, type Heart } from './ear.ts';
import type { Follower } from './follower.ts';
import { Lease } from './lease.ts';

// The worker: an executor, a metronome, and the ends of the wire. Nothing is decided here.

declare const self: DedicatedWorkerGlobalScope;

/** How long to wait for a page that is going away to let go: a reload is over in less. */
const PATIENCE_MS = 1_500;
/** Whoever wants to start waits no longer for a database that does not open: the workout is stored once it does. */
const START_MS = 4_000;
/** The database answers sooner unless another tab is in its way. */
const ASLEEP_MS = 3_000;

type Hello = ToWorker & { type: 'hello' };
type Unversioned<M> = M extends unknown ? Omit<M, 'v'> : never;

const { timeOrigin } = performance;
const realMs = (): number => timeOrigin + performance.now();
const post = (message: Unversioned<FromWorker>): void => self.postMessage({ v: WIRE_VERSION, ...message });
/** A simulated heart that nobody knows is none: what the address says may be anything. */
const heartOf = (heard: Heard): Heart => {
  if (heard.source !== 'simulated') return heard.source;
  const parsed = parseStrapSpec(heard.spec);
  return parsed.ok ? parsed.value : 'none';
};

function begin(hello: Hello, posted: PostReader): (message: ToWorker) => void {
  const clock = new VirtualClock({ nowMs: realMs, wallMs: () => Date.now() });
  const ring = hello.ring === undefined ? undefined : RingReader.attach(hello.ring, sleep);
  const reader = ring?.ok ? ring.value : posted;
  const ear = new Ear(reader, { session: () => executor.session, realMs, gainedMs: () => clock.gainedMs });
  const lease = new Lease(locksOf(), lose);
  const storeLost = (): void => post({ type: 'trouble', trouble: { code: 'storeLost' } });
  const db = new Database(browserIndexedDb(), () => executor.storeAgain());
  const shelf = new IdbShelf(db, () => Date.now(), lose, storeLost);
  const kept = new Checkpoints(shelf, () => Date.now());
  const checkpoints = Object.assign(kept, { deleted: deletedOn(shelf, kept, () => Date.now()) });
  const tabs = openChannel(() => new BroadcastChannel(TABS));
  const say = (message: Unversioned<TabMessage>): void => tabs.postMessage({ v: WIRE_VERSION, ...message });
  const cost = { count: 0, sumMs: 0, postMs: 0, maxLateMs: 0 };
  /** What was said last of what is planned, for an alarm that comes right behind the first screen. */
  let news: unknown;
  let alarm: Alarm | undefined;
  openChannel(() => new BroadcastChannel(LEDGER_CHANNEL)).onmessage = ({ data }) => {
    news = data;
    alarm?.hear(data);
  };
  let seq = 0;
  let ran = false;
  /** Another tab runs the workout. */
  let following = false;
  let follower: Follower | undefined;
  /** Whether there is one is not known yet; an answer ends the waiting. */
  const patience = new AbortController();
  let askedAtMs = -Infinity;
  /** Seconds are being played, and timed. */
  let playing = false;

  const executor: SessionExecutor = new SessionExecutor(
    {
      clock,
      frames: ear,
      checkpoints,
      notices: { tell: (notice) => post({ type: 'notice', notice }) },
      screen: {
        publish: (snapshot, trace) => {
          if (following) return;
          ear.sent(++seq);
          const count = Math.max(1, cost.count);
          const tick = {
            count: cost.count,
            meanMs: (cost.sumMs - cost.postMs) / count,
            postMeanMs: cost.postMs / count,
            maxLateMs: cost.maxLateMs,
          };
          const startMs = performance.now();
          const now = { seq, snapshot, trace, dropped: ear.dropped, tick, elsewhere: false, deleted: executor.deleted };
          post({ type: 'now', ...now });
          if (lease.held && realMs() - askedAtMs < 3 * ASK_MS) say({ type: 'now', now });
          if (playing) cost.postMs += performance.now() - startMs;
          giveBackWhenDone();
        },
        beat: (heart) => {
          if (!following) post({ type: 'heart', heart });
        },
        stored: (sessionId) => {
          post({ type: 'stored', sessionId });
          giveBackWhenDone();
        },
        trouble: (trouble) => post({ type: 'trouble', trouble }),
        troubleOver: (code) => post({ type: 'troubleOver', code }),
      },
      newId,
    },
    { profile: hello.profile, onLoss: hello.onLoss },
  );
  /** Frames of the last heart have been taken by then, or never will be. */
  function listenTo(heard: Heard): Source | 'none' {
    const heart = heartOf(heard);
    ear.listenTo(heart, clock.nowMs());
    clock.run(typeof heart === 'string' ? 1 : hello.speed); // a real heart cannot be hurried
    return typeof heart === 'string' ? heart : 'simulated';
  }
  listenTo(hello.heard);

  let yielded = false;
  const catchUp = (): void => {
    const { dueMs } = executor;
    // Frames that come as messages may wait behind this very beat: when it is late, let them in first.
    if (reader === posted && !yielded && clock.nowMs() - dueMs > 1000) {
      yielded = true;
      return void setTimeout(catchUp);
    }
    yielded = false;
    const startMs = performance.now();
    playing = executor.dueMs <= clock.nowMs();
    executor.catchUp();
    playing = false;
    const ticks = Math.round((executor.dueMs - dueMs) / 1000);
    if (ticks <= 0) return;
    cost.count += ticks;
    cost.sumMs += performance.now() - startMs;
    cost.maxLateMs = Math.max(cost.maxLateMs, (clock.nowMs() - dueMs) / clock.speed);
  };
  const untilDueMs = (): number =>
    (Math.min(executor.dueMs, ear.nextAtMs() ?? Infinity) - clock.nowMs()) / clock.speed + 0.1;
  const metronome = new Metronome(timer, untilDueMs, catchUp);
  const soon = (): void => {
    catchUp();
    metronome.start();
  };

  function giveBackUnlessBusy(): void {
    if (!executor.busy) lease.giveBack();
  }

  function giveBackWhenDone(): void {
    if (ran) giveBackUnlessBusy();
    ran = executor.busy;
  }

  /** What was left by the last visit has been looked at: before, nothing may be started over it. */
  let looking = true;
  let owned: Promise<void> | undefined;
  const looked = (async () => {
    setTimeout(() => patience.abort(), PATIENCE_MS);
    say({ type: 'ask' });
    if (await lease.take(patience.signal)) await (owned = own({ present: false }));
    else void follow();
    looking = false;
    metronome.start();
  })();
  void looked.then(async () => {
    while (await reader.wait()) soon();
  });
  const alarmed = looked
    .then(() => import('./alarm.ts'))
    .then(({ alarmOf }) => {
      alarm = alarmOf({ askPage: () => post({ type: 'wakeServiceWorker' }), after: timer.after });
      alarm.hear(news);
    })
    .catch(() => undefined); // without network, before it was kept: reminders come with the next visit

  /** The lock is ours, and so is what was left. */
  async function own(how: { present: boolean }): Promise<void> {
    // a tab that froze in the middle of a write keeps the whole database to itself
    const late = setTimeout(() => post({ type: 'trouble', trouble: { code: 'otherTabAsleep' } }), ASLEEP_MS);
    await shelf.claim().catch(() => undefined); // a disk that refuses is told by the executor
    const restored = await executor.restore(how);
    clearTimeout(late);
    post({ type: 'troubleOver', code: 'otherTabAsleep' });
    giveBackUnlessBusy();
    if (restored) void tie({ within: CLAIM_MS });
    askedAtMs = realMs();
    post({ type: 'ready', restored });
    executor.republish();
    metronome.start();
    void executor.lookForDeleted();
  }

  /** Another tab runs a workout: it is shown here, and comes here when that one is closed, frozen, or asked. */
  async function follow(): Promise<void> {
    following = true;
    executor.letGo();
    const { Follower } = await import('./follower.ts');
    const show = (now: NowMessage): void => post({ type: 'now', ...now, elsewhere: true });
    follower = new Follower({ lease, say, show, nowMs: realMs, after: timer.after });
    post({ type: 'ready' });
    const how = await follower.run();
    following = false;
    follower = undefined;
    await (owned = own(how));
  }

  /** The workout is another tab's now: said by the lock, by the fence of the shelf, or by the person. */
  function lose(): void {
    if (following) return;
    ran = false;
    lease.giveBack();
    void follow();
  }

  tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = readMessage<TabMessage>(data, TAB_MESSAGES);
    if (!message) return;
    if (following) return follower?.hear(message);
    if (!lease.held && message.type === 'now') return looking ? patience.abort() : void follow();
    if (!lease.held) return;
    switch (message.type) {
      case 'now':
        return; // said before it was known who has it
      case 'command':
        return command(message.command);
      case 'handOver':
        return void executor.keep().then(lose);
      case 'ask': {
        const first = realMs() - askedAtMs >= 3 * ASK_MS;
        askedAtMs = realMs();
        if (first) executor.republish();
      }
    }
  };

  function command(command: Command): void {
    const { session } = executor;
    perform(executor, command);
    if (command.type !== 'discard' || session.status === 'idle' || session.status === 'completed') return;
    const { id, occurrenceId } = session;
    if (occurrenceId === undefined) return;
    const { provenance } = summaryOf(session, 'stopped');
    void import('./tie.ts').then(({ giveUp }) => giveUp(occurrenceId, id, provenance)).catch(() => undefined);
  }

  async function start(message: ToWorker & { type: 'start' }): Promise<void> {
    const began = looked.then(() => owned).then(() => true);
    if (!(await Promise.race([began, sleep(START_MS).then(() => false)]))) checkpoints.waitNoLonger();
    if (!(await mine())) return;
    executor.startSession(message.plan, message.startedAt);
    metronome.start();
    void tie();
  }

  /** The workout that was deleted goes on, as after a reload. */
  async function bringBack(): Promise<void> {
    await looked;
    await owned;
    if (!(await mine())) return;
    const restored = executor.bringBack();
    if (restored) post({ type: 'ready', restored });
    giveBackUnlessBusy();
    metronome.start();
  }

  let taking: Promise<boolean> | undefined;

  /**
   * Whether a workout may run in this tab; if not, the other tab's is followed. Two callers at once, as after a double tap,
   * share one answer: a second request for the lock would wait behind the first.
   */
  function mine(): Promise<boolean> {
    return (taking ??= takeIt().finally(() => (taking = undefined)));
  }

  async function takeIt(): Promise<boolean> {
    if (following) return false;
    if (lease.held) return true;
    if (!(await lease.take(AbortSignal.timeout(PATIENCE_MS)))) {
      void follow();
      return false;
    }
    void shelf.claim().catch(() => undefined);
    askedAtMs = realMs(); // other tabs hear of it
    return true;
  }

  /** Finds out whether this workout is a planned one. What was due is in the ledger first, and its reminder goes after. */
  async function tie({ within = Infinity } = {}): Promise<void> {
    const { session } = executor;
    if (session.status === 'idle' || session.occurrenceId !== undefined) return;
    const { id: sessionId, plan, startedAt } = session;
    if (Date.now() - startedAt.epochMs > within) return;
    await alarmed;
    await alarm?.wake();
    try {
      const { tie } = await import('./tie.ts');
      const occurrenceId = await tie({ sessionId, planId: plan.id, startedAtEpochMs: startedAt.epochMs });
      if (occurrenceId === undefined) return;
      executor.tied(sessionId, occurrenceId);
    } catch {
      return; // neither the workout nor its history depends on it
    }
    await alarm?.wake();
  }

  return (message) => {
    switch (message.type) {
      case 'start':
        return void start(message);
      case 'command':
        if (following) return follower?.command(message.command);
        command(message.command);
        return metronome.start();
      case 'takeOver':
        return follower?.takeOver();
      case 'bringBack':
        return void bringBack();
      case 'forgetDeleted':
        return following ? undefined : executor.forgetDeleted();
      case 'settings':
        executor.configure({ profile: message.profile, onLoss: message.onLoss });
        if (following) return follower?.command({ type: 'onLoss', onLoss: message.onLoss });
        return executor.setOnLoss(message.onLoss);
      case 'source':
        executor.catchUp();
        executor.changeSource(listenTo(message.heard));
        return metronome.start();
      case 'battery':
        return executor.batteryAt(message.pct);
      case 'strapName':
        return executor.strapNamed(message.name);
      case 'keep':
        return void executor.keep();
      case 'heard':
        return ear.answered(message.seq);
      case 'hello':
        return executor.republish();
      default:
        message satisfies never;
    }
  };
}

function perform(executor: SessionExecutor, command: Command): void {
  switch (command.type) {
    case 'pause':
      return executor.pauseSession();
    case 'resume':
      return executor.resumeSession();
    case 'stop':
      return executor.stopSession();
    case 'skip':
      return executor.skipPhase();
    case 'back':
      return executor.backOnePhase();
    case 'extend':
      return executor.extendPhase(command.byS);
    case 'countAway':
      return executor.countAway();
    case 'leaveOut':
      return executor.leaveOut();
    case 'discard':
      return executor.discard();
    case 'onLoss':
      return executor.setOnLoss(command.onLoss);
    default:
      command satisfies never;
  }
}

const timer = {
  after: (ms: number, call: () => void): (() => void) => {
    const id = setTimeout(call, ms);
    return () => clearTimeout(id);
  },
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Refused to the mere look, in some frames: then nobody is told apart. */
function locksOf(): LockManager | undefined {
  try {
    return navigator.locks;
  } catch {
    return undefined;
  }
}

const posted = new PostReader();
let take: ((message: ToWorker) => void) | undefined;
/** Said before *hello*, by someone quick: kept until there is an executor. */
const early: ToWorker[] = [];

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  if (posted.accept(data)) return;
  const message = readMessage<ToWorker>(data, TO_WORKER);
  if (!message) return post({ type: 'trouble', trouble: { code: 'versionMixed' } });
  if (take) return take(message);
  if (message.type !== 'hello') return void early.push(message);
  take = begin(message, posted);
  for (const each of early.splice(0)) take(each);
};
