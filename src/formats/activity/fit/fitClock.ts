import type { Problem } from '../../../core/parse/parsed.ts';
import type { FinishedSession } from '../../../core/records/finished.ts';
import { WallClock } from '../../../core/records/wallClock.ts';
import { fitTimeOf, UINT32_INVALID } from '../../fit/fields.ts';
import { DATE_MIN } from './profile.ts';

/**
 * When the seconds of a workout were, as FIT has it: whole seconds from 1998 (before that they mean something else) to 2126. A
 * workout of another time, by a clock that was never set, is moved to where it has room.
 */
export class FitClock {
  readonly wall: WallClock;
  readonly losses: Problem[] = [];
  readonly #shiftS: number;

  constructor({ elapsedS, ...session }: FinishedSession) {
    this.wall = new WallClock({ elapsedS, ...session });
    const [start, end] = [fitTimeOf(session.startedAt.epochMs), fitTimeOf(this.wall.endEpochMs(elapsedS))];
    this.#shiftS =
      start < DATE_MIN ? DATE_MIN - start : Math.min(0, Math.max(DATE_MIN - start, UINT32_INVALID - 1 - end));
    if (this.#shiftS !== 0) this.losses.push({ code: 'loss.workoutDate', path: '', params: {} });
  }

  begin = (second: number): number => this.#time(this.wall.beginEpochMs(second));
  end = (elapsedS: number): number => this.#time(this.wall.endEpochMs(elapsedS));
  /** In ms, with its pauses. */
  lengthMs = (fromS: number, toS: number): number =>
    Math.max(0, this.wall.endEpochMs(toS) - this.wall.endEpochMs(fromS));

  #time(epochMs: number): number {
    return Math.min(UINT32_INVALID - 1, Math.max(DATE_MIN, fitTimeOf(epochMs) + this.#shiftS));
  }
}
