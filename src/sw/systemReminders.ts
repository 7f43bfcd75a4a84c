import type { Occurrence } from '../core/schedule/occurrence.ts';
import { isZone } from '../core/schedule/timeZone.ts';
import type { ReminderPort } from '../engine/scheduler.ts';
import type { OutsideWords } from '../words/language.ts';

/** What the browser lets a service worker show. */
export interface SystemPorts {
  registration: Pick<ServiceWorkerRegistration, 'getNotifications' | 'showNotification'>;
  /** By the browser; without it nothing is asked of it. */
  isAllowed(): boolean;
  /** By the person. */
  isWanted(): Promise<boolean>;
  /** A page of the app is in front of somebody. */
  isSeen(): Promise<boolean>;
  /** The number on the app's icon, where there is such a thing. */
  badge(count: number): Promise<void>;
  /** Where a picture of the app is. */
  urlOf(path: string): string;
  /** In the language of the settings as they are now. */
  readonly words: OutsideWords['reminders'];
}

/** The standard's list; TypeScript's leaves out what Safari lacks. */
export type NoticeOptions = NotificationOptions & {
  actions?: { action: string; title: string }[];
  timestamp?: number;
};

const READY = 'ready-';
const MISSED = 'missed';
const COMING = 'coming';
/** A notification has no room for more. */
const LINES_MAX = 5;

/** Reminders as system notifications: a tag for each planned workout, so that telling it again is telling it once. */
export class SystemReminders implements ReminderPort {
  readonly #ports: SystemPorts;

  constructor(ports: SystemPorts) {
    this.#ports = ports;
  }

  async ready(occurrence: Occurrence): Promise<boolean> {
    const { words } = this.#ports;
    const { fireAtEpochMs, timeZone, planName } = occurrence;
    return this.#show(words.ready(planName), {
      body: words.readyBody(fireAtEpochMs, isZone(timeZone) ? timeZone : undefined),
      tag: READY + occurrence.id,
      data: { ...dataOf(occurrence), occurrenceId: occurrence.id },
      timestamp: fireAtEpochMs,
      requireInteraction: true, // it goes when it is over
      actions: [
        { action: 'snooze', title: words.snooze },
        { action: 'skip', title: words.skip },
      ],
    });
  }

  async waiting(occurrences: readonly Occurrence[]): Promise<void> {
    const ports = this.#ports;
    if (!ports.isAllowed()) return;
    const shown = (await ports.isWanted()) ? occurrences : []; // a number on the icon is a notice too
    const tags = new Set(shown.map(({ id }) => READY + id));
    const seen = await ports.isSeen();
    for (const notification of await ports.registration.getNotifications()) {
      const { tag } = notification;
      if (tag.startsWith(READY) ? !tags.has(tag) : (tag === COMING || tag === MISSED) && seen) notification.close();
    }
    await ports.badge(shown.length).catch(() => undefined); // not allowed before it is installed
  }

  skipped(): void {
    // Its notification goes; another one about it would be a reproach. The ledger says it.
  }

  missed(occurrences: readonly Occurrence[], more: boolean): void {
    void this.#sumUp(occurrences, more).catch(() => undefined);
  }

  /** One line for all of them, without a sound, and only where nobody looks at the app, which says it itself. */
  async #sumUp(occurrences: readonly Occurrence[], more: boolean): Promise<void> {
    const [first] = occurrences;
    if (!first || (await this.#ports.isSeen())) return;
    const { words } = this.#ports;
    const body = words.missedBody(Date.parse(`${first.localTime}Z`));
    await this.#show(words.missed(occurrences.length, more), { body, tag: MISSED, data: dataOf(first), silent: true });
  }

  /** With the app closed: what comes. One notification for all of it, without a sound. */
  async coming(occurrences: readonly Occurrence[], nowMs: number): Promise<boolean> {
    const [first] = occurrences;
    if (!first) return false;
    const { words } = this.#ports;
    const lines = occurrences.map(({ planName, fireAtEpochMs }) => words.coming(planName, fireAtEpochMs, nowMs));
    return this.#show(words.comingTitle(occurrences.length), {
      body: lines.slice(0, LINES_MAX).join('\n'),
      tag: COMING,
      data: dataOf(first),
      silent: true,
    });
  }

  async #show(title: string, options: NoticeOptions): Promise<boolean> {
    const ports = this.#ports;
    if (!ports.isAllowed() || !(await ports.isWanted())) return false;
    const pictures = { icon: ports.urlOf('icons/icon-96.png'), badge: ports.urlOf('icons/badge-96.png') };
    await ports.registration.showNotification(title, { ...options, ...pictures });
    return true;
  }
}

function dataOf({ scheduleId, planId, fireAtEpochMs }: Occurrence): object {
  return { scheduleId, planId, fireAt: new Date(fireAtEpochMs).toISOString() };
}
