import type { data } from './en/data.ts';

/** What Settings › Data says; loaded with it. */
export type DataWords = typeof data;

/** By the language of the other words. */
const LANGUAGES: Record<string, () => Promise<DataWords>> = {
  en: async () => (await import('./en/data.ts')).data,
};

export function loadDataWords(language: string): Promise<DataWords> {
  const load = LANGUAGES[language];
  if (!load) throw new Error(`no words of the data section in ${language}`);
  return load();
}
