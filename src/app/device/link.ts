/**
 * The connection to a Bluetooth device as a state machine: pure, so that every order of answers can be tried in a test.
 * The browser is asked by effects, each with a number, and its answers are events with the same number. An answer to
 * anything but the latest question of its kind changes nothing. What the device measures is nobody's business here.
 *
 *     idle ── chosen, remembered ──▶ connecting ── reached ──▶ discovering ── heard ──▶ live
 *      ▲                              │   ▲                      │    ▲                  │
 *      │                              │   │                      │ reached           dropped, silent
 *      │                              │  look, retry             ▼    │                  ▼
 *      └── disconnect (from anywhere) └───┴── failed ◀───────── reconnecting: waited, retry, look
 *
 * `refused` leads from connecting and discovering to reconnecting, or to failed where another try would end the same.
 */
import { isLinked, type Link } from './linked.ts';
import type { StrapProblem } from './strapProblem.ts';

export type { Link } from './linked.ts';

export interface LinkState {
  link: Link;
  /** The device that is meant, by its id. */
  deviceId?: string | undefined;
  problem?: StrapProblem | undefined;
  /** It has measured something before: what it seems to lack is a drop in the middle of looking for it, and no reason to stop. */
  proven: boolean;
  /** The connection that is meant: under way or open while `active`, else the last one. */
  attempt: number;
  active: boolean;
  /** Tries on end that came to nothing: a connection that never said anything is one of them. */
  tries: number;
  /** The latest chooser, and whether the person still has it before them. */
  chooser: number;
  choosing: boolean;
  /** The latest search among the devices that the browser remembers. */
  search: number;
  /** Counts each disconnection by hand: a chooser from before chooses nothing. */
  era: number;
}

export type LinkEvent =
  /** A person wants to choose a device. */
  | { type: 'choose' }
  | { type: 'chosen'; chooser: number; era: number; deviceId: string }
  | { type: 'notChosen'; chooser: number; problem: StrapProblem }
  /** Connect to the device that is meant. `byHand`: also when it is connected, since a person sees nothing coming from it. */
  | { type: 'look'; byHand: boolean }
  /** What the browser remembers: `undefined` when it does not know the device. */
  | { type: 'remembered'; search: number; deviceId: string | undefined }
  /** Connected; what it offers is being looked at. */
  | { type: 'reached'; attempt: number }
  /** It notifies from now on. */
  | { type: 'opened'; attempt: number }
  /** Its first notification has come. */
  | { type: 'heard'; attempt: number }
  /** `final`: another try would end the same. `patient`: a workout needs the device, so that tries are not counted. */
  | { type: 'refused'; attempt: number; problem: StrapProblem; final: boolean; patient: boolean }
  /** The connection broke. */
  | { type: 'dropped'; attempt: number; patient: boolean }
  /** It stands, and nothing has come of it for long: some stacks never tell of a drop. */
  | { type: 'silent'; attempt: number; patient: boolean }
  | { type: 'waited'; attempt: number }
  /** A reason to try at once: Bluetooth was switched on, or a workout begins. */
  | { type: 'retry' }
  | { type: 'disconnect' };

export type LinkEffect =
  | { type: 'openChooser'; chooser: number; era: number }
  | { type: 'search'; search: number }
  | { type: 'connect'; attempt: number; deviceId: string }
  /** Give up this connection, whatever has become of it so far. */
  | { type: 'release'; attempt: number }
  | { type: 'wait'; attempt: number; forS: number }
  | { type: 'readBattery'; attempt: number };

export const UNLINKED: LinkState = {
  link: 'idle',
  proven: false,
  attempt: 0,
  active: false,
  tries: 0,
  chooser: 0,
  choosing: false,
  search: 0,
  era: 0,
};

/** The first try at once; then these, the last one over and over. */
const RETRY_S = [0.3, 2, 4, 8, 16, 30] as const;
/** Tries without a workout before it is left to the person. */
const IDLE_TRIES = 8;

