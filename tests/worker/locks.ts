type Waiting = { take: () => void; fail: (error: Error) => void };

/** Web Locks as far as one exclusive lock needs them. `deaf`: says nothing of a request that is aborted, as Chromium may. */
export class Locks {
  deaf = false;
  #queue: Waiting[] = [];
  #holder: { fail: (error: Error) => void } | undefined;

  request(_name: string, options: LockOptions, hold: () => Promise<void> | undefined): Promise<void> {
    return new Promise((resolve, fail) => {
      const take = (): void => {
        const holder = { fail };
        this.#holder = holder;
        void Promise.resolve()
          .then(hold) // a browser answers later, a free lock too
          .then(() => {
            if (this.#holder !== holder) return;
            this.#holder = undefined;
            this.#queue.shift()?.take();
            resolve();
          });
      };
      if (options.steal) {
        this.#holder?.fail(new DOMException('stolen', 'AbortError'));
        return take();
      }
      const waiting = { take, fail };
      options.signal?.addEventListener('abort', () => {
        if (this.deaf || !this.#queue.includes(waiting)) return; // what is had is not given up
        this.#queue = this.#queue.filter((each) => each !== waiting);
        fail(new DOMException('aborted', 'AbortError'));
      });
      if (this.#holder) this.#queue.push(waiting);
      else take();
    });
  }
}
