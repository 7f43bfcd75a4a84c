// A strap that does whatever straps, browsers and people do, by chance: each story ends live, or where the screen says what to do.
import * as fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BluetoothStrap } from '../../../src/app/device/bluetooth.ts';
import { isLinked } from '../../../src/app/device/linked.ts';
import { strapProblems } from '../../../src/words/en/strapProblems.ts';
import { FakeBluetooth, FakeDevice, settled } from '../../support/fakeBluetooth.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const rejections: unknown[] = [];
const note = (reason: unknown): void => void rejections.push(reason);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('isSecureContext', true);
  rejections.length = 0;
  process.on('unhandledRejection', note);
});

afterEach(() => {
  process.off('unhandledRejection', note);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const STEPS = [
  'drop',
  'silence',
  'garbage',
  'outOfReach',
  'withinReach',
  'lateAnswer',
  'neverDiscovers',
  'neverNotifies',
  'batteryHangs',
  'batteryLow',
  'answersAgain',
  'radioOff',
  'radioOn',
  'reload',
  'reloadForgotten',
  'tapReconnect',
  'tapConnect',
  'closeChooser',
  'disconnect',
  'wait',
  'waitLong',
] as const;
type StepName = (typeof STEPS)[number];

/** A person, a browser and a strap, a second at a time. */
class Story {
  readonly bluetooth = new FakeBluetooth();
  readonly device = new FakeDevice('a');
  strap = this.#page();
  frames = 0;
  heardOnce = false;
  running: boolean;
  /** What the strap does. */
  reachable = true;
  speaks: 'beats' | 'garbage' | 'nothing' = 'beats';
  /** How long an answer to connect() takes. */
  answersAfterS = 0;
  #remembered = true;
  readonly #askedAtS = new Map<object, number>();
  #s = 0;

  constructor(running: boolean, stubborn: boolean) {
    this.running = running;
    this.device.stubborn = stubborn;
    vi.stubGlobal('navigator', { bluetooth: this.bluetooth });
  }

  #page(): BluetoothStrap {
    return new BluetoothStrap({
      frame: () => void this.frames++,
      battery: () => undefined,
      changed: () => undefined,
      workoutRuns: () => this.running,
    });
  }

  async choose(): Promise<void> {
    void this.strap.choose();
    await this.bluetooth.choosers.at(-1)!.yes(this.device);
  }

  async pass(seconds: number): Promise<void> {
    for (let s = 0; s < seconds; s++) {
      this.#s++;
      for (const search of this.bluetooth.searches)
        if (search.open) await search.yes(this.#remembered ? [this.device] : []);
      await this.#answer();
      await vi.advanceTimersByTimeAsync(1000);
      if (this.device.gatt.connected) {
        if (this.speaks === 'beats') this.device.notify(100 + (this.#s % 50));
        if (this.speaks === 'garbage') this.device.send([0xff, 0xff].slice(0, this.#s % 3));
      }
      await settled();
    }
  }

  async #answer(): Promise<void> {
    for (const [n, asked] of this.device.connects.entries()) {
      if (!asked.open) continue;
      const sinceS = this.#askedAtS.get(asked) ?? this.#s;
      this.#askedAtS.set(asked, sinceS);
      if (this.#s - sinceS < this.answersAfterS) continue;
      if (this.reachable && this.bluetooth.on) await this.device.accept(n);
      else await this.device.refuse(n);
    }
  }

  async step(name: StepName): Promise<void> {
    const { device, bluetooth } = this;
    if (name === 'drop' && device.gatt.connected) device.drop();
    if (name === 'silence') this.speaks = 'nothing';
    if (name === 'garbage') this.speaks = 'garbage';
    if (name === 'outOfReach') {
      this.reachable = false;
      if (device.gatt.connected) device.drop();
    }
    if (name === 'withinReach') this.reachable = true;
    if (name === 'lateAnswer') this.answersAfterS = 27;
    if (name === 'neverDiscovers') device.hangs.add('services');
    if (name === 'neverNotifies') device.hangs.add('notifications');
    if (name === 'batteryHangs') device.hangs.add('battery');
    if (name === 'batteryLow') device.batteryPct = 9;
    if (name === 'answersAgain') this.#behave();
    if (name === 'radioOff') {
      bluetooth.switch(false);
      if (device.gatt.connected) device.drop();
      this.strap.doubt();
    }
    if (name === 'radioOn') {
      bluetooth.switch(true);
      this.strap.retry();
    }
    if (name === 'reload' || name === 'reloadForgotten') await this.#reload(name === 'reload');
    if (name === 'tapReconnect') void this.strap.again({ byHand: true });
    if (name === 'tapConnect') await this.choose();
    if (name === 'closeChooser') {
      void this.strap.choose();
      await bluetooth.choosers.at(-1)!.no('NotFoundError', 'User cancelled the requestDevice() chooser.');
    }
    if (name === 'disconnect') this.strap.disconnect();
    await this.pass(name === 'wait' ? 5 : name === 'waitLong' ? 70 : 1);
  }

  async #reload(remembered: boolean): Promise<void> {
    this.strap.disconnect(); // a page that goes takes its connection along
    await settled();
    this.#remembered = remembered;
    this.strap = this.#page();
    void this.strap.again({ knownId: 'a', byHand: false });
  }

  #behave(): void {
    this.device.hangs.clear();
    this.answersAfterS = 0;
    this.speaks = 'beats';
  }

  /** From now on everything works. */
  becomeWell(): void {
    this.#behave();
    this.reachable = true;
    this.bluetooth.switch(true);
    this.strap.retry();
  }

  /** What the screen says of the strap is an instruction, or that something is under way with an end to it. */
  expectWords(): void {
    const { link, problem, nextTryAtMs } = this.strap;
    if (link === 'failed') expect(strapProblems[problem!.code].length).toBeGreaterThan(10);
    if (link === 'reconnecting' && nextTryAtMs !== undefined)
      expect(nextTryAtMs - Date.now()).toBeLessThanOrEqual(33_000);
    if (!isLinked(link)) expect(this.device.gatt.connected && link === 'idle').toBe(false);
  }
}

test('stories of chance: 200 end live again, or where a tap brings the strap back', { timeout: 120_000 }, async () => {
  const ends: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...STEPS), { minLength: 3, maxLength: 25 }),
      fc.boolean(),
      fc.boolean(),
      async (steps, running, stubborn) => {
        const story = new Story(running, stubborn);
        await story.choose();
        await story.pass(3);
        expect(story.strap.link).toBe('live');
        for (const step of steps) {
          await story.step(step);
          story.expectWords();
        }

        story.becomeWell();
        await story.pass(60);
        const { link } = story.strap;
        ends[link] = (ends[link] ?? 0) + 1;
        expect(['live', 'idle', 'needsTap', 'failed']).toContain(link);
        if (link === 'idle') expect(steps.some((step) => /disconnect|closeChooser|reload/.test(step))).toBe(true);
        if (link === 'needsTap') expect(steps.some((step) => /reloadForgotten|disconnect/.test(step))).toBe(true);
        if (link !== 'live') {
          await story.choose();
          await story.pass(5);
        }
        expect(story.strap.link).toBe('live');

        // one notification is one frame, and nothing listens beside the living connection
        story.frames = 0;
        for (let bpm = 101; bpm <= 120; bpm++) story.device.notify(bpm);
        expect(story.frames).toBe(20);
        expect(story.device.listening).toBeLessThanOrEqual(3);
        story.strap.disconnect();
        expect(story.device.listening).toBe(0);
        await settled();
      },
    ),
    { numRuns: 200, seed: 13 },
  );
  expect(rejections).toEqual([]);
  expect(ends['live']).toBeGreaterThan(100);
});

