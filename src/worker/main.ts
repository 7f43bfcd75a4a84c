/// <reference lib="webworker" />
import { parseStrapSpec, type StrapSpec } from '../core/body.ts';
import { SessionExecutor, type Clock } from '../engine/executor.ts';
import { Metronome } from '../engine/metronome.ts';
import { Checkpoints } from '../store/checkpoints.ts';
import { Database } from '../store/idb.ts';
import { IdbShelf } from '../store/idbShelf.ts';
import {
  readMessage,
  TO_WORKER,
  WIRE_VERSION,
  type Command,
  type FromWorker,
  type ToWorker,
} from '../wire/messages.ts';
import { PostReader } from '../wire/post.ts';
import { RingReader } from '../wire/ring.ts';
import { Ear } from './ear.ts';
import { Lease } from './lease.ts';

// The worker: an executor, a metronome, and the ends of the wire. Nothing is decided here.

declare const self: DedicatedWorkerGlobalScope;

type Hello = ToWorker & { type: 'hello' };
type Unversioned<M> = M extends unknown ? Omit<M, 'v'> : never;

const { timeOrigin } = performance;
const realMs = (): number => timeOrigin + performance.now();
const post = (message: Unversioned<FromWorker>): void => self.postMessage({ v: WIRE_VERSION, ...message });
const specOf = (text: string | undefined): StrapSpec | undefined => {
  const parsed = text === undefined ? undefined : parseStrapSpec(text);
  return parsed?.ok ? parsed.value : undefined;
};

function begin(hello: Hello, posted: PostReader): (message: ToWorker) => void {
  const spec = specOf(hello.simulated);
  const speed = spec ? hello.speed : 1; // a real heart cannot be hurried
  const clock = virtualClock(speed);
  const ring = hello.ring === undefined ? undefined : RingReader.attach(hello.ring, sleep);
  const reader = ring?.ok ? ring.value : posted;
  const ear = new Ear(reader, { session: () => executor.session, realMs });
  const lease = new Lease(navigator.locks);
  const cost = { count: 0, sumMs: 0, postMs: 0, maxLateMs: 0 };
  let seq = 0;
  let ran = false;
  /** Seconds are being played, and timed. */
  let playing = false;

  const executor: SessionExecutor = new SessionExecutor(
    {
      clock,
      frames: ear,
      checkpoints: new Checkpoints(new IdbShelf(new Database(self.indexedDB), () => Date.now()), () => Date.now()),
      notices: { tell: (notice) => post({ type: 'notice', notice }) },
      screen: {
        publish: (snapshot, trace) => {
          ear.sent(++seq);
          const count = Math.max(1, cost.count);
          const tick = {
            count: cost.count,
            meanMs: (cost.sumMs - cost.postMs) / count,
            postMeanMs: cost.postMs / count,
            maxLateMs: cost.maxLateMs,
          };
          const startMs = performance.now();
          post({ type: 'now', seq, snapshot, trace, dropped: ear.dropped, tick });
          if (playing) cost.postMs += performance.now() - startMs;
          const runs = snapshot.status === 'inProgress' || snapshot.status === 'paused';
          if (ran && !runs) lease.giveBack();
          ran = runs;
        },
        beat: (heart) => post({ type: 'heart', heart }),
        stored: (sessionId) => post({ type: 'stored', sessionId }),
        trouble: (trouble) => post({ type: 'trouble', trouble }),
        troubleOver: (code) => post({ type: 'troubleOver', code }),
      },
      newId: () => crypto.randomUUID(),
    },
    { profile: hello.profile, onLoss: hello.onLoss },
  );
  ear.simulate(spec, clock.nowMs());

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
    cost.maxLateMs = Math.max(cost.maxLateMs, (clock.nowMs() - dueMs) / speed);
  };
  const untilDueMs = (): number => (Math.min(executor.dueMs, ear.nextAtMs() ?? Infinity) - clock.nowMs()) / speed + 0.1;
  const metronome = new Metronome(timer, untilDueMs, catchUp);
  const soon = (): void => {
    catchUp();
    metronome.start();
  };

  /** What was left by the last visit has been looked at: before, nothing may be started over it. */
  const looked = (async () => {
    const mine = await lease.take();
    const restored = mine ? await executor.restore() : undefined;
    if (mine && !restored) lease.giveBack();
    post({ type: 'ready', restored });
    executor.republish();
    metronome.start();
    if (!mine) void takeOver();
  })();
  void looked.then(async () => {
    while (await reader.wait()) soon();
  });

  async function start(message: ToWorker & { type: 'start' }): Promise<void> {
    await looked;
    if (await lease.take()) executor.startSession(message.plan, message.startedAt);
    else post({ type: 'trouble', trouble: { code: 'otherTab' } });
    metronome.start();
  }

  /** Another tab runs a workout. When it is closed, what it left comes here. */
  async function takeOver(): Promise<void> {
    post({ type: 'trouble', trouble: { code: 'otherTab' } });
    await lease.wait();
    const restored = await executor.restore();
    if (!restored) lease.giveBack();
    post({ type: 'troubleOver', code: 'otherTab' });
    if (restored) post({ type: 'ready', restored });
    executor.republish();
  }

  return (message) => {
    switch (message.type) {
      case 'start':
        return void start(message);
      case 'command':
        perform(executor, message.command);
        return metronome.start();
      case 'settings':
        return executor.configure({ profile: message.profile, onLoss: message.onLoss });
      case 'simulate':
        ear.simulate(specOf(message.simulated), clock.nowMs());
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
    case 'discard':
      return executor.discard();
    default:
      command satisfies never;
  }
}

/** Both clocks, `speed` times as fast from now on. */
function virtualClock(speed: number): Clock {
  const nowStart = realMs();
  const wallStart = Date.now();
  return {
    nowMs: () => nowStart + (realMs() - nowStart) * speed,
    wallMs: () => wallStart + (Date.now() - wallStart) * speed,
  };
}

const timer = {
  after: (ms: number, call: () => void): (() => void) => {
    const id = setTimeout(call, ms);
    return () => clearTimeout(id);
  },
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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
