// The screens, by the hash of the address.
import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { following } from './following.svelte.ts';
import { Route } from '../../../src/app/state/route.svelte.ts';
import { FakeWindow } from './window.ts';

afterEach(() => void vi.unstubAllGlobals());

test.each([
  ['', 'today', undefined],
  ['#/', 'today', undefined],
  ['#/today', 'today', undefined],
  ['#/nowhere', 'today', undefined],
  ['#plans', 'plans', undefined],
  ['#/plans', 'plans', undefined],
  ['#/plans/', 'plans', undefined],
  ['#/plans/demo-60s', 'plan', 'demo-60s'],
  ['#/plans/a%20b', 'plan', 'a b'],
  ['#/plans/open?p=eJyr', 'sharedPlan', 'eJyr'],
  ['#/plans/open', 'sharedPlan', ''],
  ['#/plans/a/b', 'plan', 'a/b'],
  ['#/plans/%', 'plan', '%'],
  ['#/history', 'history', undefined],
  ['#/history/w1', 'session', 'w1'],
  ['#/history/trends', 'trends', undefined],
  ['#/live?plan=x', 'live', undefined],
  ['#/quick', 'live', undefined],
  ['#/quick?zone=3', 'live', undefined],
  ['#/schedule', 'schedule', undefined],
  ['#/settings', 'settings', undefined],
])('%s leads to %s', (hash, name, id) => {
  new FakeWindow().open(hash);
  const route = new Route();
  expect([route.name, route.id]).toEqual([name, id]);
});

test('what stands behind the question mark is the query', () => {
  new FakeWindow().open('#/live?plan=tempo&autostart=1');
  const { query } = new Route();
  expect(Object.fromEntries(query)).toEqual({ plan: 'tempo', autostart: '1' });
});

test('the address of a workout without a plan is one of the live screen', () => {
  new FakeWindow().open('#/quick?zone=3');
  expect(Object.fromEntries(new Route().query)).toEqual({ zone: '3', plan: 'quick' });
});

test('going elsewhere keeps the way back; being elsewhere instead does not', async () => {
  const page = new FakeWindow().open('#/plans');
  const route = new Route();
  const seen: string[] = [];
  const end = following(() => void seen.push(route.name));
  route.go('#/live');
  await Promise.resolve();
  flushSync();
  expect(page.visited).toEqual(['#/plans']);
  route.replace('#/history/w1');
  flushSync();
  expect([route.name, route.id, page.location.hash]).toEqual(['session', 'w1', '#/history/w1']);
  expect(page.visited).toEqual(['#/plans']);
  expect(seen).toEqual(['plans', 'live', 'session']);
  end();
});
