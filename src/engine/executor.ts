import type { Checkpoint } from '../core/records/checkpoint.ts';
import type { Plan } from '../core/plan/plan.ts';
import { coachingOf } from '../core/cues/coaching.ts';
import type { Strictness } from '../core/cues/strictness.ts';
import { eventOf, type Command } from '../core/session/command.ts';
import type { Trace } from '../core/samples/samples.ts';
import type { Moment, OnLoss, Session, WorkoutStart } from '../core/session/session.ts';
import type { SessionEvent } from '../core/session/events.ts';
import type { KnownHeart } from '../core/records/recording.ts';
import type { Source } from '../core/signal/signal.ts';
import type { StrapIndex } from '../core/signal/straps.ts';
import { heartOf, snapshotOf } from '../core/session/snapshot.ts';
import { profileFor } from '../core/athlete/athlete.ts';
import type { Profile } from '../core/athlete/hrZones.ts';
import type { CheckpointQueue } from './checkpointQueue.ts';
import { Course } from './course.ts';
import { DueSeconds } from './dueSeconds.ts';
import { DeletedWorkouts, type DeletedWorkout } from './deletedWorkouts.ts';
import type { ExecutorSettings, Ports } from './ports.ts';
import { loadCheckpoint, resume, type Absence, type RestoredWorkout } from './resume.ts';
import { WallLead } from './wallLead.ts';

/** What a workout that is played again was started with. */
export type ReplayStart = Pick<WorkoutStart, 'plan' | 'profile' | 'onLoss' | 'coaching'>;

/**
 * Runs one workout at a time. Knows no host: it is told the time by its clock port, and whoever hosts it calls
 * `catchUp` whenever something may be due.
 */
export class SessionExecutor {
  readonly #ports: Ports;
  #settings: ExecutorSettings;
  readonly #wall: WallLead;
  readonly #course: Course;
  readonly #due: DueSeconds;
  readonly #queue: CheckpointQueue;
  readonly #deleted: DeletedWorkouts;

  constructor(ports: Ports, settings: ExecutorSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#wall = new WallLead(ports.clock);
    this.#course = new Course(ports, this.#wall);
    this.#due = new DueSeconds(ports, this.#course, this.#wall);
    this.#queue = this.#course.queue;
    this.#deleted = new DeletedWorkouts(ports, this.#queue);
  }

  get session(): Session {
    return this.#course.session;
  }

  /** A workout is under way, or what became of it is not written yet. */
  get busy(): boolean {
    return this.#course.isUnderWay || this.#queue.hasUnstored || this.#deleted.isWriting;
  }

  get trace(): Trace {
    return this.#course.trace;
  }

  /** When `catchUp` is next due, on the executor's clock. */
  get dueMs(): number {
    return this.#due.dueMs;
  }

