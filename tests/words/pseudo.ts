// A second language for tests, which nobody is shipped: English in letters with accents, from right to left. A word on the
// screen that has none of them did not come from the catalogue.
import type { Language } from '../../src/words/language.ts';
import { LANGUAGES } from '../../src/words/languages.ts';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = Array.from('ÂƁÇÐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽáƀçđéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýž');

/** The same text, to be read all the same. */
export const pseudo = (text: string): string =>
  text.replace(/[A-Za-z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);

/** Keys of a keyboard and tags of languages are no words. */
const NO_WORDS: ReadonlySet<string> = new Set(['keys', 'language']);

function translated<T>(value: T): T {
  if (typeof value === 'string') return pseudo(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => translated(each)) as T;
  if (value instanceof Promise) return value.then((each: unknown) => translated(each)) as T;
  if (typeof value === 'function') {
    return ((...args: unknown[]) => translated((value as (...args: unknown[]) => unknown)(...args))) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    NO_WORDS.has(key) ? (each as unknown) : translated<unknown>(each),
  ]);
  return Object.fromEntries(entries) as T;
}

const { en } = LANGUAGES;

const language: Language = {
  dir: 'rtl',
  choice: translated(en.choice),
  first: async () => translated(await en.first()),
  workout: async () => translated(await en.workout()),
  speech: async () => translated(await en.speech()),
  pages: async () => translated(await en.pages()),
  cues: async () => translated(await en.cues()),
  data: async () => translated(await en.data()),
  done: async () => translated(await en.done()),
  editor: async () => translated(await en.editor()),
  exchange: async () => translated(await en.exchange()),
  heart: async () => translated(await en.heart()),
  historyList: async () => translated(await en.historyList()),
  hrv: async () => translated(await en.hrv()),
  workoutPage: async () => translated(await en.workoutPage()),
  pocket: async () => translated(await en.pocket()),
  share: async () => translated(await en.share()),
  frames: async () => translated(await en.frames()),
  trends: async () => translated(await en.trends()),
  planned: async () => translated(await en.planned()),
  schedule: async () => translated(await en.schedule()),
};

/** Puts it into the list; what takes it out again. */
export function withPseudo(): () => void {
  const list = LANGUAGES as Record<string, Language>;
  list['qps'] = language;
  return () => delete list['qps'];
}
