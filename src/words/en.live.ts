import type { Band } from '../core/plan.ts';
import type { Ending } from '../core/session.ts';
import type { Provenance } from '../core/summary.ts';
import { band, duration, zone as zoneWord } from './en.moments.ts';
import { formatsOf } from './formats.ts';
import type { Zone } from '../core/zones.ts';

const { clock } = formatsOf('en');

/** The live screen: ready to start, under way, paused, done. */
export const live = {
  // Controls. Tests and outside checks find them by these names.
  start: 'Start workout',
  pause: 'Pause',
  resume: 'Resume',
  end: 'End workout',
  endShort: 'End',
  skip: 'Skip phase',
  /** What the skip control says where only a tap ends a phase; its name stays. */
  lap: 'Lap',
  connect: 'Connect strap',
  reconnect: 'Reconnect',
  discard: 'Discard',
  countAway: 'Count the time away',
  more: 'More',
  less: 'Fewer controls',
  back: 'Back one phase',
  extend: 'One more minute',
  extendShort: '+1 min',
  mute: 'Sound off',
  unmute: 'Sound on',
  dismiss: 'Close',
  close: 'Close without starting',
  /** Beside a control that takes a second tap, once it had the first. */
  endArmed: 'Tap again to end',
  discardArmed: 'Tap again to discard',
  keys: { pause: 'Space', skip: 'N', back: 'B', extend: 'M', sound: 'S' },

  // Words around the numbers.
  bpm: 'bpm',
  heartRate: 'Heart rate',
  zone: 'Zone',
  noZone: 'No zone',
  elapsed: 'Time so far',
  of: (totalS: number): string => `of ${clock(totalS)}`,
  phaseOf: (n: number, of: number): string => `${n} of ${of}`,
  remaining: 'Left in this phase',
  atMost: 'left at most',
  soFar: 'so far',
  left: 'left',
  then: (name: string, target: string): string => `Then ${name}, ${target.slice(0, 1).toLowerCase()}${target.slice(1)}`,
  last: 'Last phase',
  ahead: 'What comes next',
  held: (heldS: number, holdS: number): string => `held ${Math.min(heldS, holdS)} of ${holdS} s`,
  until: (from: 'below' | 'above', bpm: number): string =>
    from === 'above' ? `Down to ${bpm} bpm` : `Up to ${bpm} bpm`,
  letFall: (by: number): string => (by > 0 ? `Let it fall — ${by} to go` : 'Down there, hold it'),
  letRise: (by: number): string => (by > 0 ? `Build up — ${by} to go` : 'Up there, hold it'),
  holdIt: (heldS: number, holdS: number): string =>
    holdS > 1 ? `Hold it — ${Math.max(0, holdS - heldS)} s` : 'Reached',
  byHand: 'Tap Lap when you are done',
  dial: (bpm: number | undefined, zone: Zone | undefined, target: Band | undefined): string =>
    [
      bpm === undefined ? 'No heart rate' : `${bpm} bpm`,
      bpm !== undefined && (zone ? zoneWord(zone) : 'below zone 1'),
      target ? `target ${band(target)}` : 'no target',
    ]
      .filter(Boolean)
      .join(', '),
  profile: (phases: number, totalS: number | undefined): string =>
    totalS === undefined
      ? `The plan as a picture: ${phases} phases, open-ended`
      : `The plan as a picture: ${phases} phases in ${duration(totalS)}`,

  // Ready to start.
  ready: {
    guidance: 'Ready when you are',
    phases: (n: number): string => (n === 1 ? '1 phase' : `${n} phases`),
    openEnded: 'open-ended',
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
    none: 'No strap',
    noneText: 'The workout runs by time alone. Connect a strap to be guided by your heart.',
    connecting: 'Looking for your strap …',
    connected: (name: string | undefined): string => name ?? 'Heart-rate strap',
    reconnecting: 'Strap lost. Looking for it …',
    needsTap: 'Your strap needs a tap to come back.',
    failed: 'The strap did not answer.',
    battery: (pct: number): string => `battery ${pct} %`,
    simulate: 'Use the simulated heart',
    waiting: 'Connected, waiting for the first beat',
    timeGoesOn: 'The workout goes on by time. Connect the strap again when you can.',
  },
  bluetooth: {
    unsupported:
      'This browser cannot reach a strap: it has no Web Bluetooth. Chrome, Edge or Opera on Android, Windows, macOS and Linux can. Everything else works here, with the simulated heart or by time alone.',
    off: 'Bluetooth is off. Switch it on, then connect your strap.',
    insecure: 'A strap can only be reached on a secure page (https or localhost).',
  },
  strapProblems: {
    cancelled: 'No strap was chosen. Try again when it is on your chest and moist.',
    notFound: 'No strap was found near you. Is it on your chest and moist?',
    noHeartRate: 'That device does not tell a heart rate. Choose another.',
    lost: 'The strap is out of reach or switched off.',
    failed: 'The strap did not answer. Move closer and try again.',
  },

  // Under way.
  pausedTitle: {
    user: 'Paused',
    signalLost: 'Strap lost',
    interrupted: 'Paused',
  },
  banner: {
    name: 'Resumed workout',
    running: (awayMs: number): string => `Back where you were, after ${away(awayMs)} away`,
    paused: (awayMs: number): string => `Still paused, after ${away(awayMs)} away`,
    text: 'The time away is not counted.',
  },

  // Done.
  done: {
    title: { finished: 'Workout done', stopped: 'Workout ended', interrupted: 'Workout cut off' } satisfies Record<
      Ending,
      string
    >,
    phasesDone: 'Phases',
    ofPhases: (of: number): string => `of ${of}`,
    time: 'Time',
    mean: 'Mean',
    max: 'Max',
    zones: 'Time in zone',
    noSignal: 'No signal',
    saved: 'Saved to your history',
    saving: 'Saving to your history …',
    notSaved: 'Not saved yet. It is kept here and tried again; leave this page open.',
    detail: 'Look at it in detail',
    close: 'Done',
    provenance: {
      simulated: 'This was a simulated heart. It is left out of your totals.',
      none: 'Without a heart rate: time alone was counted.',
      strap: '',
    } satisfies Record<Provenance, string>,
  },
};

function away(ms: number): string {
  return duration(Math.max(1, ms / 1000));
}
