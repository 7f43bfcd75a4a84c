// Where a text stops being JSON, whatever the browser would say of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPlace, parseJson } from '../../../src/core/parse/json.ts';

test.each<[string, number, number, string]>([
  ['<html>', 1, 1, '<'],
  ['{"name": "Test",\n "phases": [\n  {"name": "A" "durationS": 60}]}', 3, 16, '"'],
  ['{\n"name": "Test",\n}', 3, 1, '}'],
  ["{'name': 1}", 1, 2, "'"],
  ['[1, 2', 1, 6, 'cut'],
  ['{"name": "Te', 1, 13, 'cut'],
  ['{"a": tru', 1, 10, 'cut'],
  ['{"a": 1.5e', 1, 11, 'cut'],
  ['{"a": "\\u00', 1, 12, 'cut'],
  ['{"a": True}', 1, 7, 'T'],
  ['{"a": 01}', 1, 7, '0'],
  ['{"a": 1} x', 1, 10, 'x'],
  ['["a\nb"]', 1, 4, '\n'],
  ['["\\x"]', 1, 3, '\\'],
  ['[1,,2]', 1, 4, ','],
  ['{"a" 1}', 1, 6, '1'],
  ['[}', 1, 2, '}'],
])('%j stops at line %d, column %d: %j', (text, line, column, found) => {
  expect(parseJson(text, 1e6).ok).toBe(false);
  const place = jsonPlace(text);
  expect(place).toMatchObject({ line, column, cut: found === 'cut' });
  if (found !== 'cut') expect(place.found).toBe(found);
});

test('a text cut off anywhere is cut off there; one with a foreign character in it stops there or before its end', () => {
  const text = fc.json({ depthSize: 'medium' }).filter((text) => /^[[{]/.test(text) && text.length > 2);
  fc.assert(
    fc.property(text, fc.nat(), (text, at) => {
      const length = 1 + (at % (text.length - 1));
      expect(jsonPlace(text.slice(0, length)).cut).toBe(true);
      const { cut, line, column } = jsonPlace(`${text.slice(0, length)}\u0001${text.slice(length)}`);
      expect(cut).toBe(false);
      expect(line).toBe(1);
      expect(column).toBeLessThanOrEqual(length + 1);
    }),
  );
});

test('a text of any size and depth is looked through', () => {
  expect(jsonPlace(`${'['.repeat(200_000)}x`)).toMatchObject({ line: 1, column: 200_001, found: 'x' });
  expect(jsonPlace(`{"a": "${'é'.repeat(1_900_000)}", }`)).toMatchObject({ found: '}' });
});
