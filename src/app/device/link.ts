/**
 * The connection to a strap as a state machine: pure, so that every order of answers can be tried in a test. The browser
 * is asked by effects, each with a number, and its answers are events with the same number. An answer to anything but the
 * latest question of its kind changes nothing.
 *
 *     none ── chosen, remembered ──▶ connecting ── opened ──▶ connected ── dropped ──▶ reconnecting
 *       ▲                                │  ▲                     ▲                      │      ▲
 *       └── disconnect (from anywhere)   │  └─── look, available ─┼──── failed ◀─────────┤      │
 *                                        └── refused ─────────────┴─── opened ◀── waited ┘── refused
 */
export interface LinkState {
  link: Link;
  /** The strap that is meant, by its id. */
  deviceId?: string | undefined;
  problem?: StrapProblem | undefined;
  /** The connection that is meant: under way or open while `active`, else the last one. */
  attempt: number;
  active: boolean;
  /** Tries on end that came to nothing. */
  tries: number;
  /** The latest chooser, and whether the person still has it before them. */
  chooser: number;
  choosing: boolean;
  /** The latest search among the straps that the browser remembers. */
  search: number;
  /** Counts each disconnection by hand: a chooser from before chooses nothing. */
  era: number;
}

/** `needsTap`: the browser does not remember the strap, and shows its chooser only after a tap. */
export type Link = 'none' | 'connecting' | 'connected' | 'reconnecting' | 'needsTap' | 'failed';

export interface StrapProblem {
  code:
    | 'cancelled'
    | 'notFound'
    | 'noHeartRate'
    | 'lost'
    | 'failed'
    /** Bluetooth is switched off. */
    | 'off'
    /** The computer has no Bluetooth, or the browser cannot see it. */
    | 'noAdapter'
    /** The system does not let the browser use Bluetooth. */
    | 'denied'
    /** A policy of the browser, of an organisation, or of the page around this one. */
    | 'blocked'
    | 'unsupported'
    | 'insecure';
  /** The browser's own words. */
  reason?: string;
}

export type LinkEvent =
  /** A person wants to choose a strap. */
  | { type: 'choose' }
  | { type: 'chosen'; chooser: number; era: number; deviceId: string }
  | { type: 'notChosen'; chooser: number; problem: StrapProblem }
  /** Connect to the strap that is meant. `byHand`: also when it is connected, since a person sees nothing coming from it. */
  | { type: 'look'; byHand: boolean }
  /** What the browser remembers: `undefined` when it does not know the strap. */
  | { type: 'remembered'; search: number; deviceId: string | undefined }
  /** Connected, and frames are on their way. */
  | { type: 'opened'; attempt: number }
  /** `final`: another try would end the same. `patient`: a workout needs the strap, so that tries are not counted. */
  | { type: 'refused'; attempt: number; problem: StrapProblem; final: boolean; patient: boolean }
  | { type: 'dropped'; attempt: number }
  | { type: 'waited'; attempt: number }
  /** Bluetooth was switched on. */
  | { type: 'available' }
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
  link: 'none',
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
        : begin({ ...state, deviceId: event.deviceId, tries: 0 });
    case 'opened':
      if (!isMeant(state, event.attempt)) return [state];
      return [
        { ...state, link: 'connected', tries: 0, problem: undefined },
        { type: 'readBattery', attempt: event.attempt },
      ];
    case 'refused':
      return isMeant(state, event.attempt) ? refused(state, event) : [state];
    case 'dropped':
      // Before it was open, what was asked of it fails by itself, and is counted as a try.
      if (!isMeant(state, event.attempt) || state.link !== 'connected') return [state];
      return [
        { ...state, link: 'reconnecting', active: false, tries: 0, problem: { code: 'lost' } },
        { type: 'release', attempt: event.attempt },
        { type: 'wait', attempt: event.attempt, forS: RETRY_S[0] },
      ];
    case 'waited':
      return event.attempt === state.attempt && !state.active && state.link === 'reconnecting' ? begin(state) : [state];
    case 'available':
      return !state.active && (state.link === 'reconnecting' || state.link === 'failed')
        ? begin({ ...state, tries: 0 })
        : [state];
    case 'disconnect':
      return [
        {
          ...state,
          link: 'none',
          deviceId: undefined,
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
  return choosing && link !== 'connected' ? 'connecting' : link;
}

function isMeant({ attempt, active }: LinkState, of: number): boolean {
  return active && attempt === of;
}

function chosen(state: LinkState, { chooser, deviceId }: { chooser: number; deviceId: string }): Step {
  // Whoever has tapped twice may have answered the first of two choosers: the second one is still open then.
  const choosing = state.choosing && chooser !== state.chooser;
  const next = { ...state, choosing, deviceId, problem: undefined, search: state.search + 1 };
  if (state.deviceId === deviceId && state.active) return [next]; // connected already, or about to be
  return begin({ ...next, link: 'none', active: false, tries: 0 }, released(state));
}

/** Closing the chooser is an answer, not a failure: what was connected stays connected. */
function notChosen(state: LinkState, problem: StrapProblem): Step {
  const nothingNew = problem.code === 'cancelled' && state.link === 'connected';
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
  if (state.active && !(byHand && state.link === 'connected')) return [state]; // a try is given its time
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

function refused(state: LinkState, { attempt, problem, final, patient }: LinkEvent & { type: 'refused' }): Step {
  const over = final || (state.tries >= IDLE_TRIES && !patient);
  const tries = state.tries + 1;
  return [
    { ...state, link: over ? 'failed' : 'reconnecting', active: false, tries, problem },
    { type: 'release', attempt },
    ...(over ? [] : [{ type: 'wait', attempt, forS: RETRY_S[Math.min(tries, RETRY_S.length - 1)] ?? 30 } as const]),
  ];
}

function released({ attempt, active }: LinkState): LinkEffect[] {
  return active ? [{ type: 'release', attempt }] : [];
}
