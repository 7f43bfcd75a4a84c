import {
  eventMoved,
  heartMoved,
  recordedLine,
  RECORDING_FORMAT,
  RECORDING_VERSION,
  type RecordedItem,
  type RecordingHead,
} from '../core/records/recording.ts';
import type { SessionEvent } from '../core/session/events.ts';
import type { Session } from '../core/session/session.ts';
import type { Source } from '../core/signal/signal.ts';
import type { StrapIndex } from '../core/signal/straps.ts';
import type { RecorderPort } from './ports.ts';

/** What a recording of one workout may take: some 18 hours of a strap that sends every heartbeat. */
export const RECORDING_BYTES_MAX = 4_000_000;
/** Not written yet: a disk that hangs must not fill the memory. Hours of frames. */
const WAITING_MAX = 20_000;

/** Where recordings are kept, by workout, in parts that are written once. Every promise may fail. */
export interface RecordingStore {
  /** A new one. Old ones make room for it. */
  begin(sessionId: string, head: RecordingHead): Promise<void>;
  /** Part `index`, from 1 on. Fails where there is one. */
  append(sessionId: string, index: number, lines: string): Promise<void>;
  /** One that is there, to go on with; none: the workout was not recorded. */
  open(sessionId: string): Promise<OpenRecording | undefined>;
  remove(sessionId: string): Promise<void>;
}

export interface OpenRecording {
  clockMs: number;
  /** The next part. */
  next: number;
  bytes: number;
}

export interface RecorderParts {
  store: RecordingStore;
  frames: { readonly source: Source; readonly replay?: object | undefined };
  /** It was given up, once for a workout; that goes on. */
  failed: (reason: string) => void;
}

/**
 * Keeps the frames of each workout, where the person wants that, and what else moved it. What fails here gives up the
 * recording and never the workout. One write after another; `flush` is called as often as the workout is saved.
 */
export class Recorder implements RecorderPort {
  readonly #parts: RecorderParts;
  /** Whether the next workout is recorded. */
  wanted = false;
  #sessionId: string | undefined;
  /** Of the last frame. */
  #source: Source | undefined;
  /** What has come since the last flush, with times on the executor's clock. */
  #waiting: RecordedItem[] = [];
  /** None: it is being looked for, or begun. */
  #open: OpenRecording | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /** Resolves when all that was asked for has been written or has failed. */
  get settled(): Promise<void> {
    return this.#writing;
  }