test.each([
  ['services', 'neverDiscovers'],
  ['notifications', 'neverNotifies'],
] as const)('%s that never come are given up after 20 s, and tried again', async (_, step) => {
  const story = new Story(true, false);
  await story.choose();
  await story.pass(3);
  await story.step(step);
  await story.step('drop');
  await story.pass(3);
  expect(story.strap.link).toBe('discovering');
  for (let s = 0; s < 22 && story.strap.link === 'discovering'; s++) await story.pass(1);
  expect([story.strap.link, story.strap.problem?.code]).toEqual(['reconnecting', 'notFound']);
  story.becomeWell();
  await story.pass(5);
  expect(story.strap.link).toBe('live');
});

test.each([
  ['services', 'neverDiscovers', false],
  ['services', 'neverDiscovers', true],
  ['notifications', 'neverNotifies', false],
  ['notifications', 'neverNotifies', true],
] as const)(
  'a strap that drops before its %s have come is one try in vain, and comes back',
  async (_, step, stubborn) => {
    const story = new Story(false, stubborn);
    await story.choose();
    await story.pass(3);
    await story.step(step);
    await story.step('drop');
    await story.pass(1);
    expect(story.strap.link).toBe('discovering');
    const { connects } = story.device;
    const tried = connects.length;
    story.device.drop(); // told twice: by the event, and by what was asked and is refused
    await settled();
    expect([story.strap.link, story.strap.problem?.code]).toEqual(['reconnecting', 'lost']);
    story.becomeWell();
    await story.pass(4);
    expect(story.strap.link).toBe('live');
    expect(connects).toHaveLength(tried + 1);
  },
);

