import type { Parsed, Problem } from '../../core/parse/parsed.ts';

/**
 * What is written is read first, by the rule of whoever will read it: a record that nobody could read again would cost
 * what is someone's, and one that is refused here costs nothing yet. Throws, and names the key and the place.
 */
export function requireReadable(key: string, read: Parsed<unknown>): void {
  if (!read.ok) refuse(key, read.problems);
}

export function refuse(key: string, [problem]: readonly Problem[]): void {
  if (problem) throw new Error(`${key} could not be read again: ${problem.code} ${problem.path}`);
}
