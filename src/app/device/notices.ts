// System notifications, for when the page is hidden: one for each kind, so that each replaces the last of its kind.
import { CUE_KINDS } from '../../core/cues/cueKinds.ts';
import { have, serviceWorkers } from './have.ts';

/** What a workout tells a person who does not look at the page: each kind of cue says which of these it is. */
const KINDS: ReadonlySet<string> = new Set(Object.values(CUE_KINDS).map(({ notification }) => notification));

export interface SystemNotice {
  kind: string;
  title: string;
  body: string;
  /** What a click needs to know: `planId` opens that plan; else a click opens the workout. */
  data?: { planId?: string };
}

export type NoticePermission = NotificationPermission | 'unsupported';

export function noticePermission(): NoticePermission {
  return (serviceWorkers() && have(() => Notification.permission)) ?? 'unsupported';
}

/** Ask, in answer to a tap, and after the reason was said. A refusal stands: then nothing is asked. */
export async function askForNotices(): Promise<NoticePermission> {
  const permission = noticePermission();
  return permission === 'default' ? Notification.requestPermission() : permission;
}

/** Whether it was shown. `false` without permission or service worker: then the page's own means must do. */
export function showNotice({ kind, title, body, data = {} }: SystemNotice): Promise<boolean> {
  return inTurn(async (registration) => {
    if (noticePermission() !== 'granted') return false;
    const options: Options = {
      body,
      data,
      tag: tagOf(kind),
      renotify: true, // a new phase must be heard although the last one's notice is still there
      icon: urlOf('icons/icon-96.png'),
      badge: urlOf('icons/badge-96.png'),
    };
    await registration.showNotification(title, options);
    return true;
  });
}

/** The person is back: what the page shows needs no notification. Reminders of scheduled workouts stay. */
export function clearNotices(): Promise<boolean> {
  return inTurn(async (registration) => {
    const shown = await Promise.all([...KINDS].map((kind) => registration.getNotifications({ tag: tagOf(kind) })));
    for (const notification of shown.flat()) notification.close();
    return true;
  });
}

/** The standard's list; TypeScript's leaves out what Safari lacks. */
type Options = NotificationOptions & { renotify?: boolean };

const tagOf = (kind: string): string => `workout-${kind}`;
const urlOf = (path: string): string => new URL(path, document.baseURI).href;

let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that a notice on its way when the person comes back is cleared too. The platform's refusals are answers, not errors. */
function inTurn(work: (registration: ServiceWorkerRegistration) => Promise<boolean>): Promise<boolean> {
  const turn = last.then(async () => {
    if (noticePermission() === 'unsupported') return false;
    const registration = await serviceWorkers()?.getRegistration();
    return registration?.active ? work(registration) : false;
  });
  const answered = turn.catch(() => false);
  last = answered;
  return answered;
}
