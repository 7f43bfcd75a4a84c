import type { Sample } from '../session/events.ts';

/**
 * A stretch of seconds as columns, one entry a second: what is stored. Chunks are sealed when full, so that one write
 * stays small however long the workout is. Seconds that no chunk has are a long absence.
 */
export interface SampleChunk {
  /** Elapsed seconds at which the chunk begins. */
  fromS: number;
  /** Raw bpm, 0 without a signal. */
  bpm: Uint8Array;
  /** Filtered rate in 1/128 bpm, 0 without. */
  steady: Uint16Array;
  /**
   * Bit 0 strap, bit 1 simulated, bit 2 the app was away, bit 3 the second of two straps, bit 4 its heart rate was not to be
   * trusted, bit 5 its RR intervals go on those of the second before.
   */
  flags: Uint8Array;
  /** How many of `rrMs` belong to each second. */
  rrCounts: Uint8Array;
  /** RR intervals in ms, rounded. */
  rrMs: Uint16Array;
}

export const CHUNK_S = 300;

const FROM_STRAP = 1;
const SIMULATED = 2;
const AWAY = 4;
const SECOND_STRAP = 8;
const DOUBTFUL = 16;
const BEATS_FOLLOW = 32;
const STEADY_SCALE = 128;

/** A chunk of these seconds, the first of which is second `fromS` of the workout. */
export function chunkOf(samples: readonly Sample[], fromS: number): SampleChunk {
  return {
    fromS,
    bpm: Uint8Array.from(samples, (s) => s.bpm),
    steady: Uint16Array.from(samples, (s) => Math.round(s.steadyBpm * STEADY_SCALE)),
    flags: Uint8Array.from(samples, flagsOf),
    rrCounts: Uint8Array.from(samples, (s) => s.rrMs.length),
    rrMs: Uint16Array.from(samples.flatMap((s) => s.rrMs.map(Math.round))),
  };
}

function flagsOf({ source, strap, away, beatsFollow, doubtful }: Sample): number {
  const from = source === 'strap' ? FROM_STRAP : source === 'simulated' ? SIMULATED : 0;
  const strapFlag = strap === 1 ? SECOND_STRAP : 0;
  return from | (away ? AWAY : 0) | strapFlag | (doubtful ? DOUBTFUL : 0) | (beatsFollow ? BEATS_FOLLOW : 0);
}

/** The seconds of a chunk, as they were appended. */
export function samplesOf(chunk: SampleChunk): Sample[] {
  let rrAt = 0;
  return Array.from(chunk.bpm, (bpm, i): Sample => {
    const flags = chunk.flags[i] ?? 0;
    const rrCount = chunk.rrCounts[i] ?? 0;
    const rrMs = Array.from(chunk.rrMs.subarray(rrAt, rrAt + rrCount));
    rrAt += rrCount;
    return {
      bpm,
      steadyBpm: (chunk.steady[i] ?? 0) / STEADY_SCALE,
      source: flags & FROM_STRAP ? 'strap' : flags & SIMULATED ? 'simulated' : 'none',
      ...(flags & SECOND_STRAP && { strap: 1 }),
      away: (flags & AWAY) !== 0,
      rrMs,
      ...(flags & BEATS_FOLLOW && { beatsFollow: true }),
      ...(flags & DOUBTFUL && { doubtful: true }),
    };
  });
}

/** Whether a second by its flags has a heart rate to go by: the app was there, and it was not doubted. */
export const isTrusted = (flags: number): boolean => (flags & (AWAY | DOUBTFUL)) === 0;

/** Whether the heart rate of any of its seconds was not to be trusted. */
export const hasDoubt = ({ flags }: SampleChunk): boolean => flags.some((flag) => flag & DOUBTFUL);

/** What the heart did, thin enough to draw and to post every second: mean raw bpm of every `stepS` seconds, 0 without. */
export interface Trace {
  stepS: number;
  bpm: number[];
}

/** More points than this no screen shows; the step doubles instead. */
const TRACE_POINTS_MAX = 480;

/**
 * Collects seconds: into sealed chunks and an open one, and into a trace. Chunks begin at whole multiples of CHUNK_S; one
 * that is all absence is left out, so that a month away costs no more than a minute.
 */
