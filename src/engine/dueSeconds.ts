import { strapDue } from '../core/session/straps.ts';
import { parseFrame } from '../core/signal/heartRateMeasurement.ts';
import { RR_A_SECOND_MAX, type Source } from '../core/signal/signal.ts';
import type { StrapIndex } from '../core/signal/straps.ts';
import type { Course } from './course.ts';
import type { Ports } from './ports.ts';
import type { WallLead } from './wallLead.ts';

/** Woken later than this, the executor was frozen or asleep, and what was sent meanwhile may never come. */
const DEAF_MS = 2_000;
/** Frozen for longer than any plan takes is an absence, not seconds to be caught up. */
const CATCH_UP_MAX_MS = 14_400_000;

/**
 * Seconds that are due are played one by one, each with the frames that had arrived by then, so the same frames and times
 * always give the same session, however late the call was.
 */
export class DueSeconds {
  readonly #ports: Pick<Ports, 'frames' | 'recorder'>;
  readonly #course: Course;
  readonly #wall: WallLead;
  /** Handed over, and not heard yet. */
  readonly #taken: {
    atMs: number;
    bytes: Uint8Array;
    strap?: StrapIndex | undefined;
    source: Source;
    recorded: boolean;
  }[] = [];

  constructor(ports: Pick<Ports, 'frames' | 'recorder'>, course: Course, wall: WallLead) {
    this.#ports = ports;
    this.#course = course;
    this.#wall = wall;
  }

  /** When the next one is over, on the executor's clock. */
  get dueMs(): number {
    return this.#course.session.tickedAtMs + 1000;
  }

  /** Play what is due by now. `ticked`: the session went on; `heard`: a frame came after the last of these seconds. */
  play(nowMs: number): { ticked: boolean; heard: boolean } {
    const slept = this.#noticeSleep(nowMs);
    const { ticked, heard } = this.playTo(nowMs);
    return { ticked: slept || ticked, heard };
  }

  /** The same, where nothing is to be learned from the clocks. */
  playTo(nowMs: number): { ticked: boolean; heard: boolean } {
    let ticked = false;
    let heard = false;
    do {
      while (this.dueMs <= nowMs) {
        const { dueMs } = this;
        const listening = this.#listening(nowMs - dueMs);
        this.#drain(dueMs);
        if (this.dueMs !== dueMs) continue; // a frame has ended a pause: seconds count from when it was sent
        this.#course.apply({ type: 'tick', listening });
        this.#chooseStrap();
        ticked = true;
      }
      heard = this.#drain(nowMs) || heard;
    } while (this.dueMs <= nowMs);
    return { ticked, heard };
  }

  /** Between two seconds, so that each has one strap. */
  #chooseStrap(): void {
    const { session } = this.#course;
    const strap = strapDue(session);
    if (strap !== undefined) this.#course.apply({ type: 'strap', atMs: session.tickedAtMs, strap });
  }

  #listening(lateMs: number): boolean {
    const { frames } = this.#ports;
    if (frames.replay) return frames.listening?.(this.dueMs) ?? true;
    if (frames.source === 'simulated' || !frames.listening) return true;
    return lateMs < DEAF_MS && frames.listening(this.dueMs);
  }

  /**
   * Frames stamped before `beforeMs` become events; whether there were any. A malformed one is no event. One that ends a
   * pause sets the seconds back to when it was sent: what came later waits for its own second.
   */
  #drain(beforeMs: number): boolean {
    let heard = false;
    const { frames, recorder } = this.#ports;
    const { dueMs } = this;
    frames.drain(beforeMs, (atMs, bytes, strap) => {
      const recorded = frames.replay?.isRecorded ?? false;
      this.#taken.push({ atMs, bytes, strap, source: frames.source, recorded });
    });
    for (let next = this.#taken[0]; next; next = this.#taken[0]) {
      const { atMs, bytes, strap, source, recorded } = next;
      if (atMs >= beforeMs || (this.dueMs !== dueMs && atMs >= this.dueMs)) break;
      this.#taken.shift();
      recorder?.frame(atMs, bytes, source, this.#course.session, strap);
      const frame = parseFrame(bytes);
      if (!frame.ok) continue;
      heard = true;
      // a recording's frames are as long as whoever made it likes, and the journal has them as they are
      const heartRate = { ...frame.value, rrMs: frame.value.rrMs.slice(0, RR_A_SECOND_MAX) };
      const of = { ...(recorded && { recorded }), ...(strap === 1 && { strap }) };
      this.#course.apply({ type: 'heartRate', atMs, heartRate, source, ...of });
    }
    return heard;
  }

  /** What happened while nobody looked: the device slept, a clock was set. Whether anything came of it. */
  #noticeSleep(nowMs: number): boolean {
    const before = this.#course.session;
    this.#wall.look(nowMs, (event) => {
      this.#course.apply(event);
      return this.#course.session !== before;
    });
    const lateMs = nowMs - this.#course.session.tickedAtMs;
    if (lateMs > CATCH_UP_MAX_MS) this.#course.apply({ type: 'absent', atMs: nowMs, awayMs: lateMs });
    return this.#course.session !== before;
  }
}
