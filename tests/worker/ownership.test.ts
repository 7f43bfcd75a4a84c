// Who runs the workout, told as scripts: what happens to a tab, from its beginning, and what it does about that.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import type { NowMessage } from '../../src/wire/messages.ts';
import type { TabMessage } from '../../src/wire/tabs.ts';
import {
  advanceOwnership,
  BEGINNING,
  type Ownership,
  type OwnershipEffect,
  type OwnershipEvent,
} from '../../src/worker/ownership.ts';

const STARTED_AT = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };
const RESTORED = { awayMs: 5_000, running: true, present: false };
const PAUSE = { type: 'command', command: { type: 'pause' } } as const;

const tab = (message: TabMessage): OwnershipEvent => ({ type: 'tab', message });

/** `turn`: of the question that is answered. */
const EVENTS: Record<string, (turn: number) => OwnershipEvent> = {
  locked: () => ({ type: 'locked' }),
  refused: () => ({ type: 'refused' }),
  lost: () => ({ type: 'lost' }),
  openedEmpty: (turn) => ({ type: 'opened', turn, restored: undefined, busy: false }),
  openedUnstored: (turn) => ({ type: 'opened', turn, restored: undefined, busy: true }),
  openedRestored: (turn) => ({ type: 'opened', turn, restored: RESTORED, busy: true }),
  waitedLong: (turn) => ({ type: 'waitedLong', turn }),
  finished: () => ({ type: 'finished' }),
  kept: (turn) => ({ type: 'kept', turn }),
  followed: () => ({ type: 'followed', present: false }),
  followedPresent: () => ({ type: 'followed', present: true }),
  tabAsks: () => tab({ v: 1, type: 'ask' }),
  tabRuns: () => tab({ v: 1, type: 'now', now: {} as NowMessage }),
  tabPauses: () => tab({ v: 1, ...PAUSE }),
  tabWants: () => tab({ v: 1, type: 'handOver' }),
  start: () => ({ type: 'request', request: { type: 'start', plan: {} as Plan, startedAt: STARTED_AT } }),
  bringBack: () => ({ type: 'request', request: { type: 'bringBack' } }),
  pause: () => PAUSE,
  takeOver: () => ({ type: 'takeOver' }),
  forgetDeleted: () => ({ type: 'forgetDeleted' }),
};

/** `kept@0` answers a question of turn 0; without a number, of the present one. */
function eventOf(word: string, { turn }: Ownership): OwnershipEvent {
  const [name = '', asked] = word.split('@');
  const event = EVENTS[name];
  if (!event) throw new Error(`no event is called ${name}`);
  return event(asked === undefined ? turn : Number(asked));
}

function textOf(effect: OwnershipEffect): string {
  switch (effect.type) {
    case 'open':
      return effect.present ? 'open(present)' : 'open';
    case 'begin':
    case 'refuse':
      return `${effect.type}(${effect.requests.map(({ type }) => type).join(' ')})`;
    case 'ready':
      return effect.restored ? 'ready(restored)' : 'ready';
    case 'command':
    case 'passOn':
      return `${effect.type}(${effect.command.type})`;
    case 'hear':
      return `hear(${effect.message.type})`;
    default:
      return effect.type;
  }
}

function play(script: string): { ownership: Ownership; effects: OwnershipEffect[]; last: OwnershipEffect[] } {
  let [ownership, ...last] = BEGINNING;
  const effects: OwnershipEffect[] = [];
  for (const word of script.split(' ').filter(Boolean)) {
    [ownership, ...last] = advanceOwnership(ownership, eventOf(word, ownership));
    effects.push(...last);
  }
  return { ownership, effects, last };
}

/** Where a script leads, and what its last event asks for. */
function outcome(script: string): string {
  const { ownership, last } = play(script);
  return [`${ownership.state}:`, ...last.map(textOf)].join(' ');
}

const OWNING = 'locked openedRestored';
const FREE = 'locked openedEmpty';
const FOLLOWING = 'refused';

