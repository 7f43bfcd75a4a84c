// Work that must not be done twice at a time, since what the earlier one found would be told last.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from '../../src/sw/inTurn.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Each turn takes this long, `Infinity` for ever, and answers what was there when it began. */
function looking(tookMs: readonly number[]): { look: () => Promise<string>; there: { value: string }; told: string[] } {
  const [there, told] = [{ value: 'nothing' }, [] as string[]];
  let turns = 0;
  const look = inTurn(async () => {
    const found = there.value;
    const ms = tookMs[turns++] ?? 1;
    await new Promise((done) => {
      if (ms < Infinity) setTimeout(done, ms);
    });
    told.push(found);
    return found;
  });
  return { look, there, told };
}

test('a slow look that began before there was anything is not the last to tell', async () => {
  const { look, there, told } = looking([500, 1]);
  const first = look();
  await vi.advanceTimersByTimeAsync(10);
  there.value = 'a schedule';
  const second = look();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([await first, await second]).toEqual(['nothing', 'a schedule']);
  expect(told).toEqual(['nothing', 'a schedule']);
});

test('all who ask during a turn share the next one', async () => {
  const { look, told } = looking([100, 1, 1]);
  const asked = [look()];
  await vi.advanceTimersByTimeAsync(10);
  asked.push(look(), look(), look());
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all(asked)).toHaveLength(4);
  expect(told).toHaveLength(2);
});

test('a turn that fails, or never ends, keeps nobody from the next', async () => {
  let turns = 0;
  const failing = inTurn(() => (turns++ === 0 ? Promise.reject(new Error('refused')) : Promise.resolve('done')));
  await expect(failing()).rejects.toThrow('refused');
  expect(await failing()).toBe('done');

  const { look, told } = looking([Infinity, 1]);
  void look();
  await vi.advanceTimersByTimeAsync(10);
  const second = look();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await second).toBe('nothing');
});
