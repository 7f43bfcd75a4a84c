import { expect, test } from 'vitest';
import { parseFromServiceWorker, parseToServiceWorker } from '../../src/wire/sw-messages.ts';

test('what is said is understood', () => {
  expect(parseToServiceWorker({ v: 1, type: 'skipWaiting' })).toEqual({
    ok: true,
    value: { v: 1, type: 'skipWaiting' },
  });
  expect(parseToServiceWorker({ v: 1, type: 'wake' })).toEqual({ ok: true, value: { v: 1, type: 'wake' } });
  expect(parseFromServiceWorker({ v: 1, type: 'open', route: '#/live?plan=tempo' })).toEqual({
    ok: true,
    value: { v: 1, type: 'open', route: '#/live?plan=tempo' },
  });
});

test.each(['skip', 'snooze', 'postpone', 'announced'])('%s is said of one planned workout', (type) => {
  const message = { v: 1, type, occurrenceId: 's/1/2026-11-23T06:30:00+01:00' };
  expect(parseToServiceWorker({ ...message, more: 1 })).toEqual({ ok: true, value: message });
  for (const occurrenceId of [undefined, '', 7]) {
    expect(whyNot(parseToServiceWorker({ ...message, occurrenceId }))).toBe('value.type at occurrenceId');
  }
});

const strange: [unknown, string][] = [
  [undefined, 'value.type'],
  ['skipWaiting', 'value.type'],
  [{ type: 'SKIP_WAITING' }, 'value.type at v'],
  [{ v: 2, type: 'skipWaiting' }, 'record.newer at v'],
  [{ v: 1 }, 'value.type at type'],
  [{ v: 1, type: 'reload' }, 'value.choice at type'],
];

test('each side knows its own words only', () => {
  expect(whyNot(parseToServiceWorker({ v: 1, type: 'open', route: '#/live' }))).toBe('value.choice at type');
  expect(whyNot(parseFromServiceWorker({ v: 1, type: 'skipWaiting' }))).toBe('value.choice at type');
});

test.each(strange)('%j is refused on both sides: %s', (message, why) => {
  expect(whyNot(parseToServiceWorker(message))).toBe(why);
  expect(whyNot(parseFromServiceWorker(message))).toBe(why);
});

test.each([
  [undefined],
  ['https://elsewhere.example/'],
  ['//elsewhere.example'],
  ['javascript:alert(1)'],
  ['#'],
  ['#/ x'],
])('a click never leads to %j', (route) => {
  expect(whyNot(parseFromServiceWorker({ v: 1, type: 'open', route }))).toBe('value.type at route');
});

function whyNot(parsed: ReturnType<typeof parseToServiceWorker | typeof parseFromServiceWorker>): string {
  if (parsed.ok) return 'understood';
  const [problem] = parsed.problems;
  return problem!.path === '' ? problem!.code : `${problem!.code} at ${problem!.path}`;
}
