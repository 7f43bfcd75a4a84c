import { expect, test } from 'vitest';
import { answerClick, routeOf, startRoute, type Page } from '../../src/sw/click.ts';

test.each<[unknown, string]>([
  [{ planId: 'threshold-4x4' }, '#/live?plan=threshold-4x4'],
  [{ planId: 'a&autostart=1' }, '#/live?plan=a%26autostart%3D1'],
  [{ scheduleId: 's', planId: 'tempo', fireAt: 0 }, '#/live?plan=tempo'],
  [{}, '#/live'],
  [{ planId: 7 }, '#/live'],
  [{ planId: '' }, '#/live'],
  ['text', '#/live'],
  [null, '#/live'],
])('a notification about %j leads to %s', (data, route) => {
  expect(routeOf(data)).toBe(route);
});

test.each([
  ['one that waits starts', 'tempo', true, '#/live?plan=tempo&autostart=1'],
  ['one that is over does not, and says so', 'tempo', false, '#/live?plan=tempo&late=1'],
  ['a plan may be called anything', 'a&b', true, '#/live?plan=a%26b&autostart=1'],
])('%s', (_, planId, waiting, route) => {
  expect(startRoute({ planId, waiting })).toBe(route);
});

const today = { url: 'https://a.example/#/today', focused: false, visibilityState: 'hidden' } as const;
const live = { ...today, url: 'https://a.example/?strap=sim:steady:140#/live' };
const visible = { ...today, visibilityState: 'visible' } as const;
const focused = { ...visible, focused: true };

test.each<[string, Omit<Page, 'focus' | 'postMessage'>[], string]>([
  ['nothing is open', [], 'closed, opened #/live'],
  ['one page is open', [today], 'closed, told 0, focused 0'],
  ['the workout is in another tab', [today, live], 'closed, told 1, focused 1'],
  ['one is visible', [live, visible], 'closed, told 1, focused 1'],
  ['one has the focus', [visible, focused], 'closed, told 1, focused 1'],
  ['the last used comes first', [today, today], 'closed, told 0, focused 0'],
])('%s → %s', async (_, pages, done) => {
  expect(await click(pages)).toBe(done);
});

test('a page that may not come to the front is at the right place all the same', async () => {
  expect(await click([today], { mayFocus: false })).toBe('closed, told 0');
});

const REMINDER = { occurrenceId: 'o', planId: 'tempo' };

test.each<[string, ((id: string) => string | undefined) | undefined, string]>([
  ['a reminder that waits starts its workout', (id) => `#/live?plan=${id}&autostart=1`, '#/live?plan=o&autostart=1'],
  ['one that is not in the ledger leads to its plan', () => undefined, '#/live?plan=tempo'],
  ['one that cannot be looked up leads to its plan', undefined, '#/live?plan=tempo'],
])('%s', async (_, planned, route) => {
  expect(await click([], { data: REMINDER, planned })).toBe(`closed, opened ${route}`);
});

interface Circumstances {
  mayFocus?: boolean;
  data?: unknown;
  planned?: ((id: string) => string | undefined) | undefined;
}

async function click(
  pages: Omit<Page, 'focus' | 'postMessage'>[],
  { mayFocus = true, data, planned }: Circumstances = {},
): Promise<string> {
  const done: string[] = [];
  await answerClick(
    { close: () => done.push('closed'), data },
    {
      pages: () =>
        Promise.resolve(
          pages.map((page, i) => ({
            ...page,
            focus: () => (mayFocus ? Promise.resolve(done.push(`focused ${i}`)) : Promise.reject(new Error('no'))),
            postMessage: (message) => {
              expect(message).toEqual({ v: 1, type: 'open', route: '#/live' });
              done.push(`told ${i}`);
            },
          })),
        ),
      open: (route) => Promise.resolve(done.push(`opened ${route}`)),
      routeOf: (id) => (planned === undefined ? Promise.reject(new Error('no disk')) : Promise.resolve(planned(id))),
    },
  );
  return done.join(', ');
}
