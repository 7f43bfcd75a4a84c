// The strap in all its states, as the screens read it. A state of the live screen has the strap of the same name, if any.
import type { Link } from '../../src/app/device/link.ts';
import { isLinked } from '../../src/app/device/linked.ts';
import type { StrapProblem } from '../../src/app/device/strapProblem.ts';
import type { BluetoothSupport } from '../../src/app/device/support.ts';
import type { KnownStrap } from '../../src/store/database/records.ts';

interface Strap {
  choice: 'unset' | 'bluetooth' | 'simulated' | 'none';
  link: Link;
  problem?: StrapProblem;
  bluetooth?: BluetoothSupport;
  batteryPct?: number | undefined;
  batteryLow?: boolean;
  /** From now. */
  nextTryInS?: number;
  name?: string | undefined;
  known?: readonly KnownStrap[];
}

const own = (link: Link, problem?: StrapProblem): Strap => ({
  choice: 'bluetooth',
  link,
  ...(problem && { problem }),
});

const SIXTY = 'Brustgurt für Läuferinnen, lila 💜 gewaschen, Batterie März';
const RTL = 'חגורת חזה של דנה H10';

const H10: KnownStrap = { id: 'a', name: 'Polar H10 8F3A2B21', batteryPct: 80, seenAtEpochMs: Date.UTC(2026, 10, 21) };
const KNOWN: readonly KnownStrap[] = [
  H10,
  { id: 'b', name: SIXTY, batteryPct: 9, seenAtEpochMs: Date.UTC(2026, 9, 3), lowTold: true },
  { id: 'c', name: RTL },
  { id: 'd', name: '' },
];
const TWO: readonly KnownStrap[] = [H10, { id: 'b', name: 'Armband OH1 4F2A', batteryPct: 64 }];
const TWELVE: readonly KnownStrap[] = [
  ...KNOWN,
  ...Array.from({ length: 8 }, (_, i) => ({ id: `n${i}`, name: `Clinic strap ${i + 1}`, batteryPct: 12 * i })),
];

