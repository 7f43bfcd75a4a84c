import { filtered, plausible, type Filter } from './filter.ts';
import type { HeartRate } from './frame.ts';

/** What is known of the heart right now: the last good reading, how old it is, where it is heading. */
export interface Signal {
  status: SignalStatus;
  /** Whose heart: a strap's or a simulated one. What the last frame came from. */
  source: Source;
  /** The last good reading, whole bpm. Kept while stale, so that it can be shown greyed. */
  bpm?: number | undefined;
  filter?: Filter | undefined;
  /** Time since the last good reading. */
  ageMs: number;
  /** The same, but only while the app could listen: a frozen page is not a strap gone quiet. */
  silentMs: number;
  /** Filtered rate at the end of each of the last seconds, oldest first, at most TREND_S. */
  trend: readonly number[];
  contact: ContactTrust;
  /** RR intervals since the last tick, in ms. */
  rrMs: readonly number[];
  /** When the last good reading came in the second under way, on the executor's clock. */
  heardAtMs?: number | undefined;
  batteryPct?: number | undefined;
}

/** `none`: nothing heard since the app or the workout started, so nothing to miss either. */
export type SignalStatus = 'none' | 'live' | 'stale' | 'lost';

export type Source = 'strap' | 'simulated';

/**
 * Whether the strap's "no skin contact" is believed. Some straps say it forever beside good data, so a strap that has
 * never said anything else, and whose rate moves as a heart does, is believed about the heart and not about the skin.
 */
export interface ContactTrust {
  seen: boolean;
  doubts: number;
  rates: readonly number[];
}

/** A reading this old is shown greyed, and cues fall silent. */
const STALE_MS = 4_000;
/** A strap quiet for longer than this is lost. */
const LOST_MS = 30_000;
/** A reading counts for the statistics until the next one, at most this long. */
export const HOLD_MS = 5_000;
/** Slopes are taken over this many seconds. */
const TREND_S = 15;
/** "No contact" for this many good frames on end, over at least three different rates, is a broken bit. */
const CONTACT_DOUBTS = 20;

export const NO_SIGNAL: Signal = {
  status: 'none',
  source: 'strap',
  ageMs: 0,
  silentMs: 0,
  trend: [],
  contact: { seen: false, doubts: 0, rates: [] },
  rrMs: [],
};

/** After one frame. A frame without a good reading changes nothing that a person sees, and does not break the silence. */
export function heard(signal: Signal, heartRate: HeartRate, source: Source, atMs: number): Signal {
  const fresh = source === signal.source ? signal : { ...NO_SIGNAL, source, batteryPct: signal.batteryPct };
  if (!plausible(heartRate.bpm)) return fresh;
  const contact = contactAfter(fresh.contact, heartRate);
  if (heartRate.contact === 'absent' && !disbelieved(contact)) return { ...fresh, contact };

  // After a gap the old state of the filter is another minute's heart.
  const gap = fresh.status !== 'live' || fresh.ageMs >= HOLD_MS;
  return {
    ...fresh,
    status: 'live',
    bpm: heartRate.bpm,
    filter: filtered(gap ? undefined : fresh.filter, heartRate.bpm),
    trend: gap ? [] : fresh.trend,
    ageMs: 0,
    silentMs: 0,
    contact,
    rrMs: [...fresh.rrMs, ...heartRate.rrMs].slice(0, RR_A_SECOND_MAX),
    heardAtMs: atMs,
  };
}

/**
 * More RR intervals than this in one second are not kept: a byte counts them (`SampleChunk`). A strap that sends what it
 * has gathered, or a page that catches up after a freeze, may bring dozens at once; no heart fills it.
 */
export const RR_A_SECOND_MAX = 255;

/** After one second, which ended at `atMs`. `listening`: whether the app could have heard a frame in it. */
export function secondPassed(signal: Signal, atMs: number, listening: boolean): Signal {
  if (signal.status === 'none') return signal;
  const ageMs = signal.heardAtMs === undefined ? signal.ageMs + 1000 : Math.max(0, atMs - signal.heardAtMs);
  const silentMs = signal.heardAtMs === undefined ? signal.silentMs + (listening ? 1000 : 0) : ageMs;
  // Once quiet, only a good reading makes it live again.
  const quiet = silentMs >= STALE_MS || signal.status !== 'live';
  const status = silentMs > LOST_MS ? 'lost' : quiet ? 'stale' : 'live';
  const trend =
    status === 'live' && signal.filter && ageMs < HOLD_MS
      ? [...signal.trend.slice(1 - TREND_S), signal.filter.bpm]
      : [];
  return { ...signal, status, ageMs, silentMs, trend, rrMs: [], heardAtMs: undefined };
}

/** Silence counts from now on: after a pause nobody is to blame for what was not sent. */
export function silenceForgiven(signal: Signal): Signal {
  return { ...signal, silentMs: 0, status: signal.status === 'lost' ? 'stale' : signal.status };
}

/** The filtered rate in whole bpm, as decisions use it; `undefined` when there is none that is fresh. */
export function steadyBpm(signal: Signal): number | undefined {
  return signal.status === 'live' && signal.ageMs < HOLD_MS && signal.filter
    ? Math.round(signal.filter.bpm)
    : undefined;
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
  if (contact === 'present') return trust.seen ? trust : { seen: true, doubts: 0, rates: [] };
  if (contact !== 'absent' || trust.seen || disbelieved(trust)) return trust;
  const rates = trust.rates.includes(bpm) ? trust.rates : [...trust.rates, bpm].slice(-3);
  return { seen: false, doubts: trust.doubts + 1, rates };
}

function disbelieved(trust: ContactTrust): boolean {
  return !trust.seen && trust.doubts >= CONTACT_DOUBTS && trust.rates.length >= 3;
}
