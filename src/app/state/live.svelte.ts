import type { Notice } from '../../core/cues/notice.ts';
import type { Recording } from '../../core/records/recording.ts';
import type { Plan } from '../../core/plan/plan.ts';
import type { Trace } from '../../core/samples/samples.ts';
import type { Heart } from '../../core/session/snapshot.ts';
import type { StrapIndex } from '../../core/signal/straps.ts';
import type { Provenance } from '../../core/session/summary.ts';
import type { Command } from '../../core/session/command.ts';
import type { ShiftScope } from '../../core/session/session.ts';
import { undoOf } from '../../core/session/shift.ts';
import { WIRE_VERSION, FROM_WORKER, readMessage } from '../../wire/messages.ts';
import type { FromWorker, Heard, NowMessage, Restored, ToWorker, Trouble } from '../../wire/messages.ts';
import type { FrameWriter } from '../../wire/frames.ts';
import { PostWriter } from '../../wire/post.ts';
import { createRing, RingWriter } from '../../wire/ring.ts';
import { here } from '../device/moment.ts';

type Unversioned<M> = M extends unknown ? Omit<M, 'v'> : never;

/** What follows from a notice, beyond what the screen shows: sound, vibration, words, system notices. */
export type NoticeListener = (notice: Notice) => void;

const NO_TRACE: Trace = { stepS: 1, bpm: [] };

/** The workout under way, as last heard from the worker. Screens read it; only the worker changes it. */
export class Live {
  readonly #worker: Pick<Worker, 'postMessage'>;
  readonly #frames: FrameWriter;
  readonly #ring: SharedArrayBuffer | undefined;
  #now = $state.raw<NowMessage | undefined>();
  #heart = $state.raw<Heart | undefined>();
  #ready = $state.raw(false);
  #restored = $state.raw<Restored | undefined>();
  #troubles = $state.raw<readonly Trouble[]>([]);
  #stored = $state.raw<string | undefined>();
  #dropped = $state.raw(0);
  /** What the worker listens to, as it was told. */
  #heard = '';

