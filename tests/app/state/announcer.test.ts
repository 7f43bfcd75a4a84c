// What a screen reader reads aloud: not too often, and never the news of before.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from '../../../src/app/state/announcer.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first words are said at once', () => {
  const announcer = new Announcer();
  expect(announcer.text).toBe('');
  announcer.say('Work 1');
  vi.advanceTimersByTime(0);
  expect(announcer.text).toBe('Work 1');
});

test('of what waits the more urgent is said first, then the rest, five seconds apart, and nothing that is old', () => {
  const announcer = new Announcer();
  const heard: string[] = [];
  announcer.say('phase', 2);
  vi.advanceTimersByTime(0);
  for (const [text, order] of [
    ['old push', 3],
    ['battery', 100],
    ['push', 3],
    ['lost', 1],
    ['above the limit', 0],
  ] as const)
    announcer.say(text, order);
  for (let s = 0; s < 30; s++) {
    if (heard.at(-1) !== announcer.text) heard.push(announcer.text);
    vi.advanceTimersByTime(1_000);
  }
  expect(heard).toEqual(['phase', 'above the limit', 'lost', 'push']); // the battery was 20 s old
});

test('of what comes within five seconds, the last is said after them', () => {
  const announcer = new Announcer();
  announcer.say('a');
  vi.advanceTimersByTime(1000);
  announcer.say('b');
  vi.advanceTimersByTime(1000);
  announcer.say('c');
  vi.advanceTimersByTime(2900);
  expect(announcer.text).toBe('a');
  vi.advanceTimersByTime(200);
  expect(announcer.text).toBe('c');
  vi.advanceTimersByTime(60_000);
  announcer.say('d'); // long after the last
  vi.advanceTimersByTime(0);
  expect(announcer.text).toBe('d');
});
