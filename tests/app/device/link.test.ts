// The connection as a pure state machine: a script of events in, the states that it goes through and what it asks for out.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advanceLink,
  linkSeen,
  UNLINKED,
  type LinkEffect,
  type LinkEvent,
  type LinkState,
} from '../../../src/app/device/link.ts';
import { isLinked } from '../../../src/app/device/linked.ts';

/** Answers to the latest question of their kind, and what happens by itself. */
const WORDS = {
  choose: () => ({ type: 'choose' }),
  take: ({ chooser, era }) => ({ type: 'chosen', chooser, era, deviceId: 'a' }),
  takeOther: ({ chooser, era }) => ({ type: 'chosen', chooser, era, deviceId: 'b' }),
  cancel: ({ chooser }) => ({ type: 'notChosen', chooser, problem: { code: 'cancelled' } }),
  look: () => ({ type: 'look', byHand: false }),
  tap: () => ({ type: 'look', byHand: true }),
  known: ({ search }) => ({ type: 'remembered', search, deviceId: 'a' }),
  unknown: ({ search }) => ({ type: 'remembered', search, deviceId: undefined }),
  reached: ({ attempt }) => ({ type: 'reached', attempt }),
  opened: ({ attempt }) => ({ type: 'opened', attempt }),
  heard: ({ attempt }) => ({ type: 'heard', attempt }),
  refused: ({ attempt }) => ({ type: 'refused', attempt, problem: { code: 'notFound' }, final: false, patient: false }),
  patiently: ({ attempt }) => ({
    type: 'refused',
    attempt,
    problem: { code: 'notFound' },
    final: false,
    patient: true,
  }),
  never: ({ attempt }) => ({ type: 'refused', attempt, problem: { code: 'noService' }, final: true, patient: true }),
  denied: ({ attempt }) => ({ type: 'refused', attempt, problem: { code: 'denied' }, final: true, patient: true }),
  dropped: ({ attempt }) => ({ type: 'dropped', attempt, patient: false }),
  silent: ({ attempt }) => ({ type: 'silent', attempt, patient: false }),
  waited: ({ attempt }) => ({ type: 'waited', attempt }),
  retry: () => ({ type: 'retry' }),
  disconnect: () => ({ type: 'disconnect' }),
} satisfies Record<string, (state: LinkState) => LinkEvent>;
type Word = keyof typeof WORDS;

const said = (effect: LinkEffect): string => ('forS' in effect ? `wait${effect.forS}` : effect.type);

/** The states as a person sees them, each with what is asked for on the way there. */
function play(script: string): string {
  let state = UNLINKED;
  return script
    .split(' ')
    .map((word) => {
      const [next, ...effects] = advanceLink(state, WORDS[word as Word](state));
      state = next;
      return [linkSeen(state), ...effects.map(said)].join('+');
    })
    .join(' ');
}

const LIVE = 'choose take reached opened heard';

