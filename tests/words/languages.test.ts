// Every language is whole, and the one that is shown follows address, settings, browser and environment.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { outsideWords } from '../../src/sw/words.ts';
import { languageOf, LANGUAGES } from '../../src/words/languages.ts';
import type { Language } from '../../src/words/language.ts';
import { catalogueFor, loadDataWords, loadScheduleWords } from '../../src/words/words.ts';
import { pseudo, withPseudo } from './pseudo.ts';

const languages = Object.entries(LANGUAGES);

/** The names of all that is in a part, however deep. */
function keysIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, each]) => keysIn(each, `${path}.${key}`));
}

const PARTS = ['first', 'workout', 'speech', 'pages', 'cues', 'data', 'planned', 'schedule'] as const;

/** Beside the parts that a page loads, the files that service worker and command line read by their names. */
async function keysOf(tag: string, language: Language): Promise<string[]> {
  const [outside, cli] = await Promise.all([
    import(`../../src/words/${tag}/outside.ts`) as Promise<object>,
    import(`../../src/words/${tag}/cli.ts`) as Promise<object>,
  ]);
  const parts = await Promise.all(PARTS.map(async (part) => keysIn(await language[part](), part)));
  return [...parts.flat(), ...keysIn({ outside, cli })].sort();
}

test.each(languages)('%s has every part, and in it neither less nor more than English', async (tag, language) => {
  expect(await keysOf(tag, language)).toEqual(await keysOf('en', LANGUAGES.en));
});

test.each(languages)('%s is called by a tag that a browser knows, and its lines run as that says', (tag, language) => {
  type Info = { direction: string };
  type Locale = { language: string; getTextInfo?: () => Info; textInfo?: Info };
  const locale = new Intl.Locale(tag) as unknown as Locale;
  expect(locale.language).toBe(tag);
  expect(language.dir).toBe((locale.getTextInfo?.() ?? locale.textInfo)?.direction);
});

test('every folder of words is a language in the list, and the service worker speaks it', () => {
  const words = join(import.meta.dirname, '../../src/words');
  const folders = readdirSync(words, { withFileTypes: true }).filter((each) => each.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(LANGUAGES).sort());
  const said = languages.map(([tag]) => outsideWords([tag]).reminders.skip);
  expect(said.every((text) => text !== '')).toBe(true);
  expect(outsideWords(['xx', 'EN-us'])).toBe(outsideWords(['en']));
});

test.each([
  [['en_GB.UTF-8'], 'en'],
  [['C.UTF-8'], 'en'],
  [['POSIX'], 'en'],
  [['qps_XX@variant', 'en'], 'qps'],
  [['xx', 'qps-AR'], 'qps'],
])('of %j the language is %s', (wanted, tag) => {
  restore = withPseudo();
  expect(languageOf(wanted)).toBe(tag);
});

test('a second language is the one that is asked for first, in all its parts, with its direction', async () => {
  restore = withPseudo();
  const catalogue = await catalogueFor(['qps', 'en'], ['de-DE']);
  await catalogue.loadPages();
  const { words } = catalogue;
  expect(catalogue).toMatchObject({ lang: 'qps', dir: 'rtl' });
  expect(words.language).toBe('qps');
  expect(words.live.start).toBe(pseudo('Start workout'));
  expect(words.workout.notice({ type: 'completed', stopped: true }).title).not.toMatch(/[a-z]/i);
  expect(words.pages.today.title).toBe(pseudo('Today'));
  expect(Object.keys(await loadDataWords('qps')).length).toBeGreaterThan(10);
  expect(await (await loadScheduleWords('qps')).cronInWords('30 6 * * *')).not.toMatch(/[a-z]/i);
  expect((await catalogueFor(['en', 'qps'], [])).dir).toBe('ltr');
});

let restore: () => void = () => undefined;
afterEach(() => restore());
