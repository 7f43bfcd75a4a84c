import { live } from './live.ts';

/** Why a strap is not connected, and what to do. Said on every screen that can connect one. */
export const strapProblems = {
  cancelled: 'No strap was chosen.',
  notFound: 'The strap did not respond. Put it on, moisten it, close other apps.',
  noService: 'That device doesn’t send heart rate. Choose another.',
  silent: 'Connected, but no heart rate. Moisten the strap and wear it snugly.',
  lost: 'The strap is out of range or switched off.',
  failed: 'The strap could not be connected. Try again.',
  off: 'Bluetooth is off. Turn it on and try again.',
  noAdapter: 'The browser found no Bluetooth on this device.',
  denied: 'The browser is not allowed to use Bluetooth. Allow it in the system settings and try again.',
  blocked: 'Bluetooth is blocked by a browser setting or policy.',
  unsupported: 'This browser does not support Web Bluetooth. Chrome and Edge do.',
  insecure: live.bluetooth.insecure,
};
