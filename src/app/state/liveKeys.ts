/** What a key of the keyboard does in a workout. */
export const LIVE_ACTIONS = [
  'pause',
  'skip',
  'back',
  'extend',
  'lower',
  'raise',
  'mute',
  'lock',
  'fullScreen',
  'end',
  'help',
] as const;
export type LiveAction = (typeof LIVE_ACTIONS)[number];

/** As `KeyboardEvent.key` has them, in lower case; the first is the one that is shown. */
export const LIVE_KEYS = {
  pause: [' '],
  skip: ['n', 'arrowright'],
  back: ['p', 'arrowleft'],
  extend: ['+'],
  lower: ['['],
  raise: [']'],
  mute: ['m'],
  lock: ['l'],
  fullScreen: ['f'],
  end: ['e'],
  help: ['?'],
} as const satisfies Record<LiveAction, readonly string[]>;

/** What moves the workout on does nothing while it is paused, as its buttons are not there. */
const MOVES: ReadonlySet<LiveAction> = new Set(['skip', 'back', 'extend', 'lower', 'raise']);

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** Some keyboards need it for a bracket or a question mark; it counts as no modifier. */
  readonly altGraph: boolean;
  /** It is held down. */
  readonly repeat: boolean;
  /** What has the focus: what is written into or moved by keys, what a space presses, or neither. */
  readonly on: 'field' | 'control' | 'page';
  /** A dialog is open. */
  readonly dialog: boolean;
  /** Lines run from right to left, and so does the plan. */
  readonly rtl: boolean;
}

/** What is meant by a key; nothing where the person is writing, answering a question, or has switched shortcuts off. */
export function liveActionOf(press: KeyPress, now: { paused: boolean; enabled: boolean }): LiveAction | undefined {
  if (!now.enabled || press.repeat || press.dialog || press.on === 'field') return undefined;
  if (press.metaKey || (!press.altGraph && (press.ctrlKey || press.altKey))) return undefined;
  const key = press.rtl ? mirrored(press.key.toLowerCase()) : press.key.toLowerCase();
  const action = LIVE_ACTIONS.find((each) => (LIVE_KEYS[each] as readonly string[]).includes(key));
  if (action === undefined || (now.paused && MOVES.has(action))) return undefined;
  return action === 'pause' && press.on === 'control' ? undefined : action; // the space presses what has the focus
}

function mirrored(key: string): string {
  return key === 'arrowright' ? 'arrowleft' : key === 'arrowleft' ? 'arrowright' : key;
}

const FIELDS =
  'input, select, textarea, [contenteditable], [role="slider"], [role="radio"], [role="tab"], [role="option"], [role="menuitem"]';

/** The press as the browser tells of it. */
export function keyPressOf(event: KeyboardEvent): KeyPress {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  const on = !(target instanceof Element)
    ? 'page'
    : target.closest(FIELDS)
      ? 'field'
      : target.closest('button, a, summary')
        ? 'control'
        : 'page';
  return {
    ...{ key, ctrlKey, metaKey, altKey, repeat, on },
    altGraph: event.getModifierState('AltGraph'),
    dialog: document.querySelector('dialog[open]') !== null,
    rtl: document.documentElement.dir === 'rtl',
  };
}

/** What the buttons say of their keys. */
export const shownKeys = (space: string) => ({
  pause: space,
  skip: keyName(LIVE_KEYS.skip[0], space),
  back: keyName(LIVE_KEYS.back[0], space),
  extend: keyName(LIVE_KEYS.extend[0], space),
  mute: keyName(LIVE_KEYS.mute[0], space),
  lower: LIVE_KEYS.lower[0],
  raise: LIVE_KEYS.raise[0],
});

/** A key as it is written on a keyboard; `space`: its name. */
export function keyName(key: string, space: string): string {
  return key === ' ' ? space : key === 'arrowright' ? '→' : key === 'arrowleft' ? '←' : key.toUpperCase();
}