export const STRAPS = {
  connected: { ...own('live'), batteryPct: 80 },
  discovering: own('discovering'),
  batteryLow: { ...own('live'), batteryPct: 9, batteryLow: true },
  unset: { choice: 'unset', link: 'idle' },
  unsetPaused: { choice: 'unset', link: 'idle' },
  refused: { choice: 'unset', link: 'idle', problem: { code: 'denied' }, bluetooth: 'off' },
  noStrap: { choice: 'none', link: 'idle' },
  simulated: { choice: 'simulated', link: 'idle' },
  released: own('idle'),
  choosing: own('choosing'),
  connecting: own('connecting'),
  reconnecting: own('reconnecting', { code: 'lost' }),
  reconnectingWaits: { ...own('reconnecting', { code: 'notFound' }), nextTryInS: 29 },
  silentStrap: { ...own('reconnecting', { code: 'silent' }), nextTryInS: 4 },
  lost: { ...own('reconnecting', { code: 'lost' }), nextTryInS: 16 },
  needsTap: own('needsTap'),
  failed: own('failed', { code: 'notFound' }),
  longName: { ...own('live'), batteryPct: 100, name: SIXTY },
  rtlName: { ...own('needsTap'), name: RTL },
  readyUnset: { choice: 'unset', link: 'idle' },
  readySafety: { choice: 'unset', link: 'idle' },
  readyTimer: { choice: 'none', link: 'idle' },
  readyNoBluetooth: { choice: 'none', link: 'idle', bluetooth: 'unsupported' },
  readyOff: { choice: 'unset', link: 'idle', problem: { code: 'off' }, bluetooth: 'off' },
  readyReleased: own('idle'),
  readyForgotten: { ...own('idle'), name: undefined, known: [] },
  readyChoosing: own('choosing'),
  readyConnecting: own('connecting'),
  readyWaiting: own('discovering'),
  readyBatteryLow: { ...own('live'), batteryPct: 9, batteryLow: true },
  readyReconnecting: own('reconnecting', { code: 'lost' }),
  readyReconnectingWaits: { ...own('reconnecting', { code: 'notFound' }), nextTryInS: 29 },
  readySilent: { ...own('reconnecting', { code: 'silent' }), nextTryInS: 4 },
  readyNeedsTap: own('needsTap'),
  readyFailed: own('failed', { code: 'notFound' }),
  readyLongName: { ...own('live'), batteryPct: 100, name: SIXTY },
  readyRtlName: { ...own('needsTap'), name: RTL },
  readySimulated: { choice: 'simulated', link: 'idle' },
  doneSimulated: { choice: 'simulated', link: 'idle' },
  strapsNone: { ...own('idle'), name: undefined, known: [] },
  strapsOne: { ...own('live'), batteryPct: 80, known: [H10] },
  strapsLow: { ...own('live'), batteryPct: 9, batteryLow: true, known: [H10] },
  strapsDiscovering: { ...own('discovering'), known: [H10] },
  strapsWaits: {
    ...own('reconnecting', { code: 'notFound', reason: 'Bluetooth Device is no longer in range.' }),
    nextTryInS: 29,
    known: KNOWN,
  },
  strapsFailed: { ...own('failed', { code: 'noService' }), known: KNOWN },
  strapsNeedTap: { ...own('needsTap'), known: KNOWN },
  strapsTwoNone: { ...own('live'), batteryPct: 80, known: KNOWN },
  strapsTwoSame: { ...own('live'), batteryPct: 80, known: [H10] },
  strapsTwo: { ...own('live'), batteryPct: 80, known: TWO },
  strapsTwoFirstLost: { ...own('reconnecting', { code: 'lost' }), nextTryInS: 16, known: TWO },
  strapsTwoApart: { ...own('live'), batteryPct: 80, known: TWO },
  strapsTwoConnecting: { ...own('connecting'), known: TWO },
  strapsTwoWaits: { ...own('live'), batteryPct: 80, known: TWO },
  strapsTwoLong: { ...own('live'), batteryPct: 80, name: SIXTY, known: TWO },
  strapsFrames: { ...own('live'), batteryPct: 80, known: [H10] },
  strapsFramesTwo: { ...own('live'), batteryPct: 80, name: SIXTY, known: TWO },
  strapsFramesNone: { ...own('reconnecting', { code: 'notFound' }), nextTryInS: 29, known: [H10] },
  strapsFramesSimulated: { choice: 'simulated', link: 'idle' },
  strapsTwelve: { ...own('idle'), known: TWELVE },
} satisfies Record<string, Strap>;

export type StrapName = keyof typeof STRAPS;

/** The strap section of the settings, in the states that begin like this. */
export const STRAP_SECTIONS = (Object.keys(STRAPS) as StrapName[]).filter((name) => name.startsWith('straps'));
export const isStrapSection = (name: string): name is StrapName => STRAP_SECTIONS.some((each) => each === name);

/** The strap of a state: of the same name, lost where the state says so, else as the heart in it is. */
export function strapIn(state: string, heart: 'strap' | 'simulated' = 'strap') {
  const usual =
    heart === 'simulated' ? STRAPS.simulated : /^lost|^readyLost/.test(state) ? STRAPS.lost : STRAPS.connected;
  const strap: Strap = Object.hasOwn(STRAPS, state) ? STRAPS[state as StrapName] : usual;
  const { nextTryInS, known = [H10] } = strap;
  return {
    bluetooth: 'ok' as BluetoothSupport,
    name: 'Polar H10',
    batteryLow: false,
    ...strap,
    known,
    used: strap.choice === 'bluetooth' ? known[0] : undefined,
    linked: isLinked(strap.link),
    nextTryAtMs: nextTryInS === undefined ? undefined : Date.now() + nextTryInS * 1000,
  };
}
