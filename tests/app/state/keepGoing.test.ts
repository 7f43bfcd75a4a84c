// The tone that keeps a page alive, with a player that does what browsers and systems do.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Player } from '../../../src/app/device/tonePlayer.ts';
import { KeepGoing } from '../../../src/app/state/keepGoing.svelte.ts';
import { settled } from '../../support/fakeBluetooth.ts';

class FakePlayer implements Player {
  supported = true;
  plays = false;
  asked = 0;
  refuses: string | undefined;
  /** Answers only when it is told to. */
  waits: (() => void)[] | undefined;
  rest = vi.fn<() => void>(() => void (this.plays = false));
  release = vi.fn<() => void>(() => void (this.plays = false));
  onStopped = (): void => undefined;
  onGoesOn = (): void => undefined;

  async play(): Promise<void> {
    this.asked++;
    if (this.waits) await new Promise<void>((answer) => this.waits?.push(answer));
    if (this.refuses !== undefined) throw new DOMException('no', this.refuses);
    this.plays = true;
  }
}

let player: FakePlayer;
let at: KeepGoing;
beforeEach(() => {
  player = new FakePlayer();
  at = new KeepGoing(player);
});

test('it plays while it is wanted, rests while the person pauses, and is let go at the end', async () => {
  expect(at.state).toBe('off');
  at.want('play');
  expect(at.state).toBe('starting');
  await settled();
  expect([at.state, player.plays]).toEqual(['playing', true]);
  at.want('rest');
  expect([at.state, player.plays]).toEqual(['rests', false]);
  at.want('play');
  await settled();
  expect([at.state, player.plays]).toEqual(['playing', true]);
  at.want('off');
  expect([at.state, player.plays, player.release.mock.calls.length]).toEqual(['off', false, 1]);
});

test('the same wish again asks for nothing', async () => {
  at.want('play');
  await settled();
  at.want('play');
  expect(player.asked).toBe(1);
});

test('refused without a touch, it is asked for at the next one, and at none after that', async () => {
  player.refuses = 'NotAllowedError';
  at.want('play');
  await settled();
  expect(at.state).toBe('refused');
  player.refuses = undefined;
  at.touched();
  await settled();
  expect(at.state).toBe('playing');
  at.touched();
  expect(player.asked).toBe(2);
});

test('what cannot be played is not asked for at each touch', async () => {
  player.refuses = 'NotSupportedError';
  at.want('play');
  await settled();
  expect(at.state).toBe('failed');
  at.touched();
  expect(player.asked).toBe(1);
  player.supported = false;
  at.again();
  expect([at.state, player.asked]).toEqual(['failed', 1]);
});

test('stopped by a call, it says so and takes nothing back by a touch; it goes on when the system or the person says', async () => {
  at.want('play');
  await settled();
  player.onStopped();
  expect(at.state).toBe('stopped');
  at.touched();
  at.want('play');
  expect([at.state, player.asked]).toEqual(['stopped', 1]);
  player.onGoesOn();
  expect(at.state).toBe('playing');
  player.onStopped();
  at.again();
  await settled();
  expect([at.state, player.asked]).toEqual(['playing', 2]);
});

test('a pause of the person after the system stopped it is a pause', async () => {
  at.want('play');
  await settled();
  player.onStopped();
  at.want('rest');
  expect(at.state).toBe('rests');
  player.onStopped();
  player.onGoesOn();
  expect(at.state).toBe('rests');
});

test('an answer that comes after the end changes nothing', async () => {
  player.waits = [];
  at.want('play');
  at.want('off');
  player.waits[0]?.();
  await settled();
  expect(at.state).toBe('off');
});

test('begun in the tap, it is not begun once more by the workout', async () => {
  at.begin();
  at.want('play');
  await settled();
  expect([at.state, player.asked]).toEqual(['playing', 1]);
});
