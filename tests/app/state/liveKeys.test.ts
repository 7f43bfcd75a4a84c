// Which key does what in a workout, and when none does anything.
import { expect, test } from 'vitest';
import { keyName, LIVE_ACTIONS, LIVE_KEYS, liveActionOf, type KeyPress } from '../../../src/app/state/liveKeys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, altGraph: false, repeat: false },
  ...{ on: 'page', dialog: false, rtl: false, ...more },
});
const meant = (of: KeyPress, paused = false, enabled = true) => liveActionOf(of, { paused, enabled });

test.each([
  [' ', 'pause'],
  ['n', 'skip'],
  ['N', 'skip'],
  ['ArrowRight', 'skip'],
  ['p', 'back'],
  ['ArrowLeft', 'back'],
  ['+', 'extend'],
  ['[', 'lower'],
  [']', 'raise'],
  ['m', 'mute'],
  ['l', 'lock'],
  ['f', 'fullScreen'],
  ['e', 'end'],
  ['?', 'help'],
  ['x', undefined],
  ['Enter', undefined],
  ['Escape', undefined],
])('%s: %s', (key, action) => {
  expect(meant(press(key))).toBe(action);
});

test('no key means two things', () => {
  const keys = LIVE_ACTIONS.flatMap((action) => [...LIVE_KEYS[action]]);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each<[string, Partial<KeyPress>]>([
  ['in a field', { on: 'field' }],
  ['with Control', { ctrlKey: true }],
  ['with Command', { metaKey: true }],
  ['with Alt', { altKey: true }],
  ['held down', { repeat: true }],
  ['in front of a dialog', { dialog: true }],
])('%s, no key does anything', (_, more) => {
  for (const action of LIVE_ACTIONS)
    for (const key of LIVE_KEYS[action]) expect(meant(press(key, more))).toBeUndefined();
});

test('switched off, no key does anything, the list of keys included', () => {
  for (const action of LIVE_ACTIONS)
    for (const key of LIVE_KEYS[action]) expect(meant(press(key), false, false)).toBeUndefined();
});

test('the space presses what has the focus; a letter is a shortcut all the same', () => {
  expect(meant(press(' ', { on: 'control' }))).toBeUndefined();
  expect(meant(press('n', { on: 'control' }))).toBe('skip');
});

test('a bracket of a keyboard that needs AltGr is a bracket', () => {
  expect(meant(press('[', { ctrlKey: true, altKey: true, altGraph: true }))).toBe('lower');
});

test('from right to left, the arrows point the other way', () => {
  expect([meant(press('ArrowLeft', { rtl: true })), meant(press('ArrowRight', { rtl: true }))]).toEqual([
    'skip',
    'back',
  ]);
  expect(meant(press('p', { rtl: true }))).toBe('back');
});

test('paused, nothing moves the workout on', () => {
  const still = LIVE_ACTIONS.filter((action) => meant(press(LIVE_KEYS[action][0]), true) === action);
  expect(still).toEqual(['pause', 'mute', 'lock', 'fullScreen', 'end', 'help']);
});

test('keys are named as they are written', () => {
  expect([' ', 'arrowright', 'arrowleft', 'n', '+'].map((key) => keyName(key, 'Space'))).toEqual([
    'Space',
    '→',
    '←',
    'N',
    '+',
  ]);
});
