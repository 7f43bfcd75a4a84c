// Screen off, touch lock and small window, in each of their states.
import { mount } from 'svelte';
import SmallCoach from '../../src/app/screens/live/pocket/SmallCoach.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import type { Pocket } from '../../src/app/state/pocket.svelte.ts';
import type { TouchLock } from '../../src/app/state/touchLock.ts';
import { pocket } from '../../src/words/en/pocket.ts';

const LOCKS: Record<string, () => TouchLock> = {
  ceilingLocked: () => ({ state: 'locked' }),
  locked: () => ({ state: 'locked' }),
  lockedTouched: () => ({ state: 'locked' }),
  unlocking: () => ({ state: 'holding', sinceMs: performance.now() - 1_300 }),
  lockedConfirm: () => ({ state: 'confirming', sinceMs: performance.now() }),
};

const TONES: Record<string, Pocket['keepGoing']['state']> = {
  pocketOn: 'playing',
  pocketRefused: 'refused',
  pocketStopped: 'stopped',
};

const nothing = (): void => undefined;

/** As it is in this state; what it calls does nothing, so that a press is held for ever. */
export function pocketIn(name: string): Pocket {
  const lock = LOCKS[name]?.() ?? { state: 'unlocked' };
  return {
    keepGoing: { state: TONES[name] ?? 'off', again: nothing },
    canFillScreen: true,
    canOpenSmall: matchMedia('(hover: hover)').matches,
    fillsScreen: false,
    smallIsOpen: false,
    awakeSaid: false,
    locked: lock.state !== 'unlocked',
    lock,
    turnLock: nothing,
    toggleFullScreen: nothing,
    toggleSmall: () => Promise.resolve(),
    begin: nothing,
  } as unknown as Pocket;
}

export const mountSmall = (target: HTMLElement, app: AppState): Record<string, unknown> =>
  mount(SmallCoach, { target, props: { app, say: pocket } });
