import { beatClockAfter, type BeatClock } from './beatClock.ts';
import { evidenceAfter, NO_EVIDENCE, type Doubt, type Evidence } from './doubt.ts';
import { plausible } from './filter.ts';
import type { HeartRate } from './heartRateMeasurement.ts';
import { isBacked, secondFiltered, seededAt, type SlopeFilter } from './slopeFilter.ts';

/** What is known of the heart right now: the last good reading, how old it is, where it is heading. */
export interface Signal {
  status: SignalStatus;
  /** Whose heart: a strap's or a simulated one. What the last frame came from. */
  source: Source;
  /** A real heart that is played again: it counts for nothing, and is doubted as it was then. */
  recorded?: boolean | undefined;
  /** The last good reading, whole bpm. Kept while stale, so that it can be shown greyed. */
  bpm?: number | undefined;
  /** None: nothing was heard yet. */
  filter?: SlopeFilter | undefined;
  /** The last good reading of the second under way, which the filter takes at its end. */
  reading?: number | undefined;
  /** Whether the heart rate can be trusted. A simulated one always is: it stands still where it was asked to. */
  evidence: Evidence;
  /** When the last good reading came, on the executor's clock. */
  lastAtMs?: number | undefined;
  /** How far apart the readings of this strap come; none until there were two. */
  everyMs?: number | undefined;
  /** Time since the last good reading. */
  ageMs: number;
  /** The same, but only while the app could listen: a frozen page is not a strap gone quiet. */
  silentMs: number;
  /** Filtered rate at the end of each of the last seconds, oldest first, at most TREND_S. */
  trend: readonly number[];
  contact: ContactTrust;
  /** RR intervals since the last tick, in ms. */
  rrMs: readonly number[];
  /** When the last of these came, on the executor's clock. */
  rrAtMs?: number | undefined;
  /** The series of intervals that these go on; none while there is none. */
  beats?: BeatClock | undefined;
  /** When the last good reading came in the second under way, on the executor's clock. */
  heardAtMs?: number | undefined;
  batteryPct?: number | undefined;
}

/** `none`: nothing heard since the app or the workout started, so nothing to miss either. */
export type SignalStatus = (typeof SIGNAL_STATUSES)[number];
export const SIGNAL_STATUSES = ['none', 'live', 'stale', 'lost'] as const;

export type Source = (typeof SOURCES)[number];
export const SOURCES = ['strap', 'simulated'] as const;

/**
 * Whether the strap's "no skin contact" is believed. Some straps say it forever beside good data, so a strap that has
 * never said anything else, and whose rate moves as a heart does, is believed about the heart and not about the skin.
 */
export interface ContactTrust {
  seen: boolean;
  doubts: number;
  rates: readonly number[];
  /** The last frame said "no skin contact", and is believed. */
  lost: boolean;
}

/** A reading this old is shown greyed, and cues fall silent; of a strap that speaks less often, a second after it was due. */
const STALE_MS = 4_000;
const OVERDUE_MS = 1_000;
/** A strap that speaks as seldom as this is live. */
const CADENCE_MAX_MS = 5_000;
/** How much a strap's cadence is forgotten with each reading that comes sooner. */
const CADENCE_DECAY = 0.8;
/** A strap quiet for longer than this is lost. */
const LOST_MS = 30_000;
/** A reading counts for the statistics until the next one, at most this long. */
export const HOLD_MS = 5_000;
/** Slopes are taken over this many seconds. */
const TREND_S = 15;
/** "No contact" for this many good frames on end, over at least three different rates, is a broken bit. */
const CONTACT_DOUBTS = 20;
/** So many beat-to-beat intervals can speak for a rate. */
const VOUCHING = 5;

export const NO_SIGNAL: Signal = {
  status: 'none',
  source: 'strap',
  ageMs: 0,
  silentMs: 0,
  evidence: NO_EVIDENCE,
  trend: [],
  contact: { seen: false, doubts: 0, rates: [], lost: false },
  rrMs: [],
};

