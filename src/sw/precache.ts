import { withHeaders } from './with-headers.ts';

/** A file of the build. One without a revision has a hash in its name, so that it never changes. */
export interface BuiltFile {
  url: string;
  revision: string | null;
  /** Not needed for a workout: kept once the app is there and the network is free. */
  later?: true;
}

/**
 * All files of this build, kept at its installation. Builds share one cache: a file that has not changed is fetched only
 * once, and those of an earlier build are there for its pages until `Outdated` takes them away.
 */
export class Precache {
  /** Where a file is → under which name it is kept. */
  readonly #keys = new Map<string, string>();
  readonly #later = new Set<string>();
  readonly #cacheName: string;

  constructor(files: readonly BuiltFile[], scope: string) {
    this.#cacheName = `beatkeeper-files-${scope}`;
    for (const { url, revision, later } of files) {
      const { href } = new URL(url, scope);
      this.#keys.set(href, revision === null ? href : `${href}?revision=${revision}`);
      if (later) this.#later.add(href);
    }
  }

  /** Fetches what is not there yet. Fails when one of them cannot be had: half a build is none. */
  async install(): Promise<void> {
    const cache = await this.#open();
    const missing = await this.#missingIn(cache);
    await Promise.all(missing.filter(([url]) => !this.#later.has(url)).map(([url, key]) => keep(cache, url, key)));
  }

  /** Fetches what may come later, one after the other. What cannot be had now is fetched when it is used, or the next time. */
  async complete(): Promise<void> {
    const cache = await this.#open();
    for (const [url, key] of await this.#missingIn(cache)) await keep(cache, url, key).catch(() => undefined);
  }

  /** The file that is meant, whatever stands behind the `?`; also one of an earlier build, or one that was kept when it was used. */
  async match(url: string): Promise<Response | undefined> {
    const { origin, pathname } = new URL(url);
    const file = origin + (pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    return (await this.#open()).match(this.#keys.get(file) ?? file, { ignoreVary: true });
  }

  /** Keeps a file with a hash in its name that is used but rarely, and so was not fetched at the installation. */
  async keepUsed(url: string, response: Response): Promise<void> {
    await (await this.#open()).put(url, response);
  }

  async outdated(): Promise<string[]> {
    const ours = new Set(this.#keys.values());
    return (await this.#urlsIn(await this.#open())).filter((url) => !ours.has(url));
  }

  async remove(url: string): Promise<void> {
    await (await this.#open()).delete(url, { ignoreVary: true });
  }

  #open(): Promise<Cache> {
    return caches.open(this.#cacheName);
  }

  async #missingIn(cache: Cache): Promise<[url: string, key: string][]> {
    const there = new Set(await this.#urlsIn(cache));
    return [...this.#keys].filter(([, key]) => !there.has(key));
  }

  async #urlsIn(cache: Cache): Promise<string[]> {
    return (await cache.keys()).map(({ url }) => url);
  }
}

async function keep(cache: Cache, url: string, key: string): Promise<void> {
  // what keeps its name from build to build must not come from what the browser has kept of it
  const response = await fetch(url, { cache: key === url ? 'default' : 'reload', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await cache.put(key, withHeaders(response));
}
