import type { pages } from './en/pages.ts';
import type { en } from './en/index.ts';
import type { workout } from './en/workout.ts';

/** All that is said to a person, in one language. English sets the shape; the compiler holds the others to it. */
export type Words = FirstWords & {
  /** What a workout says once it runs. There once `loadWorkout` is done: the start button does not wait for it. */
  readonly workout: typeof workout;
  /** What every screen but Live says. There once `loadPages` is done: a workout does not wait for the words of the settings. */
  readonly pages: typeof pages;
};

type FirstWords = typeof en;

interface Language {
  first: () => Promise<FirstWords>;
  workout: () => Promise<Words['workout']>;
  /** Dates are written as where these languages are spoken. */
  pages: (spoken: readonly string[]) => Promise<Words['pages']>;
}

/** The languages there are, each loaded when it is chosen. A new one is a line here and three files of the same shape. */
const LANGUAGES = {
  en: {
    first: async () => (await import('./en/index.ts')).en,
    workout: async () => (await import('./en/workout.ts')).workout,
    pages: async (spoken) => {
      const { pages, takeRegion } = await import('./en/pages.ts');
      takeRegion(spoken);
      return pages;
    },
  },
} satisfies Record<string, Language>;

export type LanguageTag = keyof typeof LANGUAGES;

/** The first of the wanted languages that there is (`de-AT` finds `de`), else English. */
export function languageOf(wanted: readonly string[]): LanguageTag {
  return wanted.map(baseOf).find(isThere) ?? 'en';
}

/** Whether there is a language for this tag, however it is written: `en`, `EN-us`, `en_GB`. */
export const isLanguage = (tag: string): boolean => isThere(baseOf(tag));

const baseOf = (tag: string): string => tag.trim().toLowerCase().split(/[-_]/)[0] ?? '';
const isThere = (tag: string): tag is LanguageTag => Object.hasOwn(LANGUAGES, tag);

export interface Catalogue {
  words: Words;
  /** Loads what a workout says. */
  loadWorkout: () => Promise<void>;
  /** Loads the words of the pages, and those of a workout, which they mention. They can be read as soon as it is done. */
  loadPages: () => Promise<void>;
}

/** The catalogue for what `?lang=` and the browser ask for, most wanted first; dates are written as for those that are spoken here. */
export async function catalogueFor(wanted: readonly string[], spoken: readonly string[]): Promise<Catalogue> {
  const language: Language = LANGUAGES[languageOf(wanted)];
  let workout: Words['workout'] | undefined;
  let pages: Words['pages'] | undefined;
  const words: Words = {
    ...(await language.first()),
    get workout() {
      if (!workout) throw new Error('the words of a workout were read before they were loaded');
      return workout;
    },
    get pages() {
      if (!pages) throw new Error('the words of the pages were read before they were loaded');
      return pages;
    },
  };
  return {
    words,
    loadWorkout: async () => {
      workout ??= await language.workout();
    },
    loadPages: async () => {
      [workout, pages] = await Promise.all([workout ?? language.workout(), pages ?? language.pages(spoken)]);
    },
  };
}
