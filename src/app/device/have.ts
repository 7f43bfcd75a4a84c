// What a browser has, or has not: some lack it, some throw at the mere look (storage refused, a frame in a sandbox).

export function have<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

export const serviceWorkers = (): ServiceWorkerContainer | undefined =>
  have(() => navigator.serviceWorker as ServiceWorkerContainer | undefined);

export const storageManager = (): StorageManager | undefined =>
  have(() => navigator.storage as StorageManager | undefined);

export const bluetoothOf = (): Bluetooth | undefined => have(() => navigator.bluetooth as Bluetooth | undefined);
