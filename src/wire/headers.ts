import { TRUSTED_TYPES } from './trusted.ts';

/**
 * What every response carries, wherever it comes from: the dev and preview servers, `npm start`, `public/_headers` on a
 * static host, and the service worker where the host sends nothing. Written here once; a test holds the others to it.
 */

/** With these on *every* response the page and its workers may share memory. One response without them, and a worker dies unheard. */
const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/**
 * The manifest is as `default-src` says: WebKit complains of its own directive. No picture or frame comes from anywhere but
 * files of ours. The one sound that is media is the tone of `app/device/tone.ts`, which the page makes: no address at all,
 * ours included, is one of media.
 */
const DIRECTIVES = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "img-src 'self'",
  'media-src blob:',
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES}`,
];

/** What nothing here uses, and nothing that gets in shall: only features that Chromium knows, for it complains of others. */
const REFUSED = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];
/** Bluetooth is not among them: Chromium knows no such policy and warns of it in the console; where there is one, the page itself is its default. */
const USED = ['autoplay', 'cross-origin-isolated', 'screen-wake-lock'];
const PERMISSIONS = [...USED.map((name) => `${name}=(self)`), ...REFUSED.map((name) => `${name}=()`)].join(', ');

/** The policy as a `<meta>` in the page, for hosts that send no headers. `frame-ancestors` means nothing there. */
export const CSP_META = DIRECTIVES.join('; ');

export const CSP = [...DIRECTIVES, "frame-ancestors 'none'"].join('; ');

/** All of it, as a server sends it. */
export const RESPONSE_HEADERS = {
  ...ISOLATION_HEADERS,
  'Content-Security-Policy': CSP,
  'Permissions-Policy': PERMISSIONS,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/** How long a response may be kept: what has a hash in its name for ever, all else must ask again. `path` is relative to the site's root. */
export function cacheControlOf(path: string): string {
  return path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}