export class SampleLog {
  readonly #sealed: SampleChunk[] = [];
  #open: Sample[] = [];
  #openFromS = 0;
  #trace: Trace = { stepS: 1, bpm: [] };
  /** Of the point under way. */
  #step = { seconds: 0, readings: 0, sumBpm: 0 };

  /** Go on where stored chunks end, and where so many seconds have elapsed. What no chunk has is absence. */
  static from(chunks: readonly SampleChunk[], elapsedS = 0): SampleLog {
    const log = new SampleLog();
    const sorted = chunks.toSorted((a, b) => a.fromS - b.fromS);
    const endS = elapsedS > 0 ? elapsedS : Infinity;
    for (const chunk of sorted) {
      if (chunk.fromS < log.lengthS || chunk.fromS >= endS) continue; // twice, or of a later course
      log.appendAway(chunk.fromS - log.lengthS);
      for (const sample of samplesOf(chunk).slice(0, endS - log.lengthS)) log.append(sample);
    }
    log.appendAway(elapsedS - log.lengthS);
    return log;
  }

  get lengthS(): number {
    return this.#openFromS + this.#open.length;
  }

  get sealed(): readonly SampleChunk[] {
    return this.#sealed;
  }

  /** The chunk under way, as it is now; empty right after one was sealed. */
  get tail(): SampleChunk {
    return chunkOf(this.#open, this.#openFromS);
  }

  /** All chunks, the tail included when it has anything. */
  get chunks(): readonly SampleChunk[] {
    return this.#open.length > 0 ? [...this.#sealed, this.tail] : this.#sealed;
  }

  get trace(): Trace {
    return this.#trace;
  }

  append(sample: Sample): void {
    this.#open.push(sample);
    if (this.#open.length === CHUNK_S) this.#seal();
    this.#draw(sample.bpm, 1);
  }

  /** Seconds in which the app was not there: whole chunks of them are left out. */
  appendAway(seconds: number): void {
    for (let leftS = seconds; leftS > 0;) {
      const here = Math.min(leftS, CHUNK_S - this.#open.length);
      if (this.#open.length === 0 && here === CHUNK_S) {
        const wholeS = leftS - (leftS % CHUNK_S);
        this.#openFromS += wholeS;
        leftS -= wholeS;
        continue;
      }
      for (let s = 0; s < here; s++) this.#open.push(ABSENT);
      if (this.#open.length === CHUNK_S) this.#seal();
      leftS -= here;
    }
    this.#draw(0, seconds);
  }

  #seal(): void {
    this.#sealed.push(chunkOf(this.#open, this.#openFromS));
    this.#openFromS += CHUNK_S;
    this.#open = [];
  }

  /** So many seconds of one rate. */
  #draw(bpm: number, seconds: number): void {
    for (let leftS = seconds; leftS > 0;) {
      const step = this.#step;
      const here = Math.min(leftS, this.#trace.stepS - step.seconds);
      leftS -= here;
      step.seconds += here;
      if (bpm > 0) {
        step.readings += here;
        step.sumBpm += bpm * here;
      }
      if (step.seconds < this.#trace.stepS) return;
      const points = [...this.#trace.bpm, step.readings === 0 ? 0 : oneDecimal(step.sumBpm / step.readings)];
      this.#step = { seconds: 0, readings: 0, sumBpm: 0 };
      this.#trace =
        points.length < TRACE_POINTS_MAX
          ? { stepS: this.#trace.stepS, bpm: points }
          : { stepS: this.#trace.stepS * 2, bpm: halved(points) };
    }
  }
}

const ABSENT: Sample = { bpm: 0, steadyBpm: 0, source: 'none', away: true, rrMs: [] };

function halved(points: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(points.length / 2) }, (_, i) => meanOf(points.slice(2 * i, 2 * i + 2)));
}

/** Mean of the readings among these, one decimal; 0 when there are none. */
function meanOf(bpms: readonly number[]): number {
  const readings = bpms.filter((bpm) => bpm > 0);
  if (readings.length === 0) return 0;
  return oneDecimal(readings.reduce((sum, bpm) => sum + bpm, 0) / readings.length);
}

function oneDecimal(bpm: number): number {
  return Math.round(bpm * 10) / 10;
}
