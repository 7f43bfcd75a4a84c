import * as v from 'valibot';
import { good, PROBLEM_CODES, type Parsed, type Problem, type ProblemCode } from './parsed.ts';

/** More than this many problems say nothing that the first ones did not. */
export const PROBLEMS_MAX = 50;

/** Parse by a schema; every issue becomes a problem with its place. The caller bounds size and depth first (`bounded`). */
export function parseWith<S extends v.GenericSchema>(schema: S, value: unknown): Parsed<v.InferOutput<S>> {
  const result = v.safeParse(schema, value);
  if (result.success) return good(result.output);
  return { ok: false, problems: result.issues.slice(0, PROBLEMS_MAX).map(problemOf) };
}

/** An issue's own words for what is wrong when a check carries a code of ours as its message. */
const OWN_CODES = new Set<string>(PROBLEM_CODES);

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = pathOf(issue);
  const expected = issue.expected ?? '';
  const choices = expected.replaceAll('"', '');
  const received = shorten(issue.received);
  if (OWN_CODES.has(issue.message)) return { code: issue.message as ProblemCode, path, params: { received } };
  switch (issue.type) {
    case 'min_value':
    case 'gt_value':
      return { code: 'value.tooSmall', path, params: { min: limitOf(issue), received } };
    case 'max_value':
      return { code: 'value.tooLarge', path, params: { max: limitOf(issue), received } };
    case 'min_length':
    case 'non_empty':
      return { code: 'value.tooShort', path, params: { min: limitOf(issue) || 1 } };
    case 'max_length':
      return { code: 'value.tooLong', path, params: { max: limitOf(issue) } };
    case 'integer':
    case 'safe_integer':
      return { code: 'value.notWhole', path, params: { received } };
    case 'never':
    case 'strict_object':
      return issue.received === 'undefined'
        ? { code: 'value.missing', path, params: { expected } }
        : { code: 'value.unknown', path, params: { received } };
    case 'picklist':
    case 'variant':
    case 'literal':
      if (issue.received === 'undefined') return { code: 'value.missing', path, params: { expected: choices } };
      if (expected === 'Object') return { code: 'value.type', path, params: { expected, received } };
      return { code: 'value.choice', path, params: { expected: choices, received } };
    default:
      return issue.received === 'undefined'
        ? { code: 'value.missing', path, params: { expected } }
        : { code: 'value.type', path, params: { expected, received } };
  }
}

/** The limit that was not kept. */
function limitOf({ requirement }: v.BaseIssue<unknown>): string | number {
  return typeof requirement === 'number' ? requirement : '';
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  let path = '';
  for (const { key } of issue.path ?? []) {
    path += typeof key === 'number' ? `[${String(key)}]` : path === '' ? String(key) : `.${String(key)}`;
  }
  return path;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
