// The service worker: the app without network, the headers that some hosts lack, and reminders of what is planned.
import { browserIndexedDb } from '../store/database/factory.ts';
import { answered, Database } from '../store/database/idb.ts';
import { openChannel } from '../wire/channel.ts';
import { LEDGER_CHANNEL, WAKE_PATH, type LedgerNews } from '../wire/ledger-news.ts';
import { SHARE_PATH } from '../wire/shared-files.ts';
import { parseToServiceWorker } from '../wire/sw-messages.ts';
import { scriptUrl } from '../wire/trusted.ts';
import type { BuiltFile } from './builtFile.ts';
import { answerClick, occurrenceIdIn } from './click.ts';
import { inTurn } from './inTurn.ts';
import { Outdated } from './outdated.ts';
import { Precache } from './precache.ts';
import { takeShared } from './sharedFiles.ts';
import type * as Reminders from './reminders.ts';
import { withHeaders } from './with-headers.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: BuiltFile[]; reminders?: typeof Reminders };

const { scope } = self.registration;
const files = new Precache(self.__WB_MANIFEST, scope);

/** Where it is written which pages were open when this build took over, and what was said to be coming. URLs that no page asks for. */
const EARLIER_PAGES = new URL('earlier-pages', scope).href;
const SAID_TO_COME = new URL('said-to-come', scope).href;
/** Where the system sends what is shared with the app. */
const SHARE = new URL(SHARE_PATH, scope).href;
const openNotes = (): Promise<Cache> => caches.open(`beatkeeper-notes-${scope}`);
const readNote = async (url: string): Promise<unknown> => (await (await openNotes()).match(url))?.json();

const outdated = new Outdated({
  openPages: async () => (await windows()).map(({ id }) => id),
  outdatedFiles: () => files.outdated(),
  remove: (file) => files.remove(file),
  read: () => readNote(EARLIER_PAGES),
  async write(pages) {
    const notes = await openNotes();
    if (pages) await notes.put(EARLIER_PAGES, Response.json(pages));
    else await notes.delete(EARLIER_PAGES);
  },
  newerBuildComing,
});

/** A build after this one is being installed, or is and waits. */
function newerBuildComing(): boolean {
  return self.registration.installing !== null || self.registration.waiting !== null;
}

/** All windows of the app. Other apps of the same origin live in other folders. */
async function windows(): Promise<readonly WindowClient[]> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(scope));
}

self.addEventListener('install', (event) => {
  // The script of the reminders too, once it is known to be of this build: later the browser would not let it in.
  event.waitUntil(files.install().then(() => void withReminders()));
});

// It waits until the last page is closed, or until the person says so; then it is there for pages that came before it too.
self.addEventListener('activate', (event) => {
  event.waitUntil(outdated.takeOver().then(() => self.clients.claim()));
  event.waitUntil(wake());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'POST' && request.url === SHARE) return event.respondWith(takeShared(request, scope, caches));
  // other origins are none of our business, and nothing is ever sent to this one
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  if (request.url === WAKE) return event.respondWith(wake().then((news) => withHeaders(Response.json(news))));
  const response = answer(request);
  event.respondWith(response);
  event.waitUntil(outdated.tidy());
  if (request.mode === 'navigate') event.waitUntil(response.then(wake, wake)); // not before: the page does not wait for it
});

async function answer(request: Request): Promise<Response> {
  // again with headers, because what an earlier build has kept may carry an earlier policy
  return withHeaders((await files.match(request.url)) ?? (await fromNetwork(request)));
}

async function fromNetwork(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    // Somebody typed an address that is not one of ours. The app itself is there all the same.
    if (request.mode === 'navigate') return Response.redirect(scope);
    throw cause;
  }
}

self.addEventListener('message', (event) => {
  const message = parseToServiceWorker(event.data);
  if (!message.ok) return;
  if (message.value.type === 'skipWaiting') return event.waitUntil(self.skipWaiting());
  if (message.value.type === 'wake') return event.waitUntil(wake().then(() => files.complete(newerBuildComing))); // the page is there
  const { type, occurrenceId } = message.value;
  event.waitUntil(withReminders().act(type, occurrenceId).then(wake, wake));
});

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  const occurrenceId = occurrenceIdIn(notification.data);
  if (occurrenceId !== undefined && (action === 'snooze' || action === 'skip')) {
    notification.close();
    return event.waitUntil(withReminders().act(action, occurrenceId).then(wake, wake));
  }
  const open = (route: string): Promise<unknown> => self.clients.openWindow(scope + route);
  const routeOf = async (id: string): Promise<string | undefined> => withReminders().routeOf(id);
  event.waitUntil(answerClick(notification, { pages: windows, open, routeOf }).then(wake, wake));
});

self.addEventListener('notificationclose', (event) => event.waitUntil(wake()));

// The app is closed, and the browser thinks that it is used often enough to be woken now and then.
(self as EventTarget).addEventListener('periodicsync', (event) => {
  (event as ExtendableEvent).waitUntil(wake().then(sayWhatComes));
});

// ── What is planned ─────────────────────────────────────────────────────────────────────────────────────────────────

const RETRY_MS = 60_000;
const WAKE = new URL(WAKE_PATH, scope).href;
const db = new Database(browserIndexedDb());
const ledger = openChannel(() => new BroadcastChannel(LEDGER_CHANNEL));

/**
 * Whoever wakes this service worker, for whatever reason, has it look at the clock; every page and worker hears of it. One look
 * after another: what was found before a schedule was saved must not be told after what was found with it, or nobody would be
 * woken for it.
 */
const wake = inTurn(async (): Promise<LedgerNews> => {
  let wakeAtEpochMs: number | null = null;
  try {
    const planned = await db.store('schedules')('readonly', (store) => answered(store.count()));
    // when all was erased, what was shown of it goes too
    const stirring = planned > 0 || (await shownNow()).length > 0;
    if (stirring) wakeAtEpochMs = (await withReminders().settle()) ?? null;
  } catch {
    wakeAtEpochMs = Date.now() + RETRY_MS; // a disk that refuses may not in a minute, and nothing is missed by then
  }
  const news: LedgerNews = { v: 1, wakeAtEpochMs };
  ledger.postMessage(news);
  return news;
});

async function sayWhatComes(): Promise<void> {
  if ((await windows()).length > 0) return;
  const before = await readNote(SAID_TO_COME);
  const said = await withReminders().showComing(Array.isArray(before) ? before.map(String) : []);
  await (await openNotes()).put(SAID_TO_COME, Response.json(said));
}

async function shownNow(): Promise<readonly Notification[]> {
  return 'getNotifications' in self.registration ? self.registration.getNotifications() : [];
}

function withReminders(): typeof Reminders {
  if (!self.reminders) self.importScripts(scriptUrl('cron-parser.js'), scriptUrl('sw-reminders.js'));
  if (!self.reminders) throw new Error('sw-reminders.js is not what it should be');
  return self.reminders;
}
