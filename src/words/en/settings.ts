import type { ZoneBasis, ZoneCount } from '../../core/athlete/hrZones.ts';
import type { ZoneScheme } from '../../core/athlete/zoneSchemes.ts';
import { STRAP_BROWSERS } from './live.ts';
import { strapProblems } from './strapProblems.ts';

const EVERYTHING_ELSE = 'Everything else works: plans, the timer with its cues, and the simulated strap.';

const basisNames = {
  max: '% of maximum',
  reserve: '% of reserve',
  threshold: '% of threshold',
} satisfies Record<ZoneBasis, string>;

export const settings = {
  title: 'Settings',
  notSaved: 'Not saved yet. Your zones are unchanged.',
  storeFailed: 'Your last change could not be saved',
  storeFailedWhy: (reason: string) => `The change applies until you close this page (${reason}).`,
  unreadable: 'Your settings could not be read',
  unreadableWhy: 'These are the defaults. Your stored settings stay as they are until you change something.',

  you: 'You and your zones',
  youWhy: 'Your zones and targets are based on these numbers. Finished workouts keep the numbers they ran with.',
  max: 'Maximum heart rate',
  maxHint: 'Highest you have seen, 100\u2060–\u2060220',
  maxByAge: (bpm: number, years: number) => `${bpm} bpm (estimated) for age ${years}. Enter yours if you know it.`,
  maxTypical: (bpm: number) => `${bpm} bpm (typical). Enter yours: it sets your zones.`,
  resting: 'Resting heart rate',
  restingHint: 'On waking, 30\u2060–\u2060120',
  restingTypical: (bpm: number) => `${bpm} bpm (typical). Measure yours on waking.`,
  threshold: 'Threshold heart rate',
  thresholdHint: 'What you can hold for an hour',
  thresholdEstimated: (bpm: number, pct: number) =>
    `${bpm} bpm (estimated): ${pct} % of your maximum. Enter yours if you have tested it.`,
  useEstimate: (bpm: number) => `Use the estimate (${bpm})`,
  useTypical: (bpm: number) => `Use the typical value (${bpm})`,
  aboveMax: 'above your maximum',
  bpm: 'bpm',
  basis: 'Zones based on',
  basisShort: { max: 'Maximum', reserve: 'Reserve', threshold: 'Threshold' } satisfies Record<ZoneBasis, string>,
  basisNames,
  basisWhy: {
    max: 'The simplest way: percentages of your maximum.',
    reserve: 'Percentages of the range from resting to maximum (Karvonen).',
    threshold: 'Percentages of your threshold, if you have tested it.',
  } satisfies Record<ZoneBasis, string>,
  zoneCount: 'Number of zones',
  zoneCountWhy:
    'Finished workouts keep the zones they ran with. A plan for another number of zones keeps its meaning: “Zone 2 of 5” stays easy.',
  /** Whose zones the usual ones are. `given`: by their source, and not worked out for this basis. */
  scheme: (scheme: ZoneScheme, basis: ZoneBasis, given: boolean) => {
    const source = {
      polarized: 'Three zones, split at the two lactate thresholds (Seiler; Stöggl; Norwegian Olympic scale).',
      acsm: 'Four zones of the American College of Sports Medicine: light to near-maximal.',
      usual: basis === 'threshold' ? 'Five zones after Friel, simplified.' : 'Five even zones, as on most watches.',
      britishCycling: 'Six zones of British Cycling.',
      friel: 'Seven zones of Joe Friel: 1 to 4, 5a, 5b and 5c.',
    }[scheme];
    return given ? source : `${source} Converted to ${basisNames[basis]}.`;
  },
  schemeOwn: 'Your own bounds.',
  inSport: (label: string, sport: string | undefined) => (sport === undefined ? label : `${label} (${sport})`),
  sports: 'Zones for a sport',
  sportsWhy: 'Plans for that sport use these instead. A cycling maximum is often 5 to 10 bpm lower than a running one.',
  sportZones: (count: ZoneCount, basis: string) => `${count} zones, ${basis}`,
  sportHint: 'Leave empty to use the one above.',
  sportAdd: (sport: string) => `Add ${sport}`,
  sportRemove: (sport: string) => `Remove zones for ${sport}`,
  sportRemoved: (sport: string) => `Zones for ${sport} were removed`,
  usual: 'Restore defaults',
  floorLabel: (zone: string) => `${zone} starts at, in percent`,
  range: (low: number, high: number | undefined) => (high === undefined ? `${low}+` : `${low}–${high}`),
  empty: 'Enter a number.',
  notNumber: 'Enter a number.',
  between: (low: number, high: number) => `Enter a number from ${low} to ${high}.`,

  strap: 'Strap',
  strapWhy: 'Where your heart rate comes from.',
  strapChoices: { bluetooth: 'Bluetooth', simulated: 'Simulated', none: 'None' },
  connect: 'Connect strap',
  reconnect: 'Reconnect',
  disconnect: 'Disconnect',
  other: 'Choose another',
  link: {
    none: 'No strap is connected.',
    connecting: 'Connecting…',
    connected: 'Connected',
    reconnecting: 'Strap lost. Reconnecting…',
    needsTap: 'Tap Reconnect to use your strap again.',
    failed: 'The strap did not respond.',
  },
  battery: (pct: number) => `Battery ${pct} %`,
  strapProblems,
  strapProblem: (sentence: string, reason: string | undefined) => (reason ? `${sentence} (${reason})` : sentence),
  bluetooth: {
    unsupported: {
      title: 'This browser cannot connect to straps',
      why: 'Web Bluetooth is missing.',
      works: EVERYTHING_ELSE,
      instead: `Straps work in ${STRAP_BROWSERS}.`,
    },
    off: {
      title: 'Bluetooth is off',
      why: 'The browser found no Bluetooth that is turned on.',
      works: EVERYTHING_ELSE,
      instead: 'Turn Bluetooth on, and allow it for the browser if the system asks.',
    },
    insecure: {
      title: 'This address is not secure',
      why: 'Browsers allow Bluetooth only on https or localhost.',
      works: EVERYTHING_ELSE,
      instead: 'Open the app at an https address.',
    },
    blocked: {
      title: 'Bluetooth is blocked here',
      why: 'The page around this one does not allow Bluetooth.',
      works: EVERYTHING_ELSE,
      instead: 'Open the app in its own tab.',
    },
  },
  simulatedWhy: 'For trying things out. Simulated workouts are labelled and never counted.',
  simulatedKind: 'Pattern',
  simulatedKinds: {
    follow: ['Follows the plan', 'Rises and falls like a real heart rate, with a delay.'],
    'steady:140': ['Steady 140', 'Always the same.'],
    'ramp:100-170': ['Ramp 100–170', 'Slowly up and slowly down.'],
    'interval:120-165': ['Intervals 120–165', 'Hard and easy in turn.'],
    dropout: ['Drops out', 'Loses the signal now and then.'],
  } as Record<string, [string, string]>,
  simulatedOther: (spec: string) => `From the address: ${spec}`,
  noneWhy: 'A timer: phases, times and a cue at each change.',
  unsetWhy: 'No strap yet. Workouts run as a timer, and the demo with a simulated heart rate.',

  cues: 'Cues',
  sound: 'Sound',
  soundWhy: 'A tone at each phase change, and when you are off target.',
  volume: 'Volume',
  vibration: 'Vibration',
  vibrationWhy: 'The same cues, to feel.',
  vibrationNone: 'This device or browser cannot vibrate.',
  test: 'Test',
  testSound: 'Test the sound',
  testVibration: 'Test the vibration',
  soundRefused: 'The browser blocks sound until you tap something on this page. Tap Test once.',
  soundNone: 'This browser cannot play these sounds.',
  onLoss: 'When the signal is lost',
  onLossChoices: { pause: 'Pause', continue: 'Keep going' },
  onLossWhy: {
    pause:
      'After 30 s without a signal the workout pauses. It resumes by itself when the signal returns, or as a timer when you tap Resume.',
    continue: 'The clock keeps running, also in a workout in progress. Time without a signal is shown separately.',
  },

  notices: 'Notifications',
  noticesWhy: 'While the app is in the background: phase changes, cues, a lost strap, and the end.',
  noticesOn: 'Show notifications',
  noticesAsk: 'The browser will ask you once.',
  noticesGranted: 'Allowed. Shown only while the app is in the background.',
  noticesDenied: 'Blocked by you or by the browser.',
  noticesUndo:
    'To change that, tap the icon left of the address, open the site permissions, and allow notifications. Then come back here.',
  noticesUnsupported: 'This browser has no notifications. Sound and vibration work while the app is in front.',

  appearance: 'Appearance',
  appearances: { system: 'System', dark: 'Dark', light: 'Light' },
  appearanceLabel: 'Colours',

  data: 'Data',
  dataLoading: 'One moment…',
  dataMissing: 'This part of the settings could not be downloaded. Your data is safe.',

  safety: 'Safety',

  diagnostics: 'Diagnostics',
  licences: 'Open-source licences',
  diagnosticsWhy: 'What this browser can do, and what that means for you.',
  yes: 'Yes',
  no: 'No',
  checks: {
    isolated: [
      'Isolated page',
      'The page is isolated, as shared memory requires.',
      'The page is not isolated. Reloading may help.',
    ],
    sharedMemory: [
      'Shared memory',
      'Heart-rate data goes straight to the timer.',
      'Heart-rate data goes by message. You will notice only when the page is very busy.',
    ],
    bluetooth: ['Bluetooth', 'Straps can be connected.', 'Straps cannot be connected here.'],
    wakeLock: [
      'Screen stays on',
      'The screen stays on during a workout.',
      'The screen may turn off. Set a longer timeout in the system settings.',
    ],
    notifications: [
      'Notifications',
      'Shown while the app is in the background.',
      'Not shown. See Notifications above.',
    ],
    vibration: ['Vibration', 'Cues can be felt.', 'Cues cannot be felt.'],
    audio: ['Sound', 'Cues can be heard.', 'Cues cannot be heard yet.'],
    storage: ['Storage', 'Workouts are saved as they run.', 'Nothing is kept once the page is closed.'],
    installed: [
      'Installed',
      'Runs as its own app.',
      'Runs in a browser tab. Many browsers can install it from their menu.',
    ],
  } satisfies Record<string, [string, string, string]>,
  screenOff: 'With the screen off',
  screenOffs: {
    keepsRunning: 'The workout keeps running.',
    mayStop: 'The browser may stop the workout until you come back. Keep the screen on.',
  },
  version: 'Version',
};
