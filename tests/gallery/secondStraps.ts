// A second strap in its states, as the screens read it: of those states of the gallery that have one.
import type { Link } from '../../src/app/device/link.ts';
import { isLinked } from '../../src/app/device/linked.ts';
import type { StrapProblem } from '../../src/app/device/strapProblem.ts';
import type { StrapNow, StrapsNow } from '../../src/core/session/snapshot.ts';
import type { KnownStrap } from '../../src/store/database/records.ts';

interface Second {
  link: Link;
  name?: string | undefined;
  problem?: StrapProblem;
  batteryPct?: number;
  batteryLow?: boolean;
  nextTryInS?: number;
  /** None was chosen yet. */
  none?: true;
  /** The one that was chosen is the first. */
  isFirst?: boolean;
  /** What the two say, where no workout says it. */
  straps?: StrapsNow;
}

const LONG = 'Brustgurt für Läuferinnen, grün 💚 von Oma, Batterie September';
const BAND: KnownStrap = { id: 'b', name: 'Armband OH1 4F2A' };
const live = (bpm: number): StrapNow => ({ signal: 'live', bpm });
const both = (first: StrapNow, second: StrapNow, more: Partial<StrapsNow> = {}): StrapsNow => ({
  ...{ chosen: 0, apart: false, contested: false, each: [first, second] },
  ...more,
});

const SECONDS: Record<string, Second> = {
  twoSwitched: { link: 'live' },
  twoSwitchedLong: { link: 'live', name: LONG },
  twoApart: { link: 'live' },
  twoContested: { link: 'live' },
  readyTwo: { link: 'live', straps: both(live(92), live(93)) },
  readyTwoConnecting: { link: 'connecting' },
  readyTwoNeedsTap: { link: 'needsTap', name: LONG },
  strapsTwoNone: { link: 'idle', none: true },
  strapsTwoSame: { link: 'idle', none: true, isFirst: true },
  strapsTwo: { link: 'live', batteryPct: 64, straps: both(live(92), live(93)) },
  strapsTwoFirstLost: {
    ...{ link: 'live', batteryPct: 9, batteryLow: true },
    straps: both({ signal: 'lost' }, live(93), { chosen: 1, sinceS: 40 }),
  },
  strapsTwoApart: { link: 'live', batteryPct: 64, straps: both(live(142), live(168), { apart: true }) },
  strapsTwoConnecting: { link: 'connecting' },
  strapsTwoWaits: { link: 'reconnecting', problem: { code: 'notFound' }, nextTryInS: 29 },
  strapsFramesTwo: { link: 'live', batteryPct: 64, straps: both(live(92), live(93)) },
  strapsTwoLong: { link: 'live', batteryPct: 100, name: LONG, straps: both(live(92), live(93)) },
};

/** The second strap of a state, and what the worker says of both; nothing where a state has one strap. */
export function secondIn(state: string) {
  if (!Object.hasOwn(SECONDS, state)) return undefined;
  const { link, name = BAND.name, none, nextTryInS, straps, ...second } = SECONDS[state]!;
  return {
    straps,
    second: {
      ...{ batteryLow: false, isFirst: false, ...second, link, name, linked: isLinked(link) },
      used: none ? undefined : { ...BAND, name },
      nextTryAtMs: nextTryInS === undefined ? undefined : Date.now() + nextTryInS * 1000,
    },
  };
}
