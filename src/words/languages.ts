import { english } from './en/language.ts';
import type { Language } from './language.ts';
import { baseOf, firstThereIs } from './tags.ts';

/** The languages there are, by their tags. A new one is a folder beside `en` and a line here. */
export const LANGUAGES: Readonly<Record<string, Language>> & { readonly en: Language } = {
  en: english,
};

/** Whether there is anything to choose. */
export const areSeveral = (): boolean => Object.keys(LANGUAGES).length > 1;

export const languageOf = (wanted: readonly string[]): string => firstThereIs(wanted, isThere);

/** Whether there is a language for this tag, however it is written. */
export const isLanguage = (tag: string): boolean => isThere(baseOf(tag));

/** The language of a tag that was found above. */
export function languageBy(tag: string): Language {
  const language = LANGUAGES[tag];
  if (!language) throw new Error(`there are no words in ${tag}`);
  return language;
}

const isThere = (tag: string): boolean => Object.hasOwn(LANGUAGES, tag);
