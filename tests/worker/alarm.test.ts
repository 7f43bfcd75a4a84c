import { expect, test } from 'vitest';
import { Alarm } from '../../src/worker/alarm.ts';

const START = 1_000_000;
const news = (wakeAtEpochMs: number | null): object => ({ v: 1, wakeAtEpochMs });

/** A clock that jumps from timer to timer, and a service worker that says when next. */
class Night {
  now = START;
  asked: number[] = [];
  pageAsked = 0;
  zone = 'Europe/Berlin';
  /** Of the clock on the wall. */
  aheadMs = 0;
  answer: (now: number) => unknown = () => news(null);
  #timers = new Map<number, { atMs: number; call: () => void }>();
  #ids = 0;

  readonly alarm = new Alarm({
    ask: () => {
      this.asked.push(this.now - START);
      return Promise.resolve().then(() => this.answer(this.now));
    },
    askPage: () => {
      this.pageAsked++;
    },
    after: (ms, call) => {
      const id = ++this.#ids;
      this.#timers.set(id, { atMs: this.now + ms, call });
      return () => this.#timers.delete(id);
    },
    wallMs: () => this.now + this.aheadMs,
    timeZone: () => this.zone,
  });

  get timers(): number {
    return this.#timers.size;
  }

  async until(ms: number): Promise<void> {
    for (;;) {
      const [next] = [...this.#timers].sort(([, a], [, b]) => a.atMs - b.atMs);
      if (!next || next[1].atMs > START + ms) break;
      this.#timers.delete(next[0]);
      this.now = Math.max(this.now, next[1].atMs);
      next[1].call();
      for (let i = 0; i < 5; i++) await Promise.resolve();
    }
    this.now = Math.max(this.now, START + ms);
  }
}

test('it wakes the service worker at the time that was said, and at the next one', async () => {
  const night = new Night();
  night.answer = (now) => news(now < START + 200_000 ? START + 200_000 : null);
  night.alarm.hear(news(START + 100_000));
  await night.until(400_000);
  expect(night.asked).toEqual([100_000, 200_000]);
  expect(night.timers).toBe(0);
});

test('what is told to all while it asks is not undone by an answer from before', async () => {
  const night = new Night();
  night.answer = () => {
    night.alarm.hear(news(START + 200_000)); // a schedule was saved: a later look, which is told before this one is answered
    return news(null);
  };
  night.alarm.hear(news(START + 100_000));
  await night.until(150_000);
  night.answer = () => news(null);
  await night.until(400_000);
  expect(night.asked).toEqual([100_000, 200_000]);
});

test('a service worker that does not answer is asked again, and less and less often', async () => {
  const night = new Night();
  night.answer = () => undefined;
  night.alarm.hear(news(START + 100_000));
  await night.until(86_400_000);
  expect(night.asked).toEqual([100_000]); // from then on through the page
  expect(night.pageAsked).toBe(14);
  night.alarm.hear(news(null));
  expect(night.timers).toBe(0);
});

test('what is a year away is waited for in steps that no timer is too short for', async () => {
  const night = new Night();
  const year = 365 * 86_400_000;
  night.alarm.hear(news(START + year));
  await night.until(year - 1);
  expect(night.asked).toEqual([]);
  await night.until(year);
  expect(night.asked).toEqual([year]);
});

test('a clock that was set forward, or a device that slept, is noticed within half a minute', async () => {
  const night = new Night();
  night.alarm.hear(news(START + 3_600_000));
  await night.until(10_000);
  night.now += 7_200_000;
  await night.until(7_210_000 + 30_000);
  expect(night.asked).toHaveLength(1);
});

test('earlier news replaces later', async () => {
  const night = new Night();
  night.alarm.hear(news(START + 500_000));
  night.alarm.hear(news(START + 100_000));
  night.alarm.hear(news(null));
  night.alarm.hear(news(START + 50_000));
  await night.until(600_000);
  expect(night.asked).toEqual([50_000]);
});

test('without a service worker nobody is asked, at no time', async () => {
  const night = new Night();
  const woken = night.alarm.wake();
  await night.until(60_000);
  await woken;
  expect([night.asked, night.pageAsked]).toEqual([[], 0]);
});

test('asked before the service worker was heard of, it waits for that', async () => {
  const night = new Night();
  const woken = night.alarm.wake();
  await night.until(2_000);
  night.alarm.hear(news(null));
  await woken;
  expect(night.asked).toEqual([2_000]);
});

test.each<[string, (night: Night) => void]>([
  ['the device has come to another zone', (night) => (night.zone = 'Asia/Tokyo')],
  ['the clock was set back', (night) => (night.aheadMs = -3_600_000)],
])('when %s, it asks within half a minute', async (_, change) => {
  const night = new Night();
  night.alarm.hear(news(START + 86_400_000));
  await night.until(10_000);
  change(night);
  await night.until(40_000);
  expect(night.asked).toHaveLength(1);
});

test.each<[string, unknown]>([
  ['a page of another host', '<!doctype html>'],
  ['news of a version that is not known', { v: 2, wakeAtEpochMs: 5 }],
  ['a time that is none', { v: 1, wakeAtEpochMs: 'soon' }],
  ['nothing', undefined],
])('answered with %s it lets the page ask, from then on', async (_, answer) => {
  const night = new Night();
  night.answer = () => answer;
  night.alarm.hear(news(START + 1_000));
  await night.until(2_000);
  night.alarm.hear(news(START + 3_000));
  await night.until(4_000);
  expect(night.asked).toEqual([1_000]);
  expect(night.pageAsked).toBe(2);
});
