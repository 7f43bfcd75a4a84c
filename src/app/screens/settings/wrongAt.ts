import type { Parsed } from '../../../core/parse/parsed.ts';
import type { AppState } from '../../state/app.svelte.ts';
import { problemAt } from './profileDraft.ts';

/** What is wrong with one field of the profile, in words. */
export function wrongAt(
  words: AppState['words'],
  read: Parsed<unknown>,
  path: string,
  text: string,
): string | undefined {
  const problem = problemAt(read, path);
  if (!problem) return undefined;
  if (text.trim() === '') return words.pages.settings.empty;
  return problem.code === 'value.type' ? words.pages.settings.notNumber : words.pages.problem(problem);
}
