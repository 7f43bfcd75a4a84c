import { RESUME_MAX_MS, type Checkpoint, type JournalEntry } from '../core/records/checkpoint.ts';
import { finishedOf, type Finished } from '../core/records/finished.ts';
import { parseFrame } from '../core/signal/heartRateMeasurement.ts';
import type { Notice } from '../core/cues/notice.ts';
import type { Parsed, Problem } from '../core/parse/parsed.ts';
import type { Plan } from '../core/plan/plan.ts';
import { eventOf, type Command } from '../core/session/command.ts';
import { SampleLog, type Trace } from '../core/samples/samples.ts';
import {
  advance,
  CLOCK_SET_MS,
  IDLE,
  type Effect,
  type Moment,
  type OnLoss,
  type Session,
  type SessionEvent,
} from '../core/session/session.ts';
import { RR_A_SECOND_MAX, type Source } from '../core/signal/signal.ts';
import { heartOf, snapshotOf, type Heart, type Snapshot } from '../core/session/snapshot.ts';
import type { Profile } from '../core/athlete/hrZones.ts';

/** What the executor asks of the world. Nothing in it is ever waited for by a tick. */
export interface Ports {
  clock: Clock;
  frames: FrameSource;
  checkpoints: CheckpointStore;
  notices: NoticePort;
  screen: ScreenPort;
  /** A new UUID. */
  newId(): string;
}

/** Two clocks: one that only ever runs forward, one that people read. Both in ms, both of one speed. */
export interface Clock {
  nowMs(): number;
  wallMs(): number;
}

/** Where raw heart-rate frames come from. */
export interface FrameSource {
  readonly source: Source;
  /** Hand over, in order, the frames stamped before `beforeMs` (executor's clock). */
  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array) => void): void;
  readonly dropped: number;
  /** Whether a frame sent just now would be heard: a frozen or busy page is deaf. Left out by what never is, such as a file. */
  listening?(): boolean;
}

/** The cellar. Every promise may fail; the workout goes on in memory, and it is told and tried again. */
export interface CheckpointStore {
  load(): Promise<Parsed<Checkpoint | undefined>>;
  /** On the disk when it resolves. */
  save(checkpoint: Checkpoint): Promise<void>;
  /** What happened since the last save or entry: cheap, and only handed to the disk. When it fails, a save follows. */
  journal(entry: JournalEntry): Promise<void>;
  clear(): Promise<void>;
  /** Put a finished workout into the history *and* clear its checkpoint: all or nothing, and doing it twice is doing it once. */
  finish(finished: Finished): Promise<void>;
  /** Where a deleted workout waits to be wanted back. Without, it can be brought back for as long as the process lasts. */
  readonly deleted?: DeletedStore | undefined;
}

export interface DeletedStore {
  /** Kept here, and no longer as the one under way: both or neither. */
  put(checkpoint: Checkpoint): Promise<void>;
  load(): Promise<Checkpoint | undefined>;
  forget(): Promise<void>;
}

export interface NoticePort {
  tell(notice: Notice): void;
}

/** Whoever is looking. */
export interface ScreenPort {
  publish(snapshot: Snapshot, trace: Trace): void;
  /** Between two snapshots: a frame was heard. */
  beat(heart: Heart): void;
  stored(sessionId: string): void;
  trouble(trouble: ExecutorTrouble): void;
  troubleOver(code: ExecutorTrouble['code']): void;
}

export type ExecutorTrouble =
  | { code: 'checkpointFailing'; reason: string }
  | { code: 'historyFailing'; reason: string }
  | { code: 'checkpointBroken'; problems: Problem[] }
  | { code: 'savedAsInterrupted'; sessionId: string };