  frame(atMs: number, bytes: Uint8Array, source: Source, session: Session, strap: StrapIndex = 0): void {
    if (!this.#records(session)) return;
    const { tickedAtMs } = session;
    const isOfSecond = atMs >= tickedAtMs && atMs < tickedAtMs + 1000;
    const other = source !== this.#source;
    this.#source = source;
    const late = !isOfSecond && { heardMs: tickedAtMs };
    this.#keep({ atMs, ...late, ...(other && { source }), ...(strap === 1 && { strap }), bytes });
  }

  event(event: SessionEvent, before: Session, after: Session, nowMs: number): void {
    if (event.type === 'start' && after.status !== 'idle') return this.#begin(event, before, after);
    if (event.type === 'restored' && after.status !== 'idle' && after.id !== this.#sessionId) this.#goOn(after.id);
    if (!this.#records(before)) return;
    if (event.type === 'discard') return this.#discard();
    if (event.type === 'source' && event.source !== 'none') this.#source = event.source;
    if (isWritten(event)) this.#keep({ atMs: turnOf(event, before, nowMs), event });
    if (after.status === 'completed') this.#end();
  }

  /** Write what has come. */
  flush(): void {
    const sessionId = this.#sessionId;
    if (sessionId === undefined) return;
    this.#write(sessionId, async () => {
      const open = this.#open;
      if (!open || this.#waiting.length === 0 || this.#sessionId !== sessionId) return;
      const items = this.#waiting;
      this.#waiting = [];
      await this.#append(sessionId, open, items);
    });
  }

  /** Another tab has the workout. */
  letGo(): void {
    this.#sessionId = undefined;
    this.#waiting = [];
  }

  /** By the session before, since the last event ends it. */
  #records(session: Session): boolean {
    const isUnderWay = session.status === 'inProgress' || session.status === 'paused';
    return isUnderWay && session.id === this.#sessionId;
  }

  #keep(item: RecordedItem): void {
    this.#waiting.push(item);
    if (this.#waiting.length > WAITING_MAX) this.#giveUp(this.#sessionId, 'the disk does not answer');
  }

  #begin({ atMs, workout }: SessionEvent & { type: 'start' }, before: Session, after: Session): void {
    this.letGo();
    const { source, replay } = this.#parts.frames;
    if (!this.wanted || replay || after.status === 'idle') return;
    const { id, plan, profile, onLoss, coaching, startedAt } = workout;
    const head: RecordingHead = {
      format: RECORDING_FORMAT,
      version: RECORDING_VERSION,
      startedAt,
      plan,
      profile,
      onLoss,
      ...(coaching && { coaching }),
      source,
      ...heartMoved(before, -atMs),
      clockMs: atMs,
    };
    this.#sessionId = id;
    this.#source = source;
    this.#open = undefined;
    this.#write(id, async () => {
      await this.#parts.store.begin(id, head);
      if (this.#sessionId === id) this.#open = { clockMs: atMs, next: 1, bytes: JSON.stringify(head).length };
    });
  }

  /** A workout that came back after the app was gone. */
  #goOn(sessionId: string): void {
    this.letGo();
    this.#sessionId = sessionId;
    this.#source = undefined;
    this.#open = undefined;
    this.#write(sessionId, async () => {
      const open = await this.#parts.store.open(sessionId);
      if (this.#sessionId !== sessionId) return;
      if (open && open.bytes < RECORDING_BYTES_MAX) this.#open = open;
      else this.letGo();
    });
  }

  /** With the workout goes its recording; one that is brought back goes on without. */
  #discard(): void {
    const sessionId = this.#sessionId ?? '';
    this.letGo();
    this.#remove(sessionId);
  }

  #end(): void {
    const sessionId = this.#sessionId;
    this.flush();
    this.#writing = this.#writing.then(() => {
      if (this.#sessionId === sessionId) this.letGo();
    });
  }

  async #append(sessionId: string, open: OpenRecording, items: readonly RecordedItem[]): Promise<void> {
    const lines = items.map((item) => `${recordedLine(movedBy(item, -open.clockMs))}\n`).join('');
    if (open.bytes + lines.length > RECORDING_BYTES_MAX) return this.letGo(); // what there is stays
    await this.#parts.store.append(sessionId, open.next, lines);
    open.next++;
    open.bytes += lines.length;
  }

  #write(sessionId: string, write: () => Promise<void>): void {
    this.#writing = this.#writing.then(write).catch((error: unknown) => {
      // a part that is there was written by another tab, which has the workout now
      if (error instanceof Error && error.name === 'ConstraintError') return this.letGo();
      this.#giveUp(sessionId, error instanceof Error ? error.message : String(error));
    });
  }

  /** A disk that is full is full for the workout as well: what was recorded of it makes room. */
  #giveUp(sessionId: string | undefined, reason: string): void {
    if (sessionId === undefined || this.#sessionId !== sessionId) return;
    this.letGo();
    this.#remove(sessionId);
    this.#parts.failed(reason);
  }

  #remove(sessionId: string): void {
    this.#writing = this.#writing.then(() => this.#parts.store.remove(sessionId)).catch(() => undefined);
  }
}

/** Within the second that is under way. */
const TURN_MAX_MS = 999.999;

/** When its turn is: an event that was noticed late, as a sleep is, came before the seconds that were over by then. */
function turnOf(event: SessionEvent, { tickedAtMs }: Session, nowMs: number): number {
  if (event.type === 'tick') return tickedAtMs + 1000;
  return Math.max(tickedAtMs, Math.min(nowMs, tickedAtMs + TURN_MAX_MS));
}

/** What follows from the clock and from frames (the change of a strap, too) is not written, nor what is of no use elsewhere. */
function isWritten(event: SessionEvent): boolean {
  if (event.type === 'tick') return !event.listening;
  return !['start', 'heartRate', 'strap', 'tied', 'discard'].includes(event.type);
}

function movedBy(item: RecordedItem, byMs: number): RecordedItem {
  const atMs = item.atMs + byMs;
  if ('event' in item) return { atMs, event: eventMoved(item.event, byMs) };
  return { ...item, atMs, ...(item.heardMs !== undefined && { heardMs: item.heardMs + byMs }) };
}