test('a connection that stands and says nothing is made anew after 45 s, and at once with Bluetooth in doubt', async () => {
  const story = new Story(true, false);
  await story.choose();
  await story.pass(3);
  await story.step('silence');
  await story.pass(40);
  expect(story.strap.link).toBe('live');
  expect(story.device.connects).toHaveLength(1);
  await story.pass(8);
  expect(story.device.connects).toHaveLength(2);
  expect(story.strap.link).toBe('discovering');
  story.becomeWell();
  await story.pass(2);
  expect(story.strap).toMatchObject({ link: 'live', problem: undefined });

  story.speaks = 'nothing';
  story.strap.doubt();
  await story.pass(7);
  expect(story.device.connects).toHaveLength(3);
});

test('a timer that was held up says nothing of the strap: what it has sent is still to come', async () => {
  const story = new Story(true, false);
  await story.choose();
  await story.pass(3);
  story.speaks = 'nothing';
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 3_600_000); // the page was frozen for an hour
  await story.pass(43);
  story.device.notify(120);
  await story.pass(20);
  expect(story.device.connects).toHaveLength(1);
  vi.restoreAllMocks();
});

test('a browser that never says whether Bluetooth is on, nor what it remembers, holds up nothing', async () => {
  const story = new Story(true, false);
  story.bluetooth.getAvailability = () => new Promise(() => undefined);
  story.bluetooth.getDevices = () => new Promise(() => undefined);
  void story.strap.again({ knownId: 'a', byHand: false });
  await story.pass(6);
  expect(story.strap.link).toBe('needsTap');
  story.reachable = false;
  await story.choose();
  await story.pass(5);
  expect(story.strap.link).toBe('reconnecting');
  story.becomeWell();
  await story.pass(3);
  expect(story.strap.link).toBe('live');
});

test('two hundred reconnects leave no listener and no GATT object behind', { timeout: 60_000 }, async () => {
  const story = new Story(true, false);
  await story.choose();
  await story.pass(3);
  const listening = story.device.listening;
  for (let i = 0; i < 200; i++) {
    story.device.drop();
    await story.pass(3);
    expect(story.strap.link).toBe('live');
  }
  expect(story.device.listening).toBe(listening);
  vi.useRealTimers();
  await new Promise((resolve) => setTimeout(resolve, 10)); // a WeakRef holds until the turn is over
  collectGarbage();
  expect(story.device.held).toBeLessThanOrEqual(4); // of 402 that were made
  expect(rejections).toEqual([]);
});
