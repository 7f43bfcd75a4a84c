import type { Pause } from '../../../core/session/session.ts';
import { SteadyClock } from './clock.ts';
import { Column } from './columns.ts';
import { LAPS_MAX, type Recorded, type RecordedLap } from './recorded.ts';

/** Which second of the workout each record is in, when its pauses were, and where its laps begin. */
export interface Course {
  startEpochMs: number;
  endEpochMs: number;
  elapsedS: number;
  pauses: Pause[];
  /** The elapsed second of a record; −1 for one that was written in a pause. Never less than that of the record before. */
  secondOf(record: number): number;
  /** Where each lap begins: at least one, the first at 0. */
  lapsFromS: { fromS: number; name: string }[];
  clock: SteadyClock;
  /** It was longer than ELAPSED_MAX_S: so much of it is left out. */
  cutS: number;
}

/** A silence that is longer is a pause, though nobody stopped the clock: most programs take half of it or twice as much. */
const LONG_GAP_MS = 60_000;
/** The clock of a workout is started and stopped near its records, or the event is of something else. */
const NEAR_MS = 60_000;
/** What rounding to milliseconds may cost. */
const TRIFLE_MS = 20;
const SECOND_MS = 1_000;
/** Ten days: the longest races. */
const ELAPSED_MAX_S = 864_000;
const PAUSES_MAX = 2_000;

interface Stop {
  fromMs: number;
  toMs: number;
  /** Somebody stopped the clock; else there was nothing for a long time. */
  byHand: boolean;
}

export function courseOf(recorded: Recorded): Course {
  const { records, own } = recorded;
  const clock = new SteadyClock(records);
  const firstMs = clock.epochMs(0);
  const lastMs = clock.epochMs(records.count - 1);
  const { stops, startedMs, endedMs } = timerOf(recorded, clock);
  const isStart = startedMs !== undefined && startedMs <= firstMs && (own !== undefined || isNear(firstMs - startedMs));
  const startMs = isStart ? startedMs : firstMs;
  const all = joined([...stops, ...(own ? [] : longGaps(records.count, clock))]);
  const breaks = new Breaks(startMs, all);

  const seconds = Column.ofWholes();
  let lastSecond = 0;
  for (let i = 0, at = 0; i < records.count; i++) {
    const atMs = clock.epochMs(i);
    while (at < all.length && all[at]!.toMs <= atMs) at++;
    const isPaused = at < all.length && all[at]!.fromMs < atMs;
    const second = Math.max(lastSecond, wholeSeconds(breaks.elapsedMs(atMs)));
    const isKept = !isPaused && second < ELAPSED_MAX_S;
    seconds.push(isKept ? second : -1);
    if (isKept) lastSecond = second;
  }
  const toldMs = endedMs !== undefined && isNear(endedMs - lastMs) ? endedMs : lastMs;
  const wholeS = own?.elapsedS ?? Math.max(lastSecond + 1, Math.round(breaks.elapsedMs(toldMs) / SECOND_MS));
  const elapsedS = Math.min(Math.max(1, wholeS), ELAPSED_MAX_S);
  const lengthS = Math.max(elapsedS, wholeSeconds(breaks.elapsedMs(lastMs)) + 1);
  return {
    startEpochMs: startMs,
    endEpochMs: Math.max(toldMs, breaks.endMs(elapsedS)),
    elapsedS,
    pauses: breaks.pauses(elapsedS),
    secondOf: (record) => (seconds.at(record) < elapsedS ? seconds.at(record) : -1),
    lapsFromS: lapsOf(recorded, elapsedS, (lap) =>
      Number.isFinite(lap.startEpochMs)
        ? wholeSeconds(breaks.elapsedMs(clock.epochMsOf(lap.startEpochMs, lap.at)))
        : lap.at < records.count
          ? seconds.at(lap.at) // it does not say when it began: with its first record
          : elapsedS,
    ),
    clock,
    cutS: lengthS - elapsedS,
  };
}

const isNear = (ms: number): boolean => ms >= 0 && ms <= NEAR_MS;
const wholeSeconds = (ms: number): number => Math.floor((ms + TRIFLE_MS) / SECOND_MS);