/** After one frame. A frame without a good reading changes nothing that a person sees, and does not break the silence. */
export function heard(signal: Signal, heartRate: HeartRate, source: Source, atMs: number, recorded?: boolean): Signal {
  const fresh =
    source === signal.source && recorded === signal.recorded
      ? signal
      : { ...NO_SIGNAL, source, ...(recorded && { recorded }), batteryPct: signal.batteryPct };
  if (!plausible(heartRate.bpm)) return fresh;
  const trust = contactAfter(fresh.contact, heartRate);
  const contact = { ...trust, lost: heartRate.contact === 'absent' && !disbelieved(trust) };
  if (contact.lost) return { ...fresh, contact };

  const sinceMs = fresh.lastAtMs === undefined ? Infinity : Math.max(0, atMs - fresh.lastAtMs);
  const gap = isGap(fresh, sinceMs);
  return {
    ...fresh,
    status: 'live',
    bpm: heartRate.bpm,
    filter: gap || !fresh.filter ? seededAt(heartRate.bpm) : fresh.filter,
    reading: heartRate.bpm,
    trend: gap ? [] : fresh.trend,
    lastAtMs: atMs,
    everyMs: cadenceAfter(fresh.everyMs, sinceMs),
    ageMs: 0,
    silentMs: 0,
    contact,
    rrMs: [...fresh.rrMs, ...heartRate.rrMs].slice(0, RR_A_SECOND_MAX),
    rrAtMs: heartRate.rrMs.length > 0 ? atMs : fresh.rrAtMs,
    heardAtMs: atMs,
  };
}

/** Whether what was known before is another minute's heart. A workout gone on with has no status, and remembers when it heard. */
function isGap(signal: Signal, sinceMs: number): boolean {
  const quiet = signal.status === 'stale' || signal.status === 'lost';
  return quiet || !signal.filter || sinceMs >= Math.max(HOLD_MS, staleAfterMs(signal));
}

/** As long as the strap was not silent for longer than one ever is between two readings. */
function cadenceAfter(everyMs: number | undefined, sinceMs: number): number | undefined {
  if (sinceMs >= CADENCE_MAX_MS + OVERDUE_MS) return everyMs;
  return Math.min(CADENCE_MAX_MS, Math.max(sinceMs, CADENCE_DECAY * (everyMs ?? 0)));
}

/** Of a strap that spoke once, nobody knows yet how often it does. */
function staleAfterMs({ everyMs = CADENCE_MAX_MS }: Signal): number {
  return Math.max(STALE_MS, everyMs + OVERDUE_MS);
}

/**
 * More RR intervals than this in one second are not kept: a byte counts them (`SampleChunk`). A strap that sends what it
 * has gathered, or a page that catches up after a freeze, may bring dozens at once; no heart fills it.
 */
export const RR_A_SECOND_MAX = 255;

/** After one second, which ended at `atMs`. `listening`: whether the app could have heard a frame in it. */
export function secondPassed(signal: Signal, atMs: number, listening: boolean): Signal {
  if (signal.status === 'none') return unheardPassed(signal);
  const ageMs = signal.heardAtMs === undefined ? signal.ageMs + 1000 : Math.max(0, atMs - signal.heardAtMs);
  const silentMs = signal.heardAtMs === undefined ? signal.silentMs + (listening ? 1000 : 0) : ageMs;
  // Once quiet, only a good reading makes it live again.
  const quiet = silentMs >= staleAfterMs(signal) || signal.status !== 'live';
  const status = silentMs > LOST_MS || signal.status === 'lost' ? 'lost' : quiet ? 'stale' : 'live';
  const live = status === 'live' && isFresh(signal, ageMs);
  const [filter, verdict] =
    live && signal.filter ? secondFiltered(signal.filter, signal.reading) : [signal.filter, 'none' as const];
  const before = verdict === 'seeded' || verdict === 'corrected' ? [] : signal.trend.slice(1 - TREND_S);
  const trend = live && filter ? [...before, filter.bpm] : [];
  const { reading: bpm, rrMs, contact } = signal;
  const evidence =
    signal.source === 'simulated' && !signal.recorded
      ? signal.evidence
      : evidenceAfter(signal.evidence, { bpm, verdict, rrMs, live, contactLost: contact.lost });
  return {
    ...signal,
    status,
    filter,
    evidence,
    ageMs,
    silentMs,
    trend,
    rrMs: [],
    rrAtMs: undefined,
    beats: beatClockAfter(signal.beats, { rrMs, rrAtMs: signal.rrAtMs, atMs }),
    reading: undefined,
    heardAtMs: undefined,
  };
}

/** Nothing was heard yet, or not since the app was gone: but that the strap has no skin may have been. */
function unheardPassed(signal: Signal): Signal {
  const { contact, evidence } = signal;
  if (!contact.lost && evidence.doubts.length === 0) return signal;
  const nothing = { bpm: undefined, verdict: 'none', rrMs: [], live: false } as const;
  return { ...signal, evidence: evidenceAfter(evidence, { ...nothing, contactLost: contact.lost }) };
}