export function advanceLink(state: LinkState, event: LinkEvent): [LinkState, ...LinkEffect[]] {
  switch (event.type) {
    case 'choose': {
      const chooser = state.chooser + 1;
      return [
        { ...state, chooser, choosing: true },
        { type: 'openChooser', chooser, era: state.era },
      ];
    }
    case 'chosen':
      return event.era === state.era ? chosen(state, event) : [state];
    case 'notChosen':
      return event.chooser === state.chooser && state.choosing ? notChosen(state, event.problem) : [state];
    case 'look':
      return look(state, event.byHand);
    case 'remembered':
      if (event.search !== state.search || state.deviceId !== undefined) return [state];
      return event.deviceId === undefined
        ? [{ ...state, link: 'needsTap' }]
        : begin({ ...state, deviceId: event.deviceId, proven: true, tries: 0 });
    case 'reached':
      return isMeant(state, event.attempt) ? [{ ...state, link: 'discovering' }] : [state];
    case 'opened':
      return isMeant(state, event.attempt) ? [state, { type: 'readBattery', attempt: event.attempt }] : [state];
    case 'heard':
      if (!isMeant(state, event.attempt) || state.link !== 'discovering') return [state];
      return [{ ...state, link: 'live', proven: true, tries: 0, problem: undefined }];
    case 'refused':
      return isMeant(state, event.attempt) ? refused(state, event) : [state];
    case 'dropped':
      // Before it was reached, what was asked of it fails by itself, and is counted as a try.
      return isMeant(state, event.attempt) && isLinked(state.link) ? broken(state, { code: 'lost' }, event) : [state];
    case 'silent':
      return isMeant(state, event.attempt) && isLinked(state.link) ? broken(state, { code: 'silent' }, event) : [state];
    case 'waited':
      return event.attempt === state.attempt && !state.active && state.link === 'reconnecting' ? begin(state) : [state];
    case 'retry':
      return !state.active && (state.link === 'reconnecting' || state.link === 'failed')
        ? begin({ ...state, tries: 0 })
        : [state];
    case 'disconnect':
      return [
        {
          ...state,
          link: 'idle',
          deviceId: undefined,
          proven: false,
          problem: undefined,
          active: false,
          tries: 0,
          choosing: false,
          search: state.search + 1,
          era: state.era + 1,
        },
        ...released(state),
      ];
  }
}

/** What a person sees of it. */
export function linkSeen({ link, choosing }: LinkState): Link {
  return choosing && !isLinked(link) ? 'choosing' : link;
}

function isMeant({ attempt, active }: LinkState, of: number): boolean {
  return active && attempt === of;
}

function chosen(state: LinkState, { chooser, deviceId }: { chooser: number; deviceId: string }): Step {
  // Whoever has tapped twice may have answered the first of two choosers: the second one is still open then.
  const choosing = state.choosing && chooser !== state.chooser;
  const proven = state.proven && state.deviceId === deviceId;
  const next = { ...state, choosing, deviceId, proven, problem: undefined, search: state.search + 1 };
  if (state.deviceId === deviceId && state.active) return [next]; // connected already, or about to be
  return begin({ ...next, link: 'idle', active: false, tries: 0 }, released(state));
}

/** Closing the chooser is an answer, not a failure: what was connected stays connected. */
function notChosen(state: LinkState, problem: StrapProblem): Step {
  const nothingNew = problem.code === 'cancelled' && isLinked(state.link);
  return [{ ...state, choosing: false, problem: nothingNew ? state.problem : problem }];
}

function look(state: LinkState, byHand: boolean): Step {
  if (state.deviceId === undefined) {
    const search = state.search + 1;
    return [
      { ...state, search },
      { type: 'search', search },
    ];
  }
  if (state.active && !(byHand && isLinked(state.link))) return [state]; // a try is given its time
  return begin({ ...state, active: false, tries: 0, problem: undefined }, released(state));
}

type Step = [LinkState, ...LinkEffect[]];

/** The next try. */
function begin(state: LinkState, before: LinkEffect[] = []): Step {
  const { deviceId } = state;
  if (deviceId === undefined) return [state, ...before];
  const attempt = state.attempt + 1;
  const link = state.link === 'reconnecting' ? 'reconnecting' : 'connecting';
  return [{ ...state, link, attempt, active: true }, ...before, { type: 'connect', attempt, deviceId }];
}

/** A device that was heard is tried again at once; one that never said anything has failed once more. */
function broken(state: LinkState, problem: StrapProblem, { patient }: { patient: boolean }): Step {
  if (state.link === 'live') return retried({ ...state, tries: 0, problem });
  return refused(state, { problem, final: false, patient });
}

function refused(
  state: LinkState,
  { problem, final, patient }: { problem: StrapProblem; final: boolean; patient: boolean },
): Step {
  const { attempt, tries } = state;
  if (state.proven && problem.code === 'noService') [problem, final] = [{ code: 'notFound' }, false];
  if (final || (tries >= IDLE_TRIES && !patient))
    return [
      { ...state, link: 'failed', active: false, tries: tries + 1, problem },
      { type: 'release', attempt },
    ];
  return retried({ ...state, tries: tries + 1, problem });
}

function retried(state: LinkState): Step {
  const { attempt, tries } = state;
  return [
    { ...state, link: 'reconnecting', active: false },
    { type: 'release', attempt },
    { type: 'wait', attempt, forS: RETRY_S[Math.min(tries, RETRY_S.length - 1)] ?? 30 },
  ];
}

function released({ attempt, active }: LinkState): LinkEffect[] {
  return active ? [{ type: 'release', attempt }] : [];
}
