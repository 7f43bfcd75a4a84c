import { bad, good, type Parsed, type Problem, type ProblemCode } from '../parse/parsed.ts';

/** A cron expression that can fire. Plain data, can be stored and posted. */
export interface Cron {
  /** Trimmed, with single blanks. */
  text: string;
  /** A wildcard or a step in second, minute or hour: it follows elapsed time, not what the clock shows. */
  elapsed: boolean;
  fields: CronFields;
}

/**
 * What an expression says, field by field.
 *
 * Five fields, or six with seconds in front: `[second] minute hour dayOfMonth month dayOfWeek`. In each a list of `*`,
 * `7` and `1-5`, also in steps: `1-31/2`, and `5/15` is from 5 on. Months and weekdays have names (`JAN`, `mon`); 0 and
 * 7 are Sunday, and a range may end on it (`FRI-SUN`). Days: `L` is the last of the month, `5L` its last Friday, `MON#2`
 * its second Monday (alone in its field), `?` is `*`. Where both day fields are restricted either is enough (Vixie's
 * rule); a field is unrestricted only when it is `*` or `?`.
 *
 * It is a stricter language than cron-parser reads: that one takes `5`, the empty text, `H` and `@daily`.
 */
export interface CronFields {
  second: Field;
  minute: Field;
  hour: Field;
  dayOfMonth: Field;
  month: Field;
  dayOfWeek: Field;
}

export interface Field {
  /** `*` or `?`. */
  any: boolean;
  /** Ascending; Sunday is 0. */
  values: number[];
  /** `5L`: weekdays, each for its last of the month. `L` in dayOfMonth is a 0 here. */
  last: number[];
  /** `MON#2`: only the second of the month. */
  nth?: number;
}

type FieldName = keyof CronFields;

const CHARS_MAX = 200;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const LIMITS: Record<FieldName, { min: number; max: number }> = {
  second: { min: 0, max: 59 },
  minute: { min: 0, max: 59 },
  hour: { min: 0, max: 23 },
  dayOfMonth: { min: 1, max: 31 },
  month: { min: 1, max: 12 },
  dayOfWeek: { min: 0, max: 7 },
};
const FIELD_NAMES = Object.keys(LIMITS) as FieldName[];

/** Read an expression. Each field that is wrong is one problem, with its name as the path. */
export function parseCron(text: unknown): Parsed<Cron> {
  if (typeof text !== 'string') {
    return bad('value.type', { expected: 'string', received: text === null ? 'null' : typeof text });
  }
  if (text.length > CHARS_MAX) return bad('cron.tooLong', { max: CHARS_MAX });
  const written = atomsOf(text);
  const atoms = [...written];
  if (atoms.length === 0) return bad('cron.empty');
  if (atoms[0]!.startsWith('@')) return bad('cron.macro', { text: shorten(atoms[0]!) });
  if (atoms.length < 5 || atoms.length > 6) return bad('cron.fields', { count: atoms.length });
  if (atoms.length === 5) atoms.unshift('0');

  const problems: Problem[] = [];
  const fields = {} as CronFields;
  FIELD_NAMES.forEach((name, at) => {
    const field = parseField(atoms[at]!, name);
    if (field.ok) fields[name] = field.value;
    else problems.push(...field.problems);
  });
  if (problems.length > 0) return { ok: false, problems };
  if (!canFire(fields)) return bad('cron.never');
  return good({ text: written.join(' '), elapsed: isElapsed(written), fields });
}

/** The fields as written, between blanks and line ends around them; a line end within is no blank. */
function atomsOf(text: string): string[] {
  const trimmed = text.replace(/^[ \t\r\n]+/, '').replace(/[ \t\r\n]+$/, '');
  return trimmed === '' ? [] : trimmed.split(/[ \t]+/);
}

function isElapsed(atoms: readonly string[]): boolean {
  return atoms.slice(0, -3).some((atom) => /[*/]/.test(atom));
}

/** Whether any of the days exists: 31 April does not. With weekdays beside them, some day always comes. */
function canFire({ dayOfMonth, dayOfWeek, month }: CronFields): boolean {
  return !dayOfWeek.any || dayOfMonth.last.length > 0 || reachable(dayOfMonth, month).length > 0;
}

