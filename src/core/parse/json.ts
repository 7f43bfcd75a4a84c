import { bad, good, type Parsed } from './parsed.ts';

/** JSON text to a value. A file over `charsMax` is refused unread. */
export function parseJson(text: string, charsMax: number): Parsed<unknown> {
  if (text.length > charsMax) return bad('input.tooLarge', { max: charsMax });
  try {
    return good(JSON.parse(text) as unknown);
  } catch {
    const { line, column, cut, found } = jsonPlace(text);
    const path = `line ${String(line)}, column ${String(column)}`;
    return cut ? bad('json.cut', {}, path) : bad('json.syntax', { found }, path);
  }
}

/** Where a text stops being JSON: the line and column of the first character that does not fit, both from 1. */
export interface JsonPlace {
  line: number;
  column: number;
  /** The text ends where more belongs. */
  cut: boolean;
  /** What stands there. */
  found: string;
}

/** For a text that `JSON.parse` refused: what browsers say of it differs, and some name no place. */
export function jsonPlace(text: string): JsonPlace {
  const at = faultIn(text);
  const before = text.slice(0, at);
  return {
    line: before.split('\n').length,
    column: at - before.lastIndexOf('\n'),
    cut: at >= text.trimEnd().length,
    found: text.slice(at, at + 1),
  };
}

const TOKEN =
  // eslint-disable-next-line no-control-regex -- JSON has none in its strings
  /[\t\n\r ]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)))/y;

/** By a stack of what is open, so that no depth is too deep. */
function faultIn(text: string): number {
  const open: ('{' | '[')[] = [];
  /** What may come next. */
  let next: 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'more' | 'nothing' = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const start = at + (/^[\t\n\r ]*/.exec(text.slice(at, at + 10_000))?.[0].length ?? 0);
    if (!match) return unclosed(text, start);
    const [whole, mark, string, plain] = match;
    const after = (): typeof next => (open.length === 0 ? 'nothing' : 'more');
    const isValue = next === 'value' || next === 'valueOrEnd';
    if (isValue && (string ?? plain) !== undefined) next = after();
    else if (isValue && (mark === '{' || mark === '[')) {
      open.push(mark);
      next = mark === '{' ? 'keyOrEnd' : 'valueOrEnd';
    } else if ((next === 'key' || next === 'keyOrEnd') && string !== undefined) next = 'colon';
    else if (next === 'colon' && mark === ':') next = 'value';
    else if (next === 'more' && mark === ',') next = open.at(-1) === '{' ? 'key' : 'value';
    else if ((next === 'more' || next === 'valueOrEnd') && mark === ']' && open.at(-1) === '[') {
      open.pop();
      next = after();
    } else if ((next === 'more' || next === 'keyOrEnd') && mark === '}' && open.at(-1) === '{') {
      open.pop();
      next = after();
    } else return start;
    at += whole.length;
  }
}

/** What begins here and does not end: cut off where the file is, or wrong at its first character that does not fit. */
function unclosed(text: string, start: number): number {
  const rest = text.slice(start);
  // eslint-disable-next-line no-control-regex -- as above
  const [string] = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/.exec(rest) ?? [];
  if (string !== undefined) {
    const isEscape = /^\\(?:u[\da-fA-F]{0,3})?$/.test(rest.slice(string.length, string.length + 6).trimEnd());
    return isEscape ? text.length : start + string.length;
  }
  const isBegun = /^(?:-|t|tr|tru|f|fa|fal|fals|n|nu|nul|-?\d{1,400}(?:\.\d{0,400})?(?:[eE][+-]?)?)$/.test(
    rest.trimEnd(),
  );
  return isBegun ? text.length : start;
}
