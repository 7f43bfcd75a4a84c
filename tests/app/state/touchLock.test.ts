// The touch lock opens by a held press or by two activations that no finger made, and by nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CONFIRM_MS,
  heldShare,
  HOLD_MS,
  touchLockAfter,
  UNLOCKED,
  type TouchLock,
  type TouchLockEvent,
} from '../../../src/app/state/touchLock.ts';

type Script = [type: TouchLockEvent['type'], atMs: number][];

const after = (script: Script, from: TouchLock = UNLOCKED): TouchLock =>
  script.reduce((lock, [type, atMs]) => touchLockAfter(lock, { type, atMs }), from);

test.each<[string, Script, TouchLock['state']]>([
  ['locked by the button', [['lock', 0]], 'locked'],
  [
    'held long enough, while it is held',
    [
      ['lock', 0],
      ['press', 100],
      ['look', 100 + HOLD_MS],
    ],
    'unlocked',
  ],
  [
    'held long enough, when it is let go',
    [
      ['lock', 0],
      ['press', 100],
      ['release', 100 + HOLD_MS],
    ],
    'unlocked',
  ],
  [
    'let go too early',
    [
      ['lock', 0],
      ['press', 100],
      ['release', 99 + HOLD_MS],
    ],
    'locked',
  ],
  [
    'slipped off, however late',
    [
      ['lock', 0],
      ['press', 100],
      ['slip', 5_000],
    ],
    'locked',
  ],
  [
    'a new press begins anew',
    [
      ['lock', 0],
      ['press', 0],
      ['press', 1_500],
      ['look', 2_100],
    ],
    'holding',
  ],
  [
    'two taps',
    [
      ['lock', 0],
      ['press', 0],
      ['release', 90],
      ['press', 400],
      ['release', 490],
    ],
    'locked',
  ],
  [
    'activated once',
    [
      ['lock', 0],
      ['activate', 100],
    ],
    'confirming',
  ],
  [
    'activated twice',
    [
      ['lock', 0],
      ['activate', 100],
      ['activate', 900],
    ],
    'unlocked',
  ],
  [
    'one activation that arrives twice',
    [
      ['lock', 0],
      ['activate', 100],
      ['activate', 130],
    ],
    'confirming',
  ],
  [
    'the second one too late',
    [
      ['lock', 0],
      ['activate', 0],
      ['activate', CONFIRM_MS],
    ],
    'confirming',
  ],
  [
    'nobody confirms',
    [
      ['lock', 0],
      ['activate', 0],
      ['look', CONFIRM_MS],
    ],
    'locked',
  ],
  [
    'the workout is over',
    [
      ['lock', 0],
      ['press', 0],
      ['end', 10],
    ],
    'unlocked',
  ],
  [
    'pressed while nothing is locked',
    [
      ['press', 0],
      ['activate', 10],
      ['look', 9_000],
    ],
    'unlocked',
  ],
  [
    'locked once more while it is held',
    [
      ['lock', 0],
      ['press', 0],
      ['lock', 10],
    ],
    'holding',
  ],
])('%s', (_, script, state) => {
  expect(after(script).state).toBe(state);
});

test('no order of taps opens it: only a press that was held, or two activations', () => {
  const step = fc.tuple(
    fc.constantFrom('press', 'release', 'slip', 'look', 'lock', 'activate' as const),
    fc.integer({ min: 0, max: 2_500 }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let lock = after([['lock', 0]]);
      let [atMs, heldSinceMs, activated] = [0, undefined as number | undefined, 0];
      for (const [type, waitMs] of steps) {
        atMs += waitMs;
        lock = touchLockAfter(lock, { type, atMs });
        if (type === 'press') [heldSinceMs, activated] = [atMs, 0];
        if (type === 'activate') activated++;
        if (lock.state === 'unlocked') {
          const held = heldSinceMs !== undefined && atMs - heldSinceMs >= HOLD_MS;
          expect(held || activated >= 2).toBe(true);
          return;
        }
        if (type === 'slip' || type === 'release') heldSinceMs = undefined;
      }
    }),
  );
});

test('the ring fills with the press, and with nothing else', () => {
  const held = after([
    ['lock', 0],
    ['press', 1_000],
  ]);
  expect([900, 1_000, 2_000, 3_000, 9_000].map((atMs) => heldShare(held, atMs))).toEqual([0, 0, 0.5, 1, 1]);
  expect(
    heldShare(
      after([
        ['lock', 0],
        ['activate', 0],
      ]),
      1_000,
    ),
  ).toBe(0);
});
