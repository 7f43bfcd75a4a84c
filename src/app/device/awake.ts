/** Keeps the screen on while it is wanted. The browser lets go when the page is hidden; it is asked again on return. */
export class Awake {
  #wanted = false;
  #lock: WakeLockSentinel | undefined;

  static get supported(): boolean {
    return 'wakeLock' in navigator;
  }

  constructor() {
    document.addEventListener('visibilitychange', () => void this.#hold());
  }

  want(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) void this.#hold();
    else void this.#lock?.release();
  }

  async #hold(): Promise<void> {
    if (!this.#wanted || !Awake.supported || document.visibilityState !== 'visible') return;
    if (this.#lock && !this.#lock.released) return;
    try {
      this.#lock = await navigator.wakeLock.request('screen');
    } catch {
      // A low battery may refuse it. The workout goes on with the screen off.
    }
  }
}
