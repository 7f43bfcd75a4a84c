// What eight other projects expect of a cron expression. Where one of them decided otherwise than we did, it is listed
// here with the reason, and a listed one that agrees after all fails.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { nextFireMs, nextFireTimes, parseCron } from '../../../src/core/schedule/fireTimes.ts';

interface Case {
  id: string;
  expr: string;
  tz?: string;
  after?: string;
  inclusive?: boolean;
  next?: string[] | null;
  invalid?: true;
  at?: string;
  matches?: boolean;
}

const DIFFERS: Record<string, string> = {
  'both day fields must match (here either is enough)': [
    'croner-rust-018 croner-rust-021 croniter-023 cronos-348 cronos-350 cronos-355 cronos-358 cronos-250 cronos-251',
    'cronos-253 cronos-254 cronos-255 cronos-258 cronos-261 cronos-264 cronos-268 cronos-273 cronos-276',
    'cronos-280 cronos-283 cronos-288 cronos-290 cronos-291 cronos-293 cronos-300 cronos-303 cronos-313',
  ].join(' '),
  'a day field that begins with * counts as unrestricted (here only * itself)': 'croniter-025',
  'a fixed time in a gap fires at the end of the gap (here later by the gap)':
    'croner-rust-001 croniter-009 cronos-014 cronos-026 cronos-030 cronos-230 cronos-238',
  'a fixed time in a gap is skipped (here later by the gap)': 'robfig-027',
  'a step in a gap fires after it (here it follows elapsed time)':
    'cronos-002 cronos-003 cronos-004 cronos-005 cronos-011 cronos-017 cronos-020 cronos-023 cronos-024',
  'a range of seconds follows elapsed time (here wildcards and steps do)': 'cronos-134 cronos-135',
  'a fixed time in an overlap fires twice (here once)': 'robfig-034',
  'a step in an overlap fires in the first pass only (here in both)': 'cron-parser-012',
  'W, the nearest weekday (not part of the language here)': [
    'cronos-233 croner-010 croner-011 croner-012 croner-013 croner-014 croner-015 croner-016 croner-017',
    'croner-018 cronos-396 cronos-398 cronos-399 cronos-401 cronos-402 cronos-405 cronos-406 cronos-410',
  ].join(' '),
  'L-3, days before the last (not part of the language here)': 'cronos-248 cronos-249',
  '# in a list (here alone in its field)': 'fugit-021 fugit-023 fugit-024',
  'a range that wraps around (here refused as backwards)': 'cronos-340 cronos-342 cronos-327 cronos-332',
  'words of fugit alone: hour 24, last, negative days':
    'fugit-025 fugit-008 fugit-009 fugit-011 fugit-012 fugit-018 fugit-020',
  'quartz wants ? in one of the day fields': 'quartz-016 quartz-017',
};
const REASONS = new Map(Object.entries(DIFFERS).flatMap(([why, ids]) => ids.split(' ').map((id) => [id, why])));

const FILE = resolve(import.meta.dirname, '../../../../shared/data/cron/cases.json');
const absent = existsSync(FILE) ? undefined : `no cases at ${FILE}`;
const cases = absent ? [] : (JSON.parse(readFileSync(FILE, 'utf8')) as Case[]);

/** What the case expects, and what we say, in the same words. */
function bothOf(each: Case): [expected: string, ours: string] {
  const { expr, tz: timeZone = 'UTC', after, inclusive, next, invalid, at, matches } = each;
  const cron = parseCron(expr);
  const refused = cron.ok ? undefined : cron.problems[0]!.code;
  if (invalid) return ['refused', refused === undefined ? 'accepted' : 'refused'];
  if (next === null) return ['never', refused === 'cron.never' ? 'never' : (refused ?? 'accepted')];
  if (!cron.ok) return ['accepted', refused!];
  if (next === undefined) {
    const atMs = Date.parse(at!);
    return [String(matches), String(nextFireMs(cron.value, atMs - 1, timeZone) === atMs)];
  }
  const afterMs = Date.parse(after!) - (inclusive ? 1 : 0);
  const times = nextFireTimes(cron.value, { after: new Date(afterMs), timeZone, count: next.length });
  return [
    next.map((time) => new Date(time).toISOString()).join(' '),
    times.map((time) => time.toISOString()).join(' '),
  ];
}

test.skipIf(absent)(`the collection of cases is at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(cases.length).toBe(384);
});

test.skipIf(absent)('every case that is listed as different is one of them, once', () => {
  const listed = Object.values(DIFFERS).flatMap((ids) => ids.split(' '));
  expect(REASONS.size).toBe(listed.length);
  expect(listed.filter((id) => !cases.some((each) => each.id === id))).toEqual([]);
});

test.each(cases.filter(({ id }) => !REASONS.has(id)).map((each): [string, string, Case] => [each.id, each.expr, each]))(
  '%s: %s',
  (_, __, each) => {
    const [expected, ours] = bothOf(each);
    expect(ours).toBe(expected);
  },
);

test.each(
  cases.flatMap((each): [string, string, string, Case][] => {
    const why = REASONS.get(each.id);
    return why === undefined ? [] : [[each.id, each.expr, why, each]];
  }),
)('%s: %s is otherwise here: %s', (_, __, ___, each) => {
  const [expected, ours] = bothOf(each);
  expect(ours).not.toBe(expected);
});
