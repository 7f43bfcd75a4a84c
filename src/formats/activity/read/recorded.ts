import { EPOCH_MAX_MS, EPOCH_MIN_MS } from '../../../core/parse/limits.ts';
import type { Problem } from '../../../core/parse/parsed.ts';
import type { Sport } from '../../../core/plan/plan.ts';
import type { Source } from '../../../core/signal/signal.ts';
import { Column } from './columns.ts';

/** What another program's file says of one workout, before anything is made of it: what each reader of a format fills. */
export class Recorded {
  readonly records = new Records();
  readonly laps: RecordedLap[] = [];
  /** All there are; those beyond LAPS_MAX are counted alone. */
  lapCount = 0;
  /** When its clock was started and stopped, in the order of the file. */
  readonly timer: TimerEvent[] = [];
  sport: Sport = 'other';
  /** Its title; empty: none. */
  title = '';
  /** The device or the program that recorded it. */
  source: string | null = null;
  strapName: string | null = null;
  /** Whether the file says when it was. Else its times are as if it had begun at a time that was given. */
  isDated = true;
  /** What tells it from all others, in place of its start; none: its start does. */
  identity: string | undefined;
  /** How far the clocks on the wall were ahead of UTC. */
  offsetMin: number | undefined;
  /** What it has and a workout of ours has not. */
  readonly dropped = new Set<DroppedData>();
  readonly losses: Problem[] = [];
  /** One that was written by this app. */
  own: OwnWorkout | undefined;

  addLap(lap: Omit<RecordedLap, 'at'>): void {
    this.lapCount++;
    if (this.laps.length < LAPS_MAX) this.laps.push({ ...lap, at: this.records.count });
  }

  /** `at`: after how many records; none said: after all there are by now. */
  addTimer(epochMs: number, running: boolean, at = this.records.count): void {
    const isUseful = Number.isFinite(epochMs) && this.timer.length < TIMER_EVENTS_MAX;
    if (isUseful) this.timer.push({ epochMs, running, at });
  }
}

/** What only files have that this app wrote, beside its seconds. */
export interface OwnWorkout {
  /** Of the workout; none: the format has no place for it. */
  id: string | undefined;
  /** Whose heart each of its rates is. */
  provenance: Source;
  /** How many seconds it had; none: as far as its records say. */
  elapsedS?: number | undefined;
}

export interface RecordedLap {
  startEpochMs: number;
  /** Without pauses. */
  timerS?: number | undefined;
  name?: string | undefined;
  /** How many records were before it in the file. */
  at: number;
}

export interface TimerEvent {
  epochMs: number;
  running: boolean;
  /** As of a lap. */
  at: number;
}

/** What is never kept of a file: where somebody was, and what is no heart rate. */
export type DroppedData = (typeof DROPPED_DATA)[number];
export const DROPPED_DATA = [
  'position',
  'altitude',
  'distance',
  'speed',
  'cadence',
  'power',
  'temperature',
  'other',
] as const;

/** More than any workout has, of ten days too; what is beyond is counted and said. */
export const LAPS_MAX = 2_000;
const TIMER_EVENTS_MAX = 20_000;
/** Seventeen days at one a second. */
const RECORDS_MAX = 1_500_000;
const BEATS_MAX = 4_000_000;

/** Readings and beats in the order of the file, in 16 bytes a record and 6 a beat. */
export class Records {
  readonly #epochMs = Column.ofNumbers();
  readonly #bpm = Column.ofNumbers();
  /** Filtered rates, where this app has written them. */
  readonly #steadyBpm = Column.ofNumbers();
  readonly #rrMs = Column.ofShorts();
  /** After how many records each beat came. */
  readonly #rrAfter = Column.ofWholes();
  /** Records beyond RECORDS_MAX, and such whose time cannot be read. */
  beyond = 0;
  unreadable = 0;

  get count(): number {
    return this.#epochMs.length;
  }
  get beats(): number {
    return this.#rrMs.length;
  }

  /** `bpm`: none where the record has no heart rate; 0 where it says so. */
  add(epochMs: number, bpm: number | undefined, steadyBpm?: number): void {
    if (!(epochMs >= EPOCH_MIN_MS && epochMs <= EPOCH_MAX_MS)) this.unreadable++;
    else if (this.count >= RECORDS_MAX) this.beyond++;
    else {
      this.#epochMs.push(epochMs);
      this.#bpm.push(bpm === undefined || !isReading(bpm) ? NaN : bpm);
      if (steadyBpm !== undefined) {
        while (this.#steadyBpm.length < this.count - 1) this.#steadyBpm.push(0);
        this.#steadyBpm.push(steadyBpm);
      }
    }
  }

  /** An interval of the record before it. */
  addBeat(rrMs: number): void {
    if (this.beats >= BEATS_MAX) return;
    this.#rrMs.push(rrMs);
    this.#rrAfter.push(this.count);
  }

  epochMs = (index: number): number => this.#epochMs.at(index);
  /** `NaN` where it has none, 0 where it says so. */
  bpm = (index: number): number => this.#bpm.at(index);
  steadyBpm = (index: number): number => this.#steadyBpm.at(index) || 0;
  rrMs = (index: number): number => this.#rrMs.at(index);
  /** Which record a beat belongs to; those before the first belong to it. */
  rrRecord = (index: number): number => Math.max(0, this.#rrAfter.at(index) - 1);
}

/** What a sensor has to say of 255 bpm and more is that there is none. */
const NO_READING_BPM = 255;
const isReading = (bpm: number): boolean => bpm >= 0 && bpm < NO_READING_BPM;
