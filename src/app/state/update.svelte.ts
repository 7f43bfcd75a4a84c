import type { ServiceWorkerHost, ServiceWorkerLink } from '../device/serviceWorker.ts';

/** A newer version of the app, offered and never forced. */
export class UpdateState {
  #waiting = $state.raw(false);
  #offlineReady = $state.raw<boolean | undefined>();
  #planned = $state.raw(false);
  #begun = false;
  #link: ServiceWorkerLink | undefined;
  readonly #busy: () => boolean;

  /** Not while a workout is under way. */
  readonly available = $derived.by(() => this.#waiting && !this.#busy());

  /** `busy`: whether a workout is under way (a rune is read in it). */
  constructor(busy: () => boolean) {
    this.#busy = busy;
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
    const { onLedgerNews, startServiceWorker } = await import('../device/serviceWorker.ts');
    onLedgerNews((planned) => (this.#planned = planned));
    this.#link = startServiceWorker({ ...host, inProgress: this.#busy, updateWaiting: () => (this.#waiting = true) });
    this.#offlineReady = await this.#link.offlineReady;
  }

  /** Has the service worker look at the clock. */
  async wake(): Promise<void> {
    const { tellServiceWorker } = await import('../device/serviceWorker.ts');
    await tellServiceWorker({ type: 'wake' });
  }

  apply(): void {
    this.#link?.applyUpdate();
  }
}
