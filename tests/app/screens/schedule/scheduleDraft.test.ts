import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chosenIn,
  draftOf,
  expressionOf,
  newDraft,
  parseFormDraft,
  readExpression,
  switched,
  typedIn,
  type Kind,
} from '../../../../src/app/screens/schedule/scheduleDraft.ts';

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
  ['*/15 6 * * 1', ['weekly', 'monthly', 'cron', 'monthly', 'cron'], '*/15 6 * * 1', undefined],
  ['30 6 * * MON-FRI', ['monthly', 'cron', 'weekly'], '30 6 * * 1,2,3,4,5', undefined],
  ['30 6 * * MON-FRI', ['cron'], '30 6 * * MON-FRI', undefined],
  ['30 6 * * 1,3,5', ['monthly', 'cron', 'weekly'], '30 6 * * 1,3,5', undefined],
  ['0 7 15 * *', ['weekly', 'cron', 'monthly'], '0 7 15 * *', undefined],
  ['0 7 15 * *', ['cron', 'weekly'], '0 7 * * 3', undefined], // it stays under monthly
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

const KINDS: readonly Kind[] = ['weekly', 'monthly', 'cron'];
const drafts = fc.oneof(
  fc
    .constantFrom('30 6 * * 1,3,5', '0 7 L * *', '30 6 * * MON-FRI', '*/15 6 * * 1')
    .map((text) => draftOf(text, NOW_MS)),
  fc
    .tuple(fc.subarray([0, 1, 2, 3, 4, 5, 6]), fc.integer({ min: 1, max: 31 }), fc.constantFrom(...KINDS.slice(0, 2)))
    .map(([days, day, kind]) => switched(chosenIn(newDraft(NOW_MS), { days, day }), kind)),
);

test('to and fro between the kinds changes nothing that was chosen', () => {
  fc.assert(
    fc.property(drafts, fc.array(fc.constantFrom(...KINDS), { maxLength: 8 }), (draft, kinds) => {
      const back = switched(kinds.reduce(switched, draft), draft.kind);
      expect(expressionOf(back)).toBe(expressionOf(draft));
      expect([back.days, back.day, back.time]).toEqual([draft.days, draft.day, draft.time]);
    }),
  );
});

test('what is typed goes along where it can be shown, and stays where it cannot', () => {
  const typed = typedIn(switched(draftOf('30 6 * * 1,3,5', NOW_MS), 'cron'), '0 18 * * 2');
  expect(expressionOf(switched(typed, 'weekly'))).toBe('0 18 * * 2');
  const own = typedIn(typed, '0 */2 * * *');
  const weekly = switched(own, 'weekly');
  expect([weekly.lost, weekly.days]).toEqual(['0 */2 * * *', [1, 3, 5]]);
  expect(switched(weekly, 'cron').text).toBe('0 */2 * * *');
  expect(switched(chosenIn(weekly, { days: [2] }), 'cron').text).toBe('30 6 * * 2');
});

test('what a form keeps is read back to the letter, and nothing else is', () => {
  fc.assert(
    fc.property(drafts, fc.constantFrom(null, 'Asia/Tokyo'), (draft, timeZone) => {
      const form = { draft, planId: 'tempo', timeZone };
      expect(parseFormDraft(JSON.parse(JSON.stringify(form)))).toEqual(JSON.parse(JSON.stringify(form)));
    }),
  );
  const good = { draft: newDraft(NOW_MS), planId: 'tempo', timeZone: null };
  for (const bad of [
    null,
    {},
    { ...good, planId: 7 },
    { ...good, draft: { ...good.draft, kind: 'daily' } },
    { ...good, draft: { ...good.draft, days: [7] } },
    { ...good, draft: { ...good.draft, day: 32 } },
    { ...good, draft: { ...good.draft, time: '6.30' } },
  ]) {
    expect(parseFormDraft(bad)).toBeUndefined();
  }
});
