// What the address asks for: taken as it is meant, or said to be nothing.
import { expect, test } from 'vitest';
import { switchesOf } from '../../../src/app/state/switches.ts';
import { workout } from '../../../src/words/en/workout.ts';
import { isLanguage } from '../../../src/words/words.ts';

const read = (search: string) => switchesOf(search, isLanguage);

test.each([
  ['', {}],
  ['?strap=sim:steady:140&speed=20', { simulated: 'steady:140', speed: 20 }],
  ['?lang=en', { lang: 'en' }],
  ['?lang=EN-us', { lang: 'EN-us' }],
  ['?lang=en_GB&noshared=1', { lang: 'en_GB', noShared: true }],
  ['?utm_source=x&noshared=0', {}],
])('%s is taken', async (search, wanted) => {
  expect(await read(search)).toEqual({
    ...{ simulated: undefined, speed: 1, lang: undefined, noShared: false, refused: [] },
    ...wanted,
  });
});

test.each([
  ['?lang=de', 'German is not available yet'],
  ['?lang=de-AT', 'Austrian German is not available yet'],
  ['?lang=ar', 'Arabic is not available yet'],
  ['?lang=he_IL', 'Hebrew (Israel) is not available yet'],
  ['?lang=', 'The language “” is not available yet'],
  ['?lang=qqx', 'The language “qqx” is not available yet'],
  ['?lang=%3Cb%3E', 'The language “<b>” is not available yet'],
  ['?strap=sim:nonsense', 'There is no strap “sim:nonsense”'],
  ['?strap=sim:steady:999', 'There is no strap “sim:steady:999”'],
  ['?strap=polar', 'There is no strap “polar”'],
  ['?speed=abc', '“abc” is not a valid speed'],
  ['?speed=-1', '“-1” is not a valid speed'],
  ['?speed=1e9', '“1e9” is not a valid speed'],
  ['?speed=', '“” is not a valid speed'],
  ['?noshared=yes', '“yes” is not a valid value for noshared'],
])('%s is said to be nothing, and nothing else changes', async (search, said) => {
  const { refused, ...rest } = await read(search);
  expect(rest).toEqual({ simulated: undefined, speed: 1, lang: undefined, noShared: false });
  expect(refused.map(({ name, value }) => workout.switches.title[name](value))).toEqual([said]);
});
