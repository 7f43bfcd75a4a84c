const NAME = 'beatkeeper-workout';

/** The right to run a workout: one holder among all tabs of this origin, by a Web Lock. */
export class Lease {
  readonly #locks: LockManager | undefined;
  readonly #lost: () => void;
  /** Lets go; there while it is ours. */
  #release: (() => void) | undefined;

  /** `lost`: another tab has stolen it, perhaps while this one was frozen. */
  constructor(locks: LockManager | undefined, lost: () => void) {
    this.#locks = locks;
    this.#lost = lost;
  }

  get held(): boolean {
    return this.#release !== undefined;
  }

  /** Resolves when it is ours, with true; or with false when the signal says to wait no longer. */
  take(signal: AbortSignal): Promise<boolean> {
    return this.#request({ signal });
  }

  /** Ours now, whoever had it. */
  steal(): Promise<boolean> {
    return this.#request({ steal: true });
  }

  giveBack(): void {
    this.#release?.();
    this.#release = undefined;
  }

  #request(options: LockOptions): Promise<boolean> {
    const locks = this.#locks;
    return new Promise((resolve) => {
      if (this.#release) return resolve(true);
      let mine: (() => void) | undefined;
      let waiting = true;
      const hold = (): Promise<void> | undefined => {
        if (!waiting) return undefined; // nobody waits for it any more
        resolve(true);
        return new Promise((release) => (this.#release = mine = release));
      };
      const giveUp = (): void => {
        waiting = false;
        resolve(false);
      };
      // Chromium says nothing of a request that is aborted just after it was made.
      options.signal?.addEventListener('abort', giveUp);
      // Where there are no locks there is no telling, and the workout matters more.
      if (!locks) return void hold();
      locks.request(NAME, options, hold).catch((error: unknown) => {
        if (mine && this.#release === mine) {
          this.#release = undefined;
          this.#lost();
        }
        // Refused altogether (storage that is blocked): as where there are none.
        if (waiting && !mine && !(error instanceof DOMException && error.name === 'AbortError')) return void hold();
        giveUp();
      });
    });
  }
}
