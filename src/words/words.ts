import type { en } from './en.ts';

/** All that is said to a person, in one language. English sets the shape; the compiler holds the others to it. */
export type Words = typeof en;

/** The languages there are, each loaded when it is chosen. A new one is a line here and a file that is `Words`. */
const LANGUAGES = {
  en: async (): Promise<Words> => (await import('./en.ts')).en,
};

export type Language = keyof typeof LANGUAGES;

/** The first of the wanted languages that there is (`de-AT` finds `de`), else English. */
export function languageOf(wanted: readonly string[]): Language {
  const found = wanted
    .map((tag) => tag.toLowerCase().split(/[-_]/)[0] ?? '')
    .find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag));
  return found ?? 'en';
}

/** The catalogue for what `?lang=` and the browser ask for, most wanted first. */
export function wordsFor(wanted: readonly string[]): Promise<Words> {
  return LANGUAGES[languageOf(wanted)]();
}
