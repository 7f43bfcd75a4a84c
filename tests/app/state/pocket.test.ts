// A workout in a pocket: the tone and the lock screen follow it, the touch lock outlives a phase and ends with it.
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { snapshotOf } from '../../../src/core/session/snapshot.ts';
import type { MediaAction, MediaCard, MediaControls } from '../../../src/app/device/mediaControls.ts';
import type { Player } from '../../../src/app/device/tonePlayer.ts';
import { Pocket } from '../../../src/app/state/pocket.svelte.ts';
import { HOLD_MS } from '../../../src/app/state/touchLock.ts';
import { pocket as say } from '../../../src/words/en/pocket.ts';
import { catalogueFor } from '../../../src/words/words.ts';
import { phase, planOf, time, workout } from '../../core/arbitrary.ts';
import { settled } from '../../support/fakeBluetooth.ts';
import { ToldLive, ToldSettings } from './pocketed.svelte.ts';
import { FakeWindow } from './window.ts';

const PLAN = planOf({ ...phase(time(300)), name: 'Warm-up' }, { ...phase(time(600)), name: 'Work' });

class Tone implements Player {
  readonly supported = true;
  plays = false;
  refuses = false;
  onStopped = (): void => undefined;
  onGoesOn = (): void => undefined;
  play(): Promise<void> {
    if (this.refuses) return Promise.reject(new DOMException('touch first', 'NotAllowedError'));
    this.plays = true;
    return Promise.resolve();
  }
  rest(): void {
    this.plays = false;
  }
  release(): void {
    this.plays = false;
  }
}

class LockScreen implements MediaControls {
  readonly supported = true;
  card: MediaCard | undefined;
  shown = 0;
  offered: readonly MediaAction[] = [];
  press: (action: MediaAction) => void = () => undefined;
  offer(offered: readonly MediaAction[], act: (action: MediaAction) => void): void {
    this.offered = offered;
    this.press = act;
  }
  show(card: MediaCard): void {
    this.card = card;
    this.shown++;
  }
  clear(): void {
    this.card = undefined;
  }
}

let page: FakeWindow;
beforeEach(() => {
  page = new FakeWindow().open();
  Object.assign(page.document, { fullscreenEnabled: false, fullscreenElement: null });
});
afterEach(() => void vi.unstubAllGlobals());

async function pocketed() {
  const { words, loadWorkout } = await catalogueFor(['en'], ['en']);
  await loadWorkout();
  const [live, settings, player, media] = [new ToldLive(), new ToldSettings(), new Tone(), new LockScreen()];
  const said: string[] = [];
  let [session, nowMs]: [Session, number] = [IDLE, 0];
  const announcements = { announcer: { say: (text: string) => void said.push(text) } };
  const at = new Pocket({ live, settings, announcements, words }, say, { player, media, nowMs: () => nowMs });
  /** What happens to the workout, and all that follows from it. */
  const happen = async (...events: SessionEvent[]): Promise<void> => {
    for (const event of events) [session] = advance(session, event);
    live.snapshot = snapshotOf(session, DEFAULT_PROFILE);
    nowMs += 1_000;
    flushSync();
    await settled();
    flushSync();
  };
  const begun = (): Promise<void> => happen({ type: 'start', atMs: 0, workout: workout(PLAN) }, TICK);
  return { at, live, settings, player, media, said, happen, begun, wait: (ms: number) => (nowMs += ms) };
}

const TICK: SessionEvent = { type: 'tick', listening: true };

test('nothing plays and nothing is shown that was not asked for', async () => {
  const { settings, player, media, begun, happen } = await pocketed();
  settings.keepGoing = false;
  await begun();
  expect([player.plays, media.card, media.offered]).toEqual([false, undefined, []]);
  settings.keepGoing = true;
  await happen(TICK);
  expect([player.plays, media.card?.title]).toEqual([true, 'Warm-up · 4:58 left']);
  settings.keepGoing = false;
  await happen(TICK);
  expect([player.plays, media.card, media.offered]).toEqual([false, undefined, []]);
});

test('the lock screen follows the workout, and is let go at its end', async () => {
  const { player, media, begun, happen } = await pocketed();
  await begun();
  expect([player.plays, media.card]).toMatchObject([
    true,
    { title: 'Warm-up · 4:59 left', playing: true, durationS: 300 },
  ]);
  await happen({ type: 'skip' });
  expect(media.card).toMatchObject({ title: 'Work · 10:00 left', durationS: 600, positionS: 0 });
  await happen({ type: 'stop', atMs: 2_000 });
  expect([player.plays, media.card, media.offered]).toEqual([false, undefined, []]);
});

test('its buttons do what they say; while the person pauses, the tone rests, and Play brings both back', async () => {
  const { live, player, media, begun, happen } = await pocketed();
  await begun();
  media.press('nexttrack');
  media.press('previoustrack');
  media.press('pause');
  expect(live.told).toEqual(['skip', 'back', 'pause']);
  await happen({ type: 'pause', atMs: 1_500 });
  expect([player.plays, media.card?.playing, media.offered]).toEqual([false, false, ['play', 'pause']]);
  media.press('play');
  expect(live.told.at(-1)).toBe('resume');
  await happen({ type: 'resume', atMs: 9_000 }, TICK);
  expect([player.plays, media.card?.playing]).toEqual([true, true]);
});

test('a call stops the tone and not the workout; Play brings the tone back', async () => {
  const { at, live, player, media, begun, happen } = await pocketed();
  await begun();
  player.plays = false;
  player.onStopped();
  await happen(TICK);
  expect([at.keepGoing.state, live.status, live.told, player.plays]).toEqual(['stopped', 'inProgress', [], false]);
  media.press('play');
  await settled();
  expect([at.keepGoing.state, live.told, player.plays]).toEqual(['playing', [], true]);
});

test('without a touch the browser refuses; the next touch is enough', async () => {
  const { at, player, begun } = await pocketed();
  player.refuses = true;
  await begun();
  expect(at.keepGoing.state).toBe('refused');
  player.refuses = false;
  page.fire('pointerup');
  await settled();
  expect(at.keepGoing.state).toBe('playing');
});

test('what another tab runs plays there', async () => {
  const { live, player, begun, happen } = await pocketed();
  live.elsewhere = true;
  await begun();
  expect(player.plays).toBe(false);
  live.elsewhere = false;
  await happen(TICK);
  expect(player.plays).toBe(true);
});

test('the lock outlives a phase, a pause and a lost strap, and not the workout', async () => {
  const { at, said, begun, happen } = await pocketed();
  at.turnLock('lock');
  expect(at.locked).toBe(false); // there is nothing to lock
  await begun();
  at.turnLock('lock');
  await happen({ type: 'skip' }, TICK, { type: 'pause', atMs: 3_000 });
  expect(at.locked).toBe(true);
  await happen({ type: 'resume', atMs: 4_000 }, { type: 'stop', atMs: 5_000 });
  expect(at.locked).toBe(false);
  expect(said).toEqual([say.lock.locked]);
});

test('the lock is opened by a held press, and says so', async () => {
  const { at, said, begun, wait } = await pocketed();
  await begun();
  at.turnLock('lock');
  at.turnLock('press');
  wait(HOLD_MS - 1);
  at.turnLock('look');
  expect(at.lock.state).toBe('holding');
  wait(1);
  at.turnLock('look');
  expect(at.locked).toBe(false);
  expect(said).toEqual([say.lock.locked, say.lock.unlocked]);
});
