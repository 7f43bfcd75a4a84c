import { storageManager } from './have.ts';

/** What the browser says of the room that this site has; what it does not say is not there. */
export interface Room {
  usedBytes?: number | undefined;
  quotaBytes?: number | undefined;
  /** It has promised not to clear anything by itself. */
  keptForGood?: boolean | undefined;
}

export async function measureRoom(): Promise<Room> {
  const storage = storageManager();
  if (!storage) return {}; // an address that is not secure, or storage is blocked
  const [{ usage, quota }, keptForGood] = await Promise.all([
    storage.estimate().catch((): StorageEstimate => ({})),
    storage.persisted().catch(() => undefined),
  ]);
  return { usedBytes: usage, quotaBytes: quota, keptForGood };
}

/** Ask for that promise. Chromium and Safari decide by themselves, Firefox asks the person. */
export async function keepForGood(): Promise<boolean> {
  return (
    (await storageManager()
      ?.persist()
      .catch(() => false)) ?? false
  );
}

let asked = false;

/**
 * The same when a workout was stored, unasked: after the 1st, the 4th, the 16th and so on, since a browser that said no
 * may think otherwise of a site that is used, and one that asks the person must not ask each time.
 */
export async function keepForGoodAfter(workouts: number): Promise<void> {
  if (asked || !Number.isInteger(Math.log2(workouts) / 2)) return;
  asked = true;
  if ((await measureRoom()).keptForGood === false) await keepForGood();
}

/** A window of Chromium that is not private has more, but on a disk of a few GB. */
const PRIVATE_BYTES_MAX = 4e9;

/**
 * Whether this looks like a private window, as far as a page can tell. Firefox and Safari give no folder there; Chromium
 * allows less there, by the memory of the device, if it tells at all: since version 138 it names the same room for all
 * windows of a device with memory enough. So *no* means nothing.
 */
export async function looksPrivate(): Promise<boolean> {
  const storage = storageManager();
  if (!storage) return false;
  if ('getDirectory' in storage) {
    const refused = await storage.getDirectory().then(
      () => false,
      () => true,
    );
    if (refused) return true;
  }
  const { usedBytes = 0, quotaBytes = Infinity } = await measureRoom();
  return 'userAgentData' in navigator && quotaBytes - usedBytes < PRIVATE_BYTES_MAX;
}
