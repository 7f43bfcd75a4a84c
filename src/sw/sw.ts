// The service worker: the app without network, the headers that some hosts lack, and clicks on notifications.
import { parseToServiceWorker } from '../wire/sw-messages.ts';
import { answerClick } from './click.ts';
import { Outdated } from './outdated.ts';
import { Precache, type BuiltFile } from './precache.ts';
import { withHeaders } from './with-headers.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: BuiltFile[] };

const { scope } = self.registration;
const files = new Precache(self.__WB_MANIFEST, scope);

/** Where it is written which pages were open when this build took over. A URL that no page asks for. */
const EARLIER_PAGES = new URL('earlier-pages', scope).href;
const openNotes = (): Promise<Cache> => caches.open(`beatkeeper-notes-${scope}`);

const outdated = new Outdated({
  openPages: async () => (await windows()).map(({ id }) => id),
  outdatedFiles: () => files.outdated(),
  remove: (file) => files.remove(file),
  async read() {
    const note = await (await openNotes()).match(EARLIER_PAGES);
    return note?.json() as Promise<unknown> | undefined;
  },
  async write(pages) {
    const notes = await openNotes();
    if (pages) await notes.put(EARLIER_PAGES, Response.json(pages));
    else await notes.delete(EARLIER_PAGES);
  },
  newerBuildComing: () => self.registration.installing !== null || self.registration.waiting !== null,
});

/** All windows of the app. Other apps of the same origin live in other folders. */
async function windows(): Promise<readonly WindowClient[]> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(scope));
}

self.addEventListener('install', (event) => event.waitUntil(files.install()));

// It waits until the last page is closed, or until the person says so; then it is there for pages that came before it too.
self.addEventListener('activate', (event) => {
  event.waitUntil(outdated.takeOver().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // other origins are none of our business, and nothing is ever sent to this one
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
  event.waitUntil(outdated.tidy());
});

async function answer(request: Request): Promise<Response> {
  // again with headers, because what an earlier build has kept may carry an earlier policy
  return withHeaders((await files.match(request.url)) ?? (await fromNetwork(request)));
}

async function fromNetwork(request: Request): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(request);
  } catch (cause) {
    // Somebody typed an address that is not one of ours. The app itself is there all the same.
    if (request.mode === 'navigate') return Response.redirect(scope);
    throw cause;
  }
  const named = request.url.startsWith(new URL('assets/', scope).href); // by its content
  if (named && response.ok) await files.keepUsed(request.url, withHeaders(response.clone())).catch(() => undefined);
  return response;
}

self.addEventListener('message', (event) => {
  const message = parseToServiceWorker(event.data);
  if (message.ok) event.waitUntil(self.skipWaiting()); // the one thing that a page may ask
});

self.addEventListener('notificationclick', (event) => {
  const open = (route: string): Promise<unknown> => self.clients.openWindow(scope + route);
  event.waitUntil(answerClick(event.notification, { pages: windows, open }));
});
