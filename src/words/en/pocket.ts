import type { PauseReason } from '../../core/cues/notice.ts';

/** Around a workout that runs: with the screen off, touches locked, keys, the small window. */
export const pocket = {
  /** The heading of both in the settings. */
  settings: 'During a workout',

  /** Keeps going with the screen off: on the screen before a start, in a workout and in the settings. */
  keepGoing: {
    title: 'Keep going with the screen off',
    why: 'With the screen off, a phone may stop a page unless it plays sound. This plays a tone you can barely hear during the workout. Your lock screen then shows the phase, time and heart rate, with pause and skip.',
    cost: 'It uses some battery, and on iPhone and Android it stops music from other apps.',
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    isOn: 'With the screen off, the workout keeps going: it plays a tone you can barely hear. A battery saver may still stop it.',
    /** What each browser makes of it. */
    browsersTitle: 'What your browser does',
    browsers: [
      [
        'Chrome, Edge, Samsung Internet on Android',
        'Keep the page running while the tone plays. A battery saver may still stop it.',
      ],
      ['Firefox on Android', 'Keeps playing in the background. It cannot connect a strap.'],
      [
        'Safari on iPhone and iPad',
        'Keeps playing with the screen locked, and stops during calls. It cannot connect a strap.',
      ],
      ['On a computer', 'The workout runs on without it. It adds the media keys of your keyboard and headset.'],
    ] as const,
    pauses:
      'While you pause, the tone stops too, and the phone may stop the page until you are back. No workout is lost.',
    /** In a workout. */
    refused: 'Tap anywhere to keep going with the screen off',
    stopped: 'Tone stopped. The workout continues.',
    failed: 'No tone in this browser: keep the screen on',
    again: 'Play again',
  },

  /** The lock screen, a watch, a car. */
  lockScreen: {
    app: 'Beatkeeper',
    left: (time: string): string => `${time} left`,
    bpm: (bpm: number): string => `${bpm} bpm`,
    simulated: (bpm: number): string => `${bpm} bpm simulated`,
    noSignal: 'no signal',
    unsure: 'bpm unsure',
    paused: { user: 'Paused', signalLost: 'Paused, strap lost', interrupted: 'Paused' } satisfies Record<
      PauseReason,
      string
    >,
  },

  /** Once in a workout, where the screen does not stay on. */
  awake: {
    refused: 'The screen may turn off',
    lowBattery: 'Low battery: the screen may turn off',
    unsupported: 'The screen may turn off',
  },

  tools: {
    lock: 'Lock screen',
    lockShort: 'Lock',
    fullScreen: 'Full screen',
    leaveFullScreen: 'Exit full screen',
    small: 'Small window',
    closeSmall: 'Close small window',
    shortcuts: 'Keyboard shortcuts',
    shortcutsShort: 'Keys',
  },

  lock: {
    name: 'Screen locked',
    unlock: 'Hold to unlock',
    unlocking: 'Keep holding…',
    confirm: 'Press again to unlock',
    /** How it is done without a finger. */
    how: 'Hold for 2 seconds, or press Enter twice.',
    locked: 'Screen locked. Hold Unlock for 2 seconds, or activate it twice.',
    unlocked: 'Screen unlocked',
    touched: 'Locked',
  },

  keyboard: {
    title: 'Keyboard shortcuts',
    or: 'or',
    does: {
      pause: 'Pause or resume',
      skip: 'Skip phase, or lap',
      back: 'Back one phase',
      extend: 'One more minute',
      lower: 'Target 1 bpm lower',
      raise: 'Target 1 bpm higher',
      mute: 'Sound on or off',
      lock: 'Lock screen',
      fullScreen: 'Full screen on or off',
      end: 'End workout, after a question',
      help: 'This list',
    },
    on: 'Use these keys during a workout',
    why: 'On a computer: space pauses, N skips, ? lists them all. Turn them off if your voice or another device types.',
    close: 'Close',
  },

  small: {
    title: 'Beatkeeper',
    mean: (bpm: string): string => `avg ${bpm} bpm`,
  },
};
