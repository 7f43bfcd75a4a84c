// The service worker: the app without network, the headers that some hosts lack, and clicks on notifications.
import { cacheNames } from 'workbox-core';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { parseToServiceWorker } from '../wire/sw-messages.ts';
import { answerClick } from './click.ts';
import { Outdated } from './outdated.ts';
import { withHeaders } from './with-headers.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const { scope } = self.registration;

const precache = new PrecacheController({
  plugins: [
    {
      cacheWillUpdate: ({ response }) => Promise.resolve(response.ok ? withHeaders(response) : null),
      // again, because what an earlier build has put there may carry an earlier policy
      handlerWillRespond: ({ response }) => Promise.resolve(withHeaders(response)),
    },
  ],
});
precache.addToCacheList(self.__WB_MANIFEST);

const openPrecache = (): Promise<Cache> => caches.open(cacheNames.precache);

/** Where it is written which pages were open when this build took over. A URL that no page asks for. */
const EARLIER_PAGES = new URL('earlier-pages', scope).href;
const openNotes = (): Promise<Cache> => caches.open(`beatkeeper-notes-${scope}`);

const outdated = new Outdated({
  openPages: async () => (await windows()).map(({ id }) => id),
  async outdatedFiles() {
    const ours = new Set(precache.getURLsToCacheKeys().values());
    const all = await (await openPrecache()).keys();
    return all.map(({ url }) => url).filter((url) => !ours.has(url));
  },
  async remove(url) {
    await (await openPrecache()).delete(url, { ignoreVary: true });
  },
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

self.addEventListener('install', (event) => void precache.install(event));

// It waits until the last page is closed, or until the person says so; then it is there for pages that came before it too.
self.addEventListener('activate', (event) => {
  event.waitUntil(outdated.takeOver().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => event.waitUntil(outdated.tidy()));

// The page itself and all it is made of, whatever stands behind the `?`.
registerRoute(
  new PrecacheRoute(precache, { directoryIndex: 'index.html', cleanURLs: false, ignoreURLParametersMatching: [/^/] }),
);

// Everything else from here: a chunk of an earlier build, or the network. Other origins are none of our business.
registerRoute(
  ({ sameOrigin }) => sameOrigin,
  async ({ request }) => {
    const kept = await (await openPrecache()).match(request, { ignoreVary: true });
    return withHeaders(kept ?? (await fetch(request).catch((cause: unknown) => withoutNetwork(request, cause))));
  },
);

/** Somebody typed an address that is not one of ours. The app itself is there all the same. */
function withoutNetwork(request: Request, cause: unknown): Response {
  if (request.mode === 'navigate') return Response.redirect(scope);
  throw cause;
}

self.addEventListener('message', (event) => {
  const message = parseToServiceWorker(event.data);
  if (message.ok) event.waitUntil(self.skipWaiting()); // the one thing that a page may ask
});

self.addEventListener('notificationclick', (event) => {
  const open = (route: string): Promise<unknown> => self.clients.openWindow(scope + route);
  event.waitUntil(answerClick(event.notification, { pages: windows, open }));
});
