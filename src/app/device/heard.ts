// What the service worker says, from the first moment on: a reminder may be touched while the page still loads.

import { serviceWorkers } from './have.ts';

const early: unknown[] = [];
let hear = (data: unknown): void => void early.push(data);

/** At once, before anything is waited for: what is said to a page that has loaded and does not listen is lost. */
export function listen(): void {
  // there is none in some private windows
  serviceWorkers()?.addEventListener('message', ({ data }) => hear(data));
}

/** Each that comes, after those that came already. */
export function onHeard(call: (data: unknown) => void): void {
  hear = call;
  early.forEach(call);
}
