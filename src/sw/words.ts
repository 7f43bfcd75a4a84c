// What the service worker says, in every language there is: it is one script and cannot import another when it is asked.
import type { OutsideWords } from '../words/language.ts';
import { firstThereIs } from '../words/tags.ts';

const FILES = import.meta.glob<OutsideWords>('../words/*/outside.ts', { eager: true, import: 'outside' });

const fileOf = (tag: string): string => `../words/${tag}/outside.ts`;

/** In the first of the wanted languages that there is. */
export function outsideWords(wanted: readonly string[]): OutsideWords {
  const tag = firstThereIs(wanted, (tag) => Object.hasOwn(FILES, fileOf(tag)));
  const words = FILES[fileOf(tag)];
  if (!words) throw new Error(`nothing to say outside the app in ${tag}`);
  return words;
}
