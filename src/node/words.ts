// What the command line says, in the language of its environment (`LANG=de_DE.UTF-8`). Loaded before anything is said.
import { env } from 'node:process';
import type { CliWords, OutsideWords } from '../words/language.ts';
import { languageBy, languageOf } from '../words/languages.ts';

/** POSIX: the first of these that is set decides. */
const wanted = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((each) => each !== undefined && each !== '');
const tag = languageOf([wanted ?? '']);
const language = languageBy(tag);

const [first, page, schedules, outside, commandLine, running] = await Promise.all([
  language.first(),
  language.pages(),
  language.schedule(),
  import(`../words/${tag}/outside.ts`) as Promise<{ outside: OutsideWords }>,
  import(`../words/${tag}/cli.ts`) as Promise<{ cli: CliWords }>,
  language.workout(),
]);

export const common = first;
export const { problemLine, importedWorkouts } = page;
export const { cronInWords, calendar: calendarWords } = schedules;
export const { reminders, plans } = outside.outside;
export const { cli } = commandLine;
export const workout = running;
