// The strap in all its states, as the screens read it. A state of the live screen has the strap of the same name, if any.
import type { Link, StrapProblem } from '../../src/app/device/link.ts';
import type { BluetoothSupport } from '../../src/app/device/support.ts';

interface Strap {
  choice: 'unset' | 'bluetooth' | 'simulated' | 'none';
  link: Link;
  problem?: StrapProblem;
  bluetooth?: BluetoothSupport;
  batteryPct?: number | undefined;
}

const own = (link: Link, problem?: StrapProblem): Strap => ({
  choice: 'bluetooth',
  link,
  ...(problem && { problem }),
});

export const STRAPS = {
  connected: { ...own('connected'), batteryPct: 80 },
  unset: { choice: 'unset', link: 'none' },
  unsetPaused: { choice: 'unset', link: 'none' },
  refused: { choice: 'unset', link: 'none', problem: { code: 'denied' }, bluetooth: 'off' },
  noStrap: { choice: 'none', link: 'none' },
  simulated: { choice: 'simulated', link: 'none' },
  released: own('none'),
  connecting: own('connecting'),
  reconnecting: own('reconnecting', { code: 'lost' }),
  lost: own('reconnecting', { code: 'lost' }),
  needsTap: own('needsTap'),
  failed: own('failed', { code: 'notFound' }),
  readyUnset: { choice: 'unset', link: 'none' },
  readySafety: { choice: 'unset', link: 'none' },
  readyTimer: { choice: 'none', link: 'none' },
  readyNoBluetooth: { choice: 'none', link: 'none', bluetooth: 'unsupported' },
  readyOff: { choice: 'unset', link: 'none', problem: { code: 'off' }, bluetooth: 'off' },
  readyConnecting: own('connecting'),
  readyWaiting: own('connected'),
  readyReconnecting: own('reconnecting', { code: 'lost' }),
  readyNeedsTap: own('needsTap'),
  readyFailed: own('failed', { code: 'notFound' }),
  readySimulated: { choice: 'simulated', link: 'none' },
  doneSimulated: { choice: 'simulated', link: 'none' },
} satisfies Record<string, Strap>;

/** The strap of a state: of the same name, lost where the state says so, else as the heart in it is. */
export function strapIn(
  state: string,
  heart: 'strap' | 'simulated' = 'strap',
): Strap & { name: string; bluetooth: BluetoothSupport } {
  const usual =
    heart === 'simulated' ? STRAPS.simulated : /^lost|^readyLost/.test(state) ? STRAPS.lost : STRAPS.connected;
  const strap: Strap = Object.hasOwn(STRAPS, state) ? STRAPS[state as keyof typeof STRAPS] : usual;
  return { bluetooth: 'ok', name: 'Polar H10', ...strap };
}
