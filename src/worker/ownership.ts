import type { Plan } from '../core/plan/plan.ts';
import type { Command } from '../core/session/command.ts';
import type { Moment } from '../core/session/session.ts';
import type { Restored } from '../wire/messages.ts';
import type { TabMessage } from '../wire/tabs.ts';

/**
 * Which tab runs the workout, as seen from one of them: a pure state machine, so that every order of locks, answers and
 * other tabs can be tried in a test. Locks, store and channel are asked by effects, and their answers are events.
 *
 *     looking ─ locked ─▶ opening ─ opened ─▶ owning ─ finished ─▶ free ─ request ─▶ taking
 *        │                   ▲                  │ ▲                                  │  │
 *        │ refused           │ followed         │ └────────────── locked ────────────┘  │ refused
 *        ▼                   │                  ▼ handOver                              ▼
 *     following ─────────────┘              handingOver ─ kept ─▶ following         following
 *
 * `lost` leads from every state that may have the lock to following, as does another tab's workout from free.
 *
 * One long file on purpose: states, events, effects and every transition are read side by side, and the compiler holds them
 * to each other here. `owner.ts` has what the effects do.
 */
export type Ownership = {
  /**
   * Counts each time that the workout is another tab's. An answer to what was asked in an earlier turn is late, and of no
   * account.
   */
  turn: number;
} & (
  | {
      /**
       * looking: whether another tab has the lock is not known yet. opening: the lock is ours; what was left is being
       * read. taking: a workout is wanted here, and the lock was asked for.
       */
      state: 'looking' | 'opening' | 'taking';
      /** What the person wants to begin as soon as that is known. */
      requests: readonly WorkoutRequest[];
    }
  | {
      /** free: no workout in this tab, and no lock. following: another tab has it, and is shown here. */
      state: 'free' | 'owning' | 'handingOver' | 'following';
    }
);

/** What a workout begins with in this tab. */
export type WorkoutRequest =
  | { type: 'start'; plan: Plan; startedAt: Moment }
  | { type: 'bringBack' }
  /** One that was recorded; `play` starts it. */
  | { type: 'playAgain'; play: () => void };

export type OwnershipEvent =
  /** The answer to `requestLock`. */
  | { type: 'locked' | 'refused' }
  /** The answer to `open`. `busy`: there is a workout, or one whose end is not stored yet. */
  | { type: 'opened'; turn: number; restored: Restored | undefined; busy: boolean }
  /** What was left has not been read for as long as somebody who wants to start should wait. */
  | { type: 'waitedLong'; turn: number }
  /** The workout is over, and stored. */
  | { type: 'finished' }
  /** The answer to `keep`. */
  | { type: 'kept'; turn: number }
  /** The lock was stolen, or the fence of the store says that another tab has claimed it. */
  | { type: 'lost' }
  /** The answer to `follow`: the workout is this tab's. `present`: it was seen from here until now. */
  | { type: 'followed'; present: boolean }
  | { type: 'tab'; message: TabMessage }
  /** From the page. */
  | { type: 'request'; request: WorkoutRequest }
  | { type: 'command'; command: Command }
  | { type: 'takeOver' | 'forgetDeleted' };

export type OwnershipEffect =
  /** Asks for the lock, for as long as a page takes that is going away. */
  | { type: 'requestLock' }
  /** The answer is known to be no. */
  | { type: 'stopWaiting' }
  /** Takes up what was left. */
  | { type: 'open'; turn: number; present: boolean }
  | { type: 'limitWait'; turn: number }
  /** The store may be read as late as it likes: a workout begins without. */
  | { type: 'openLate' }
  /** Nobody else may write from now on. */
  | { type: 'claim' }
  | { type: 'begin'; requests: readonly WorkoutRequest[] }
  /** Tells the person that another tab has the workout, and that what they asked for was not begun. */
  | { type: 'refuse'; requests: readonly WorkoutRequest[] }
  /** Tells the page that what was left has been looked at. */
  | { type: 'ready'; restored: Restored | undefined }
  | { type: 'giveBack' }
  | { type: 'keep'; turn: number }
  /** Forgets the workout here, shows the other tab's, and waits until that is this tab's. */
  | { type: 'follow' }
  /** What came of an opening that was overtaken is dropped. */
  | { type: 'letGo' }
  | { type: 'command'; command: Command }
  | { type: 'forgetDeleted' }
  /** Another tab asks for the whole truth. */
  | { type: 'answer' }
  /** To the follower. */
  | { type: 'hear'; message: TabMessage }
  | { type: 'passOn'; command: Command }
  | { type: 'takeOver' };

type Step = [Ownership, ...OwnershipEffect[]];
type Undecided = Extract<Ownership, { requests: unknown }>;

export const BEGINNING: Step = [{ state: 'looking', turn: 0, requests: [] }, { type: 'requestLock' }];

export function advanceOwnership(ownership: Ownership, event: OwnershipEvent): Step {
  switch (ownership.state) {
    case 'looking':
    case 'taking':
      return awaitLock(ownership, event);
    case 'opening':
      return openWorkout(ownership, event);
    case 'free':
      return beFree(ownership, event);
    case 'owning':
      return own(ownership, event);
    case 'handingOver':
      return handOver(ownership, event);
    case 'following':
      return beFollower(ownership, event);
  }
}