/**
 * Silence counts from now on: after a pause nobody is to blame for what was not sent. What is lost stays so until it is
 * heard. Beats of before are of no series of this workout's.
 */
export function silenceForgiven(signal: Signal): Signal {
  return { ...signal, ...(signal.status !== 'lost' && { silentMs: 0 }), beats: undefined };
}

/**
 * After the app was gone: what was known is remembered, and nothing is missed until something is heard, since the strap
 * may need a tap first. `byMs`: how far ahead the new clock is of the old one, less the time that went by unheard.
 */
export function remembered(signal: Signal, byMs: number): Signal {
  return {
    ...moved(signal, byMs),
    status: 'none',
    bpm: undefined,
    reading: undefined,
    rrMs: [],
    rrAtMs: undefined,
    beats: undefined,
    silentMs: 0,
    heardAtMs: undefined,
  };
}

/** The same signal, told by a clock that is `byMs` ahead. */
export function moved(signal: Signal, byMs: number): Signal {
  return {
    ...signal,
    lastAtMs: signal.lastAtMs === undefined ? undefined : signal.lastAtMs + byMs,
    heardAtMs: signal.heardAtMs === undefined ? undefined : signal.heardAtMs + byMs,
    rrAtMs: signal.rrAtMs === undefined ? undefined : signal.rrAtMs + byMs,
    beats: signal.beats && { ...signal.beats, atMs: signal.beats.atMs + byMs },
  };
}

/** Whoever shows a rate shows this one: a lost signal has none, on no screen and in no words. */
export function bpmShown(signal: Signal): number | undefined {
  return signal.status === 'lost' ? undefined : signal.bpm;
}

/** The filtered rate in whole bpm, which is decided on; `undefined` when there is none that is fresh, and in doubt. */
export function steadyBpm(signal: Signal): number | undefined {
  return signal.status === 'live' && isFresh(signal, signal.ageMs) && signal.filter && !doubtOf(signal)
    ? Math.round(signal.filter.bpm)
    : undefined;
}

/** Whether the filtered rate can be decided on: it is more than a wild reading or two. */
export function isSure(signal: Signal): boolean {
  return steadyBpm(signal) !== undefined && signal.filter !== undefined && isBacked(signal.filter);
}

/** Whether the intervals of the last second go on the series of those before: no beat was lost, and the heart is not doubted. */
export function beatsFollow(signal: Signal): boolean {
  return signal.beats !== undefined && signal.beats.forS > 0 && !doubtOf(signal);
}

/** Why the heart rate is not to be trusted, if there is a reason; the first of those there are. */
export function doubtOf({ evidence }: Signal): Doubt | undefined {
  return evidence.doubts[0];
}

/** Its beat-to-beat intervals come, enough of them to tell, and say the rate that it says. */
export function isVouched({ evidence: { rr } }: Signal): boolean {
  return rr.lastMs.length >= VOUCHING && rr.otherS === 0;
}

/** For another strap that is listened to from now on: rate and trust as they are, and no slope, which is that of the change. */
export function seededAnew(signal: Signal): Signal {
  // the beats of one strap do not go on those of another
  const filter = signal.filter && seededAt(Math.round(signal.filter.bpm));
  return { ...signal, filter, trend: [], beats: undefined };
}

function isFresh(signal: Signal, ageMs: number): boolean {
  return ageMs < Math.max(HOLD_MS, staleAfterMs(signal));
}

/** Least-squares slope of the filtered rate in bpm a second; 0 until there are five seconds of it. */
export function slopeBpmPerS({ trend }: Signal): number {
  const n = trend.length;
  if (n < 5) return 0;
  const middle = (n - 1) / 2;
  const sum = trend.reduce((sum, bpm, i) => sum + (i - middle) * bpm, 0);
  return sum / ((n * (n * n - 1)) / 12);
}

/** How much of a strap's "absent" is doubted after this frame. */
function contactAfter(trust: ContactTrust, { contact, bpm }: HeartRate): ContactTrust {
  if (contact === 'present') return trust.seen ? trust : { ...trust, seen: true, doubts: 0, rates: [] };
  if (contact !== 'absent' || trust.seen || disbelieved(trust)) return trust;
  const rates = trust.rates.includes(bpm) ? trust.rates : [...trust.rates, bpm].slice(-3);
  return { ...trust, seen: false, doubts: trust.doubts + 1, rates };
}

function disbelieved(trust: ContactTrust): boolean {
  return !trust.seen && trust.doubts >= CONTACT_DOUBTS && trust.rates.length >= 3;
}
