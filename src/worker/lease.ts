/** How long to wait for a page that is going away to let go: a reload is over in less. */
const PATIENCE_MS = 1_500;

/** The right to run a workout: one holder among all tabs of this origin. */
export class Lease {
  readonly #locks: LockManager | undefined;
  /** Lets go; there while it is ours. */
  #release: (() => void) | undefined;

  constructor(locks: LockManager | undefined) {
    this.#locks = locks;
  }

  /** Whether it is ours now, after some patience. Where there are no locks there is no telling, and the workout matters more. */
  take(): Promise<boolean> {
    return this.#request({ signal: AbortSignal.timeout(PATIENCE_MS) });
  }

  /** Resolves when it is ours, however long that takes. */
  async wait(): Promise<void> {
    await this.#request({});
  }

  giveBack(): void {
    this.#release?.();
    this.#release = undefined;
  }

  async #request(options: LockOptions): Promise<boolean> {
    const locks = this.#locks;
    if (this.#release || !locks) return true;
    return new Promise((resolve) => {
      const hold = (): Promise<void> => {
        resolve(true);
        return new Promise((release) => (this.#release = release));
      };
      locks.request('beatkeeper-workout', options, hold).catch(() => resolve(false));
    });
  }
}
