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