describe('ownership: a tab that looks whether there is a workout', () => {
  test.each([
    ['', 'looking: requestLock'],
    ['locked', 'opening: open'],
    ['refused', 'following: follow'],
    ['tabRuns', 'looking: stopWaiting'],
    ['tabAsks', 'looking:'],
    ['tabPauses', 'looking:'],
    ['tabWants', 'looking:'],
    ['lost', 'looking: stopWaiting'],
    ['start', 'looking: limitWait'],
    ['bringBack', 'looking:'],
    ['start refused', 'following: refuse(start) follow'],
    ['bringBack start refused', 'following: refuse(bringBack start) follow'],
    ['pause', 'looking: command(pause)'],
    ['takeOver', 'looking:'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });
});

describe('ownership: what was left is read', () => {
  test.each([
    ['locked openedRestored', 'owning: ready(restored)'],
    ['locked openedUnstored', 'owning: ready'],
    ['locked openedEmpty', 'free: giveBack ready'],
    ['locked start', 'opening: limitWait'],
    ['locked bringBack', 'opening:'],
    ['locked start openedEmpty', 'owning: ready begin(start)'],
    ['locked start openedRestored', 'owning: ready(restored) begin(start)'],
    ['start locked openedEmpty', 'owning: ready begin(start)'],
    ['start start locked openedEmpty', 'owning: ready begin(start start)'],
    ['bringBack locked start openedEmpty', 'owning: ready begin(bringBack start)'],
    ['locked finished', 'opening:'],
    ['locked tabAsks', 'opening: answer'],
    ['locked tabRuns', 'opening:'],
    ['locked tabWants', 'handingOver: keep'],
    ['locked tabWants openedRestored', 'handingOver:'],
    ['locked lost', 'following: giveBack follow'],
    ['locked start lost', 'following: giveBack refuse(start) follow'],
    ['locked start tabWants', 'handingOver: keep refuse(start)'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });

  test.each([
    ['locked start waitedLong', 'owning: openLate begin(start)'],
    ['locked start waitedLong waitedLong', 'owning:'],
    ['locked start waitedLong openedEmpty', 'owning: ready'],
    ['locked start waitedLong finished openedEmpty', 'free: ready'],
    ['locked start openedEmpty waitedLong', 'owning:'],
    ['locked waitedLong', 'opening:'],
  ])('no longer than somebody waits who wants to start: %s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });

  test.each([
    ['locked lost openedRestored@0', 'following: letGo'],
    ['locked lost followed openedRestored@0', 'opening: letGo'],
    ['locked lost followed openedRestored@0 openedRestored', 'owning: ready(restored)'],
    ['locked lost followed start waitedLong openedEmpty@0', 'owning:'],
    ['locked start lost followed waitedLong@0', 'opening:'],
  ])('when another tab has had the workout meanwhile, it is dropped: %s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });
});

describe('ownership: a tab without a workout', () => {
  test.each([
    [`${FREE} start`, 'taking: requestLock'],
    [`${FREE} bringBack`, 'taking: requestLock'],
    [`${FREE} start start`, 'taking:'],
    [`${FREE} start locked`, 'owning: claim begin(start)'],
    [`${FREE} start start locked`, 'owning: claim begin(start start)'],
    [`${FREE} bringBack bringBack locked`, 'owning: claim begin(bringBack bringBack)'],
    [`${FREE} bringBack locked finished`, 'free: giveBack'],
    [`${FREE} start refused`, 'following: refuse(start) follow'],
    [`${FREE} start start refused`, 'following: refuse(start start) follow'],
    [`${FREE} start tabRuns`, 'taking: stopWaiting'],
    [`${FREE} start tabRuns locked`, 'owning: claim begin(start)'],
    [`${FREE} start lost`, 'taking: stopWaiting'],
    [`${FREE} tabRuns`, 'following: follow'],
    [`${FREE} tabAsks`, 'free:'],
    [`${FREE} tabPauses`, 'free:'],
    [`${FREE} tabWants`, 'free:'],
    [`${FREE} lost`, 'following: follow'],
    [`${FREE} finished`, 'free:'],
    [`${FREE} forgetDeleted`, 'free: forgetDeleted'],
    [`${FREE} takeOver`, 'free:'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });
});

describe('ownership: the tab that runs the workout', () => {
  test.each([
    [`${OWNING} pause`, 'owning: command(pause)'],
    [`${OWNING} tabPauses`, 'owning: command(pause)'],
    [`${OWNING} tabAsks`, 'owning: answer'],
    [`${OWNING} tabRuns`, 'owning:'],
    [`${OWNING} finished`, 'free: giveBack'],
    [`${OWNING} start`, 'owning: begin(start)'],
    [`${OWNING} bringBack`, 'owning: begin(bringBack)'],
    [`${OWNING} takeOver`, 'owning:'],
    [`${OWNING} lost`, 'following: giveBack follow'],
    [`${OWNING} tabWants`, 'handingOver: keep'],
    [`${OWNING} tabWants kept`, 'following: giveBack follow'],
    [`${OWNING} tabWants tabWants`, 'handingOver:'],
    [`${OWNING} tabWants lost`, 'following: giveBack follow'],
    [`${OWNING} tabWants finished`, 'handingOver:'],
    [`${OWNING} tabWants start`, 'handingOver: refuse(start)'],
    [`${OWNING} tabWants bringBack`, 'handingOver: refuse(bringBack)'],
    [`${OWNING} tabWants start kept`, 'following: giveBack follow'],
    [`${OWNING} tabWants tabAsks`, 'handingOver: answer'],
    [`${OWNING} tabWants tabPauses`, 'handingOver: command(pause)'],
    [`${OWNING} tabWants lost kept@0`, 'following:'],
    [`${OWNING} tabWants lost followed openedRestored kept@0`, 'owning:'],
    [`${OWNING} tabWants lost followed openedRestored tabWants kept@0`, 'handingOver:'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });
});

describe('ownership: a tab that follows', () => {
  test.each([
    [`${FOLLOWING} tabRuns`, 'following: hear(now)'],
    [`${FOLLOWING} tabAsks`, 'following: hear(ask)'],
    [`${FOLLOWING} pause`, 'following: passOn(pause)'],
    [`${FOLLOWING} takeOver`, 'following: takeOver'],
    [`${FOLLOWING} start`, 'following: refuse(start)'],
    [`${FOLLOWING} bringBack`, 'following: refuse(bringBack)'],
    [`${FOLLOWING} forgetDeleted`, 'following:'],
    [`${FOLLOWING} lost`, 'following:'],
    [`${FOLLOWING} finished`, 'following:'],
    [`${FOLLOWING} followed`, 'opening: open'],
    [`${FOLLOWING} followedPresent`, 'opening: open(present)'],
    [`${FOLLOWING} start followed openedEmpty`, 'free: giveBack ready'],
    [`${FOLLOWING} followedPresent openedRestored lost followedPresent`, 'opening: open(present)'],
  ])('%s → %s', (script, expected) => {
    expect(outcome(script)).toBe(expected);
  });
});

/** Also in orders that no lock and no store would come to, and with answers to what was asked long ago. */
const words = fc.array(fc.constantFrom(...Object.keys(EVENTS), 'openedRestored@0', 'waitedLong@0', 'kept@0'), {
  maxLength: 40,
});

describe('ownership: whatever happens, in any order', () => {
  const holds = ({ state }: Ownership): boolean => state === 'opening' || state === 'owning' || state === 'handingOver';

  test('a workout begins, is opened and is kept only under the lock', () => {
    fc.assert(
      fc.property(words, (script) => {
        let [ownership] = BEGINNING;
        for (const word of script) {
          const before = ownership;
          const [after, ...effects] = advanceOwnership(before, eventOf(word, before));
          ownership = after;
          for (const { type } of effects) {
            if (['open', 'claim', 'begin', 'keep', 'openLate', 'answer'].includes(type))
              expect(holds(after)).toBe(true);
            if (type === 'giveBack') expect([holds(before), holds(after)]).toEqual([true, false]);
            if (['hear', 'passOn', 'takeOver'].includes(type)) expect(after.state).toBe('following');
          }
          // who gives the lock away says so, unless nobody had it any more
          if (holds(before) && !holds(after)) expect(effects.map(({ type }) => type)).toContain('giveBack');
          if (after.state === 'following' && before.state !== 'following')
            expect([after.turn, effects.at(-1)]).toEqual([before.turn + 1, { type: 'follow' }]);
        }
      }),
    );
  });

  test('a start is begun once, refused once, or still waited for; none is dropped without a word', () => {
    fc.assert(
      fc.property(words, (script) => {
        let [ownership] = BEGINNING;
        for (const word of script) {
          const before = 'requests' in ownership ? ownership.requests.length : 0;
          const event = eventOf(word, ownership);
          const [after, ...effects] = advanceOwnership(ownership, event);
          ownership = after;
          const answered = effects.reduce(
            (sum, each) => sum + (each.type === 'begin' || each.type === 'refuse' ? each.requests.length : 0),
            0,
          );
          const waiting = 'requests' in after ? after.requests.length : 0;
          expect(answered + waiting).toBe(before + (event.type === 'request' ? 1 : 0));
        }
      }),
    );
  });
});