/** What its timer says, and when it was first started and last stopped. */
function timerOf(
  { timer }: Recorded,
  clock: SteadyClock,
): { stops: Stop[]; startedMs: number | undefined; endedMs: number | undefined } {
  const stops: Stop[] = [];
  let startedMs: number | undefined;
  let stoppedMs: number | undefined;
  for (const { epochMs, running, at } of timer) {
    const atMs = clock.epochMsOf(epochMs, at);
    if (!running) stoppedMs ??= atMs;
    else {
      startedMs ??= atMs;
      if (stoppedMs !== undefined) stops.push({ fromMs: stoppedMs, toMs: atMs, byHand: true });
      stoppedMs = undefined;
    }
  }
  return { stops, startedMs, endedMs: stoppedMs };
}

function longGaps(count: number, clock: SteadyClock): Stop[] {
  const gaps: Stop[] = [];
  for (let i = 1; i < count; i++) {
    const [fromMs, toMs] = [clock.epochMs(i - 1), clock.epochMs(i)];
    if (toMs - fromMs > LONG_GAP_MS) gaps.push({ fromMs: fromMs + SECOND_MS, toMs, byHand: false });
  }
  return gaps;
}

/** In order, and none within another. */
function joined(stops: readonly Stop[]): Stop[] {
  const all: Stop[] = [];
  for (const stop of stops.filter(({ fromMs, toMs }) => toMs > fromMs).sort((a, b) => a.fromMs - b.fromMs)) {
    const last = all.at(-1);
    if (!last || stop.fromMs > last.toMs) all.push({ ...stop });
    else {
      last.toMs = Math.max(last.toMs, stop.toMs);
      last.byHand ||= stop.byHand;
    }
  }
  return all;
}

/** The time that is none of the workout's. */
class Breaks {
  readonly #startMs: number;
  readonly #stops: readonly (Stop & { beforeMs: number })[];

  constructor(startMs: number, stops: readonly Stop[]) {
    this.#startMs = startMs;
    let beforeMs = 0;
    this.#stops = stops
      .filter(({ toMs }) => toMs > startMs)
      .map((stop) => {
        const each = { ...stop, fromMs: Math.max(startMs, stop.fromMs), beforeMs };
        beforeMs += each.toMs - each.fromMs;
        return each;
      });
  }

  /** Since the start without pauses, of a time. */
  elapsedMs(atMs: number): number {
    let [low, high] = [0, this.#stops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stops[middle]!.fromMs < atMs) low = middle + 1;
      else high = middle;
    }
    const last = this.#stops[low - 1];
    const pausedMs = last ? last.beforeMs + Math.min(atMs, last.toMs) - last.fromMs : 0;
    return Math.max(0, atMs - this.#startMs - pausedMs);
  }

  /** When so many seconds had elapsed. */
  endMs(elapsedS: number): number {
    let pausedMs = 0;
    for (const { fromMs, toMs, beforeMs } of this.#stops) {
      if (fromMs - this.#startMs - beforeMs >= elapsedS * SECOND_MS) break;
      pausedMs += toMs - fromMs;
    }
    return this.#startMs + elapsedS * SECOND_MS + pausedMs;
  }

  pauses(elapsedS: number): Pause[] {
    return this.#stops
      .map(({ fromMs, toMs, byHand, beforeMs }): Pause => ({
        reason: byHand ? 'user' : 'interrupted',
        atS: Math.round((fromMs - this.#startMs - beforeMs) / SECOND_MS),
        fromMs,
        forMs: toMs - fromMs,
      }))
      .filter(({ atS }) => atS <= elapsedS)
      .slice(0, PAUSES_MAX);
  }
}

/** Laps of no time are told apart in ours alone: other programs end a workout with one. */
function lapsOf({ laps, own }: Recorded, elapsedS: number, fromS: (lap: RecordedLap) => number): Course['lapsFromS'] {
  const isExact = own !== undefined && laps.every(({ timerS }) => timerS !== undefined);
  let sumS = 0;
  const begun = laps.slice(0, LAPS_MAX).map((lap) => {
    const at = isExact ? sumS : fromS(lap);
    sumS += lap.timerS ?? 0;
    return { fromS: Math.round(Math.min(Math.max(0, at), elapsedS)), name: lap.name ?? '' };
  });
  if (!isExact) begun.sort((a, b) => a.fromS - b.fromS);
  const kept = own ? begun : begun.filter((lap, i) => lap.fromS < (begun[i + 1]?.fromS ?? elapsedS));
  const [first, ...more] = kept;
  return first ? [{ ...first, fromS: 0 }, ...more] : [{ fromS: 0, name: '' }];
}
