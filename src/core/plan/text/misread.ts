import type { ProblemCode, Problem } from '../../parse/parsed.ts';
import type { Cursor } from './cursor.ts';
import type { Span } from './notation.ts';

/** What is wrong with a phase, and where. Whoever catches one goes on after the phase. */
export class Misread extends Error {
  readonly code: ProblemCode;
  readonly span: Span;
  readonly params: Problem['params'];

  constructor(code: ProblemCode, span: Span, params: Problem['params'] = {}) {
    super(code);
    this.code = code;
    this.span = span;
    this.params = params;
  }
}

/** What ends a phase in the text. */
const DELIMITERS = ',;\n()#';

export const isAtDelimiter = (cursor: Cursor): boolean => cursor.isAtEnd || DELIMITERS.includes(cursor.char);

/** What cannot be read, as far as it goes without a space. */
export function unknownAt(cursor: Cursor, from: number): Misread {
  cursor.at = Math.max(cursor.at, from);
  while (!isAtDelimiter(cursor) && !/\s/.test(cursor.char)) cursor.at++;
  const text = cursor.text.slice(from, cursor.at).trim();
  return new Misread(
    'text.unknown',
    { from, to: cursor.at },
    { text: text.length > 40 ? `${text.slice(0, 39)}…` : text },
  );
}
