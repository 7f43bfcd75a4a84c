import { duration } from './moments.ts';

/** The live screen up to its start button; from there on it is en.workout.ts. */
export const live = {
  // Controls. Tests and outside checks find them by these names.
  start: 'Start workout',
  connect: 'Connect strap',
  reconnect: 'Reconnect',
  close: 'Close without starting',

  // Words around the numbers.
  bpm: 'bpm',
  heartRate: 'Heart rate',
  zone: 'Zone',
  noZone: 'No zone',
  remaining: 'Left in this phase',
  profile: (phases: number, totalS: number | undefined): string =>
    totalS === undefined
      ? `The plan as a picture: ${phases} phases, open-ended`
      : `The plan as a picture: ${phases} phases in ${duration(totalS)}`,

  /** What this is not, and when to stop: for everyone, once before a start, and in Settings. README says the same. */
  safety:
    'Beatkeeper is not a medical device. Stop and seek medical help if you feel chest pain, faintness or unusual breathlessness. With a heart condition, ask your doctor before you train.',
  safetySeen: 'Got it',

  // Ready to start.
  ready: {
    guidance: 'Ready when you are',
    phases: (n: number): string => (n === 1 ? '1 phase' : `${n} phases`),
    openEnded: 'open-ended',
    hard: (pct: number, lengthS: number | undefined): string =>
      `Very hard: up to ${pct} % of your maximum heart rate ${lengthS === undefined ? 'with no time limit' : `for ${duration(lengthS)} without a break`}.`,
    aboveMax: (bpmMax: number): string =>
      `Parts of this plan ask for more than your maximum of ${bpmMax} bpm. No cue will push you there.`,
    first: 'First',
    another: 'Choose another plan',
    noPlan: 'Choose a plan to start',
    noPlanText: 'Pick one of the built-in plans, or one of your own.',
    plans: 'All plans',
    notFound: 'This plan is not here any more.',
    goodToKnow: 'Good to know',
    notices: 'When the page is out of sight, phases and cues can come as notifications.',
    noticesYes: 'Allow notifications',
    noticesNo: 'Not now',
    privateWindow: 'This looks like a private window: what you do here is gone once it is closed.',
  },
  screenOff: {
    keepsRunning: 'Screen off: this browser keeps the workout running. Cues come as notifications if you allow them.',
    mayStop: 'Screen off: this browser may stop the workout. The screen is kept awake; leave the page open and on top.',
    noWakeLock: 'This browser may let the screen go dark. Set your phone’s screen time-out to long.',
  },

  // The strap.
  strap: {
    simulated: 'Simulated heart rate',
    simulatedText: 'Made up, to try things out. Connect a strap for your own.',
    unset: 'No strap yet',
    unsetText: 'Connect your strap, or start as a timer. To try things out, simulate a heart rate.',
    unsetNoBluetooth: 'Start as a timer. To try things out, simulate a heart rate.',
    timer: 'Timer only',
    none: 'No strap',
    noneText: 'The workout runs by time alone. Connect a strap to be guided by your heart.',
    connecting: 'Looking for your strap …',
    connected: (name: string | undefined): string => name ?? 'Heart-rate strap',
    reconnecting: 'Strap lost. Looking for it …',
    needsTap: 'Your strap needs a tap to come back.',
    released: 'Disconnected. The workout runs by time alone.',
    failed: 'The strap did not answer.',
    battery: (pct: number): string => `battery ${pct} %`,
    simulate: 'Simulate',
    waiting: 'Connected, waiting for the first beat',
  },
  bluetooth: {
    unsupported:
      'This browser has no Web Bluetooth, so no strap. Chrome, Edge or Opera on Android, Windows, macOS or Linux do. All else works here: with the simulated heart, or by time alone.',
    off: 'Bluetooth is off. Switch it on, then connect your strap.',
    insecure: 'A strap can only be reached on a secure page (https or localhost).',
    blocked: 'The page that shows this one blocks Bluetooth, so no strap can connect. Everything else works.',
  },
};
