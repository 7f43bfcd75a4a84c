import type { EndedBy, NoticeBody, PauseReason } from '../../core/cues/notice.ts';
import type { Band } from '../../core/plan/plan.ts';
import { isOfJournal } from '../../core/records/checkpoint.ts';
import type { Ending } from '../../core/session/session.ts';
import type { Provenance } from '../../core/session/summary.ts';
import type { Zone } from '../../core/athlete/hrZones.ts';
import { band, duration, end, guidance, phaseName, target, zone as zoneWord } from './moments.ts';
import { strapProblems } from './strapProblems.ts';
import { formatsOf } from '../formats.ts';

const { clock, number } = formatsOf('en');

// ── Moments, as a notification or a spoken line ───────────────────────────────────────────────────────────────────

/** Title and body of each moment, whoever shows it: page, service worker, command line. */
function notice(of: NoticeBody): { title: string; body: string } {
  switch (of.type) {
    case 'phaseStarted': {
      const { phase, next, bpm } = of;
      return {
        title: `${phaseName(phase)} — ${target(phase.target)}`,
        body: sentences([
          capital(end(phase.end)),
          phase.cue,
          bpm !== undefined && `Now ${bpm} bpm`,
          next && `Then ${phaseName(next)}, ${lower(target(next.target))}`,
        ]),
      };
    }
    case 'phaseEnded':
      return { title: 'Phase over', body: phaseEndedBy[of.endedBy] };
    case 'deviation':
      return {
        title: guidance(
          of.side === 'low'
            ? { type: 'push', by: of.band.lowBpm - of.bpm }
            : { type: 'ease', by: of.bpm - (of.band.highBpm ?? of.bpm) },
        ),
        body: `${of.bpm} bpm. Target ${band(of.band)}.`,
      };
    case 'inZone':
      return { title: guidance({ type: 'in' }), body: `${of.bpm} bpm.` };
    case 'cue':
      return {
        title: of.side === 'low' ? 'Push a little' : 'Ease off a little',
        body: `${number(of.why.bpm)} bpm, heading for ${number(of.why.projectedBpm)}. Target ${band(of.why.band)}.`,
      };
    case 'signalStale':
      return { title: 'No heart rate for a moment', body: 'The workout goes on.' };
    case 'signalLost':
      return { title: 'Strap lost', body: 'No signal for 30 s. Looking for it.' };
    case 'signalRestored':
      return { title: 'Strap is back', body: `${of.bpm} bpm.` };
    case 'batteryLow':
      return { title: `Strap battery at ${of.pct} %`, body: 'Charge or change it after this workout.' };
    case 'paused':
      return { title: 'Paused', body: pausedBecause[of.reason] };
    case 'resumed':
      return { title: 'Resumed', body: 'The workout goes on.' };
    case 'completed':
      return of.stopped
        ? { title: 'Workout ended', body: 'What you did is in your history.' }
        : { title: 'Workout done', body: 'Well done. It is in your history.' };
  }
}

/** What ended a phase, as a history tells it. */
const phaseEndedBy: Record<EndedBy, string> = {
  time: 'Time is up.',
  heartRate: 'Heart rate reached.',
  maximum: 'Its longest time is up.',
  hand: 'You ended it.',
  skip: 'Skipped.',
  back: 'Back to the phase before.',
  stop: 'The workout was ended.',
};

const pausedBecause: Record<PauseReason, string> = {
  user: 'You paused the workout.',
  signalLost: 'The workout resumes by itself when the signal returns. Tap Resume to go on as a timer.',
  interrupted: 'The device was asleep. Go on when you are ready.',
};

// ── What the world would not do ───────────────────────────────────────────────────────────────────────────────────

/** What a trouble may bring with it. */
interface TroubleLike {
  code: string;
  reason?: string | undefined;
  problems?: readonly { code: string; path: string }[] | undefined;
}

/** What the address asks for before the `#`, and there is not. */
const switches = {
  title: {
    lang: (tag: string) => `${languageName(tag)} is not available yet`,
    strap: (text: string) => `There is no strap “${text}”`,
    speed: (text: string) => `“${text}” is not a speed`,
    noshared: (text: string) => `“${text}” is not a value of noshared`,
  },
  text: {
    lang: 'Beatkeeper is in English for now.',
    strap: 'The address can have sim:steady:140, sim:ramp:100-170, sim:interval:120-165, sim:dropout or sim:follow.',
    speed: 'The address can have any number above 0, up to 3600. Time runs at normal speed.',
    noshared: 'The address can have noshared=1.',
  },
};

/** In English; what names no language as it is written. */
function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(
      tag.trim().replaceAll('_', '-'),
    );
    if (name !== undefined) return name;
  } catch {
    // not written as a language is
  }
  return `The language “${tag}”`;
}

