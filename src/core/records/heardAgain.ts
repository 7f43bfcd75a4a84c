import type { HeartRate } from '../signal/heartRateMeasurement.ts';
import { NO_EVIDENCE } from '../signal/doubt.ts';
import { doubtOf, heard, HOLD_MS, secondPassed, type Signal, type Source } from '../signal/signal.ts';
import { secondFiltered, seededAt, type SlopeFilter } from '../signal/slopeFilter.ts';
import type { Sample } from '../session/events.ts';

// What was heard in a second, told from what is stored of it. A stored second has the last good reading, which may be of up to
// five seconds before, and what the filter made of it; so the filter says whether the second had a reading of its own.

/** What is heard in a second, and the signal before it, which is corrected where what is stored could not have come from it. */
export interface HeardAgain {
  signal: Signal;
  /** At `atMs`, one after another. */
  heartRates: readonly HeartRate[];
}

interface Second {
  sample: Sample;
  source: Source;
  /** When what is heard comes, and when the second ends, on the clock of the session. */
  atMs: number;
  endMs: number;
  /** Whether the seconds of this workout say which heart rates were doubted. */
  tellsDoubt: boolean;
}

/** The filtered rate is stored to 1/128 bpm. */
const STORED_BPM = 1 / 128;
/** A guess at which the doubt is another is as bad as one that is off by so much. */
const DOUBT_WEIGHS_BPM = 5;

/** The stored second, which has a heart rate, as frames that give the same bpm, filtered rate and doubt again. */
export function heardAgain(before: Signal, second: Second): HeardAgain {
  let best: (HeardAgain & { offBpm: number }) | undefined;
  for (const signal of signalsBefore(before, second)) {
    for (const heartRates of framesOf(second)) {
      const offBpm = offBy(signal, heartRates, second);
      if (offBpm <= STORED_BPM) return { signal, heartRates };
      if (offBpm < (best?.offBpm ?? Infinity)) best = { signal, heartRates, offBpm };
    }
  }
  const { signal, heartRates } = best ?? { signal: before, heartRates: [] };
  return { signal: corrected(signal, heartRates, second), heartRates };
}

/** What may have been heard in it, the likelier first. */
function framesOf({ sample, tellsDoubt }: Second): readonly (readonly HeartRate[])[] {
  const frame: HeartRate = { bpm: sample.bpm, contact: 'present', energyKJ: null, rrMs: [...sample.rrMs] };
  const skinless: HeartRate = { ...frame, contact: 'absent', rrMs: [] };
  const doubted = tellsDoubt && sample.doubtful;
  const own = [[frame], ...(doubted ? [[frame, skinless]] : [])];
  // intervals come with a reading, and one that came before the app was away is held
  return sample.rrMs.length > 0 ? own : [...own, [], ...(doubted ? [[skinless]] : [])];
}

/** What may have been known before it: as it was, not doubted, or of readings in a time of which nothing is stored. */
function signalsBefore(before: Signal, { sample, tellsDoubt, atMs, source }: Second): readonly Signal[] {
  const trusted = tellsDoubt && !sample.doubtful && doubtOf(before) ? [{ ...before, evidence: NO_EVIDENCE }] : [];
  const isNew = before.status !== 'live' || atMs - (before.lastAtMs ?? -Infinity) >= HOLD_MS;
  return [before, ...trusted, ...(isNew ? [settledAt(sample, { before, source, atMs })] : [])];
}

const SETTLED = Array.from({ length: 30 }).reduce<SlopeFilter>(
  (filter) => secondFiltered(filter, 100)[0],
  seededAt(100),
);

/** A strap that has been heard for a while: it was there before the start, or in the pause. */
function settledAt(
  { bpm, steadyBpm }: Sample,
  { before, source, atMs }: { before: Signal; source: Source; atMs: number },
): Signal {
  return {
    ...before,
    source,
    status: 'live',
    bpm,
    filter: { ...SETTLED, bpm: steadyBpm },
    evidence: NO_EVIDENCE,
    lastAtMs: atMs - 1000,
    everyMs: before.everyMs ?? 1000,
    ageMs: 500,
    silentMs: 500,
    contact: { ...before.contact, seen: true, lost: false },
  };
}

/** The signal at the end of the second. */
function after(signal: Signal, heartRates: readonly HeartRate[], { source, atMs, endMs, sample }: Second): Signal {
  const last = heartRates.reduce((now, heartRate) => heard(now, heartRate, source, atMs), signal);
  return secondPassed(last, endMs, !sample.away);
}

/** How far the second would be from what is stored, in bpm of the filter. */
function offBy(signal: Signal, heartRates: readonly HeartRate[], second: Second): number {
  const { sample, tellsDoubt } = second;
  const then = after(signal, heartRates, second);
  if (then.status === 'none' || then.ageMs - 1000 >= HOLD_MS || then.bpm !== sample.bpm) return Number.MAX_VALUE;
  const doubts = tellsDoubt && (doubtOf(then) !== undefined) !== (sample.doubtful ?? false);
  return Math.abs((then.filter?.bpm ?? 0) - sample.steadyBpm) + (doubts ? DOUBT_WEIGHS_BPM : 0);
}

/**
 * The signal with its filter moved, so that the second ends where it is stored: after a pause, in which nothing is stored, and
 * at the start, before which the strap may have been heard for minutes.
 */
function corrected(signal: Signal, heartRates: readonly HeartRate[], second: Second): Signal {
  const { steadyBpm } = second.sample;
  if (!signal.filter) return signal;
  const at = (byBpm: number): number => after(moved(signal, byBpm), heartRates, second).filter?.bpm ?? 0;
  const offBpm = steadyBpm - at(0);
  const perBpm = at(1) - at(0);
  if (Math.abs(offBpm) <= STORED_BPM || perBpm <= 0) return signal;
  // the filter is linear in what it was, as long as it believes its reading then too
  const byBpm = offBpm / perBpm;
  return Math.abs(at(byBpm) - steadyBpm) < Math.abs(offBpm) ? moved(signal, byBpm) : signal;
}

function moved(signal: Signal, byBpm: number): Signal {
  const filter: SlopeFilter | undefined = signal.filter && { ...signal.filter, bpm: signal.filter.bpm + byBpm };
  return { ...signal, filter };
}
