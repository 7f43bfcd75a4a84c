// What the state classes see of a browser's window, in Node: events, the address, and whether the page is in view.
import { vi } from 'vitest';

const dataset = (): Record<string, string> => ({});

export class FakeWindow extends EventTarget {
  readonly document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    baseURI: 'https://a.example/',
    documentElement: { dataset: dataset() },
  });
  readonly navigator: Record<string, unknown> = { onLine: true };
  /** The media queries that match. */
  readonly media = new Set<string>();
  /** The addresses that the way back leads to. */
  readonly visited: string[] = [];
  #hash = '';

  readonly location = Object.defineProperty({ reload: vi.fn<() => void>(), hash: '' }, 'hash', {
    get: () => this.#hash,
    set: (hash: string) => {
      if (hash === this.#hash) return;
      this.visited.push(this.#hash);
      this.#hash = hash;
      queueMicrotask(() => this.dispatchEvent(new Event('hashchange')));
    },
  });

  readonly history = {
    state: null,
    replaceState: (_: unknown, __: string, hash: string): void => void (this.#hash = hash),
  };

  /** Takes the place of Node's globals, until `vi.unstubAllGlobals()`. */
  open(hash = ''): this {
    this.#hash = hash;
    vi.stubGlobal('document', this.document);
    vi.stubGlobal('navigator', this.navigator);
    vi.stubGlobal('location', this.location);
    vi.stubGlobal('history', this.history);
    vi.stubGlobal('addEventListener', this.addEventListener.bind(this));
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: this.media.has(query) }));
    vi.stubGlobal('isSecureContext', true);
    return this;
  }

  see(visibilityState: DocumentVisibilityState): void {
    this.document.visibilityState = visibilityState;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  fire(type: string): void {
    this.dispatchEvent(new Event(type));
  }
}
