import type { Coaching } from '../core/cues/coaching.ts';
import type { Athlete } from '../core/athlete/athlete.ts';
import type { Notice } from '../core/cues/notice.ts';
import type { Parsed, Problem } from '../core/parse/parsed.ts';
import type { Checkpoint, JournalEntry } from '../core/records/checkpoint.ts';
import type { Finished } from '../core/records/finished.ts';
import type { Trace } from '../core/samples/samples.ts';
import type { Sample, SessionEvent } from '../core/session/events.ts';
import type { OnLoss, Session } from '../core/session/session.ts';
import type { Heart, Snapshot } from '../core/session/snapshot.ts';
import type { Source } from '../core/signal/signal.ts';
import type { StrapIndex } from '../core/signal/straps.ts';

/** What the executor asks of the world. Nothing in it is ever waited for by a tick. */
export interface Ports {
  clock: Clock;
  frames: FrameSource;
  checkpoints: CheckpointStore;
  notices: NoticePort;
  screen: ScreenPort;
  /** Left out where nothing is recorded. */
  recorder?: RecorderPort;
  beats?: BeatsPort | undefined;
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
  /** Hand over, in order, the frames stamped before `beforeMs` (executor's clock). `strap`: which of two; none is the first. */
  drain(beforeMs: number, each: (atMs: number, bytes: Uint8Array, strap?: StrapIndex) => void): void;
  readonly dropped: number;
  /** Whether a frame sent just now would be heard, in the second that ends then: a frozen or busy page is deaf. Left out by what never is. */
  readonly listening?: ((secondEndMs: number) => boolean) | undefined;
  /** Plays a recording: what happened in it, beside the frames, comes from here as well. */
  readonly replay?: ReplayPort | undefined;
}

/** What a recording has beside its frames. Times are on the executor's clock. */
export interface ReplayPort {
  /** Its frames are of a real heart, though their source is a simulated one. */
  readonly isRecorded: boolean;
  /** When the next event is due, where that is at `nowMs` or before. */
  nextEventMs(nowMs: number): number | undefined;
  /** That event. Frames before it that were not taken by now never will be. */
  takeEvent(): SessionEvent | undefined;
}

/** Hears all that a session is made of, in order. It must not throw, and nobody waits for it. */
export interface RecorderPort {
  /** A frame as it was sent, good or not, when its turn has come in `session`. */
  frame(atMs: number, bytes: Uint8Array, source: Source, session: Session, strap?: StrapIndex): void;
  /** An event that was applied. */
  event(event: SessionEvent, before: Session, after: Session, nowMs: number): void;
  /** Another tab has the workout: nothing more is written. */
  letGo(): void;
}

/** Where checkpoints are kept. Every promise may fail; the workout goes on in memory, and it is told and tried again. */
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

/** Whoever makes figures of how beats vary, with code that is fetched once there are any. */
export interface BeatsPort {
  /** One more second of the workout is over; the seconds before it may have been away. */
  second(sample: Sample): void;
  /** What comes next does not go on what was. */
  restart(): void;
  /** With what its beats come to. Resolves soon and never fails: without, the workout is stored all the same. */
  summarised(finished: Finished): Promise<Finished>;
}

export type ExecutorTrouble =
  | { code: 'checkpointFailing'; reason: string }
  | { code: 'historyFailing'; reason: string }
  | { code: 'checkpointBroken'; problems: Problem[] }
  | { code: 'savedAsInterrupted'; sessionId: string };

export interface ExecutorSettings {
  /** Whose workouts are run; the sport of a plan says with which zones. */
  profile: Athlete;
  /** What a lost signal does: pause the workout or let it go on. */
  onLoss: OnLoss;
  /** How the person is coached; none said: as is usual. */
  coaching?: Coaching | undefined;
}
