import type { Ending, Gap } from '../../core/session/session.ts';
import type { EndedBy, PauseReason } from '../../core/cues/notice.ts';
import type { Sport } from '../../core/plan/plan.ts';
import type { Provenance } from '../../core/session/summary.ts';
import type { HeartRateName, ZoneBasis } from '../../core/athlete/hrZones.ts';
import { problem, problemLine } from './problems.ts';
import { datesOf, firstWeekday } from '../dates.ts';
import { strapProblems } from './strapProblems.ts';
import { formatsOf } from '../formats.ts';

const { date, month, timeOfDay } = datesOf('en');
const { number } = formatsOf('en');

/** As `getDay` counts them. Here, since Intl's first date takes a browser 10 to 30 ms, and Today needs no other. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const counted = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;

/** What every screen but Live says; loaded with the first of them. */
export const pages = {
  /** The sentence for a problem. */
  problem,
  problemLine,

  today: {
    title: 'Today',
    strap: {
      simulated: 'Simulated strap',
      unset: 'No strap yet',
      none: 'No strap',
      choose: 'Choose a strap',
      any: 'Strap',
      connecting: 'Connecting…',
      reconnecting: 'Reconnecting…',
      needsTap: 'Strap waits',
      failed: 'Strap not found',
      connected: (name: string, batteryPct: number | undefined) =>
        batteryPct === undefined ? name : `${name} · ${batteryPct} %`,
      label: (state: string) => `Strap: ${state}. Open strap settings`,
    },
    underWay: 'Under way',
    paused: 'Paused',
    leftOf: (elapsed: string, total: string) => `${elapsed} of ${total}`,
    phase: (name: string, n: number, of: number) => `${name} · ${n} of ${of}`,
    returnTo: 'Return',
    again: 'Once more?',
    easy: 'Easy does it today',
    first: 'A good first one',
    startNow: 'Start now',
    details: 'Details',
    week: 'This week',
    weekNone: 'Nothing yet',
    weekEmpty: 'Your first workout of the week will stand here.',
    weekSimulated: (n: number) => `${counted(n, 'simulated workout')}, shown hatched and not counted`,
    day: (weekday: string, what: string) => `${weekday}: ${what}`,
    dayNone: 'no workout',
    dayReal: (total: string, zones: string) => `${total}${zones === '' ? '' : ` (${zones})`}`,
    daySimulated: (total: string) => `${total} simulated`,
    isToday: 'today',
    start: 'Start something',
    allPlans: 'All plans',
    historyFailed: 'Your history cannot be read just now, so the week is empty. You can train all the same.',
  },

  welcome: {
    title: 'Train by your heart',
    lead: 'Pick a plan, wear a strap, and be guided phase by phase. Everything stays on this device.',
    steps: (n: number, of: number) => `Step ${n} of ${of}`,
    skip: 'Skip',
    next: 'Next',
    you: 'You',
    youWhy:
      'Your maximum heart rate sets your zones. An estimate from your age is fine: change it at any time in Settings.',
    age: 'Age',
    years: 'years',
    ageHint: (bpm: number) => `Gives an expected maximum of ${bpm} bpm`,
    knowMax: 'I know my maximum',
    knowAge: 'Work it out from my age',
    strap: 'Your strap',
    strapWhy: 'A chest strap or armband that speaks Bluetooth heart rate. Put it on first: most wake up on the skin.',
    connected: (name: string) => `${name} is connected.`,
    yourStrap: 'Your strap',
    waiting: 'Waiting for the first beat…',
    without: 'Not now',
    withoutWhy: 'No strap at hand? Workouts run as a timer until you connect one.',
    demo: 'A minute to try it',
    demoWhy: 'The 60-second demo walks through its phases: what you see, what you hear, and how it ends.',
    demoSimulated: 'The heart rate in the demo is simulated, and labelled as such.',
    demoOwn: 'The demo follows your own heart rate.',
    demoStart: 'Open the demo',
    done: 'I will look around first',
  },

  plans: {
    title: 'Plans',
    own: 'Yours',
    builtIn: 'Built in',
    import: 'Import',
    importTitle: 'Import a plan',
    importWhy: 'A JSON file of a plan: ours, or one of the earlier app. Choose it, drop it here, or paste its text.',
    choose: 'Choose a file',
    drop: 'Drop it here',
    paste: 'Or paste its text',
    pasteHint: '{ "name": …, "phases": [ … ] }',
    read: 'Import this text',
    reading: 'Reading…',
    unreadable: 'This file could not be read from the disk. Nothing was changed.',
    tooLarge: 'This file is too large to be a plan. Nothing was changed.',
    refused: (n: number) => `Not imported: ${counted(n, 'thing')} to put right`,
    refusedMore: 'There may be more further on; these are the first.',
    notStored: 'The plan is fine, but it could not be stored on this device.',
    whole: 'This file',
    imported: (name: string) => `“${name}” is imported`,
    namesake: (n: number) => `You now have ${n} plans with this name.`,
    same: (name: string) => `You already have “${name}”`,
    sameOwn: 'The file has the same plan. If you replace yours, its schedules and history stay.',
    sameBuiltIn: 'This is a built-in plan.',
    replace: 'Replace it',
    keepBoth: 'Keep both',
    skip: 'Skip',
    notes: 'Worth knowing:',
    open: 'Open it',
    removed: (name: string) => `“${name}” was removed`,
    openEnded: 'Open-ended',
    upTo: (total: string) => `up to ${total}`,
    lengthAndZone: (length: string, zone: string) => `${length} · ${zone.toLowerCase()}`,
    noTarget: 'no target',
    profileOf: (name: string) => `Profile of ${name}`,
  },

  plan: {
    start: 'Start workout',
    underWay: 'A workout is under way. End it before you start another.',
    notFound: 'There is no such plan',
    notFoundWhy: 'It may have been removed, or the link is from another device.',
    allPlans: 'All plans',
    phases: 'Phases',
    nPhases: (n: number) => counted(n, 'phase'),
    repeat: (n: number) => `${n} times`,
    zones: 'Time per zone',
    total: 'in all',
    longest: 'at the longest',
    openEnded: 'until you end it',
    atMost: (time: string) => `at most ${time}`,
    atLeast: (time: string) => `at least ${time}`,
    hardWhy: 'Few people can hold that. Check your maximum in Settings, or choose an easier plan.',
    /** The heart rates that the targets are worked out from. */
    yours: (heartRates: readonly string[]) => `For your ${heartRates.join(', ')}`,
    heartRate: ({ name, bpm, estimated }: { name: HeartRateName; bpm: number; estimated: boolean }) => {
      const of = { bpmMax: 'maximum', bpmResting: 'resting heart rate', bpmThreshold: 'threshold' };
      return `${of[name]} of ${bpm} bpm${estimated ? (name === 'bpmThreshold' ? ' (estimated)' : ' (not set)') : ''}`;
    },
    remove: 'Remove plan',
    sport: {
      run: 'Run',
      ride: 'Ride',
      row: 'Row',
      walk: 'Walk',
      swim: 'Swim',
      other: 'Any sport',
    } satisfies Record<Sport, string>,
  },

  history: {
    title: 'History',
    tidy: 'Tidy up',
    tidyDone: 'Done',
    loading: 'Reading your history…',
    empty: 'Your workouts will gather here',
    emptyWhy: 'Each with what your heart did, minute by minute. The first one takes a minute.',
    emptyDo: 'Try the 60-second demo',
    failed: 'Your history cannot be read',
    failedWhy: (reason: string) => `The browser would not open its storage: ${reason}. New workouts still run.`,
    remove: (name: string, day: string) => `Remove ${name}, ${day}`,
    removed: (name: string) => `“${name}” was removed`,
    monthTotal: (n: number, total: string) => `${counted(n, 'workout')} · ${total}`,
    monthSimulated: (n: number) => `${number(n)} simulated`,
    mean: 'mean',
    bpm: (bpm: number) => `${bpm} bpm`,
    noHeart: 'no heart rate',
    simulated: 'simulated',
    ending: {
      finished: '',
      stopped: 'ended early',
      interrupted: 'interrupted',
    } satisfies Record<Ending, string>,
  },

  unshown: {
    name: { digests: 'Workout', plans: 'Plan', schedules: 'Schedule' },
    title: {
      digests: 'This workout can’t be shown',
      plans: 'This plan can’t be shown',
      schedules: 'This schedule can’t be shown',
    },
    newer: 'Saved by a newer version of Beatkeeper. Update the app to see it.',
    why: 'What is stored is damaged. You can save it as a file, or delete it.',
    remove: 'Delete',
    sure: 'Tap again to delete',
  },

  session: {
    notFound: 'This workout is not here',
    notFoundWhy: 'It may have been removed, or the link is from another device.',
    loading: 'Reading the workout…',
    allHistory: 'All workouts',
    export: 'Export',
    exported: (file: string) => `Saved as ${file}`,
    exportFailed: 'The file could not be made. The workout is safe where it is.',
    remove: 'Remove workout',
    elapsed: 'elapsed',
    mean: 'bpm mean',
    max: 'bpm at most',
    ofPhases: (of: number) => `of ${counted(of, 'phase')} done`,
    title: 'Workout',
    inTargetPct: (share: string) => `${share} in target`,
    provenance: {
      simulated: 'Simulated heart rate',
      none: 'No heart rate',
      strap: 'Strap',
    } satisfies Record<Provenance, string>,
    simulatedWhy: 'No heart was measured. This workout is kept out of all totals.',
    noneWhy: 'This one ran by the clock alone, without a strap.',
    ending: {
      finished: 'Finished',
      stopped: 'Ended early',
      interrupted: 'Interrupted',
    } satisfies Record<Ending, string>,
    endingWhy: {
      finished: '',
      stopped: 'You ended it before the last phase was over.',
      interrupted: 'The app was closed or the device went off, and too much time passed to go on.',
    } satisfies Record<Ending, string>,
    trace: 'Heart rate over the plan',
    traceWhat: (from: number, to: number, length: string) =>
      `Heart rate between ${from} and ${to} bpm over ${length}. Arrow keys read it moment by moment.`,
    traceNothing: 'No heart rate was heard.',
    readout: (at: string, bpm: string, phase: string) => `${at}, ${bpm}, ${phase}`,
    noSignal: 'no signal',
    legend: { heart: 'Heart rate', target: 'Target', silence: 'No signal', pause: 'Pause', cue: 'Cue' },
    zones: 'Time in zone',
    phases: 'Phases',
    endedBy: {
      time: 'Time up',
      heartRate: 'Heart rate reached',
      maximum: 'Longest time reached',
      hand: 'By hand',
      skip: 'Skipped',
      back: 'Went back',
      stop: 'Ended here',
    } satisfies Record<EndedBy, string>,
    compliance: (low: string, inside: string, high: string) => `Below ${low}, in ${inside}, above ${high}`,
    breaks: 'Pauses and gaps',
    pause: {
      user: 'You paused',
      signalLost: 'The strap went quiet',
      interrupted: 'The app was away',
    } satisfies Record<PauseReason, string>,
    gap: {
      slept: 'The device slept',
      interrupted: 'The app was closed',
    } satisfies Record<Gap['kind'], string>,
    forTime: (time: string) => `for ${time}`,
    counted: 'counted as part of the workout',
    notCounted: 'not counted',
    untilEnd: 'until the end',
    cues: 'Why did it beep?',
    cuesNone: 'It never had to.',
    cueSide: { low: 'Push a little', high: 'Ease off a little' },
    cueWhy: (bpm: string, slope: string, projected: string, band: string) =>
      `${bpm} bpm and ${slope}, heading for ${projected}. Target ${band}.`,
    cueSlope: (bpmPerMinute: number) =>
      Math.abs(bpmPerMinute) < 1
        ? 'steady'
        : `${bpmPerMinute > 0 ? 'rising' : 'falling'} ${number(Math.abs(bpmPerMinute))} a minute`,
    moreCues: (n: number) => `${number(n)} more`,
    cuesRule: 'A cue comes only when your heart rate and where it is heading are both outside, at most every 30 s.',
    about: 'About this workout',
    strapName: 'Heart rate from',
    zonesThen: 'Zones then',
    zonesOf: (max: number, basis: string) => `max ${max} bpm, ${basis}`,
  },

  settings: {
    title: 'Settings',
    notSaved: 'Not saved yet; the zones are those of before.',
    storeFailed: 'Your last change could not be stored',
    storeFailedWhy: (reason: string) => `It holds until this page is closed (${reason}).`,
    unreadable: 'Your settings could not be read',
    unreadableWhy: 'These are the usual ones. What was stored is left as it is until you change something.',

    you: 'You and your zones',
    youWhy: 'Zones and targets follow from these. A finished workout keeps the numbers it was run with.',
    max: 'Maximum',
    maxHint: 'The highest you have seen, 100\u2060–\u2060220',
    maxByAge: (bpm: number, years: number) => `${bpm} bpm (estimated) for age ${years}. Enter yours if you know it.`,
    maxTypical: (bpm: number) => `${bpm} bpm (typical). Enter yours: it sets your zones.`,
    resting: 'Resting',
    restingHint: 'On waking, 30\u2060–\u2060120',
    restingTypical: (bpm: number) => `${bpm} bpm (typical). Measure yours on waking.`,
    threshold: 'Threshold',
    thresholdHint: 'What you can hold for an hour',
    thresholdEstimated: (bpm: number, pct: number) =>
      `${bpm} bpm (estimated): ${pct} % of your maximum. Enter yours if you have tested it.`,
    useEstimate: (bpm: number) => `Use the estimate (${bpm})`,
    useTypical: (bpm: number) => `Use the typical value (${bpm})`,
    aboveMax: 'above your maximum',
    bpm: 'bpm',
    basis: 'Zones in percent of',
    basisShort: { max: 'Maximum', reserve: 'Reserve', threshold: 'Threshold' } satisfies Record<ZoneBasis, string>,
    basisNames: {
      max: '% of maximum',
      reserve: '% of reserve',
      threshold: '% of threshold',
    } satisfies Record<ZoneBasis, string>,
    basisWhy: {
      max: 'The plain way: shares of your maximum.',
      reserve: 'Between resting and maximum (Karvonen).',
      threshold: 'Shares of your threshold, for those who have tested it.',
    } satisfies Record<ZoneBasis, string>,
    usual: 'Back to the usual ones',
    floorLabel: (zone: string) => `${zone} begins at, in percent`,
    range: (low: number, high: number | undefined) => (high === undefined ? `${low} and up` : `${low}–${high}`),
    empty: 'Please give a number.',
    notNumber: 'Please give a number.',
    between: (low: number, high: number) => `Between ${low} and ${high}, please.`,

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
      reconnecting: 'The strap dropped out. Looking for it…',
      needsTap: 'The browser wants a tap before it connects again.',
      failed: 'The strap could not be reached.',
    },
    battery: (pct: number) => `Battery ${pct} %`,
    strapProblems,
    strapProblem: (sentence: string, reason: string | undefined) => (reason ? `${sentence} (${reason})` : sentence),
    bluetooth: {
      unsupported: {
        title: 'This browser cannot talk to straps',
        why: 'It has no Web Bluetooth.',
        works: 'Everything else works: plans, the timer with its cues, and the simulated strap.',
        instead:
          'Straps work in Chrome, Edge or Opera on Android, Windows, macOS and ChromeOS, and in Bluefy on iPhone.',
      },
      off: {
        title: 'Bluetooth is off',
        why: 'The browser finds no Bluetooth that is switched on.',
        works: 'Everything else works meanwhile: plans, the timer with its cues, and the simulated strap.',
        instead: 'Switch Bluetooth on, and allow it for the browser if the system asks.',
      },
      insecure: {
        title: 'This address is not secure',
        why: 'Browsers allow Bluetooth only on https or on this very machine.',
        works: 'Everything else works: plans, the timer with its cues, and the simulated strap.',
        instead: 'Open the app by an https address.',
      },
      blocked: {
        title: 'Bluetooth is blocked here',
        why: 'The page that shows this one does not allow Bluetooth.',
        works: 'Everything else works: plans, the timer with its cues, and the simulated strap.',
        instead: 'Open the app in a tab of its own.',
      },
    },
    simulatedWhy: 'A made-up heart, for trying things out. Such workouts are labelled and never counted.',
    simulatedKind: 'What it does',
    simulatedKinds: {
      follow: ['Follows the plan', 'Climbs and falls as a heart does, some time behind the effort.'],
      'steady:140': ['Steady 140', 'Always the same.'],
      'ramp:100-170': ['Ramp 100–170', 'Slowly up and slowly down.'],
      'interval:120-165': ['Intervals 120–165', 'Hard and easy by turns.'],
      dropout: ['Drops out', 'Falls silent now and then, to see what that looks like.'],
    } as Record<string, [string, string]>,
    simulatedOther: (spec: string) => `From the address: ${spec}`,
    noneWhy: 'The clock alone: phases, times and cues at each change.',
    unsetWhy: 'No strap yet. Until you choose, workouts run as a timer, and the demo with a simulated heart.',

    cues: 'Cues',
    sound: 'Sound',
    soundWhy: 'A tone at each phase change, and when you drift out of the target.',
    volume: 'Volume',
    vibration: 'Vibration',
    vibrationWhy: 'The same by touch.',
    vibrationNone: 'This device or browser cannot vibrate.',
    test: 'Test',
    testSound: 'Test the sound',
    testVibration: 'Test the vibration',
    soundRefused: 'The browser holds sound back until you tap something on this page. Press Test once.',
    soundNone: 'This browser cannot make sounds by itself.',
    onLoss: 'When the strap falls silent',
    onLossChoices: { pause: 'Pause', continue: 'Keep going' },
    onLossWhy: {
      pause:
        'After 30 s without a signal the workout pauses. It resumes by itself when the signal returns, or as a timer when you tap Resume.',
      continue: 'The clock keeps running, in a workout in progress too. Time without a signal is shown separately.',
    },

    notices: 'Notifications',
    noticesWhy: 'With the app out of sight: phase changes, drifting out of the target, a lost strap, the end.',
    noticesOn: 'Show notifications',
    noticesAsk: 'The browser will ask you once.',
    noticesGranted: 'Allowed. They come only while the app is out of sight.',
    noticesDenied: 'You, or the browser, said no.',
    noticesUndo:
      'To change that: tap the icon left of the address, open the permissions of this site, and allow notifications. Then come back here.',
    noticesUnsupported: 'This browser has no notifications. Sound and vibration work while the app is in sight.',

    appearance: 'Appearance',
    appearances: { system: 'System', dark: 'Dark', light: 'Light' },
    appearanceLabel: 'Colours',

    data: 'Data',
    dataLoading: 'One moment…',
    dataMissing: 'This part of the settings could not be fetched. What you have stored is safe.',

    safety: 'Safety',

    diagnostics: 'Diagnostics',
    licences: 'Open-source licences',
    diagnosticsWhy: 'What this browser can do, and what follows from it.',
    yes: 'Yes',
    no: 'No',
    checks: {
      isolated: [
        'Isolated page',
        'The page is sealed off from others, which shared memory needs.',
        'The page is not sealed off. A reload may do it.',
      ],
      sharedMemory: [
        'Shared memory',
        'Heart-rate frames go to the timer without a detour.',
        'Heart-rate frames go by message. You will notice no difference, except when the page is very busy.',
      ],
      bluetooth: ['Bluetooth', 'Straps can be connected.', 'Straps cannot be connected here.'],
      wakeLock: [
        'Screen stays on',
        'During a workout the screen is kept on.',
        'The screen may go dark by itself. Set a longer time in the system.',
      ],
      notifications: [
        'Notifications',
        'Shown while the app is out of sight.',
        'Not shown; look at Notifications above.',
      ],
      vibration: ['Vibration', 'Cues can be felt.', 'Cues cannot be felt.'],
      audio: ['Sound', 'Cues can be heard.', 'Cues cannot be heard yet.'],
      storage: ['Storage', 'Workouts are kept as they go.', 'Nothing stays once the page is closed.'],
      installed: [
        'Installed',
        'Runs as an app of its own.',
        'Runs in a browser tab. Many browsers can install it from their menu.',
      ],
    } satisfies Record<string, [string, string, string]>,
    screenOff: 'With the screen off',
    screenOffs: {
      keepsRunning: 'The workout keeps running.',
      mayStop: 'The browser may stop the workout until you are back. Keep the screen on.',
    },
    version: 'Version',
  },

  notRemoved: (name: string) => `“${name}” could not be removed. It is still here.`,
  notBroughtBack: (name: string) => `“${name}” could not be brought back just now.`,

  /** Bytes as people count them: 340 kB, 3.4 MB. */
  bytes(bytes: number): string {
    if (bytes < 1e6) return `${number(bytes / 1e3)} kB`;
    if (bytes < 1e9) return `${number(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
    return `${number(bytes / 1e9, bytes < 1e10 ? 1 : 0)} GB`;
  },

  month,
  timeOfDay,
  /** Sun 22: of a local time, as if it were in UTC. */
  shortDay: (localMs: number): string =>
    `${date(localMs, { weekday: 'short' }, 'UTC')} ${date(localMs, { day: 'numeric' }, 'UTC')}`,
  /** Sunday, 22 November 2026 */
  longDay: (epochMs: number, timeZone?: string): string =>
    date(epochMs, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, timeZone),
  /** 20:05 (Asia/Tokyo) */
  timeThere: (time: string, timeZone: string): string => `${time} (${timeZone.replaceAll('_', ' ')})`,
  /** The day on which a week begins, 0 for Sunday. */
  firstWeekday,
  /** Sunday */
  weekdayLong: (epochMs: number): string => WEEKDAYS[new Date(epochMs).getDay()]!,
  /** S */
  weekdayLetter: (epochMs: number): string => WEEKDAYS[new Date(epochMs).getDay()]![0]!,
};

export { takeRegion } from '../dates.ts';
