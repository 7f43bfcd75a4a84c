import type { Checkpoint } from '../core/records/checkpoint.ts';
import { finishedOf } from '../core/records/finished.ts';
import { SampleLog, type Trace } from '../core/samples/samples.ts';
import { advance } from '../core/session/advance.ts';
import type { KnownHeart } from '../core/records/recording.ts';
import type { Effect, SessionEvent } from '../core/session/events.ts';
import { IDLE, type Recoverable, type Session } from '../core/session/session.ts';
import { CheckpointQueue } from './checkpointQueue.ts';
import type { Ports } from './ports.ts';
import type { WallLead } from './wallLead.ts';

/** A session and its samples as events move them on, and each event's effects: notices, samples, and what is to be stored. */
export class Course {
  readonly #ports: Ports;
  readonly #wall: WallLead;
  #session: Session;
  #log = new SampleLog();
  strapName: string | null = null;
  secondStrapName: string | null = null;
  readonly queue: CheckpointQueue;

  constructor(ports: Ports, wall: WallLead) {
    this.#ports = ports;
    this.#wall = wall;
    this.#session = { ...IDLE, tickedAtMs: ports.clock.nowMs() };
    this.queue = new CheckpointQueue(ports, {
      session: () => this.#session,
      chunks: () => this.#log.chunks,
      tickedAt: (session) => this.#wall.tickedAt(session),
    });
  }

  get session(): Session {
    return this.#session;
  }

  get isUnderWay(): boolean {
    return this.#session.status === 'inProgress' || this.#session.status === 'paused';
  }

  get trace(): Trace {
    return this.#log.trace;
  }

  checkpointOf(session: Recoverable): Checkpoint {
    return { session, chunks: this.#log.chunks, ...this.#wall.tickedAt(session) };
  }

  /** Another course: that of this checkpoint. */
  load({ session, chunks }: Checkpoint): void {
    this.#log = SampleLog.from(chunks, session.elapsedS);
    this.#session = session;
    this.#ports.beats?.restart();
    this.queue.forgetEvents();
  }

  /** What is known of the heart, while there is no workout: as it was when one began that is played again. */
  know(heart: KnownHeart): void {
    if (!this.isUnderWay) this.#session = { status: 'idle', ...heart, tickedAtMs: this.#session.tickedAtMs };
  }

  /** The samples are forgotten: those of the next workout are others. */
  forgetSamples(): void {
    this.#log = new SampleLog();
    this.#ports.beats?.restart();
  }

  apply(event: SessionEvent, atEpochMs = this.#ports.clock.wallMs()): void {
    const before = this.#session;
    const [session, ...effects] = advance(before, event);
    if (this.isUnderWay) this.queue.note(event);
    this.#session = session;
    this.#ports.recorder?.event(event, before, session, this.#ports.clock.nowMs());
    if (session.status === 'paused') this.#ports.beats?.restart(); // what is shown goes at once, and not with the next second
    for (const effect of effects) this.#perform(effect, atEpochMs);
  }

  #perform(effect: Effect, atEpochMs: number): void {
    switch (effect.type) {
      case 'notice':
        return this.#ports.notices.tell(effect.notice);
      case 'sample':
        this.#ports.beats?.second(effect.sample);
        return this.#log.append(effect.sample);
      case 'away':
        this.#ports.beats?.restart();
        return this.#log.appendAway(effect.seconds);
      case 'keep':
        return this.queue.save();
      case 'finished':
        return this.#finish(atEpochMs);
      default:
        effect satisfies never;
    }
  }

  /** A workout that had been completed when it was loaded, and was not in the history yet, is stored now. */
  finishLoaded(endedAtEpochMs: number): void {
    this.#session = { ...this.#session, tickedAtMs: this.#ports.clock.nowMs() };
    this.#finish(endedAtEpochMs);
  }

  #finish(endedAtEpochMs: number): void {
    if (this.#session.status !== 'completed') return;
    const { strapName, secondStrapName } = this;
    this.queue.finish(finishedOf(this.#session, this.#log.chunks, { endedAtEpochMs, strapName, secondStrapName }));
  }
}