describe('a script and what becomes of it', () => {
  test.each([
    [
      LIVE,
      'choosing+openChooser connecting+connect discovering discovering+readBattery live',
      'from a tap to a heart rate',
    ],
    [
      'choose take reached heard opened',
      'choosing+openChooser connecting+connect discovering live live+readBattery',
      'a frame before the browser says that it notifies',
    ],
    ['look known reached heard', 'idle+search connecting+connect discovering live', 'after a reload, without a tap'],
    ['look unknown', 'idle+search needsTap', 'after a reload, where the browser has forgotten'],
    ['choose cancel', 'choosing+openChooser idle', 'a chooser that is closed'],
    [
      'choose take refused waited refused waited reached heard',
      'choosing+openChooser connecting+connect reconnecting+release+wait2 reconnecting+connect reconnecting+release+wait4 reconnecting+connect discovering live',
      'tries wait longer each time',
    ],
    [
      'choose take never',
      'choosing+openChooser connecting+connect failed+release',
      'what would end the same again ends',
    ],
    [
      'choose take reached never',
      'choosing+openChooser connecting+connect discovering failed+release',
      'a device without what is looked for',
    ],
    [
      'choose take reached dropped waited',
      'choosing+openChooser connecting+connect discovering reconnecting+release+wait2 reconnecting+connect',
      'a drop before anything was heard is one more try in vain',
    ],
    [
      'choose take reached opened silent waited',
      'choosing+openChooser connecting+connect discovering discovering+readBattery reconnecting+release+wait2 reconnecting+connect',
      'so is a connection that says nothing',
    ],
  ])('%s → %s: %s', (script, outcome) => {
    expect(play(script)).toBe(outcome);
  });

  test.each([
    ['dropped', 'reconnecting+release+wait0.3', 'one that was heard is tried again at once'],
    ['silent', 'reconnecting+release+wait0.3', 'so is one that went silent'],
    ['tap', 'connecting+release+connect', 'by hand it is connected anew'],
    ['look', 'live', 'looked for again it stays'],
    ['retry', 'live', 'a reason to try changes nothing where nothing waits'],
    ['choose cancel', 'live+openChooser live', 'it stays while another is chosen, and when none is'],
    ['choose takeOther', 'live+openChooser connecting+release+connect', 'another takes its place'],
    ['disconnect dropped waited', 'idle+release idle idle', 'let go it stays away'],
    ['dropped tap', 'reconnecting+release+wait0.3 reconnecting+connect', 'whoever cannot wait need not'],
    [
      'dropped retry',
      'reconnecting+release+wait0.3 reconnecting+connect',
      'nor when Bluetooth is back or a workout begins',
    ],
    ['dropped waited tap', 'reconnecting+release+wait0.3 reconnecting+connect reconnecting', 'a try is given its time'],
    [
      'dropped waited denied retry',
      'reconnecting+release+wait0.3 reconnecting+connect failed+release connecting+connect',
      'what has failed is tried again when there is a reason',
    ],
    [
      'dropped waited reached never waited',
      'reconnecting+release+wait0.3 reconnecting+connect discovering reconnecting+release+wait2 reconnecting+connect',
      'one that was heard before does send a heart rate, whatever a broken discovery says',
    ],
    [
      'choose takeOther reached never',
      'live+openChooser connecting+release+connect discovering failed+release',
      'of another device nothing is known',
    ],
  ])(`${LIVE}, then %s → %s: %s`, (script, outcome) => {
    expect(play(`${LIVE} ${script}`).split(' ').slice(5).join(' ')).toBe(outcome);
  });

  test('tries end without a workout, and never with one', () => {
    const tries = (how: string, n: number): string =>
      play(`choose take ${Array(n).fill(how).join(' waited ')}`)
        .split(' ')
        .at(-1)!;
    expect(tries('refused', 8)).toBe('reconnecting+release+wait30');
    expect(tries('refused', 9)).toBe('failed+release');
    expect(tries('patiently', 500)).toBe('reconnecting+release+wait30');
  });

  test('a strap that connects and drops again and again is left longer each time, and then to the person', () => {
    const once = 'reached dropped waited';
    const waits = play(`choose take ${Array(9).fill(once).join(' ')}`).match(/wait[\d.]+|failed(?=\+)/g);
    expect(waits).toEqual(['wait2', 'wait4', 'wait8', 'wait16', 'wait30', 'wait30', 'wait30', 'wait30', 'failed']);
  });
});

test('whatever happens in whatever order: no state is stuck, one connection is meant at most, old answers change nothing', () => {
  const words = Object.keys(WORDS) as Word[];
  const stale = fc.record({ back: fc.integer({ min: 1, max: 6 }), word: fc.constantFrom(...words) });
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), stale), { maxLength: 60 }), (script) => {
      let state = UNLINKED;
      const past: LinkState[] = [state];
      const open = new Set<number>(); // connections that were asked for and not given up
      let waiting: number | undefined;
      for (const step of script) {
        const word = typeof step === 'string' ? step : step.word;
        const seenThen = typeof step === 'string' ? state : past.at(-Math.min(step.back, past.length))!;
        const event = WORDS[word](seenThen);
        const isOld = 'attempt' in event && (event.attempt !== state.attempt || !state.active) && word !== 'waited';
        const [next, ...effects] = advanceLink(state, event);
        if (isOld) expect(next).toBe(state);
        for (const effect of effects) {
          if (effect.type === 'connect') open.add(effect.attempt);
          if (effect.type === 'release') open.delete(effect.attempt);
          if (effect.type === 'wait') waiting = effect.attempt;
        }
        state = next;
        past.push(state);

        expect([...open]).toEqual(state.active ? [state.attempt] : []);
        // whoever is on the way somewhere has asked for the next step, and is not waited for in vain
        if (isLinked(state.link) || state.link === 'connecting') expect(state.active).toBe(true);
        if (state.link === 'reconnecting' && !state.active) expect(waiting).toBe(state.attempt);
        if (state.link === 'idle' || state.link === 'needsTap' || state.link === 'failed')
          expect(state.active).toBe(false);
        if (state.link === 'failed' || (state.link === 'reconnecting' && !state.active))
          expect(state.problem).toBeDefined();
      }
    }),
    { numRuns: 1_000, seed: 13 },
  );
});
