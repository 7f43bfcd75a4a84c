/// <reference lib="webworker" />
import { SessionExecutor } from '../engine/executor.ts';
import type { CheckpointStore } from '../engine/ports.ts';
import { Checkpoints } from '../store/checkpoints/checkpoints.ts';
import { deletedOn } from '../store/checkpoints/deleted.ts';
import { browserIndexedDb } from '../store/database/factory.ts';
import { Database } from '../store/database/idb.ts';
import { IdbBackend } from '../store/checkpoints/idbBackend.ts';
import { newId } from '../store/database/newId.ts';
import { readMessage, type Heard, type ToWorker } from '../wire/messages.ts';
import { PostReader } from '../wire/post.ts';
import { RingReader } from '../wire/ring.ts';
import { TO_WORKER } from '../wire/toWorker.ts';
import { Beats } from './beats.ts';
import { VirtualClock } from './clock.ts';
import { FrameInput, heartOf } from './frameInput.ts';
import { LazyRecorder } from './lazyRecorder.ts';
import { Lease } from './lease.ts';
import { Owner } from './owner.ts';
import { PlannedWorkout } from './plannedWorkout.ts';
import { Playback } from './playback.ts';
import { locksOf, post, realMs, sleep, timer, wallMs } from './realm.ts';
import { Tabs } from './tabs.ts';
import { TickMeter } from './tickCost.ts';

// The worker: an executor, its playback, its owner, and the ends of the wire. Nothing is decided here.

declare const self: DedicatedWorkerGlobalScope;

function begin(hello: ToWorker & { type: 'hello' }, posted: PostReader): (message: ToWorker) => void {
  const clock = new VirtualClock({ nowMs: realMs, wallMs });
  const ring = hello.ring === undefined ? undefined : RingReader.attach(hello.ring, sleep);
  const reader = ring?.ok ? ring.value : posted;
  const input = new FrameInput(reader, { session: () => executor.session, realMs, gainedMs: () => clock.gainedMs });

  const lost = (): void => owner.take({ type: 'lost' });
  const lease = new Lease(locksOf(), lost);
  const storeLost = (): void => post({ type: 'trouble', trouble: { code: 'storeLost' } });
  const db = new Database(browserIndexedDb(), () => executor.storeAgain());
  const backend = new IdbBackend(db, wallMs, lost, storeLost);
  const kept = new Checkpoints(backend, wallMs);
  const recorder = new LazyRecorder(async () => {
    const { Recorder, Recordings } = await import('./recording.ts');
    const failed = (reason: string): void => post({ type: 'trouble', trouble: { code: 'recordingStopped', reason } });
    return new Recorder({ store: new Recordings(db), frames: input, failed });
  });
  recorder.want(hello.keepFrames ?? false);
  const save: Checkpoints['save'] = (checkpoint) => {
    recorder.flush();
    return kept.save(checkpoint);
  };
  const checkpoints: CheckpointStore = {
    load: () => kept.load(),
    save,
    journal: (entry) => kept.journal(entry),
    clear: () => kept.clear(),
    finish: (finished) => kept.finish(finished),
    deleted: deletedOn(backend, kept, wallMs),
  };

  const beats = new Beats({ load: () => import('./beatTools.ts'), after: timer.after });
  const meter = new TickMeter();
  const tabs = new Tabs(realMs, (message) => owner.take({ type: 'tab', message }));
  let seq = 0;
  const executor: SessionExecutor = new SessionExecutor(
    {
      clock,
      frames: input,
      checkpoints,
      recorder,
      notices: { tell: (notice) => post({ type: 'notice', notice }) },
      screen: {
        publish: (snapshot, trace) => {
          if (owner.follows) return;
          input.sent(++seq);
          const { cost: tick } = meter;
          const now = {
            seq,
            snapshot,
            trace,
            dropped: input.dropped,
            tick,
            elsewhere: false,
            deleted: executor.deleted,
            hrv: beats.now,
          };
          meter.post(() => {
            post({ type: 'now', ...now });
            if (lease.held && tabs.hasAudience) tabs.say({ type: 'now', now });
          });
          owner.finishWhenDone();
        },
        beat: (heart) => {
          if (!owner.follows) post({ type: 'heart', heart });
        },
        stored: (sessionId) => {
          post({ type: 'stored', sessionId });
          owner.finishWhenDone();
        },
        trouble: (trouble) => post({ type: 'trouble', trouble }),
        troubleOver: (code) => post({ type: 'troubleOver', code }),
      },
      beats,
      newId,
    },
    { profile: hello.profile, onLoss: hello.onLoss, coaching: hello.coaching },
  );

  const playback = new Playback({ executor, clock, input, meter, isPosted: reader === posted });
  let settle: () => void;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  const owner: Owner = new Owner({
    executor,
    lease,
    claim: () => backend.claim(),
    openLate: () => kept.waitNoLonger(),
    tabs,
    planned: new PlannedWorkout(executor, post, settled),
    post,
    restart: () => playback.restart(),
    settled: () => settle(),
  });

  const listenTo = (heard: Heard): void => {
    const heart = heartOf(heard);
    input.listenTo(heart, clock.nowMs());
    clock.run(typeof heart === 'string' ? 1 : hello.speed); // a real heart cannot be hurried
  };
  /** Played by the clock of a simulated heart, and for nobody's account. */
  const playAgain = async ({ recording, startedAt }: ToWorker & { type: 'playAgain' }): Promise<void> => {
    const { Replay } = await import('./recording.ts');
    const play = (): void => {
      executor.startReplay(recording.head, startedAt, (startMs) => {
        const replay = new Replay(recording, startMs, 'simulated');
        input.play(replay, startMs);
        clock.run(hello.speed);
        return replay.heart;
      });
    };
    owner.take({ type: 'request', request: { type: 'playAgain', play } });
  };
  listenTo(hello.heard);
  owner.begin();
  void settled.then(async () => {
    while (await reader.wait()) playback.catchUp();
  });

  return (message) => {
    switch (message.type) {
      case 'start':
        return owner.take({ type: 'request', request: message });
      case 'playAgain':
        return void playAgain(message);
      case 'bringBack':
        return owner.take({ type: 'request', request: { type: 'bringBack' } });
      case 'forgetDeleted':
        return owner.take({ type: 'forgetDeleted' });
      case 'command':
      case 'takeOver':
        return owner.take(message);
      case 'settings':
        executor.configure({ profile: message.profile, onLoss: message.onLoss, coaching: message.coaching });
        recorder.want(message.keepFrames ?? false);
        if (message.coaching) {
          const { strictness } = message.coaching;
          owner.take({ type: 'command', command: { type: 'strictness', strictness } });
        }
        return owner.take({ type: 'command', command: { type: 'onLoss', onLoss: message.onLoss } });
      case 'source':
        executor.catchUp(); // frames of the last heart have been taken by then, or never will be
        listenTo(message.heard);
        executor.changeSource(input.heard);
        return playback.restart();
      case 'battery':
        return executor.batteryAt(message.pct, message.strap);
      case 'strapName':
        return executor.strapNamed(message.name, message.strap);
      case 'keep':
        return void executor.keep();
      case 'heard':
        return input.answered(message.seq);
      case 'hello':
        return executor.republish();
      default:
        message satisfies never;
    }
  };
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
