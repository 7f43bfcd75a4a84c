/** Why a strap is not connected, and what to do. Said on every screen that can connect one. */
export const strapProblems = {
  cancelled: 'No strap was chosen.',
  notFound: 'The strap did not answer. Wear it, moisten it, and close other apps that use it.',
  noHeartRate: 'That device doesn’t send heart rate. Choose another.',
  lost: 'The strap is out of reach or switched off.',
  failed: 'Connecting did not work. Try again.',
  off: 'Bluetooth is off. Switch it on and try again.',
  noAdapter: 'The browser cannot find Bluetooth on this device.',
  denied: 'The browser is not allowed to use Bluetooth. Allow it in the system settings and try again.',
  blocked: 'Bluetooth is blocked by a policy or a setting of the browser.',
  unsupported: 'This browser does not support Web Bluetooth. Chrome and Edge do.',
  insecure: 'Straps can be reached only on a secure page (https or localhost).',
};
