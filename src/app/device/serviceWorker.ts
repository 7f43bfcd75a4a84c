// The page's side of the service worker: kept for use without network, a newer version offered and never forced.
import { Workbox } from 'workbox-window';
import { openChannel } from '../../wire/channel.ts';
import { LEDGER_CHANNEL, newsIn } from '../../wire/ledger-news.ts';
import { SW_WIRE_VERSION, parseFromServiceWorker, type ToServiceWorker } from '../../wire/sw-messages.ts';
import { scriptUrl } from '../../wire/trusted.ts';
import { serviceWorkers } from './have.ts';
import { onHeard } from './heard.ts';
import { isolateOnce } from './isolation.ts';
import { noticePermission } from './notices.ts';

/** How long a page that stays open may go without asking whether there is a newer version. */
const UPDATE_CHECK_MS = 60 * 60 * 1000;
const SYNC_MS = 6 * 60 * 60 * 1000;

/** Who asks for a service worker answers these. */
export interface ServiceWorkerHost {
  /** A workout is in progress or paused: nothing reloads the page, at nobody's word. */
  inProgress: () => boolean;
  /** The person has begun something that a reload they did not ask for would undo: a workout was started, a strap is connected or being chosen. */
  begun: () => boolean;
  /** A newer version is installed and waits. Offer it. Told at most once. */
  updateWaiting: () => void;
  /** A notification was clicked: go to this route (`#/live`, …). */
  open: (route: string) => void;
}

export interface ServiceWorkerLink {
  /** The app runs without network from now on; `false` where there is no service worker, or it could not be installed. */
  readonly offlineReady: Promise<boolean>;
  /** The person said yes: takes the newer version and reloads. Does nothing and says `false` while a workout is in progress. */
  applyUpdate(): boolean;
}

/** Call it when what was left by the last visit is known. Costs the first visit nothing: it waits until the page is loaded and quiet. */
export function startServiceWorker(host: ServiceWorkerHost): ServiceWorkerLink {
  if (!import.meta.env.PROD || !serviceWorkers()) {
    return { offlineReady: Promise.resolve(false), applyUpdate: () => false };
  }
  hearClicks(host);
  let applying = false;
  let registered: ServiceWorkerRegistration | undefined;

  async function register(): Promise<boolean> {
    await quiet();
    const workbox = new Workbox(scriptUrl(new URL('sw.js', document.baseURI).href), { updateViaCache: 'none' });
    let told = false;
    workbox.addEventListener('waiting', () => {
      if (!told) host.updateWaiting();
      told = true;
    });
    // A workout may have begun between the yes and this moment: then the page stays as it is, and so do its files.
    workbox.addEventListener('controlling', () => {
      if (applying && !host.inProgress()) location.reload();
    });
    registered = await workbox.register();
    if (!registered) return false;
    await active(registered);
    isolateOnce(host);
    wake(registered);
    askNowAndThen(registered);
    return true;
  }

  return {
    // Private windows and full disks refuse; the app runs all the same, with network.
    offlineReady: register().catch(() => false),
    applyUpdate() {
      if (host.inProgress()) return false;
      applying = true;
      // None waits when another tab was faster: then this page is the old one, and a reload is all it needs.
      if (registered?.waiting) tell(registered.waiting, { v: SW_WIRE_VERSION, type: 'skipWaiting' });
      else location.reload();
      return true;
    },
  };
}

/** Whether there was a service worker to tell. */
export async function tellServiceWorker(message: Unversioned<ToServiceWorker>): Promise<boolean> {
  const registration = await serviceWorkers() // none in a private window of some browsers
    ?.getRegistration()
    .catch(() => undefined);
  if (!registration?.active) return false;
  if (message.type === 'wake') wake(registration);
  else tell(registration.active, { v: SW_WIRE_VERSION, ...message });
  return true;
}

type Unversioned<M> = M extends unknown ? Omit<M, 'v'> : never;

/** Calls whenever the service worker has looked at the clock: the ledger may have changed. `planned`: something is to come. */
export function onLedgerNews(call: (planned: boolean) => void): void {
  openChannel(() => new BroadcastChannel(LEDGER_CHANNEL)).onmessage = ({ data }) =>
    call(typeof newsIn(data)?.wakeAtEpochMs === 'number');
}

/** Clock, place and schedules may be others by now; and what wakes it with every page closed may have been allowed meanwhile. */
function wake(registration: ServiceWorkerRegistration): void {
  if (registration.active) tell(registration.active, { v: SW_WIRE_VERSION, type: 'wake' });
  void registerSync(registration);
}

/** With every page closed the browser wakes the service worker, if it wants to: installed, used often, and where it exists at all. */
async function registerSync(registration: ServiceWorkerRegistration): Promise<void> {
  if (!('periodicSync' in registration) || noticePermission() !== 'granted') return;
  const { periodicSync } = registration as { periodicSync: { register(tag: string, o: object): Promise<void> } };
  await periodicSync.register('coming', { minInterval: SYNC_MS }).catch(() => undefined);
}

function tell(worker: ServiceWorker, message: ToServiceWorker): void {
  worker.postMessage(message);
}

function hearClicks(host: ServiceWorkerHost): void {
  onHeard((data) => {
    const message = parseFromServiceWorker(data);
    if (message.ok) host.open(message.value.route);
  });
}

/** The page is loaded and has nothing better to do. */
async function quiet(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((loaded) => addEventListener('load', loaded, { once: true }));
  }
  await new Promise<unknown>((idle) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(idle, { timeout: 2000 });
    else setTimeout(idle, 200); // Safari
  });
}

/** There is a service worker that answers. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve, reject) => {
    if (registration.active) return resolve();
    const worker = registration.installing ?? registration.waiting;
    const look = (): void => {
      if (worker?.state === 'activated') resolve();
      if (!worker || worker.state === 'redundant') reject(new Error('the service worker could not be installed'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}

/** A page may stay open for weeks; coming back to it is a good moment to ask. */
function askNowAndThen(registration: ServiceWorkerRegistration): void {
  let askedAtMs = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    wake(registration);
    if (performance.now() - askedAtMs < UPDATE_CHECK_MS) return;
    askedAtMs = performance.now();
    registration.update().catch(() => undefined); // without network there is nothing new
  });
}
