import type * as ServiceWorkers from '../device/serviceWorker.ts';
import type { ServiceWorkerHost, ServiceWorkerLink } from '../device/serviceWorker.ts';

type Device = Pick<typeof ServiceWorkers, 'onLedgerNews' | 'startServiceWorker' | 'tellServiceWorker'>;

/** A newer version of the app, offered and never forced. */
export class UpdateState {
  #waiting = $state.raw(false);
  #offlineReady = $state.raw<boolean | undefined>();
  #planned = $state.raw(false);
  #begun = false;
  #link: ServiceWorkerLink | undefined;
  readonly #busy: () => boolean;
  readonly #device: () => Promise<Device>;

  /** Not while a workout is under way. */
  readonly available = $derived.by(() => this.#waiting && !this.#busy());

  /** `busy`: whether a workout is under way (a rune is read in it). `device`: fetched when first needed. */
  constructor(busy: () => boolean, device: () => Promise<Device> = () => import('../device/serviceWorker.ts')) {
    this.#busy = busy;
    this.#device = device;
  }

  /** There is no service worker, and will be none in this visit: no reminders either. */
  get refused(): boolean {
    return this.#offlineReady === false;
  }

  /** Something is to come, as the service worker has said in this visit. */
  get planned(): boolean {
    return this.#planned;
  }

  /** When what was left by the last visit is known; once. */
  async begin(host: Pick<ServiceWorkerHost, 'begun' | 'open'>): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    const { onLedgerNews, startServiceWorker } = await this.#device();
    onLedgerNews((planned) => (this.#planned = planned));
    this.#link = startServiceWorker({ ...host, inProgress: this.#busy, updateWaiting: () => (this.#waiting = true) });
    this.#offlineReady = await this.#link.offlineReady;
  }

  /** Has the service worker look at the clock. */
  async wake(): Promise<void> {
    const { tellServiceWorker } = await this.#device();
    await tellServiceWorker({ type: 'wake' });
  }

  apply(): void {
    this.#link?.applyUpdate();
  }
}
