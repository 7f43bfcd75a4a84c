/** Whether the screen is kept on. `free`: nobody asks for it. `lowBattery`: refused, and the battery is low. */
export type AwakeState = 'unsupported' | 'free' | 'held' | 'refused' | 'lowBattery';

/** A lock that the system takes back at once is asked for no second time. */
const HELD_MS = 2_000;
const LOW = 0.2;

const isSupported = (): boolean => 'wakeLock' in navigator;

/**
 * Keeps the screen on while it is wanted. The browser lets go when the page is hidden; it is asked again on return, and
 * when the system takes the lock back from a page in view.
 */
export class Awake {
  readonly #changed: (state: AwakeState) => void;
  #wanted = false;
  #lock: WakeLockSentinel | undefined;

  constructor(changed: (state: AwakeState) => void) {
    this.#changed = changed;
    document.addEventListener('visibilitychange', () => void this.#hold());
  }

  want(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) return void this.#hold();
    void this.#lock?.release();
    this.#changed(isSupported() ? 'free' : 'unsupported');
  }

  async #hold(): Promise<void> {
    if (!this.#wanted || document.visibilityState !== 'visible') return;
    if (!isSupported()) return this.#changed('unsupported');
    if (this.#lock && !this.#lock.released) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      const atMs = performance.now();
      this.#lock = lock;
      lock.onrelease = () => {
        if (lock !== this.#lock || !this.#wanted || document.visibilityState !== 'visible') return;
        if (performance.now() - atMs > HELD_MS) void this.#hold();
        else void this.#refused();
      };
      if (this.#isWanted()) this.#changed('held');
      else await lock.release(); // it ended meanwhile
    } catch {
      await this.#refused(); // the workout goes on with the screen off
    }
  }

  /** Asked anew after each wait. */
  #isWanted(): boolean {
    return this.#wanted;
  }

  async #refused(): Promise<void> {
    const { getBattery } = navigator as { getBattery?: () => Promise<{ level: number; charging: boolean }> };
    const battery = await getBattery?.call(navigator).catch(() => undefined);
    if (this.#wanted && document.visibilityState === 'visible')
      this.#changed(battery && battery.level <= LOW && !battery.charging ? 'lowBattery' : 'refused');
  }
}
