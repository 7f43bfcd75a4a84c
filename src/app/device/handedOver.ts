// Files that the system hands to the app: opened with it (a desktop's file handlers), or shared with it (Android).
import { SHARED_FILES_CACHE, sharedFileName } from '../../wire/shared-files.ts';
import { have } from './have.ts';

interface LaunchQueue {
  setConsumer(consumer: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Hands on the files that the app is opened with, now or later. */
export function onLaunched(take: (files: readonly File[]) => void): void {
  const queue = have(() => (globalThis as { launchQueue?: LaunchQueue }).launchQueue);
  queue?.setConsumer(({ files = [] }) => {
    Promise.all(files.map((handle) => handle.getFile())).then(take, () => undefined);
  });
}

/** The files and texts that were shared with the app, which the service worker has kept; they are taken once. */
export async function sharedFiles(): Promise<readonly File[]> {
  const storage = have(() => globalThis.caches as CacheStorage | undefined);
  const name = SHARED_FILES_CACHE + new URL('./', location.href).href;
  if (!(await storage?.has(name))) return [];
  const cache = await storage!.open(name);
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (response) files.push(new File([await response.blob()], sharedFileName(request.url)));
  }
  await storage!.delete(name);
  return files;
}
