// Schedules in a page's database, and what the service worker made of them. The page need not have its own screen for it.
import type { Page } from '@playwright/test';
import type { Occurrence, Schedule } from '../../src/core/ledger.ts';
import { DATABASE, DATABASE_VERSION, stamped, type StoreName } from '../../src/store/records.ts';
import type { ToServiceWorker } from '../../src/wire/sw-messages.ts';

/** A schedule for so many seconds from now, each day, by the clock of this device. */
export function scheduleIn(seconds: number, more: Partial<Schedule> = {}): { schedule: Schedule; fireAtMs: number } {
  const fireAtMs = Math.ceil(Date.now() / 1000 + seconds) * 1000;
  const at = new Date(fireAtMs);
  return {
    fireAtMs,
    schedule: {
      id: crypto.randomUUID(),
      planId: 'easy-recovery',
      planName: 'Easy recovery',
      cron: `${at.getSeconds()} ${at.getMinutes()} ${at.getHours()} * * *`,
      timeZone: null,
      on: true,
      revision: 1,
      sinceEpochMs: Date.now(),
      ...more,
    },
  };
}

/** A script that puts a schedule where the app keeps it, and says so to the service worker, as the app does. */
export function saving(schedule: Schedule, { wake = true } = {}): string {
  const record = stamped(schedule, Date.now());
  return `(async () => {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open('${DATABASE}', ${DATABASE_VERSION});
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await new Promise((resolve, reject) => {
      const transaction = db.transaction('schedules', 'readwrite');
      transaction.objectStore('schedules').put(${JSON.stringify(record)}, '${schedule.id}');
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
    });
    db.close();
    const { active } = await navigator.serviceWorker.ready;
    if (${wake}) active.postMessage({ v: 1, type: 'wake' });
  })()`;
}

export async function save(page: Page, schedule: Schedule, options: { wake?: boolean } = {}): Promise<void> {
  await page.evaluate(saving(schedule, options));
}

export async function tell(page: Page, message: ToServiceWorker): Promise<void> {
  await page.evaluate(async (message) => {
    const { active } = await navigator.serviceWorker.ready;
    active!.postMessage(message);
  }, message);
}

/** Waits until the service worker has taken up a schedule for this time, and the page's worker can have heard of it. */
export async function standingOf(page: Page, nextMs: number): Promise<void> {
  await page.waitForFunction(
    async ({ database, nextMs }) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
      const standings = await new Promise<{ nextEpochMs: number | null }[]>((resolve, reject) => {
        const asked = db.transaction('occurrences').objectStore('occurrences').getAll(IDBKeyRange.lowerBound([]));
        asked.onsuccess = () => resolve(asked.result as { nextEpochMs: number | null }[]);
        asked.onerror = () => reject(asked.error!);
      });
      db.close();
      return standings.some(({ nextEpochMs }) => nextEpochMs === nextMs);
    },
    { database: DATABASE, nextMs },
  );
}

/** All records of the ledger, in the order of their times. */
export async function ledgerOf(page: Page): Promise<Occurrence[]> {
  const records = await page.evaluate(
    async ({ database, store }) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
      const records = await new Promise<unknown[]>((resolve, reject) => {
        // strings alone: what is kept under lists is the device's own
        const asked = db.transaction(store).objectStore(store).getAll(IDBKeyRange.bound('', '\uffff'));
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error!);
      });
      db.close();
      return records as { value: Occurrence }[];
    },
    { database: DATABASE, store: 'occurrences' satisfies StoreName },
  );
  return records.map(({ value }) => value).sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
}

export interface Shown {
  title: string;
  tag: string;
  data: { scheduleId?: string; planId?: string; fireAt?: string; occurrenceId?: string } | null;
}

/** What the system shows of the app. */
export function notificationsOf(page: Page): Promise<Shown[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, tag, data }) => ({ title, tag, data: data as Shown['data'] }));
  });
}

/** There is a service worker, and it answers this page. */
export async function withServiceWorker(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}
