import { expect, test } from 'vitest';
import {
  draftOf,
  expressionOf,
  newDraft,
  readExpression,
  switched,
  type Kind,
} from '../../../src/app/screens/scheduleDraft.ts';

const NOW_MS = new Date('2026-11-25T17:45').getTime(); // a Wednesday

test('a new one is for today, at the next half hour', () => {
  expect(expressionOf(newDraft(NOW_MS))).toBe('0 18 * * 3');
  expect(expressionOf(newDraft(new Date('2026-11-25T23:45').getTime()))).toBe('0 0 * * 4');
});

test.each<[string, Kind]>([
  ['30 6 * * 1,3,5', 'weekly'],
  ['30 6 * * MON-FRI', 'weekly'],
  ['0 7 15 * *', 'monthly'],
  ['0 7 L * *', 'monthly'],
  ['*/15 6 * * 1', 'cron'],
])('%s is filled in as %s, and says the same', (text, kind) => {
  const draft = draftOf(text, NOW_MS);
  expect(draft.kind).toBe(kind);
  const again = readExpression(draft);
  expect(again.ok && draftOf(again.value.text, NOW_MS)).toMatchObject({ kind, days: draft.days, time: draft.time });
});

// From an expression through the forms that are switched to.
test.each<[string, Kind[], string | undefined, string | undefined]>([
  ['30 6 * * 1,3,5', ['cron'], '30 6 * * 1,3,5', undefined],
  ['30 6 * * 1,3,5', ['cron', 'weekly'], '30 6 * * 1,3,5', undefined],
  ['30 6 * * 1,3,5', ['monthly'], '30 6 25 * *', undefined],
  ['30 6 * * 1,3,5', ['monthly', 'weekly'], '30 6 * * 1,3,5', undefined],
  ['0 7 L * *', ['cron', 'monthly'], '0 7 L * *', undefined],
  ['*/15 6 * * 1', ['weekly'], undefined, '*/15 6 * * 1'],
  ['*/15 6 * * 1', ['weekly', 'cron'], '*/15 6 * * 1', undefined],
  ['0 7 15 * *', ['cron', 'weekly'], undefined, '0 7 15 * *'],
])('%s by way of %j is %s', (text, kinds, expression, lost) => {
  const draft = kinds.reduce(switched, draftOf(text, NOW_MS));
  expect(expressionOf(draft)).toBe(expression);
  expect(draft.lost).toBe(lost);
});

test('without a day or a time it says nothing', () => {
  const draft = newDraft(NOW_MS);
  expect(readExpression({ ...draft, days: [] }).ok).toBe(false);
  expect(readExpression({ ...draft, time: '' }).ok).toBe(false);
  expect(readExpression({ ...draft, kind: 'monthly', day: 'last' })).toMatchObject({ value: { text: '0 18 L * *' } });
});
