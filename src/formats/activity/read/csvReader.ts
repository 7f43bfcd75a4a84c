import { textOfCell } from '../csvCells.ts';
import { OWN_PRODUCT, OWN_PRODUCT_SIMULATED } from '../ownMark.ts';
import type { Columns } from './csvColumns.ts';
import { cellsOf } from './csvLines.ts';
import { numberIn, timeIn } from './isoTime.ts';
import { Recorded } from './recorded.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** Numbers from here on are dates, in seconds of 1970 (1973 and later), or in ms. */
const EPOCH_S = 1e8;
const EPOCH_MS = 1e11;

/** What the rows of a table say, one by one. */
export class CsvReader {
  readonly #columns: Columns;
  readonly #startGivenMs: number;
  readonly #recorded = new Recorded();
  #isDated = false;
  #days = 0;
  #lastOfDayMs = 0;
  /** Of ours: the last row. */
  #last: { epochMs: number; elapsedMs: number; phase: string } | undefined;

  /** `startGivenMs`: when it began, if it does not say. */
  constructor(columns: Columns, startGivenMs: number) {
    this.#columns = columns;
    this.#startGivenMs = startGivenMs;
    const { own, others } = columns;
    if (own) this.#recorded.own = { id: undefined, provenance: 'strap' };
    if (own) this.#recorded.source = OWN_PRODUCT;
    if (others > 0) this.#recorded.dropped.add('other');
  }

  /** None where no row has a time. */
  finished(): Recorded | undefined {
    const recorded = this.#recorded;
    recorded.isDated = this.#isDated;
    return recorded.records.count > 0 ? recorded : undefined;
  }

  read(line: string): void {
    const { separator, bpm, own } = this.#columns;
    const cells = cellsOf(line, separator).map((cell) => cell.trim());
    const { records } = this.#recorded;
    const epochMs = this.#timeOf(cells);
    const rate = numberIn(cells[bpm] ?? '');
    if (own) this.#readOwn(cells, epochMs);
    const steadyBpm = own ? numberIn(cells[own.steadyBpm] ?? '') : NaN;
    records.add(epochMs, Number.isNaN(rate) ? undefined : rate, Number.isNaN(steadyBpm) ? undefined : steadyBpm);
  }

  /** `NaN`: it has none. */
  #timeOf(cells: readonly string[]): number {
    const { time, date, elapsed } = this.#columns;
    const text = time === undefined ? '' : (cells[time] ?? '');
    const day = date === undefined ? '' : (cells[date] ?? '');
    const known = timeIn(text) ?? (day === '' ? undefined : timeIn(`${day} ${text}`));
    const number = numberIn(text);
    if (known) {
      this.#recorded.offsetMin ??= known.offsetMin;
      return this.#dated(known.epochMs);
    }
    if (number >= EPOCH_S) return this.#dated(number >= EPOCH_MS ? number : number * SECOND_MS);
    if (elapsed) return this.#startGivenMs + numberIn(cells[elapsed.at] ?? '') * elapsed.unitMs;
    return this.#startGivenMs + (Number.isNaN(number) ? this.#clockMs(text) : number * SECOND_MS);
  }

  #dated(epochMs: number): number {
    this.#isDated = true;
    return epochMs;
  }

  /** `1:02:03.5`, of day or since the start. One that goes back by hours is of the next day. */
  #clockMs(text: string): number {
    const [, hours = '0', minutes, seconds = '', part = ''] =
      /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,9}))?$/.exec(text) ?? [];
    if (minutes === undefined) return NaN;
    const ofDayMs =
      ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * SECOND_MS +
      Number(`0.${part || '0'}`) * SECOND_MS;
    if (ofDayMs < this.#lastOfDayMs - DAY_MS / 2) this.#days++;
    this.#lastOfDayMs = ofDayMs;
    return ofDayMs + this.#days * DAY_MS;
  }

  /** Its pauses are where the times of day run ahead of the seconds, its laps where the phase is another. */
  #readOwn(cells: readonly string[], epochMs: number): void {
    const { own, elapsed } = this.#columns;
    const recorded = this.#recorded;
    const elapsedMs = numberIn(cells[elapsed?.at ?? -1] ?? '') * SECOND_MS;
    if (!own || !recorded.own || Number.isNaN(elapsedMs) || Number.isNaN(epochMs)) return;
    if (cells[own.source] === 'simulated') {
      recorded.own.provenance = 'simulated';
      recorded.source = OWN_PRODUCT_SIMULATED;
    }
    const phase = textOfCell(cells[own.phase] ?? '');
    const last = this.#last ?? { epochMs: epochMs - elapsedMs, elapsedMs: 0, phase: undefined };
    if (!this.#last) recorded.addTimer(last.epochMs, true);
    const pausedMs = epochMs - last.epochMs - (elapsedMs - last.elapsedMs);
    const stoppedMs = epochMs - pausedMs;
    if (pausedMs > 0) {
      recorded.addTimer(stoppedMs, false);
      recorded.addTimer(epochMs, true);
    }
    if (phase !== last.phase) recorded.addLap({ startEpochMs: stoppedMs, name: phase });
    this.#last = { epochMs, elapsedMs, phase };
  }
}
