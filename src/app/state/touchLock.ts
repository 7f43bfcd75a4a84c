/**
 * The touch lock of a workout under way: sweat, rain and a pocket press nothing. It opens by a press that is held, or by two
 * activations on end that no finger made (a key, a screen reader), since water taps in pairs and never holds still.
 *
 *     unlocked ── lock ──▶ locked ── press ──▶ holding ── held for HOLD_MS ──▶ unlocked
 *                            ▲ ▲──── slip ───────┘
 *                            │   activate ──▶ confirming ── activate ──▶ unlocked
 *                            └── CONFIRM_MS later ┘
 */
export type TouchLock =
  | { readonly state: 'unlocked' | 'locked' }
  | { readonly state: 'holding' | 'confirming'; readonly sinceMs: number };

export type TouchLockEvent = {
  /**
   * `release`: the finger was lifted. `slip`: it left the control, or the browser took it. `activate`: by a key or a screen
   * reader. `look`: time has passed. `end`: the workout is over.
   */
  readonly type: 'lock' | 'press' | 'release' | 'slip' | 'activate' | 'look' | 'end';
  readonly atMs: number;
};

/** How long a press is held. */
export const HOLD_MS = 2_000;
/** How long the second activation is waited for. */
export const CONFIRM_MS = 6_000;
/** One activation that arrives twice, as some screen readers send it, is none that confirms. */
const BOUNCE_MS = 300;

export const UNLOCKED: TouchLock = { state: 'unlocked' };
const LOCKED: TouchLock = { state: 'locked' };

export function touchLockAfter(lock: TouchLock, { type, atMs }: TouchLockEvent): TouchLock {
  if (type === 'end') return UNLOCKED;
  if (lock.state === 'unlocked') return type === 'lock' ? LOCKED : lock;
  if (type === 'press') return { state: 'holding', sinceMs: atMs };
  switch (lock.state) {
    case 'locked':
      return type === 'activate' ? { state: 'confirming', sinceMs: atMs } : lock;
    case 'holding':
      if (type === 'slip') return LOCKED;
      if (type !== 'release' && type !== 'look') return lock;
      if (atMs - lock.sinceMs >= HOLD_MS) return UNLOCKED;
      return type === 'release' ? LOCKED : lock;
    case 'confirming':
      if (atMs - lock.sinceMs >= CONFIRM_MS)
        return type === 'activate' ? { state: 'confirming', sinceMs: atMs } : LOCKED;
      return type === 'activate' && atMs - lock.sinceMs >= BOUNCE_MS ? UNLOCKED : lock;
  }
}

/** How much of the press is done, 0 to 1. */
export function heldShare(lock: TouchLock, nowMs: number): number {
  return lock.state === 'holding' ? Math.min(1, Math.max(0, (nowMs - lock.sinceMs) / HOLD_MS)) : 0;
}
