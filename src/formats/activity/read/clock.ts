import { Column } from './columns.ts';
import type { Records } from './recorded.ts';

/** No pause is as long: a device that says so had its clock set. */
const JUMP_MS = 12 * 3_600_000;
/** A record that is this late belongs to the second that was already. */
const LATE_MS = 5_000;
/** How long after the record before it one is of which nobody knows when it was. */
const UNKNOWN_STEP_MS = 1_000;

/** Whether two records are so far apart that the time between them cannot be the workout's. */
export const isJump = (stepMs: number): boolean => Math.abs(stepMs) > JUMP_MS;

/**
 * The times of records on one clock that never runs backwards: a device may set its own under way, when it first hears from a
 * satellite, by years; and a record may be late. The clock is the one that most of the records were written by.
 */
export class SteadyClock {
  /** Of each record, in ms of 1970. */
  readonly #epochMs = Column.ofNumbers();
  /** From which record on so much is added to the times of the file. */
  readonly #shifts: { from: number; byMs: number }[] = [{ from: 0, byMs: 0 }];
  /** How often it was set, by hours or years. */
  jumps = 0;
  /** How often it went back by less. */
  backward = 0;
  readonly #mainMs: number;

  constructor(records: Records) {
    for (let i = 0; i < records.count; i++) this.#add(records, i);
    this.#mainMs = this.#mostUsed(records.count);
  }

  /** Of a record. */
  epochMs = (index: number): number => this.#epochMs.at(index) - this.#mainMs;

  /** Of a time that is in the file after so many records. One that is far from theirs is theirs. */
  epochMsOf(fileEpochMs: number, at: number): number {
    const index = Math.min(Math.max(0, at), this.#epochMs.length - 1);
    const shift = this.#shifts.findLast(({ from }) => from <= index) ?? this.#shifts[0]!;
    const epochMs = fileEpochMs + shift.byMs - this.#mainMs;
    const nearMs = this.epochMs(Math.max(0, index - (at > 0 ? 1 : 0)));
    return isJump(epochMs - nearMs) ? nearMs : epochMs;
  }

  #add(records: Records, i: number): void {
    const { byMs } = this.#shifts.at(-1)!;
    const fileMs = records.epochMs(i);
    const lastMs = i === 0 ? fileMs : this.#epochMs.at(i - 1);
    const stepMs = fileMs + byMs - lastMs;
    if (stepMs < 0 && !isJump(stepMs)) this.backward++;
    if (isJump(stepMs)) this.jumps++;
    if (stepMs >= 0 && !isJump(stepMs)) return this.#epochMs.push(fileMs + byMs);
    const nextMs = records.epochMs(i + 1) + byMs - lastMs;
    const isAlone = nextMs >= 0 && !isJump(nextMs); // the next one knows the time as before
    if (isAlone || (stepMs < 0 && stepMs >= -LATE_MS)) return this.#epochMs.push(lastMs);
    if (this.#shifts.length < SHIFTS_MAX) {
      this.#shifts.push({ from: i, byMs: lastMs + UNKNOWN_STEP_MS - fileMs });
      this.#epochMs.push(lastMs + UNKNOWN_STEP_MS);
    } else this.#epochMs.push(lastMs);
  }

  /** What was added where most records are. */
  #mostUsed(count: number): number {
    let best = { records: -1, byMs: 0 };
    this.#shifts.forEach(({ from, byMs }, i) => {
      const records = (this.#shifts[i + 1]?.from ?? count) - from;
      if (records > best.records) best = { records, byMs };
    });
    return best.byMs;
  }
}

/** A clock that is set more often than that is none. */
const SHIFTS_MAX = 1_000;