export interface ExecutorSettings {
  profile: Profile;
  /** What a lost signal does: pause the workout or let it go on. */
  onLoss: OnLoss;
}

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
/** The wall clock running further ahead of the other than it ever was, by more than this, is a sleep. */
const SLEEP_MS = 3_000;
/** By less than this it may be a tremble: it is a sleep when it lasts. */
const TREMBLE_MS = 10_000;
const TREMBLE_LASTS_MS = 2_000;
/** Frozen for longer than any plan takes is an absence, not seconds to be caught up. */
const CATCH_UP_MAX_MS = 14_400_000;
/** After so many journal entries a checkpoint is due. */
const ENTRIES_MAX = 10;
/** More than this at once is not written down event by event: the next checkpoint has it all. */
const EVENTS_MAX = 1_000;
/** A finished workout that cannot be stored is tried again this often. */
const RETRY_MS = 10_000;

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
  /** Wall clock minus the other: when last looked at, and the most that it ever was. */
  #aheadMs: number;
  #mostAheadMs: number;
  /** Since when the wall clock has been further ahead than ever, by little. */
  #tremblingSinceMs: number | undefined;
  /** By how much it last was. */
  #leapMs = 0;
  #strapName: string | null = null;
  #writing: Promise<void> = Promise.resolve();
  #saveQueued = false;
  #journalQueued = false;
  /** What moved the workout since it was last written down. */
  #unwritten: SessionEvent[] = [];
  /** Journal entries since the last checkpoint. */
  #entries = 0;
  #failing = new Set<ExecutorTrouble['code']>();
  /** Finished, and not in the history yet. */
  readonly #unstored = new Set<Finished>();
  /** The last workout that was deleted. */
  #deleted: Checkpoint | undefined;
  /** The deletion is not on the disk yet. */
  #deleting = 0;
  /** In the history, and still shown. */
  #stored: Finished | undefined;
  #retryAtMs = 0;

  constructor(ports: Ports, settings: ExecutorSettings) {
    this.#ports = ports;
    this.#settings = settings;
    this.#session = { ...IDLE, tickedAtMs: ports.clock.nowMs() };
    this.#aheadMs = this.#mostAheadMs = ports.clock.wallMs() - ports.clock.nowMs();
  }

  get session(): Session {
    return this.#session;
  }

  /** A workout is under way, or what became of it is not written yet. */
  get busy(): boolean {
    const { status } = this.#session;
    return status === 'inProgress' || status === 'paused' || this.#unstored.size > 0 || this.#deleting > 0;
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
      this.#failed({ code: 'checkpointFailing', reason: reasonOf(error) });
      return { ok: true, value: undefined };
    });
    if (!loaded.ok) this.#ports.screen.trouble({ code: 'checkpointBroken', problems: loaded.problems });
    const checkpoint = loaded.ok ? loaded.value : undefined;
    if (!checkpoint || this.#session.status !== 'idle') return undefined;

    return this.#goOn(checkpoint, { present, strapStood });
  }

  #goOn(checkpoint: Checkpoint, { present = false, strapStood = false } = {}): RestoredWorkout | undefined {
    const atMs = this.#ports.clock.nowMs();
    const { behindMs = 0 } = checkpoint;
    const aheadMs = this.#ports.clock.wallMs() - checkpoint.atEpochMs;
    const wasSet = clockWasSet(checkpoint.atEpochMs, aheadMs);
    // a clock that had been set back may have come right meanwhile
    const cameRight = aheadMs >= behindMs;
    const awayMs = wasSet ? 0 : Math.max(0, cameRight ? aheadMs - behindMs : aheadMs); // what a clock that was not set says of the time away is nothing
    if (!wasSet && !cameRight) this.#mostAheadMs += behindMs + Math.max(0, -aheadMs);
    this.#log = SampleLog.from(checkpoint.chunks, checkpoint.session.elapsedS);
    this.#session = checkpoint.session;
    this.#unwritten = [];
    if (wasSet) this.#apply({ type: 'clockSet', byMs: aheadMs });
    if (checkpoint.session.status === 'completed') {
      this.#session = { ...this.#session, tickedAtMs: atMs };
      this.#finish(wasSet ? this.#ports.clock.wallMs() : checkpoint.atEpochMs);
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
    this.#unwritten = [];
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
    const deleted: Checkpoint = { session, chunks: this.#log.chunks, ...this.#tickedAt(session) };
    this.#deleted = deleted;
    this.#discard();
    const { deleted: store } = this.#ports.checkpoints;
    this.#deleting++;
    void (store ? this.#write('checkpointFailing', () => store.put(deleted)) : this.clearCheckpoint()).then(() => {
      this.#deleting--;
      this.#publish();
    });
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
    this.#writing = this.#writing.then(async () => {
      // brought back and not written yet, it would be nowhere
      if (!this.#failing.has('checkpointFailing')) await store?.forget().catch(() => undefined); // the next visit does
    });
    this.#publish();
  }

  /** Another tab has the workout now: nothing more is written, and what is known of it is forgotten. */
  letGo(): void {
    this.#unstored.clear();
    this.#deleted = undefined;
    this.#apply({ type: 'discard' });
    this.#unwritten = [];
    this.#log = new SampleLog();
  }

  /** What was stored may be gone: all that is known of a workout is stored again. */
  storeAgain(): void {
    // what is being written now may be just what is lost, so that its end is waited for
    void this.#writing.then(() => {
      const stored = this.#stored;
      if (this.#session.status !== 'completed') this.#save();
      else if (stored?.session.id === this.#session.id) this.#unstored.add(stored);
      if (this.#unstored.size > 0) this.#storeAll(this.#ports.clock.nowMs());
    });
  }

  /** Forget what was kept for a crash. */
  clearCheckpoint(): Promise<void> {
    return this.#write('checkpointFailing', () => this.#ports.checkpoints.clear());
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
    if (this.#session.status !== 'idle') this.#save();
    return this.#writing;
  }

  /** Resolves when everything asked of the store so far has been done or has failed. */
  settled(): Promise<void> {
    return this.#writing;
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
    if (this.#unstored.size > 0 && nowMs >= this.#retryAtMs) this.#storeAll(nowMs);
    if (ticked) {
      this.#publish();
      this.#journal();
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

  /**
   * Where the clock stood still while the device slept, the wall clock tells: it is further ahead than it ever was. One
   * that was set back means nothing, nor does its coming right again. Whether anything came of it.
   */
  #noticeSleep(nowMs: number): boolean {
    const { clock } = this.#ports;
    const aheadMs = clock.wallMs() - nowMs;
    const stepMs = aheadMs - this.#aheadMs;
    this.#aheadMs = aheadMs;
    // a clock that has fallen back to the factory's date knows nothing of before
    if (clockWasSet(clock.wallMs(), -stepMs)) this.#mostAheadMs = aheadMs;
    const leapMs = aheadMs - this.#mostAheadMs;
    const before = this.#session;
    if (clockWasSet(clock.wallMs() - stepMs, stepMs)) {
      this.#furthest(aheadMs);
      this.#apply({ type: 'clockSet', byMs: stepMs });
    } else if (leapMs > SLEEP_MS) {
      if (leapMs <= TREMBLE_MS) this.#tremblingSinceMs ??= nowMs;
      if (leapMs > TREMBLE_MS || nowMs - (this.#tremblingSinceMs ?? nowMs) >= TREMBLE_LASTS_MS) {
        this.#furthest(aheadMs);
        this.#apply({ type: 'slept', atMs: nowMs, awayMs: leapMs });
        this.#leapMs = this.#session === before ? 0 : leapMs;
      }
    } else {
      this.#furthest(aheadMs);
      // as far back as it leapt: it was set, and set right
      if (stepMs < -SLEEP_MS && Math.abs(stepMs + this.#leapMs) <= SLEEP_MS)
        this.#apply({ type: 'neverSlept', atMs: nowMs });
    }
    const lateMs = nowMs - this.#session.tickedAtMs;
    if (lateMs > CATCH_UP_MAX_MS) this.#apply({ type: 'absent', atMs: nowMs, awayMs: lateMs });
    return this.#session !== before;
  }

  #furthest(aheadMs: number): void {
    this.#mostAheadMs = Math.max(this.#mostAheadMs, aheadMs);
    this.#tremblingSinceMs = undefined;
  }

  #apply(event: SessionEvent, atEpochMs = this.#ports.clock.wallMs()): void {
    const [session, ...effects] = advance(this.#session, event);
    const underWay = this.#session.status === 'inProgress' || this.#session.status === 'paused';
    if (underWay && this.#unwritten.length < EVENTS_MAX) this.#unwritten.push(event);
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
        return this.#save();
      case 'finished':
        return this.#finish(atEpochMs);
      default:
        effect satisfies never;
    }
  }

  // ── The cellar: one write after another, so that an old checkpoint can never overtake the end of its workout ──

  /** Queue a save of whatever is true when its turn comes; a second one in the queue would only repeat it. */
  #save(): void {
    if (this.#saveQueued) return;
    this.#saveQueued = true;
    void this.#write('checkpointFailing', async () => {
      this.#saveQueued = false;
      if (this.#session.status === 'idle' || (this.#session.status === 'completed' && this.#unstored.size === 0))
        return;
      const unwritten = this.#unwritten;
      this.#unwritten = [];
      try {
        await this.#ports.checkpoints.save({
          session: this.#session,
          chunks: this.#log.chunks,
          ...this.#tickedAt(this.#session),
        });
      } catch (error) {
        this.#unwritten = [...unwritten, ...this.#unwritten];
        throw error;
      }
      this.#entries = 0;
    });
  }

  /** Write down what happened in the last second. When it fails, the next checkpoint has it, or says so. */
  #journal(): void {
    if (this.#journalQueued) return;
    this.#journalQueued = true;
    this.#writing = this.#writing.then(async () => {
      this.#journalQueued = false;
      const session = this.#session;
      const events = this.#unwritten;
      if ((session.status !== 'inProgress' && session.status !== 'paused') || events.length === 0) return;
      if (events.length >= EVENTS_MAX) return this.#save();
      this.#unwritten = [];
      const entry = { sessionId: session.id, ...this.#tickedAt(session), events };
      const kept = await this.#ports.checkpoints.journal(entry).then(
        () => true,
        () => false,
      );
      if (!kept) this.#unwritten = [...events, ...this.#unwritten];
      // what the entry was to be added to may be gone; a disk that is known to refuse is not asked every second
      const amiss = !kept && !this.#failing.has('checkpointFailing');
      if (++this.#entries >= ENTRIES_MAX || amiss) this.#save();
    });
  }

  /** When the last second ended, on the clock that people read, and how far that has been set back. */
  #tickedAt(session: Session): Pick<Checkpoint, 'atEpochMs' | 'behindMs'> {
    const { clock } = this.#ports;
    const nowMs = clock.nowMs();
    const sinceTickMs = session.status === 'completed' ? 0 : Math.max(0, nowMs - session.tickedAtMs);
    const behindMs = this.#mostAheadMs - (clock.wallMs() - nowMs);
    return { atEpochMs: clock.wallMs() - sinceTickMs, ...(behindMs > SLEEP_MS && { behindMs }) };
  }

  #finish(endedAtEpochMs: number): void {
    if (this.#session.status !== 'completed') return;
    this.#unstored.add(finishedOf(this.#session, this.#log.chunks, { endedAtEpochMs, strapName: this.#strapName }));
    this.#storeAll(this.#ports.clock.nowMs());
  }

  #storeAll(nowMs: number): void {
    this.#retryAtMs = nowMs + RETRY_MS;
    for (const finished of this.#unstored) void this.#write('historyFailing', () => this.#store(finished));
  }

  async #store(finished: Finished): Promise<void> {
    if (!this.#unstored.has(finished)) return;
    try {
      await this.#ports.checkpoints.finish(finished);
    } catch (error) {
      this.#save(); // so that the next visit can store it, should this one end first
      throw error;
    }
    this.#unstored.delete(finished);
    this.#stored = finished;
    this.#ports.screen.stored(finished.session.id);
  }

  #write(code: 'checkpointFailing' | 'historyFailing', write: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(write).then(
      () => this.#worked(code),
      (error: unknown) => this.#failed({ code, reason: reasonOf(error) }),
    );
    return this.#writing;
  }

  #failed(trouble: ExecutorTrouble): void {
    if (this.#failing.has(trouble.code)) return;
    this.#failing.add(trouble.code);
    this.#ports.screen.trouble(trouble);
  }

  #worked(code: ExecutorTrouble['code']): void {
    if (this.#failing.delete(code)) this.#ports.screen.troubleOver(code);
  }
}

/** Whether the wall clock, so far ahead of what it said before, was set for the first time. */
function clockWasSet(beforeEpochMs: number, aheadMs: number): boolean {
  return beforeEpochMs < CLOCK_SET_MS && beforeEpochMs + aheadMs >= CLOCK_SET_MS;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
