import { isNamedByContent, isSound, type BuiltFile } from './builtFile.ts';
import { withHeaders } from './with-headers.ts';

/**
 * All files of this build, kept at its installation. Builds share one cache: a file that has not changed is fetched only
 * once, and those of an earlier build are there for its pages until `Outdated` takes them away.
 *
 * A response of 200 proves nothing: hosts answer `index.html` for a file that is missing, captive portals answer for
 * everyone, connections break off. So what a host answers is kept only if its bytes and its type are those of the build,
 * and what is in the cache is checked once in the life of a service worker, before it is answered for the first time.
 */
export class Precache {
  /** Where a file is → the file. */
  readonly #files = new Map<string, BuiltFile>();
  /** Known to be in the cache as they were built. */
  readonly #sound = new Set<string>();
  readonly #cacheName: string;

  constructor(files: readonly BuiltFile[], scope: string) {
    this.#cacheName = `beatkeeper-files-${scope}`;
    for (const file of files) this.#files.set(new URL(file.url, scope).href, file);
  }

  /** Fetches what is not there as it was built. Fails when one of them cannot be had: half a build is none. */
  async install(): Promise<void> {
    const cache = await this.#open();
    const now = [...this.#files].filter(([, { when }]) => when === undefined || when === 'checked');
    await Promise.all(now.map(([url, file]) => this.#keep(cache, url, file)));
  }

  /**
   * Fetches what may come later, and again what the cache has lost or has wrong, one after the other. What cannot be had
   * now is fetched when it is used, or the next time. Stops as soon as a newer build is coming: that one takes over only
   * when this service worker has nothing left to do, and whoever pressed *Reload* would wait for all files of a build
   * that is gone.
   */
  async complete(newerBuildComing: () => boolean): Promise<void> {
    const cache = await this.#open();
    for (const [url, file] of this.#files) {
      if (newerBuildComing()) return;
      if (file.when === 'used' || file.when === 'checked') continue;
      await this.#keep(cache, url, file).catch(() => undefined);
    }
  }

  /**
   * The file that is meant, whatever stands behind the `?`; also one of an earlier build. What the cache has lost or has
   * wrong comes from the host, and is kept again. `undefined`: the network may know.
   */
  async match(url: string): Promise<Response | undefined> {
    const { origin, pathname } = new URL(url);
    const href = origin + (pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const file = this.#files.get(href);
    const cache = await this.#open();
    if (!file) return cache.match(href, { ignoreVary: true });
    if (file.when === 'checked') return undefined;
    try {
      return (await this.#keptSound(cache, href, file)) ?? (await this.#answered(cache, href, file));
    } catch (cause) {
      // Another build may be on the host by now, and has files of the same names. What is named by its content has not.
      if (!isNamedByContent(file)) return undefined;
      throw cause;
    }
  }

  async outdated(): Promise<string[]> {
    const ours = new Set([...this.#files].map(([url, file]) => keyOf(url, file)));
    return (await (await this.#open()).keys()).map(({ url }) => url).filter((url) => !ours.has(url));
  }

  async remove(url: string): Promise<void> {
    await (await this.#open()).delete(url, { ignoreVary: true });
  }

  #open(): Promise<Cache> {
    return caches.open(this.#cacheName);
  }

  /** What the cache has of a file, if that is what was built. */
  async #keptSound(cache: Cache, url: string, file: BuiltFile): Promise<Response | undefined> {
    const key = keyOf(url, file);
    const kept = await cache.match(key, { ignoreVary: true });
    if (!kept || this.#sound.has(key)) return kept;
    if (!(await isSound(kept, file))) return undefined;
    this.#sound.add(key);
    return cache.match(key, { ignoreVary: true }); // the first has been read
  }

  /** Has the cache keep a file as it was built; fails when that cannot be. */
  async #keep(cache: Cache, url: string, file: BuiltFile): Promise<void> {
    if (await this.#keptSound(cache, url, file)) return;
    const response = await fetchSound(url, file);
    if (file.when !== 'checked') await this.#put(cache, url, file, response);
  }

  /** A file from the host for whoever asks, and kept from then on; a disk that is full keeps it from nobody. */
  async #answered(cache: Cache, url: string, file: BuiltFile): Promise<Response> {
    const response = await fetchSound(url, file);
    await this.#put(cache, url, file, response.clone()).catch(() => undefined);
    return response;
  }

  async #put(cache: Cache, url: string, file: BuiltFile, response: Response): Promise<void> {
    const key = keyOf(url, file);
    await cache.put(key, withHeaders(response));
    this.#sound.add(key);
  }
}

/** Under which name a file is kept. */
const keyOf = (url: string, file: BuiltFile): string => (isNamedByContent(file) ? url : `${url}?revision=${file.hash}`);

/**
 * The file from the host, as it was built. What keeps its name from build to build must not come from what the browser
 * has kept of it; nor may a wrong answer, which a host may have allowed it to keep for a year.
 */
async function fetchSound(url: string, file: BuiltFile): Promise<Response> {
  let status = 0;
  for (const cache of isNamedByContent(file) ? (['default', 'reload'] as const) : (['reload'] as const)) {
    const response = await fetch(url, { cache, credentials: 'same-origin' });
    if (response.status === 200 && (await isSound(response.clone(), file))) return response;
    ({ status } = response);
  }
  throw new Error(`${url}: the host's answer (${status}) is not the file of this build`);
}
