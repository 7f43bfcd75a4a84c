// What is shared with the app: the service worker takes it, and keeps it until a page asks. Nothing leaves the device.

/** Where the manifest has the system send it, below the app's own address. */
export const SHARE_PATH = 'shared-with-beatkeeper';
/** Where the page that takes it is. */
export const SHARED_ROUTE = '#/plans?shared=1';
/** The cache that it is kept in, before the address of the app. */
export const SHARED_FILES_CACHE = 'beatkeeper-shared-';

/** Under which URL a file is kept. */
export const sharedFileUrl = (scope: string, n: number, name: string): string =>
  `${scope}${SHARE_PATH}/${String(n)}/${encodeURIComponent(name)}`;

/** What a file is called that is kept under a URL. */
export const sharedFileName = (url: string): string => decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
