import { RESUME_MAX_MS, type Checkpoint } from '../core/records/checkpoint.ts';
import { finishedOf } from '../core/records/finished.ts';
import { parseFrame } from '../core/signal/heartRateMeasurement.ts';
import type { Parsed } from '../core/parse/parsed.ts';
import type { Plan } from '../core/plan/plan.ts';
import { eventOf, type Command } from '../core/session/command.ts';
import { SampleLog, type Trace } from '../core/samples/samples.ts';
import { advance } from '../core/session/advance.ts';
import { IDLE, type Moment, type OnLoss, type Session } from '../core/session/session.ts';
import type { Effect, SessionEvent } from '../core/session/events.ts';
import { RR_A_SECOND_MAX, type Source } from '../core/signal/signal.ts';
import { heartOf, snapshotOf } from '../core/session/snapshot.ts';
import type { Profile } from '../core/athlete/hrZones.ts';
import { CheckpointQueue, reasonOf } from './checkpointQueue.ts';
import type { ExecutorSettings, Ports } from './ports.ts';
import { WallLead } from './wallLead.ts';

export interface RestoredWorkout {
  awayMs: number;
  running: boolean;
  present: boolean;
}

/** A workout that was deleted, and can be brought back. */
export interface DeletedWorkout {
  sessionId: string;
  planName: string;
}

/** For so long a deleted workout can be brought back: until one has one's breath again, and looks. */
export const DELETED_KEPT_MS = 600_000;
/** Woken later than this, the executor was frozen or asleep, and what was sent meanwhile may never come. */
const DEAF_MS = 2_000;
/** Frozen for longer than any plan takes is an absence, not seconds to be caught up. */
const CATCH_UP_MAX_MS = 14_400_000;
/**
 * Runs one workout at a time. Knows no host: it is told the time by its clock port, and whoever hosts it calls
 * `catchUp` whenever something may be due. Late seconds are played one by one, each with the frames that had arrived
 * by then, so the same frames and times always give the same session, however late it was called.
 */
