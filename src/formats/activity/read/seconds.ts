import type { Sample } from '../../../core/session/events.ts';
import { beatClockAfter, type BeatClock } from '../../../core/signal/beatClock.ts';
import { HOLD_MS, RR_A_SECOND_MAX } from '../../../core/signal/signal.ts';
import { CHUNK_S } from '../../../core/samples/samples.ts';
import type { Course } from './course.ts';
import type { Recorded } from './recorded.ts';

const HOLD_S = HOLD_MS / 1000;

/**
 * A workout second by second, out of the records of a file: each second has the last reading in it, or the one before while
 * that counts. Nothing is worked out in between.
 */
export class Seconds {
  /** Of pauses, of seconds that are full, and what is no interval. */
  beatsLeftOut = 0;
  readonly #recorded: Recorded;
  readonly #course: Course;
  #record = 0;
  #beat = 0;
  #held: { bpm: number; steadyBpm: number; second: number } | undefined;

  constructor(recorded: Recorded, course: Course) {
    this.#recorded = recorded;
    this.#course = course;
  }

  /** In order. Of a long absence of ours, as many seconds as it had. */
  *all(): Generator<Sample | { awayS: number }> {
    const { elapsedS, pauses } = this.#course;
    const { own } = this.#recorded;
    const broken = new Set(pauses.map(({ atS }) => atS));
    let beats: BeatClock | undefined;
    for (let second = 0; second < elapsedS;) {
      const nextS = Math.min(this.#nextSecond(), elapsedS);
      if (own && nextS - second >= CHUNK_S) {
        yield { awayS: nextS - second };
        second = nextS;
        beats = undefined;
        continue;
      }
      const rrMs = this.#secondOf(second);
      const held = this.#held && second - this.#held.second < HOLD_S ? this.#held : undefined;
      const bpm = Math.round(held?.bpm ?? 0);
      const atMs = (second + 1) * 1000;
      if (broken.has(second)) beats = undefined;
      beats = beatClockAfter(beats, { rrMs, rrAtMs: rrMs.length > 0 ? atMs : undefined, atMs });
      yield {
        bpm,
        steadyBpm: bpm > 0 ? (held?.steadyBpm ?? 0) : 0,
        source: bpm > 0 ? (own?.provenance ?? 'strap') : 'none',
        away: false,
        rrMs,
        ...(beats && beats.forS > 0 && { beatsFollow: true }),
      };
      second++;
    }
    this.beatsLeftOut += this.#recorded.records.beats - this.#beat;
  }

  /** That of the next record; none left: never. */
  #nextSecond(): number {
    const { records } = this.#recorded;
    while (this.#record < records.count && this.#course.secondOf(this.#record) < 0) {
      this.beatsLeftOut += this.#beatsOf(this.#record).length;
      this.#record++;
    }
    return this.#record < records.count ? this.#course.secondOf(this.#record) : Infinity;
  }

  /** Takes the records of a second in; the beats in it. */
  #secondOf(second: number): number[] {
    const { records } = this.#recorded;
    const rrMs: number[] = [];
    while (this.#nextSecond() === second) {
      const bpm = records.bpm(this.#record);
      if (bpm > 0) this.#held = { bpm, steadyBpm: records.steadyBpm(this.#record) || bpm, second };
      else if (this.#held?.second !== second) this.#held = undefined;
      for (const each of this.#beatsOf(this.#record)) {
        if (each > 0 && rrMs.length < RR_A_SECOND_MAX) rrMs.push(each);
        else this.beatsLeftOut++;
      }
      this.#record++;
    }
    return rrMs;
  }

  /** Beats come in the order of their records. */
  #beatsOf(record: number): number[] {
    const { records } = this.#recorded;
    const rrMs: number[] = [];
    for (; this.#beat < records.beats && records.rrRecord(this.#beat) === record; this.#beat++)
      rrMs.push(records.rrMs(this.#beat));
    return rrMs;
  }
}