  readonly snapshot = $derived(this.#now?.snapshot);
  readonly trace = $derived(this.#now?.trace ?? NO_TRACE);
  /** How the beats vary. */
  readonly hrv = $derived(this.#now?.hrv);
  readonly status = $derived(this.snapshot?.status ?? 'idle');
  readonly workout = $derived(this.snapshot?.workout);
  /** A workout is in progress or paused. */
  readonly busy = $derived(this.status === 'inProgress' || this.status === 'paused');
  /** Another tab runs it; here it is seen. */
  readonly elsewhere = $derived(this.busy && (this.#now?.elsewhere ?? false));
  /** The workout that was deleted last, as long as it can be brought back: not under another one. */
  readonly deleted = $derived(this.busy ? undefined : this.#now?.deleted);
  /** Whose heart the number is. */
  readonly provenance = $derived.by((): Provenance => {
    if (!this.heart || this.heart.signal === 'none') return 'none';
    return this.heart.source;
  });

  onNotice: NoticeListener = () => undefined;
  /** Whoever looks at what the straps send, once it is on its way: nobody, but while the settings show it. */
  onFrame: ((atMs: number, bytes: Uint8Array, strap: StrapIndex) => void) | undefined;
  onStored: () => unknown = () => undefined;
  /** Something that is planned is due, and the worker cannot reach the service worker. */
  onDue: () => unknown = () => undefined;
  /** What was stored was deleted under the workout, which the worker has stored anew. */
  onStoreLost: () => unknown = () => undefined;
  onReady: (restored: Restored | undefined) => void = () => undefined;

  /** `shared`: whether memory may be shared with the worker. */
  constructor(worker: Pick<Worker, 'postMessage' | 'onmessage'>, { shared }: { shared: boolean }) {
    this.#worker = worker;
    this.#ring = shared ? createRing() : undefined;
    this.#frames = this.#ring ? new RingWriter(this.#ring) : new PostWriter((message) => worker.postMessage(message));
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readMessage<FromWorker>(data, FROM_WORKER);
      if (message) this.#take(message);
      else this.#trouble({ code: 'versionMixed' });
    };
  }

  /** The worker has looked for an unfinished workout. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Fresher than the snapshot: as soon as a frame was heard. */
  get heart(): Heart | undefined {
    return this.#heart;
  }

  /** A workout came back from a visit that was cut off; until the person has answered. */
  get restored(): Restored | undefined {
    return this.#restored;
  }

  /** What the world would not do, now. */
  get troubles(): readonly Trouble[] {
    return this.#troubles;
  }

  /** The workout that was last put into the history in this visit. */
  get stored(): string | undefined {
    return this.#stored;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Which heart is listened to from now on. The same one again is no change, and is not said. */
  listenTo(heard: Heard): void {
    const text = JSON.stringify(heard);
    if (text === this.#heard) return;
    this.#heard = text;
    this.#tell({ type: 'source', heard });
  }

  hello(
    hello: Pick<ToWorker & { type: 'hello' }, 'heard' | 'speed' | 'profile' | 'onLoss' | 'keepFrames' | 'coaching'>,
  ): void {
    this.#heard = JSON.stringify(hello.heard);
    this.#tell({ type: 'hello', ring: this.#ring, ...hello });
  }

  /** A notification of the strap, on its way at once. */
  frame(bytes: Uint8Array, strap?: StrapIndex): void {
    const atMs = performance.timeOrigin + performance.now();
    this.#frames.push(atMs, bytes, strap);
    this.onFrame?.(atMs, bytes, strap ?? 0);
  }

  tell(message: Unversioned<ToWorker & { type: 'settings' | 'battery' | 'strapName' | 'keep' | 'takeOver' }>): void {
    this.#tell(message);
  }

  start(plan: Plan): void {
    this.#restored = undefined;
    this.#stored = undefined;
    this.#tell({ type: 'start', plan, startedAt: here() });
  }

  /** Play a recorded workout again, in place of whatever heart is listened to. */
  playAgain(recording: Recording): void {
    this.#restored = undefined;
    this.#stored = undefined;
    this.#tell({ type: 'playAgain', recording, startedAt: here() });
  }

  pause(): void {
    this.#command({ type: 'pause' });
  }

  resume(): void {
    this.#command({ type: 'resume' });
  }

  stop(): void {
    this.#restored = undefined;
    this.#command({ type: 'stop' });
  }

  skip(): void {
    this.#command({ type: 'skip' });
  }

  back(): void {
    this.#command({ type: 'back' });
  }

  extend(byS: number): void {
    this.#command({ type: 'extend', byS });
  }

  /** Moves the target by so many bpm. */
  shift(byBpm: number, scope: ShiftScope): void {
    this.#command({ type: 'shift', byBpm, scope });
  }

  /** Takes the last shift back that has a part in the target of this phase. */
  undoShift(): void {
    const undo = this.workout && undoOf(this.workout.shifts ?? [], this.workout.phaseIndex);
    if (undo) this.shift(undo.byBpm, undo.scope);
  }

  /** The alarm at the limit was understood, and is quiet for a while. */
  confirmCeiling(): void {
    this.#command({ type: 'confirmCeiling' });
  }

  countAway(): void {
    this.#restored = undefined;
    this.#command({ type: 'countAway' });
  }

  leaveOut(): void {
    this.#restored = undefined;
    this.#command({ type: 'leaveOut' });
  }

  /** Delete the workout under way. It can be brought back while it is `deleted`. */
  delete(): void {
    this.#restored = undefined;
    this.#command({ type: 'discard' });
  }

  bringBack(): void {
    this.#tell({ type: 'bringBack' });
  }

  forgetDeleted(): void {
    this.#tell({ type: 'forgetDeleted' });
  }

  dismissBanner(): void {
    this.#restored = undefined;
  }

  /** Leave a completed workout: it is in the history. */
  leave(): void {
    if (this.status === 'completed') this.#command({ type: 'discard' });
  }

  #command(command: Command): void {
    this.#tell({ type: 'command', command });
  }

  #tell(message: Unversioned<ToWorker>): void {
    this.#worker.postMessage({ v: WIRE_VERSION, ...message });
  }

  #take(message: FromWorker): void {
    switch (message.type) {
      case 'now':
        this.#now = message;
        this.#heart = message.snapshot.heart;
        this.#dropped = message.dropped;
        return this.#tell({ type: 'heard', seq: message.seq });
      case 'heart':
        this.#heart = message.heart;
        return;
      case 'ready':
        this.#restored = message.restored?.present ? undefined : message.restored; // who was here was not away
        this.#ready = true;
        return this.onReady(message.restored);
      case 'notice':
        return this.onNotice(message.notice);
      case 'stored':
        this.#stored = message.sessionId;
        return void this.onStored();
      case 'wakeServiceWorker':
        return void this.onDue();
      case 'trouble':
        this.#trouble(message.trouble);
        if (message.trouble.code === 'storeLost') this.onStoreLost();
        return;
      case 'troubleOver':
        this.#troubles = this.#troubles.filter(({ code }) => code !== message.code);
        return;
      default:
        message satisfies never;
    }
  }

  dismissTrouble(code: Trouble['code']): void {
    this.#troubles = this.#troubles.filter((trouble) => trouble.code !== code);
  }

  #trouble(trouble: Trouble): void {
    this.#troubles = [...this.#troubles.filter(({ code }) => code !== trouble.code), trouble];
  }
}
