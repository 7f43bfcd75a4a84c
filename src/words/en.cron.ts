import { isEveryDay, parseCronFields, type CronFields } from '../core/cron.ts';
import { routineOf } from '../core/routine.ts';
import { datesOf } from './dates.ts';

const { date, hour12, timeOfDay } = datesOf('en');
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd' };

/**
 * What an expression says: our own words for the forms that people choose, cronstrue's for the rest. That one is large
 * and loaded only then. What cannot be read or said is given back as it is.
 */
export async function cronInWords(text: string): Promise<string> {
  const routine = routineOf(text);
  if (routine.kind === 'cron') {
    const fields = parseCronFields(text);
    return fields.ok ? describe(text, fields.value) : text;
  }
  const at = `at ${timeOfDay((routine.hour * 60 + routine.minute) * 60_000, 'UTC')}`;
  if (routine.kind === 'weekly') return `${weekdays(routine.days)} ${at}`;
  if (routine.day === 'last') return `On the last day of each month ${at}`;
  const ofMonth = routine.day > 28 ? 'of each month that has one' : 'of each month';
  return `On the ${String(routine.day)}${ENDINGS[ordinals.select(routine.day)] ?? 'th'} ${ofMonth} ${at}`;
}

const SUNDAY_MS = Date.UTC(2023, 0, 1);

/** Every day; Every Monday; Monday to Friday; Mon, Wed, Fri: the week begins with Monday here. */
function weekdays(days: readonly number[]): string {
  const name = (day: number, weekday: 'long' | 'short'): string =>
    date(SUNDAY_MS + day * 86_400_000, { weekday }, 'UTC');
  if (days.length === 7) return 'Every day';
  if (days.length === 1) return `Every ${name(days[0]!, 'long')}`;
  const sinceMonday = (day: number): number => (day + 6) % 7;
  const fromMonday = [...days].sort((a, b) => sinceMonday(a) - sinceMonday(b));
  const [first, last] = [fromMonday[0]!, fromMonday.at(-1)!];
  const inARow = sinceMonday(last) - sinceMonday(first) === days.length - 1;
  if (inARow && days.length > 2) return `${name(first, 'long')} to ${name(last, 'long')}`;
  return fromMonday.map((day) => name(day, 'short')).join(', ');
}

/**
 * In cronstrue's words, made to say what is meant here: its “on day 13, and on Friday” is a matter of either, and its
 * steps of weekdays end on Saturday.
 */
async function describe(text: string, fields: CronFields): Promise<string> {
  const { default: cronstrue } = await import('cronstrue');
  const say = (expression: string): string =>
    cronstrue.toString(expression, { use24HourTimeFormat: !hour12(), throwExceptionOnParseError: true });
  const midnight = say('0 0 * * *');
  const sayDays = (days: string): string =>
    say(`0 0 ${days}`)
      .replace(`${midnight}, `, '')
      .replace(/^only on /, 'on ');

  const atoms = text.trim().toUpperCase().split(/\s+/);
  const [month = '', weekday = ''] = atoms.slice(-2);
  const [days = ''] = atoms.slice(-3);
  const time = atoms.slice(0, -3).join(' ');
  try {
    if (isEveryDay(fields)) return say(`${time} * ${month} *`);
    const { values, last } = fields.dayOfWeek;
    const plain = /[/7]/.test(weekday) ? [...values, ...last.map((day) => `${String(day)}L`)].join(',') : weekday;
    if (fields.dayOfMonth.any || fields.dayOfWeek.any) return say(`${time} ${days} ${month} ${plain}`);
    const months = fields.month.any ? '' : `, ${sayDays(`* ${month} *`)}`;
    return `${say(`${time} * * *`)}, ${sayDays(`${days} * *`)} or ${sayDays(`* * ${plain}`)}${months}`;
  } catch {
    return text;
  }
}