export class SessionExecutor {
  readonly #ports: Ports;
  #settings: ExecutorSettings;
  #session: Session = IDLE;
  #log = new SampleLog();
  #strapName: string | null = null;
  readonly #wall: WallLead;
  readonly #queue: CheckpointQueue;
  /** The last workout that was deleted. */
  #deleted: Checkpoint | undefined;
  /** The deletion is not on the disk yet. */
  #deleting = 0;
  constructor(ports: Ports, settings: ExecutorSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#session = { ...IDLE, tickedAtMs: ports.clock.nowMs() };
    this.#wall = new WallLead(ports.clock);
    this.#queue = new CheckpointQueue(ports, {
      session: () => this.#session,
      chunks: () => this.#log.chunks,
      tickedAt: (session) => this.#wall.tickedAt(session),
    });
  }

  get session(): Session {
    return this.#session;
  }

  /** A workout is under way, or what became of it is not written yet. */
  get busy(): boolean {
    const { status } = this.#session;
    return status === 'inProgress' || status === 'paused' || this.#queue.hasUnstored || this.#deleting > 0;
  }

  get trace(): Trace {
    return this.#log.trace;
  }

  /** When `catchUp` is next due, on the executor's clock. */
  get dueMs(): number {
    return this.#session.tickedAtMs + 1000;
  }

  /**
   * Look for a workout that was cut off. A fresh one goes on (running if it was), one older than an hour goes into the
   * history as interrupted, one that had finished but was not stored is stored now. `present`: another tab ran it and was
   * watched from here, so that the time since is not an interruption but the workout's. `strapStood`: its strap stood
   * still with it, as a recording does.
   */
  async restore({ present = false, strapStood = false } = {}): Promise<RestoredWorkout | undefined> {
    const loaded = await this.#ports.checkpoints.load().catch((error: unknown): Parsed<undefined> => {
      this.#queue.failed({ code: 'checkpointFailing', reason: reasonOf(error) });
      return { ok: true, value: undefined };
    });
    const problems = loaded.ok ? loaded.notes : loaded.problems;
    if (problems) this.#ports.screen.trouble({ code: 'checkpointBroken', problems });
    const checkpoint = loaded.ok ? loaded.value : undefined;
    if (!checkpoint || this.#session.status !== 'idle') return undefined;

    return this.#goOn(checkpoint, { present, strapStood });
  }

  #goOn(checkpoint: Checkpoint, { present = false, strapStood = false } = {}): RestoredWorkout | undefined {
    const atMs = this.#ports.clock.nowMs();
    const { awayMs, setByMs } = this.#wall.sinceCheckpoint(checkpoint);
    this.#log = SampleLog.from(checkpoint.chunks, checkpoint.session.elapsedS);
    this.#session = checkpoint.session;
    this.#queue.forgetEvents();
    if (setByMs !== undefined) this.#apply({ type: 'clockSet', byMs: setByMs });
    if (checkpoint.session.status === 'completed') {
      this.#session = { ...this.#session, tickedAtMs: atMs };
      this.#finish(setByMs !== undefined ? this.#ports.clock.wallMs() : checkpoint.atEpochMs);
      return undefined;
    }
    if (awayMs > RESUME_MAX_MS) {
      this.#apply({ type: 'abandoned' }, checkpoint.atEpochMs);
      this.#ports.screen.trouble({ code: 'savedAsInterrupted', sessionId: checkpoint.session.id });
      this.#apply({ type: 'discard' });
      this.#log = new SampleLog();
      return undefined;
    }
    this.#apply({ type: 'restored', atMs, awayMs, present, ...(strapStood && { strapStood }) });
    this.#publish();
    return { awayMs, running: checkpoint.session.status === 'inProgress', present };
  }

  /** Start a workout. False, and nothing changes, when one is under way. */
  startSession(plan: Plan, startedAt: Moment): boolean {
    this.catchUp();
    if (this.#session.status === 'inProgress' || this.#session.status === 'paused') return false;
    this.#log = new SampleLog();
    this.#queue.forgetEvents();
    const workout = { id: this.#ports.newId(), plan, startedAt, ...this.#settings };
    this.#command({ type: 'start', atMs: this.#ports.clock.nowMs(), workout });
    return true;
  }

  /** What a person asks of the workout under way. */
  command(command: Command): void {
    switch (command.type) {
      case 'discard':
        return this.#leave();
      case 'onLoss':
        return this.#setOnLoss(command.onLoss);
      default:
        return this.#do((atMs) => eventOf(command, atMs));
    }
  }

  /** What a lost signal does, to the workout under way as well. */
  #setOnLoss(onLoss: OnLoss): void {
    this.#settings = { ...this.#settings, onLoss };
    const { session } = this;
    if (session.status === 'idle' || session.status === 'completed' || session.onLoss === onLoss) return;
    this.#do((atMs) => eventOf({ type: 'onLoss', onLoss }, atMs));
  }

  /** Delete the workout, which can be brought back for a while; or leave a completed one, which stays in the history. */
  #leave(): void {
    const session = this.#session;
    if (session.status === 'idle') return;
    if (session.status === 'completed') return this.#discard();
    const deleted: Checkpoint = { session, chunks: this.#log.chunks, ...this.#wall.tickedAt(session) };
    this.#deleted = deleted;
    this.#discard();
    const { deleted: store } = this.#ports.checkpoints;
    this.#deleting++;
    void (store ? this.#queue.write('checkpointFailing', () => store.put(deleted)) : this.clearCheckpoint()).then(
      () => {
        this.#deleting--;
        this.#publish();
      },
    );
  }

  #discard(): void {
    this.#command({ type: 'discard' });
    this.#log = new SampleLog();
  }

  /** The workout that was deleted last, for as long as it can be brought back. */
  get deleted(): DeletedWorkout | undefined {
    const checkpoint = this.#deleted;
    if (!checkpoint || this.#ports.clock.wallMs() - checkpoint.atEpochMs > DELETED_KEPT_MS) return undefined;
    return { sessionId: checkpoint.session.id, planName: checkpoint.session.plan.name };
  }

  /** Look for one that was deleted in the last visit; an old one goes for good. */
  async lookForDeleted(): Promise<void> {
    const { deleted: store } = this.#ports.checkpoints;
    const found = await store?.load().catch(() => undefined);
    if (!found || this.#deleted) return;
    this.#deleted = found;
    // one that is under way again was brought back just before the app was gone
    const back = this.#session.status !== 'idle' && this.#session.id === found.session.id;
    if (back || !this.deleted) return this.forgetDeleted();
    this.#publish();
  }

  /** Go on with the workout that was deleted, as after an absence. Nothing changes while another is under way. */
  bringBack(): RestoredWorkout | undefined {
    this.catchUp();
    const checkpoint = this.#deleted;
    if (!checkpoint || !this.deleted || this.#session.status === 'inProgress' || this.#session.status === 'paused')
      return undefined;
    const restored = this.#goOn(checkpoint);
    this.forgetDeleted(); // once it is kept as the one under way
    return restored;
  }

  /** Nobody wants the deleted workout back. */
  forgetDeleted(): void {
    this.#deleted = undefined;
    const { deleted: store } = this.#ports.checkpoints;
    this.#queue.after(async () => {
      // brought back and not written yet, it would be nowhere
      if (!this.#queue.isFailing) await store?.forget().catch(() => undefined); // the next visit does
    });
    this.#publish();
  }

  /** Another tab has the workout now: nothing more is written, and what is known of it is forgotten. */
  letGo(): void {
    this.#queue.forgetUnstored();
    this.#deleted = undefined;
    this.#apply({ type: 'discard' });
    this.#queue.forgetEvents();
    this.#log = new SampleLog();
  }

  /** What was stored may be gone: all that is known of a workout is stored again. */
  storeAgain(): void {
    this.#queue.storeAgain();
  }

  /** Forget what was kept for a crash. */
  clearCheckpoint(): Promise<void> {
    return this.#queue.write('checkpointFailing', () => this.#ports.checkpoints.clear());
  }

  /** The ledger knows this workout: it is the one that was planned. */
  tied(sessionId: string, occurrenceId: string): void {
    if (this.#session.status !== 'idle' && this.#session.id === sessionId)
      this.#command({ type: 'tied', occurrenceId });
  }

  batteryAt(pct: number): void {
    this.#command({ type: 'battery', pct });
  }

  /** Another heart is listened to from now on, or none. What the last one sent has been taken by then. */
  changeSource(source: Source | 'none'): void {
    this.#do((atMs) => ({ type: 'source', atMs, source }));
  }

  strapNamed(name: string | null): void {
    this.#strapName = name;
  }

  /** Settings for the next workout. One under way keeps the profile that it was started with. */
  configure(settings: ExecutorSettings): void {
    this.#settings = settings;
    this.#publish();
  }

  /** Keep what there is, now: the host may be gone in a moment. */
  keep(): Promise<void> {
    if (this.#session.status !== 'idle') this.#queue.save();
    return this.#queue.settled;
  }

  /** Resolves when everything asked of the store so far has been done or has failed. */
  settled(): Promise<void> {
    return this.#queue.settled;
  }

  /** Play everything that is due by now. Cheap when nothing is. */
  catchUp(): void {
    const nowMs = this.#ports.clock.nowMs();
    let ticked = this.#noticeSleep(nowMs);
    while (this.dueMs <= nowMs) {
      const listening = this.#listening(nowMs - this.dueMs);
      this.#drain(this.dueMs);
      this.#apply({ type: 'tick', listening });
      ticked = true;
    }
    const heard = this.#drain(nowMs);
    this.#queue.retry(nowMs);
    if (ticked) {
      this.#publish();
      this.#queue.journal();
    } else if (heard) this.#ports.screen.beat(heartOf(this.#session, this.#profile));
  }

  /** Publish the whole truth again: someone new is looking. */
  republish(): void {
    this.#publish();
  }

  get #profile(): Profile {
    return this.#session.status === 'idle' ? this.#settings.profile : this.#session.profile;
  }

  #do(event: (atMs: number) => SessionEvent): void {
    this.catchUp();
    this.#command(event(this.#ports.clock.nowMs()));
  }

  #command(event: SessionEvent): void {
    this.#apply(event);
    this.#publish();
  }

  #publish(): void {
    this.#ports.screen.publish(snapshotOf(this.#session, this.#settings.profile), this.#log.trace);
  }

  #listening(lateMs: number): boolean {
    const { frames } = this.#ports;
    if (frames.source === 'simulated' || !frames.listening) return true;
    return lateMs < DEAF_MS && frames.listening();
  }

  /** Frames stamped before `beforeMs` become events; whether there were any. A malformed one is no event. */
  #drain(beforeMs: number): boolean {
    let heard = false;
    this.#ports.frames.drain(beforeMs, (atMs, bytes) => {
      const frame = parseFrame(bytes);
      if (!frame.ok) return;
      heard = true;
      // a recording's frames are as long as whoever made it likes, and the journal has them as they are
      const heartRate = { ...frame.value, rrMs: frame.value.rrMs.slice(0, RR_A_SECOND_MAX) };
      this.#apply({ type: 'heartRate', atMs, heartRate, source: this.#ports.frames.source });
    });
    return heard;
  }

  /** What happened while nobody looked: the device slept, a clock was set. Whether anything came of it. */
  #noticeSleep(nowMs: number): boolean {
    const before = this.#session;
    this.#wall.look(nowMs, (event) => {
      this.#apply(event);
      return this.#session !== before;
    });
    const lateMs = nowMs - this.#session.tickedAtMs;
    if (lateMs > CATCH_UP_MAX_MS) this.#apply({ type: 'absent', atMs: nowMs, awayMs: lateMs });
    return this.#session !== before;
  }

  #apply(event: SessionEvent, atEpochMs = this.#ports.clock.wallMs()): void {
    const [session, ...effects] = advance(this.#session, event);
    const underWay = this.#session.status === 'inProgress' || this.#session.status === 'paused';
    if (underWay) this.#queue.note(event);
    this.#session = session;
    for (const effect of effects) this.#perform(effect, atEpochMs);
  }

  #perform(effect: Effect, atEpochMs: number): void {
    switch (effect.type) {
      case 'notice':
        return this.#ports.notices.tell(effect.notice);
      case 'sample':
        return this.#log.append(effect.sample);
      case 'away':
        return this.#log.appendAway(effect.seconds);
      case 'keep':
        return this.#queue.save();
      case 'finished':
        return this.#finish(atEpochMs);
      default:
        effect satisfies never;
    }
  }

  #finish(endedAtEpochMs: number): void {
    if (this.#session.status !== 'completed') return;
    this.#queue.finish(finishedOf(this.#session, this.#log.chunks, { endedAtEpochMs, strapName: this.#strapName }));
  }
}