  /** Look for a workout that was cut off, which goes on or becomes history: see `resume`. */
  async restore(absence: Absence = {}): Promise<RestoredWorkout | undefined> {
    const checkpoint = await loadCheckpoint(this.#ports, this.#queue);
    return checkpoint && this.session.status === 'idle' ? this.#resume(checkpoint, absence) : undefined;
  }

  #resume(checkpoint: Checkpoint, absence: Absence = {}): RestoredWorkout | undefined {
    const restored = resume(checkpoint, { ports: this.#ports, course: this.#course, wall: this.#wall }, absence);
    if (restored) this.#publish();
    return restored;
  }

  /** Start a workout. False, and nothing changes, when one is under way. */
  startSession(plan: Plan, startedAt: Moment): boolean {
    this.catchUp();
    if (this.#course.isUnderWay) return false;
    const { profile, onLoss, coaching } = this.#settings;
    const start = { plan, profile: profileFor(profile, plan.sport), onLoss, coaching };
    this.#start(start, startedAt, this.#ports.clock.nowMs());
    return true;
  }

  /**
   * Start a workout as another one was started, to play it again. `begin` has its frames come from then on, which is on the
   * executor's clock, and says what was known of the heart.
   */
  startReplay(start: ReplayStart, startedAt: Moment, begin: (startMs: number) => KnownHeart): boolean {
    this.catchUp();
    if (this.#course.isUnderWay) return false;
    const startMs = this.#ports.clock.nowMs();
    this.#course.know(begin(startMs));
    this.#start(start, startedAt, startMs);
    return true;
  }

  #start({ plan, profile, onLoss, coaching }: ReplayStart, startedAt: Moment, atMs: number): void {
    this.#course.forgetSamples();
    this.#queue.forgetEvents();
    const id = this.#ports.newId();
    const workout = { id, plan, startedAt, profile, onLoss, ...(coaching && { coaching }) };
    this.#command({ type: 'start', atMs, workout });
  }

  /** What a person asks of the workout under way. */
  command(command: Command): void {
    switch (command.type) {
      case 'discard':
        return this.#leave();
      case 'onLoss':
        return this.#setOnLoss(command.onLoss);
      case 'strictness':
        return this.#setStrictness(command.strictness);
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

  /** How readily the coach speaks, in the workout under way as well. */
  #setStrictness(strictness: Strictness): void {
    const { session } = this;
    const { response } = coachingOf(this.#settings);
    this.#settings = { ...this.#settings, coaching: { response, strictness } };
    if (session.status === 'idle' || session.status === 'completed') return;
    if (coachingOf(session).strictness !== strictness)
      this.#do((atMs) => eventOf({ type: 'strictness', strictness }, atMs));
  }

  /** Delete the workout, which can be brought back for a while; or leave a completed one, which stays in the history. */
  #leave(): void {
    const { session } = this;
    if (session.status === 'idle') return;
    if (session.status === 'completed') return this.#discard();
    const deleted = this.#course.checkpointOf(session);
    this.#deleted.remember(deleted);
    this.#discard();
    void this.#deleted.write(deleted).then(() => this.#publish());
  }

  #discard(): void {
    this.#command({ type: 'discard' });
    this.#course.forgetSamples();
  }

  /** The workout that was deleted last, for as long as it can be brought back. */
  get deleted(): DeletedWorkout | undefined {
    return this.#deleted.workout;
  }

  /** Look for one that was deleted in the last visit; an old one goes for good. */
  async lookForDeleted(): Promise<void> {
    if (!(await this.#deleted.look())) return;
    // one that is under way again was brought back just before the app was gone
    const { deleted, session } = this;
    const back = session.status !== 'idle' && session.id === deleted?.sessionId;
    if (back || !deleted) return this.forgetDeleted();
    this.#publish();
  }

  /** Go on with the workout that was deleted, as after an absence. Nothing changes while another is under way. */
  bringBack(): RestoredWorkout | undefined {
    this.catchUp();
    const { checkpoint } = this.#deleted;
    if (!checkpoint || this.#course.isUnderWay) return undefined;
    const restored = this.#resume(checkpoint);
    this.forgetDeleted(); // once it is kept as the one under way
    return restored;
  }

  /** Nobody wants the deleted workout back. */
  forgetDeleted(): void {
    this.#deleted.forget();
    this.#publish();
  }

  /** Another tab has the workout now: nothing more is written, and what is known of it is forgotten. */
  letGo(): void {
    this.#ports.recorder?.letGo();
    this.#queue.forgetUnstored();
    this.#deleted.letGo();
    this.#apply({ type: 'discard' });
    this.#queue.forgetEvents();
    this.#course.forgetSamples();
  }

  /** What was stored may be gone: all that is known of a workout is stored again. */
  storeAgain(): void {
    this.#queue.storeAgain();
  }

  /** Forget what was kept for a crash. */
  clearCheckpoint(): Promise<void> {
    return this.#queue.clear();
  }

  /** The ledger knows this workout: it is the one that was planned. */
  linked(sessionId: string, occurrenceId: string): void {
    if (this.session.status !== 'idle' && this.session.id === sessionId) this.#command({ type: 'tied', occurrenceId });
  }

  batteryAt(pct: number, strap: StrapIndex = 0): void {
    this.#command({ type: 'battery', pct, ...(strap === 1 && { strap }) });
  }

  /** Another heart is listened to from now on, or none. What the last one sent has been taken by then. */
  changeSource(source: Source | 'none'): void {
    this.#do((atMs) => ({ type: 'source', atMs, source }));
  }

  strapNamed(name: string | null, strap: StrapIndex = 0): void {
    this.#course[strap === 0 ? 'strapName' : 'secondStrapName'] = name;
  }

  /** Settings for the next workout. One under way keeps the profile that it was started with. */
  configure(settings: ExecutorSettings): void {
    this.#settings = settings;
    this.#publish();
  }

  /** Keep what there is, now: the host may be gone in a moment. */
  keep(): Promise<void> {
    if (this.session.status !== 'idle') this.#queue.save();
    return this.#queue.settled;
  }

  /** Resolves when everything asked of the store so far has been done or has failed. */
  settled(): Promise<void> {
    return this.#queue.settled;
  }

  /** Play everything that is due by now. Cheap when nothing is. */
  catchUp(): void {
    const nowMs = this.#ports.clock.nowMs();
    const replayed = this.#playRecorded(nowMs);
    const { ticked, heard } = this.#due.play(nowMs);
    this.#queue.retry(nowMs);
    if (ticked || replayed) {
      this.#publish();
      this.#queue.journal();
    } else if (heard) this.#ports.screen.beat(heartOf(this.session, this.#profile));
  }

  /** What happened in a workout that is played again, beside its seconds and frames: each in its turn. */
  #playRecorded(nowMs: number): boolean {
    const { replay } = this.#ports.frames;
    let played = false;
    for (let atMs = replay?.nextEventMs(nowMs); atMs !== undefined; atMs = replay?.nextEventMs(nowMs)) {
      this.#due.playTo(atMs);
      const event = replay?.takeEvent();
      if (event) this.#apply(event);
      played = true;
    }
    return played;
  }

  /** Publish the whole truth again: someone new is looking. */
  republish(): void {
    this.#publish();
  }

  get #profile(): Profile {
    return this.session.status === 'idle' ? profileFor(this.#settings.profile, 'other') : this.session.profile;
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
    this.#ports.screen.publish(snapshotOf(this.session, this.#profile), this.trace);
  }

  #apply(event: SessionEvent): void {
    this.#course.apply(event);
  }
}
