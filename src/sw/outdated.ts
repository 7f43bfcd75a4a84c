/**
 * What earlier builds left in the precache. A page may stay open while a newer service worker takes over, and asks later
 * for chunks that the host no longer has; so they stay until the last page that was open at the change is gone.
 *
 * A service worker forgets everything between two events. Which pages those were is therefore written down, beside the
 * files that they may ask for.
 */
export class Outdated {
  #ports: OutdatedPorts;
  /** Nothing is left to do in the life of this service worker. Looked up only once, because every fetch asks. */
  #done = false;

  constructor(ports: OutdatedPorts) {
    this.#ports = ports;
  }

  /** This build takes over: whatever page is open now belongs to an earlier one. */
  async takeOver(): Promise<void> {
    await this.#ports.write(await this.#ports.openPages());
    this.#done = false;
    await this.tidy();
  }

  /** Deletes what no page needs any more. */
  async tidy(): Promise<void> {
    if (this.#done) return;
    if (this.#ports.newerBuildComing()) return; // what it has put there so far looks outdated, and is not

    const pages = pagesIn(await this.#ports.read());
    const files = pages && (await this.#ports.outdatedFiles());
    if (!pages || !files) {
      this.#done = true;
      return;
    }
    const open = await this.#ports.openPages();
    if (files.length > 0 && pages.some((page) => open.includes(page))) return;

    for (const file of files) await this.#ports.remove(file);
    await this.#ports.write(undefined);
    this.#done = true;
  }
}

export interface OutdatedPorts {
  /** The ids of all windows of the app, whoever controls them. */
  openPages(): Promise<string[]>;
  /** Files in the precache that are not of this build. */
  outdatedFiles(): Promise<string[]>;
  remove(file: string): Promise<void>;
  /** What was written last; `undefined`: nothing is there. */
  read(): Promise<unknown>;
  /** The pages that were open at the change of builds; `undefined` forgets them. */
  write(pages: string[] | undefined): Promise<void>;
  /** A build after this one is being installed, or waits. */
  newerBuildComing(): boolean;
}

/** `undefined` when nothing was written. What cannot be read names no page. */
function pagesIn(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
