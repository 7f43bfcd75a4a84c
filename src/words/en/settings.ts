import type { ZoneBasis, ZoneCount } from '../../core/athlete/hrZones.ts';
import type { ZoneScheme } from '../../core/athlete/zoneSchemes.ts';
import { live, STRAP_BROWSERS } from './live.ts';
import { MAX_FOR_AGE } from './maxForAge.ts';
import { plural } from './plural.ts';
import { strapDoubts } from './strapDoubts.ts';
import { strapProblems } from './strapProblems.ts';

const { strap } = live;

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
  medicines:
    'Medicines such as beta-blockers lower the heart rate you can reach: a maximum from an exercise test is better than an estimate. If a clinic gave you a heart rate to stay below, enter it as your limit. This is not medical advice.',
  age: 'Age',
  years: 'years',
  ageHint: 'Only for an estimate of your maximum.',
  max: 'Maximum heart rate',
  maxHint: 'Highest you have seen, 100\u2060–\u2060220',
  maxByAge: (bpm: number, years: number) =>
    `${bpm} bpm, estimated from your age of ${years} (${MAX_FOR_AGE}). Enter yours if you know it.`,
  maxTypical: (bpm: number) => `${bpm} bpm is typical, not yours. Enter your age or your maximum: it sets your zones.`,
  resting: 'Resting heart rate',
  restingHint: 'On waking, 30\u2060–\u2060120',
  restingTypical: (bpm: number) => `${bpm} bpm (typical). Measure yours on waking.`,
  threshold: 'Threshold heart rate',
  thresholdHint: 'What you can hold for an hour',
  thresholdEstimated: (bpm: number, pct: number) =>
    `${bpm} bpm (estimated): ${pct} % of your maximum. Enter yours if you have tested it.`,
  ceiling: 'Heart-rate limit',
  ceilingNone: 'none',
  ceilingHint:
    'To stay below, from a clinic for example. No cue asks for more, and an alarm tells you when you reach it.',
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
  connect: live.connect,
  reconnect: live.reconnect,
  disconnect: strap.disconnect,
  other: 'Choose another',
  tryNow: strap.tryNow,
  nextTry: (s: number) => `Next try in ${s} s`,
  link: {
    none: strap.unset,
    idle: 'Not connected',
    choosing: strap.choosing,
    connecting: strap.connecting,
    discovering: strap.waiting,
    live: 'Connected',
    reconnecting: strap.reconnecting,
    needsTap: strap.needsTap,
    failed: 'Not connected',
  },
  battery: strap.battery,
  batteryLow: strap.batteryLow,
  batteryIsLow: (pct: number) => `Battery low: ${pct} %`,
  straps: 'Your straps',
  strapAny: strap.connected(undefined),
  strapUsed: 'In use',
  strapSeen: (day: string) => `Last used ${day}`,
  strapNeverSeen: 'Not connected yet',
  use: 'Use',
  useStrap: (name: string) => `Use ${name}`,
  asSecond: 'As second',
  useAsSecond: (name: string) => `As second strap: ${name}`,
  forgetStrap: (name: string) => `Forget ${name}`,
  forgot: (name: string) => `Forgot ${name}`,
  forgotHere: (name: string) => `Forgot ${name}. The browser keeps its own permission: remove it in the site settings.`,
  second: strap.second,
  secondWhy:
    'Wear two, and the better one is used, second by second. If one slips or its battery runs out, the other takes over.',
  addSecond: 'Add a second strap',
  oneOnly: 'Use one strap only',
  secondIsFirst: 'That strap is already in use. Choose the other one.',
  usedNow: 'used now',
  standby: 'standby',
  strapsApart: (first: number, second: number) =>
    `The straps disagree: ${first} and ${second}. Moisten and tighten both.`,
  strapDoubts,
  strapDoubt: ({ title, advice }: { title: string; advice: string }) => `${title}. ${advice}.`,
  frames: 'Frames as they arrive',
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
  diagnosticsWhy: 'What this browser can do, what that means for you, and what helps.',
  yes: 'Yes',
  no: 'No',
  /** What there is, what that means, what its lack means, and what helps. */
  checks: {
    bluetooth: {
      label: 'Bluetooth',
      yes: 'Straps can be connected.',
      no: 'Straps cannot be connected here. Workouts run as a timer.',
      fix: `Straps work in ${STRAP_BROWSERS}.`,
    },
    wakeLock: {
      label: 'Screen stays on',
      yes: 'The screen stays on during a workout.',
      no: 'The screen may turn off during a workout.',
      fix: 'Set a longer screen timeout in the system settings.',
    },
    notifications: {
      label: 'Notifications',
      yes: 'Cues are shown while the app is in the background.',
      no: 'Cues are not shown while the app is in the background.',
      fix: 'See Notifications above.',
    },
    audio: {
      label: 'Sound',
      yes: 'Cues can be heard.',
      no: 'Cues cannot be heard yet.',
      fix: 'Tap anywhere on this page: browsers allow sound only after a tap.',
    },
    vibration: {
      label: 'Vibration',
      yes: 'Cues can be felt.',
      no: 'Cues cannot be felt.',
      fix: 'Use sound instead. Android phones vibrate in Chrome.',
    },
    storage: {
      label: 'Storage',
      yes: 'Workouts are saved as they run.',
      no: 'Nothing is kept once the page is closed.',
      fix: 'Leave the private window, allow this site to store data, or free some space.',
    },
    installed: {
      label: 'Installed',
      yes: 'Runs as its own app.',
      no: 'Runs in a browser tab, which the system closes more readily.',
      fix: 'Install it from the browser’s menu, where there is such an entry.',
    },
    isolated: {
      label: 'Isolated page',
      yes: 'The page is isolated, as shared memory requires.',
      no: 'The page is not isolated, so it has no shared memory.',
      fix: 'Reload the page once.',
    },
    sharedMemory: {
      label: 'Shared memory',
      yes: 'Heart-rate data goes straight to the timer.',
      no: 'Heart-rate data goes by message: slower only when the page is very busy.',
      fix: 'Nothing to do: everything works without it.',
    },
  } satisfies Record<string, Record<'label' | 'yes' | 'no' | 'fix', string>>,
  /** Why the screen did not stay on, and what helps. */
  awake: {
    refused: 'The browser refused it. Turn off battery saver, or set a longer screen timeout in the system settings.',
    lowBattery: 'The browser refused it because the battery is low. Charge the device.',
  },
  copyDiagnostics: 'Copy as text',
  copied: 'Copied. Paste it into a bug report.',
  copyByHand: 'The browser does not allow copying. Select the text and copy it.',
  diagnosticsPrivate: 'The text has no names, no heart rates and no plans in it.',
  /** The text for a bug report, around what the checks say. */
  report: {
    browser: 'Browser',
    screen: 'Screen',
    language: 'Language',
    strap: 'Strap',
    known: (n: number) => plural(n, { one: '# strap known', other: '# straps known' }),
    lost: (n: number) => plural(n, { one: '# frame lost', other: '# frames lost' }),
  },
  screenOff: 'With the screen off',
  screenOffs: {
    keepsRunning: 'The workout keeps running.',
    mayStop: 'The browser may stop the workout until you come back. Keep the screen on.',
  },
  version: 'Version',
};
