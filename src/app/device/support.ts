import { bluetoothOf, have } from './have.ts';
import { within } from './within.ts';

const ANSWER_MS = 3_000;

/** Why there is no Bluetooth, or that there is. `blocked`: the page that this one is shown in does not allow it. */
export type BluetoothSupport = 'ok' | 'unsupported' | 'off' | 'insecure' | 'blocked';

/** Chromium’s own way to ask what a page may do; the standard one is not there yet. */
interface WithPolicy {
  featurePolicy?: { allowsFeature(name: string): boolean };
}

/**
 * Whether a strap can be connected here: asked of the browser, and of the computer's radio. One that does not answer soon is
 * taken to be on, since connecting will show; `late` is told what it answers after that.
 */
export async function bluetoothSupport(
  late: (support: BluetoothSupport) => void = () => undefined,
): Promise<BluetoothSupport> {
  if (!globalThis.isSecureContext) return 'insecure';
  const bluetooth = bluetoothOf();
  if (!bluetooth) return 'unsupported';
  if ((globalThis.document as WithPolicy | undefined)?.featurePolicy?.allowsFeature('bluetooth') === false)
    return 'blocked';
  const answer = bluetooth.getAvailability().then((available): BluetoothSupport => (available ? 'ok' : 'off'));
  const soon = await within<BluetoothSupport | undefined>(ANSWER_MS, answer, undefined);
  if (soon === undefined) answer.then(late, () => undefined);
  return soon ?? 'ok';
}

/** Calls whenever Bluetooth was switched on or off, where the browser says so. */
export function watchBluetooth(changed: () => void): void {
  bluetoothOf()?.addEventListener('availabilitychanged', changed);
}

/** Whether this browser takes the permission for a device back when it is asked to. */
export const canForgetDevices = (): boolean =>
  have(
    () => 'forget' in (globalThis as unknown as { BluetoothDevice: { prototype: object } }).BluetoothDevice.prototype,
  ) ?? false;
