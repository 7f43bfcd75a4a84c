// What this thread is: its clock, its timers, its locks, and its way to the page.
/// <reference lib="webworker" />
import { WIRE_VERSION, type FromWorker } from '../wire/messages.ts';

declare const self: DedicatedWorkerGlobalScope;

/** A message before it is stamped with the version of the wire. */
export type Unversioned<M> = M extends unknown ? Omit<M, 'v'> : never;

/** To the page. */
export type Post = (message: Unversioned<FromWorker>) => void;

/** The page's end, looked up once: where a test has several workers, each speaks to its own. */
const scope = self;
export const post: Post = (message) => scope.postMessage({ v: WIRE_VERSION, ...message });

const { timeOrigin } = performance;

/** The clock that page and worker share. */
export const realMs = (): number => timeOrigin + performance.now();

export const wallMs = (): number => Date.now();

export const timer = {
  after: (ms: number, call: () => void): (() => void) => {
    const id = setTimeout(call, ms);
    return () => clearTimeout(id);
  },
};

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Refused to the mere look, in some frames: then nobody is told apart. */
export function locksOf(): LockManager | undefined {
  try {
    return navigator.locks;
  } catch {
    return undefined;
  }
}
