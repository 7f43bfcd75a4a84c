import { SW_WIRE_VERSION, type FromServiceWorker } from '../wire/sw-messages.ts';

/** An open page, as far as a click is concerned. */
export interface Page {
  url: string;
  focused: boolean;
  visibilityState: DocumentVisibilityState;
  focus(): Promise<unknown>;
  postMessage(message: FromServiceWorker): void;
}

export interface ClickPorts {
  /** All open pages of the app, the last used first. */
  pages(): Promise<readonly Page[]>;
  /** Opens a new page at this route. */
  open(route: string): Promise<unknown>;
  /** Where a planned workout starts. */
  routeOf(occurrenceId: string): Promise<string | undefined>;
}

/** A notification was clicked: the page that is open comes to the front and goes to the right place, else one is opened. */
export async function answerClick(
  notification: { close(): void; data?: unknown; tag?: string },
  ports: ClickPorts,
): Promise<void> {
  notification.close();
  const occurrenceId = occurrenceIdIn(notification.data);
  const planned = occurrenceId === undefined ? undefined : await ports.routeOf(occurrenceId).catch(() => undefined);
  const route = planned ?? (notification.tag === 'missed' ? '#/schedule' : routeOf(notification.data));
  const page = bestOf(await ports.pages());
  if (!page) {
    await ports.open(route);
    return;
  }
  page.postMessage({ v: SW_WIRE_VERSION, type: 'open', route });
  await page.focus().catch(() => undefined); // not allowed without a real click; the page is at the right place all the same
}

/** The planned workout that a notification speaks of, if any. */
export function occurrenceIdIn(data: unknown): string | undefined {
  const id = typeof data === 'object' && data !== null && 'occurrenceId' in data ? data.occurrenceId : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Where a click leads: to the plan that the notification speaks of, else to the workout. */
export function routeOf(data: unknown): string {
  const planId = typeof data === 'object' && data !== null && 'planId' in data ? data.planId : undefined;
  return typeof planId === 'string' && planId !== '' ? `#/live?plan=${encodeURIComponent(planId)}` : '#/live';
}

/** To a planned workout: it starts there if it still waits, else it is said that it does not. */
export function startRoute({ planId, waiting }: { planId: string; waiting: boolean }): string {
  return `${routeOf({ planId })}&${waiting ? 'autostart' : 'late'}=1`;
}

/** The page one looks at, else the one with the workout, else the last used. */
function bestOf(pages: readonly Page[]): Page | undefined {
  return (
    pages.find(({ focused }) => focused) ??
    pages.find(({ visibilityState }) => visibilityState === 'visible') ??
    pages.find(({ url }) => new URL(url).hash.startsWith('#/live')) ??
    pages[0]
  );
}
