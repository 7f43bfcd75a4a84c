import type { UsedHeartRate } from '../../core/plan/planZones.ts';
import type { PlanLength } from '../../core/plan/planLength.ts';
import { duration, length } from './common.ts';
import { plural } from './plural.ts';

const phaseCount = (n: number): string => plural(n, { one: '# phase', other: '# phases' });

/** Where there is Web Bluetooth without a flag. */
export const STRAP_BROWSERS = 'Chrome, Edge or Opera on Android, Windows, macOS and ChromeOS, and in Bluefy on iPhone';

/** The live screen up to its start button; from there on it is workout.ts. */
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
  profile: (phases: number, of: PlanLength): string => `Plan chart: ${phaseCount(phases)}, ${length(of, duration)}`,

  /** The heart rates that targets are worked out from, and where they come from. */
  basedOn: {
    line: (rates: readonly UsedHeartRate[]): string =>
      `Targets are based on ${rates.map(heartRate).join(' and ').replace(/,$/, '')}.`,
    enterMax: 'Enter your age or your maximum',
    enter: 'Enter yours',
    change: 'Change',
  },

  /** What this is not, and when to stop: for everyone, once before a start, and in Settings. README says the same. */
  safety:
    'Beatkeeper is not a medical device. Stop and seek medical help if you feel chest pain, faintness or unusual breathlessness. With a heart condition, ask your doctor before you train.',
  safetySeen: 'Got it',

  // Ready to start.
  ready: {
    guidance: 'Ready when you are',
    phases: phaseCount,
    hard: (pct: number, lengthS: number | undefined): string =>
      `Very hard: ${pct > 100 ? 'above' : `up to ${pct} % of`} your maximum heart rate ${lengthS === undefined ? 'with no time limit' : `for ${duration(lengthS)} without a break`}.`,
    aboveMax: (bpmMax: number): string =>
      `Parts of this plan are above the maximum of ${bpmMax} bpm. No cue will push you that high.`,
    ceiling: (bpm: number): string =>
      `Limit: ${bpm} bpm. No cue asks for more, and an alarm tells you when you reach it.`,
    first: 'First',
    target: 'Target',
    another: 'Choose another plan',
    noPlan: 'Choose a plan to start',
    noPlanText: 'Pick one of the built-in plans, or one of your own.',
    plans: 'All plans',
    notFound: 'This plan no longer exists.',
    goodToKnow: 'Good to know',
    notices: 'Get phases and cues as notifications while this page is in the background.',
    noticesYes: 'Allow notifications',
    noticesNo: 'Not now',
    privateWindow: 'This looks like a private window. Your data will be gone when you close it.',
  },
  screenOff: {
    keepsRunning: 'With the screen off, the workout keeps running. Allow notifications to get cues.',
    mayStop: 'With the screen off, this browser may stop the workout. The screen stays on; keep this page in front.',
    noWakeLock: 'This browser may turn the screen off. Set a long screen timeout on your phone.',
  },

  // The strap.
  strap: {
    simulated: 'Simulated heart rate',
    simulatedText: 'For trying things out. Connect a strap to use your own.',
    unset: 'No strap yet',
    unsetText: 'Connect your strap, or start as a timer. To try things out, simulate a heart rate.',
    unsetNoBluetooth: 'Start as a timer. To try things out, simulate a heart rate.',
    timer: 'Timer only',
    none: 'No strap',
    noneText: 'The workout runs as a timer. Connect a strap for heart-rate guidance.',
    choosing: 'Choose your strap in the browser’s list.',
    connecting: 'Connecting…',
    connected: (name: string | undefined): string => name ?? 'Heart-rate strap',
    reconnecting: 'Reconnecting…',
    /** Behind *Try now* and *Reconnect*: when that comes by itself. */
    comesIn: (s: number): string => `in ${s} s`,
    tryNow: 'Try now',
    disconnect: 'Disconnect',
    other: 'Another strap',
    second: 'Second strap',
    needsTap: 'Tap Reconnect to use it again.',
    released: 'Disconnected. The workout runs as a timer.',
    failed: 'The strap did not respond.',
    battery: (pct: number): string => `Battery ${pct} %`,
    batteryLow: (pct: number): string => `Battery low: ${pct} %. Charge or change it soon.`,
    simulate: 'Simulate',
    waiting: 'Connected. Waiting for heart rate…',
  },
  bluetooth: {
    unsupported: `This browser has no Web Bluetooth, so it cannot connect to straps. They work in ${STRAP_BROWSERS}. Everything else works: with a simulated heart rate, or as a timer.`,
    off: 'Bluetooth is off. Turn it on, then connect your strap.',
    insecure: 'Straps need a secure page (https or localhost).',
    blocked: 'The page around this one blocks Bluetooth, so no strap can connect. Everything else works.',
  },
};

function heartRate({ name, bpm, source, ageYears }: UsedHeartRate): string {
  const what = { bpmMax: 'maximum', bpmResting: 'resting heart rate', bpmThreshold: 'threshold' }[name];
  switch (source) {
    case 'given':
      return `your ${what} of ${bpm} bpm`;
    case 'age':
      return `a ${what} of ${bpm} bpm, estimated from your age of ${ageYears ?? '?'},`;
    case 'max':
      return `a ${what} of ${bpm} bpm, estimated from the maximum,`;
    case 'typical':
      return `a typical ${what} of ${bpm} bpm`;
  }
}
