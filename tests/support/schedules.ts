// Schedules in a page's database, and what the service worker made of them. The page need not have its own screen for it.
import { expect, type Page } from '@playwright/test';
import type { Occurrence } from '../../src/core/schedule/occurrence.ts';
import type { Schedule } from '../../src/core/schedule/schedule.ts';
import type { ScheduleCursor } from '../../src/core/schedule/scheduleCursor.ts';
import { stamped } from '../../src/store/database/records.ts';
import type { ToServiceWorker } from '../../src/wire/sw-messages.ts';
import { putting, recordsOf, type Records } from './database.ts';

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
  return `(async () => {
    await ${putting(planned([schedule]))};
    const { active } = await navigator.serviceWorker.ready;
    if (${wake}) active.postMessage({ v: 1, type: 'wake' });
  })()`;
}

/** The records of schedules and of what became of them. */
export function planned(
  schedules: readonly Schedule[],
  occurrences: readonly Occurrence[] = [],
): Record<'schedules' | 'occurrences', Records> {
  const records = (all: readonly (Schedule | Occurrence)[]): Records =>
    all.map((each) => [each.id, stamped(each, Date.now())]);
  return { schedules: records(schedules), occurrences: records(occurrences) };
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
  const next = async (): Promise<unknown[]> =>
    (await recordsOf(page, 'occurrences')).map(([, record]) => (record as Partial<ScheduleCursor>).nextEpochMs);
  await expect.poll(next, { timeout: 20_000 }).toContain(nextMs);
}

/** All records of the ledger, in the order of their times. */
export async function ledgerOf(page: Page): Promise<Occurrence[]> {
  const records = await recordsOf(page, 'occurrences');
  return records
    .filter(([key]) => typeof key === 'string') // what is kept under lists is the device's own
    .map(([, record]) => (record as { value: Occurrence }).value)
    .sort((a, b) => a.fireAtEpochMs - b.fireAtEpochMs);
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