function awaitLock(ownership: Undecided, event: OwnershipEvent): Step {
  const { state, turn, requests } = ownership;
  switch (event.type) {
    case 'locked':
      if (state === 'looking')
        return [
          { ...ownership, state: 'opening' },
          { type: 'open', turn, present: false },
        ];
      return [{ state: 'owning', turn }, { type: 'claim' }, { type: 'begin', requests }];
    case 'refused':
      return follow(ownership);
    case 'request':
      return enqueue(ownership, event.request, state === 'looking');
    case 'tab':
      return event.message.type === 'now' ? [ownership, { type: 'stopWaiting' }] : [ownership];
    case 'lost': // the fence alone can say so; whose the workout is, the lock says
      return [ownership, { type: 'stopWaiting' }];
    default:
      return local(ownership, event);
  }
}

function openWorkout(ownership: Undecided, event: OwnershipEvent): Step {
  const { turn, requests } = ownership;
  switch (event.type) {
    case 'opened': {
      if (event.turn !== turn) return [ownership, { type: 'letGo' }]; // another tab has had the workout since
      const ready = { type: 'ready', restored: event.restored } as const;
      if (requests.length > 0) return [{ state: 'owning', turn }, ready, { type: 'begin', requests }];
      return event.busy ? [{ state: 'owning', turn }, ready] : [{ state: 'free', turn }, { type: 'giveBack' }, ready];
    }
    case 'waitedLong':
      if (event.turn !== turn || requests.length === 0) return [ownership];
      return [{ state: 'owning', turn }, { type: 'openLate' }, { type: 'begin', requests }];
    case 'request':
      return enqueue(ownership, event.request, true);
    default:
      return holdLock(ownership, event);
  }
}

function beFree(ownership: Ownership, event: OwnershipEvent): Step {
  switch (event.type) {
    case 'request':
      return [{ state: 'taking', turn: ownership.turn, requests: [event.request] }, { type: 'requestLock' }];
    case 'tab':
      return event.message.type === 'now' ? follow(ownership) : [ownership];
    case 'lost':
      return follow(ownership);
    default:
      return local(ownership, event);
  }
}

function own(ownership: Ownership, event: OwnershipEvent): Step {
  switch (event.type) {
    case 'finished':
      return [{ state: 'free', turn: ownership.turn }, { type: 'giveBack' }];
    case 'request':
      return [ownership, { type: 'begin', requests: [event.request] }];
    default:
      return holdLock(ownership, event);
  }
}

function handOver(ownership: Ownership, event: OwnershipEvent): Step {
  switch (event.type) {
    case 'kept':
      return event.turn === ownership.turn ? lose(ownership) : [ownership];
    case 'opened': // it is on the disk, and goes to the other tab from there
      return [ownership];
    case 'request': // whether the other tab has a workout is not known here
      return [ownership, { type: 'refuse', requests: [event.request] }];
    default:
      return holdLock(ownership, event);
  }
}

/** What holds for every tab that has the lock. */
function holdLock(ownership: Ownership, event: OwnershipEvent): Step {
  switch (event.type) {
    case 'lost':
      return lose(ownership);
    case 'tab':
      return hearTab(ownership, event.message);
    default:
      return local(ownership, event);
  }
}

function hearTab(ownership: Ownership, message: TabMessage): Step {
  const { state, turn } = ownership;
  switch (message.type) {
    case 'now': // said before it was known who has it
      return [ownership];
    case 'command':
      return [ownership, { type: 'command', command: message.command }];
    case 'handOver':
      return state === 'handingOver'
        ? [ownership]
        : [{ state: 'handingOver', turn }, { type: 'keep', turn }, ...refused(ownership)];
    case 'ask':
      return [ownership, { type: 'answer' }];
  }
}

/** What holds for every tab that does not follow. */
function local(ownership: Ownership, event: OwnershipEvent): Step {
  switch (event.type) {
    case 'command':
      return [ownership, { type: 'command', command: event.command }];
    case 'forgetDeleted':
      return [ownership, { type: 'forgetDeleted' }];
    case 'opened': // late: a workout was begun without
      return event.turn === ownership.turn ? [ownership, { type: 'ready', restored: event.restored }] : [ownership];
    default:
      return [ownership];
  }
}

function beFollower(ownership: Ownership, event: OwnershipEvent): Step {
  const { turn } = ownership;
  switch (event.type) {
    case 'followed':
      return [
        { state: 'opening', turn, requests: [] },
        { type: 'open', turn, present: event.present },
      ];
    case 'tab':
      return [ownership, { type: 'hear', message: event.message }];
    case 'command':
      return [ownership, { type: 'passOn', command: event.command }];
    case 'takeOver':
      return [ownership, { type: 'takeOver' }];
    case 'opened':
      return [ownership, { type: 'letGo' }];
    case 'request':
      return [ownership, { type: 'refuse', requests: [event.request] }];
    default:
      return [ownership];
  }
}

/** A start does not wait for the store for ever; a workout that is to be brought back can only come from there. */
function enqueue(ownership: Undecided, request: WorkoutRequest, limited: boolean): Step {
  const next = { ...ownership, requests: [...ownership.requests, request] };
  return limited && request.type === 'start' ? [next, { type: 'limitWait', turn: ownership.turn }] : [next];
}

function lose(ownership: Ownership): Step {
  const [following, ...effects] = follow(ownership);
  return [following, { type: 'giveBack' }, ...effects];
}

function follow(ownership: Ownership): Step {
  return [{ state: 'following', turn: ownership.turn + 1 }, ...refused(ownership), { type: 'follow' }];
}

/** What was waited for will not begin here. A tap is answered, whatever becomes of the workout. */
function refused(ownership: Ownership): OwnershipEffect[] {
  const requests = 'requests' in ownership ? ownership.requests : [];
  return requests.length > 0 ? [{ type: 'refuse', requests }] : [];
}
