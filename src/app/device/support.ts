/** Why there is no Bluetooth, or that there is. */
export type BluetoothSupport = 'ok' | 'unsupported' | 'off' | 'insecure';

/** Whether a strap can be connected here: asked of the browser, and of the computer's radio. */
export async function bluetoothSupport(): Promise<BluetoothSupport> {
  if (!globalThis.isSecureContext) return 'insecure';
  if (!('bluetooth' in navigator)) return 'unsupported';
  const available = await navigator.bluetooth.getAvailability().catch(() => true);
  return available ? 'ok' : 'off';
}