/** What failed in a few words; then what still works, and what to do. One for every code on the wire. */
const troubles = {
  checkpointFailing: ({ reason }: TroubleLike) => ({
    title: 'This workout cannot be saved as it goes',
    body: `It runs on, but closing or reloading this page would lose it. Free some storage if you can${because(reason)}.`,
  }),
  historyFailing: ({ reason }: TroubleLike) => ({
    title: 'The finished workout is not in your history yet',
    body: `It is kept here and tried again. Leave this page open${because(reason)}.`,
  }),
  checkpointBroken: ({ problems }: TroubleLike) =>
    problems?.some(isOfJournal)
      ? {
          title: 'The last seconds of your workout could not be read back',
          body: 'Another version of Beatkeeper wrote them. They are kept, untouched, and everything before them is here.',
        }
      : problems?.some(({ code }) => code === 'record.newer')
        ? {
            title: 'Your last workout is from a newer version',
            body: 'It is left as it is, and comes back when Beatkeeper is up to date. You can start a new one.',
          }
        : {
            title: 'Your last workout could not be read back',
            body: 'It was set aside, untouched, and you can start a new one.',
          },
  savedAsInterrupted: (_: TroubleLike) => ({
    title: 'Your last workout is in your history',
    body: 'It was cut off more than an hour ago, so it was saved as far as it went.',
  }),
  storeLost: (_: TroubleLike) => ({
    title: 'Stored data was deleted during this workout',
    body: 'This workout is safe and was saved again. Earlier workouts may be gone: restore them from a backup in Settings › Data.',
  }),
  otherTabAsleep: (_: TroubleLike) => ({
    title: 'Another window of Beatkeeper is in the way',
    body: 'It is asleep and holds what is stored. Open it or close it, and your workout comes here.',
  }),
  startRefused: (_: TroubleLike) => ({
    title: 'Not started: another window has the workout',
    body: 'Start in that window. Or close it, and start here.',
  }),
  versionMixed: (_: TroubleLike) => ({
    title: 'Beatkeeper was updated meanwhile',
    body: 'Reload this page when it suits you; a workout under way goes on where it is.',
  }),
};

function because(reason: string | undefined): string {
  return reason ? ` (${reason})` : '';
}

// ── The live screen, from its start button on ─────────────────────────────────────────────────────────────────────

/** What is said of a workout that runs, and of one that is done. */
export const workout = {
  notice,
  troubles,
  switches,
  pausedBecause,

  // Controls. Tests and outside checks find them by these names.
  pause: 'Pause',
  resume: 'Resume',
  end: 'End workout',
  endShort: 'End',
  skip: 'Skip phase',
  /** What the skip control says where only a tap ends a phase; its name stays. */
  lap: 'Lap',
  keepGoing: 'Keep going',
  deleteWorkout: 'Delete workout',
  addAway: (ms: number): string => `Add ${Math.max(1, Math.round(ms / 60_000))} min`,
  leaveOut: 'Leave out',
  more: 'More',
  less: 'Fewer controls',
  back: 'Back one phase',
  extend: 'One more minute',
  extendShort: '+1 min',
  mute: 'Sound off',
  unmute: 'Sound on',
  dismiss: 'Close',
  endAsked: 'End here? Your workout is saved to your history.',
  deleted: (plan: string): string => `Deleted: ${plan}`,
  keys: { pause: 'Space', skip: 'N', back: 'B', extend: 'M', sound: 'S' },

  // Words around the numbers.
  elapsed: 'Time so far',
  of: (totalS: number): string => `of ${clock(totalS)}`,
  phaseOf: (n: number, of: number): string => `${n} of ${of}`,
  atMost: 'left at most',
  soFar: 'so far',
  left: 'left',
  next: (name: string, target: string): string => `Then ${name}, ${target.slice(0, 1).toLowerCase()}${target.slice(1)}`,
  last: 'Last phase',
  ahead: 'What comes next',
  aboveMax: 'above your max',
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

  // Under way.
  pausedTitle: {
    user: 'Paused',
    signalLost: 'Strap lost',
    interrupted: 'Paused',
  },
  elsewhere: 'This workout runs in another window.',
  takeOver: 'Take over here',
  late: 'The reminder’s ten minutes are over, so nothing was started. Now is still a good time.',
  silent: 'Tap anywhere for sound',
  banner: {
    name: 'Resumed workout',
    running: (awayMs: number): string => `Back after ${away(awayMs)}`,
    paused: (awayMs: number): string => `Still paused, ${away(awayMs)} later`,
  },

  // The strap.
  strapProblems,
  timeGoesOn: 'The workout goes on by time. Connect the strap again when you can.',

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
    saved: 'Saved to your history',
    saving: 'Saving to your history …',
    notSaved: 'Not saved yet. It is kept here and tried again; leave this page open.',
    detail: 'Look at it in detail',
    close: 'Done',
    short: (time: string): string => `You ended this after ${time}. Keep it in your history?`,
    keep: 'Keep',
    dontKeep: 'Don’t keep',
    notKept: (name: string): string => `“${name}” was not kept`,
    notRemoved: 'The workout could not be removed just now, so it is still in your history.',
    notBroughtBack: 'The workout could not be restored just now.',
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

// ── Helpers ───────────────────────────────────────────────────────────────────────────────────────────────────────

function sentences(parts: readonly (string | false | undefined)[]): string {
  return parts
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(' ');
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
