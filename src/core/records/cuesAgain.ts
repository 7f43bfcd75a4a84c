import type { Coaching } from '../cues/coaching.ts';
import { hasDoubt, samplesOf } from '../samples/samples.ts';
import { advance } from '../session/advance.ts';
import type { Sample, SessionEvent } from '../session/events.ts';
import {
  currentPhase,
  IDLE,
  type CueRecord,
  type Running,
  type Session,
  type TimelineEntry,
} from '../session/session.ts';
import { HOLD_MS, secondPassed } from '../signal/signal.ts';
import type { Finished, FinishedSession } from './finished.ts';
import { heardAgain } from './heardAgain.ts';

// What a finished workout would have been told under other settings: the session is a pure fold, and what moved it then moves
// it again. Of a heart that is as it was: whoever hears more does otherwise.

/** So many seconds of a workout are gone through between two looks at whether anybody still wants to know. */
const SLICE_S = 10;

/**
 * The cues of a finished workout, as it would have been coached: those of the target, and the alarms at the ceiling. Goes
 * through it a few seconds at a time, so that nobody has to wait for the whole.
 *
 * Exact as far as the stored seconds tell. They do not tell when within a second a reading came, what was heard before the start
 * and in a pause, when a phase was extended (here: at its beginning), whether an alarm at the ceiling was confirmed, and what
 * the second of two straps said while it was not used.
 */
export function* cuesAgain(
  { session: was, chunks }: Pick<Finished, 'session' | 'chunks'>,
  coaching: Coaching,
): Generator<undefined, readonly CueRecord[]> {
  const again = new Again(was, coaching, tellsDoubt({ session: was, chunks }));
  const sorted = chunks.toSorted((a, b) => a.fromS - b.fromS);
  let atS = 0;
  const upTo = function* (endS: number, sampleAt: (atS: number) => Sample | undefined): Generator<undefined> {
    for (; atS < Math.min(endS, was.elapsedS) && again.goesOn; atS++) {
      again.second(sampleAt(atS) ?? ABSENT);
      if (atS % SLICE_S === 0) yield;
    }
  };
  for (const chunk of sorted) {
    yield* upTo(chunk.fromS, () => ABSENT);
    const samples = samplesOf(chunk);
    yield* upTo(chunk.fromS + samples.length, (s) => samples[s - chunk.fromS]);
  }
  yield* upTo(was.elapsedS, () => ABSENT);
  return again.cues;
}

const ABSENT: Sample = { bpm: 0, steadyBpm: 0, source: 'none', away: true, rrMs: [] };

/** Whether the seconds say which heart rates were not to be trusted: a version counted them, and did not keep which. */
function tellsDoubt({ session, chunks }: Pick<Finished, 'session' | 'chunks'>): boolean {
  return !session.doubtS || chunks.some(hasDoubt);
}

/** A reading comes in the middle of its second. */
const READ_MS = 500;

class Again {
  readonly #was: FinishedSession;
  readonly #tellsDoubt: boolean;
  #session: Session;
  #strap: Sample['strap'];
  #shifts = 0;
  #pauses = 0;

  constructor(was: FinishedSession, coaching: Coaching, tellsDoubt: boolean) {
    this.#was = was;
    this.#tellsDoubt = tellsDoubt;
    const { id, plan, profile, startedAt } = was;
    // pauses come as they came
    const workout = { id, plan, profile, startedAt, onLoss: 'continue', coaching } as const;
    [this.#session] = advance(IDLE, { type: 'start', atMs: 0, workout });
    this.#phaseBegun();
    this.#hands();
  }

  get cues(): readonly CueRecord[] {
    return this.#session.status === 'idle' ? [] : this.#session.cues;
  }

  get goesOn(): boolean {
    return this.#session.status === 'inProgress';
  }

  /** One more second as it is stored, and what was done at its end. */
  second(sample: Sample): void {
    this.#hear(sample);
    const { phaseIndex, timeline } = this.#running;
    // a phase that waits for the heart ends when it did
    this.#session = { ...this.#running, heldS: -Infinity };
    this.#apply({ type: 'tick', listening: !sample.away });
    if (this.goesOn && (this.#running.phaseIndex !== phaseIndex || this.#running.timeline !== timeline))
      this.#phaseBegun();
    if (this.goesOn) this.#hands();
  }

  get #running(): Running {
    if (this.#session.status !== 'inProgress') throw new Error('the workout is over');
    return this.#session;
  }

  #apply(event: SessionEvent): void {
    [this.#session] = advance(this.#session, event);
  }

  #hear(sample: Sample): void {
    const { tickedAtMs } = this.#session;
    const [atMs, endMs] = [tickedAtMs + READ_MS, tickedAtMs + 1000];
    const { signal } = this.#session;
    if (sample.bpm === 0 || sample.source === 'none') {
      // nothing was held any more, though the last reading was young: it was another heart's, or of before a reload
      const { status, ageMs } = secondPassed(signal, endMs, !sample.away);
      if (status !== 'none' && ageMs - 1000 < HOLD_MS) this.#apply({ type: 'source', atMs, source: 'none' });
      return;
    }
    if (signal.status !== 'none' && (signal.source !== sample.source || this.#strap !== sample.strap)) {
      this.#apply({ type: 'source', atMs, source: sample.source });
    }
    this.#strap = sample.strap;
    const { source } = sample;
    const heard = heardAgain(this.#session.signal, { sample, source, atMs, endMs, tellsDoubt: this.#tellsDoubt });
    this.#session = { ...this.#session, signal: heard.signal };
    for (const heartRate of heard.heartRates) this.#apply({ type: 'heartRate', atMs, heartRate, source });
  }

  /** What was done at this second: phases that were ended by hand, targets that were moved, pauses. */
  #hands(): void {
    const { shifts, pauses } = this.#was;
    for (;;) {
      const { elapsedS, phaseIndex, timeline } = this.#running;
      const shift = shifts[this.#shifts];
      if (shift?.atS === elapsedS && shift.phase === phaseIndex) {
        this.#shifts++;
        this.#apply({ type: 'shift', byBpm: shift.byBpm, scope: shift.scope });
        continue;
      }
      const entry = this.#was.timeline[timeline.length];
      if (entry?.toS !== elapsedS || entry.endedBy === 'stop') break;
      this.#apply({ type: entry.endedBy === 'back' ? 'back' : 'skip' });
      if (!this.goesOn) return;
      this.#phaseBegun();
    }
    for (let pause = pauses[this.#pauses]; pause && pause.atS <= this.#running.elapsedS;) {
      const atMs = this.#session.tickedAtMs;
      this.#apply({ type: 'pause', atMs });
      this.#apply({ type: 'resume', atMs: atMs + (pause.forMs ?? 0) });
      pause = pauses[++this.#pauses];
    }
  }

  /** How much longer than planned it was is known of a phase that is over. */
  #phaseBegun(): void {
    const entry: TimelineEntry | undefined = this.#was.timeline[this.#running.timeline.length];
    const { end } = currentPhase(this.#running);
    if (!entry || end.type === 'hand') return;
    const byS = entry.toS - entry.fromS - (end.type === 'time' ? end.durationS : end.maxS);
    if (byS > 0) this.#apply({ type: 'extend', byS });
  }
}