/** Whether every day of its months is meant, also where one of two day fields alone says so. */
export function isEveryDay({ dayOfMonth, dayOfWeek }: CronFields): boolean {
  if (dayOfMonth.any && dayOfWeek.any) return true;
  return (!dayOfMonth.any && dayOfMonth.values.length === 31) || (!dayOfWeek.any && dayOfWeek.values.length === 7);
}

/** The days of the month that one of the months has. */
export function reachable(dayOfMonth: Field, month: Field): number[] {
  const longest = Math.max(...month.values.map((each) => MONTH_DAYS[each - 1]!));
  return dayOfMonth.values.filter((day) => day <= longest);
}

function parseField(atom: string, name: FieldName): Parsed<Field> {
  const dayField = name === 'dayOfMonth' || name === 'dayOfWeek';
  if (atom === '*' || (atom === '?' && dayField)) {
    return good({
      any: true,
      values: range(LIMITS[name].min, name === 'dayOfWeek' ? 6 : LIMITS[name].max, 1),
      last: [],
    });
  }
  const nth = name === 'dayOfWeek' ? /^(\d|[a-z]{3})#(\d)$/i.exec(atom) : null;
  if (nth) {
    const [, weekday = '', count = ''] = nth;
    const value = numberOf(weekday, name);
    if (typeof value !== 'number') return value;
    if (Number(count) < 1 || Number(count) > 5) return fault('cron.range', name, { text: `#${count}`, min: 1, max: 5 });
    return good({ any: false, values: [value % 7], last: [], nth: Number(count) });
  }

  const values = new Set<number>();
  const last = new Set<number>();
  for (const item of atom.split(',')) {
    const lastDay =
      name === 'dayOfMonth' ? /^()L$/i.exec(item) : name === 'dayOfWeek' && /^(\d|[a-z]{3})L$/i.exec(item);
    if (lastDay) {
      const day = lastDay[1] === '' ? 0 : numberOf(lastDay[1]!, name);
      if (typeof day !== 'number') return day;
      last.add(day % 7);
      continue;
    }
    const some = parseItem(item, name);
    if (!some.ok) return some;
    for (const value of some.value) values.add(name === 'dayOfWeek' ? value % 7 : value);
  }
  return good({ any: false, values: [...values].sort((a, b) => a - b), last: [...last].sort((a, b) => a - b) });
}

/** `*`, `7`, `1-5`, each with or without a step. */
function parseItem(item: string, name: FieldName): Parsed<number[]> {
  const { min, max } = LIMITS[name];
  if (item === '') return fault('cron.emptyItem', name);
  const match = /^(?:(\*)|(\d{1,4}|[a-z]{3})(?:-(\d{1,4}|[a-z]{3}))?)(?:\/(\d{1,4}))?$/i.exec(item);
  if (!match) return fault(/^H/i.test(item) ? 'cron.hash' : 'cron.form', name, { text: shorten(item) });

  const [, star, fromText = '', toText, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step < 1 || step > max) return fault('cron.step', name, { text: stepText!, max });
  if (star !== undefined) return good(range(min, name === 'dayOfWeek' ? 6 : max, step));

  const from = numberOf(fromText, name);
  if (typeof from !== 'number') return from;
  if (toText === undefined) return good(stepText === undefined ? [from] : range(from, max, step));
  let to = numberOf(toText, name);
  if (typeof to !== 'number') return to;
  if (name === 'dayOfWeek' && to === 0 && from > 0) to = 7; // FRI-SUN
  if (from > to) return fault('cron.reversed', name, { text: item });
  return good(range(from, to, step));
}

/** A number or a name as its number, within the field; or what is wrong with it. */
function numberOf(text: string, name: FieldName): number | ReturnType<typeof fault> {
  const { min, max } = LIMITS[name];
  if (/^\d/.test(text)) {
    const value = Number(text);
    return value < min || value > max ? fault('cron.range', name, { text, min, max }) : value;
  }
  const names = name === 'month' ? MONTHS : name === 'dayOfWeek' ? WEEKDAYS : [];
  const at = names.indexOf(text.toUpperCase());
  return at < 0 ? fault('cron.form', name, { text }) : at + min;
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step);
}

function fault(code: ProblemCode, name: FieldName, params: Problem['params'] = {}) {
  return bad(code, params, name);
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 19)}…` : text;
}
