import { good } from '../../core/parse/parsed.ts';
import { isEveryDay, parseCron, type Cron, type CronFields, type Field } from '../../core/schedule/cron.ts';
import { chosenIn } from '../../core/schedule/routine.ts';
import { ordinal } from './ordinal.ts';
import { datesOf, inWeekOrder } from '../dates.ts';
import { listText } from './listText.ts';

const { date, hour12, timeOfDay } = datesOf('en');

/**
 * What an expression says: our own words for the forms that people choose, cronstrue's for the rest. That one is large
 * and loaded only then. What cannot be read or said is given back as it is.
 */
export async function cronInWords(given: Cron | string): Promise<string> {
  const cron = typeof given === 'string' ? parseCron(given) : good(given);
  if (!cron.ok) return given as string;
  const routine = chosenIn(cron.value);
  if (!routine) return describe(typeof given === 'string' ? given : given.text, cron.value.fields);
  const at = `at ${timeOfDay((routine.hour * 60 + routine.minute) * 60_000, 'UTC')}`;
  if (routine.kind === 'weekly') return `${weekdays(routine.days)} ${at}`;
  if (routine.day === 'last') return `On the last day of each month ${at}`;
  const ofMonth = routine.day > 28 ? 'of each month that has one' : 'of each month';
  return `On the ${ordinal(routine.day)} ${ofMonth} ${at}`;
}

const SUNDAY_MS = Date.UTC(2023, 0, 1);

/** Every day; Every Monday; Monday to Friday; Mon, Wed, Fri: in the order of this person's week. */
function weekdays(days: readonly number[]): string {
  const name = (day: number, weekday: 'long' | 'short'): string =>
    date(SUNDAY_MS + day * 86_400_000, { weekday }, 'UTC');
  if (days.length === 7) return 'Every day';
  if (days.length === 1) return `Every ${name(days[0]!, 'long')}`;
  const ordered = inWeekOrder(days);
  const inARow = ordered.every((day, i) => i === 0 || day === (ordered[i - 1]! + 1) % 7);
  if (inARow && days.length > 2) return `${name(ordered[0]!, 'long')} to ${name(ordered.at(-1)!, 'long')}`;
  return ordered.map((day) => name(day, 'short')).join(', ');
}

/** The days of a month, the last one last: a step over them never goes round evenly. */
function plainDays(atom: string, { values }: Field, lasts: readonly string[]): string {
  if (values.length === 31) return '*';
  return atom.includes('/') || lasts.length > 0 ? [...values.map(String), ...lasts].join(',') : atom;
}

/**
 * A field as cronstrue is to read it. Its “every 7 hours” must be true over midnight and the end of a month, too: a step
 * that does not go round evenly is a list; so is one between whose steps there are others (`even`).
 */
function plainField(atom: string, { any, values }: Field, cycle: number, even: boolean): string {
  if (any || values.length === cycle) return '*';
  if (!atom.includes('/')) return atom;
  const [first = 0, second = first + 1] = values;
  const step = second - first;
  const goesRound = values.every((value, i) => value === first + i * step) && values.length * step === cycle;
  if (even && goesRound && values.length > 1) return `${first === 0 ? '*' : String(first)}/${String(step)}`;
  return values.join(',');
}

/**
 * In cronstrue's words, made to say what is meant here: its “on day 13, and on Friday” is a matter of either, and its
 * steps of weekdays end on Saturday.
 */
async function describe(text: string, fields: CronFields): Promise<string> {
  const { default: cronstrue } = await import('cronstrue');
  const list = (days: readonly number[]): string =>
    listText(days.map((day) => date(SUNDAY_MS + day * 86_400_000, { weekday: 'long' }, 'UTC')));
  const { values: named } = fields.dayOfWeek;
  const sayAsIs = (expression: string): string => {
    const said = cronstrue.toString(expression, { use24HourTimeFormat: !hour12(), throwExceptionOnParseError: true });
    return hour12() ? said.replaceAll(/\b0(?=\d:\d\d)/g, '') : said;
  };
  // cronstrue's weeks begin on Sunday
  const say = (expression: string): string => sayAsIs(expression).replace(list(named), list(inWeekOrder(named)));
  const midnight = say('0 0 * * *');
  const sayDays = (days: string): string =>
    say(`0 0 ${days}`)
      .replace(`${midnight}, `, '')
      .replace(/^only on /, 'on ');

  const atoms = text.trim().toUpperCase().split(/\s+/);
  if (atoms.length === 5) atoms.unshift('0');
  const [second = '', minute = '', hour = '', , monthAtom = '', weekday = ''] = atoms;
  const once = (field: Field): boolean => field.values.length === 1;
  const { dayOfMonth, dayOfWeek } = fields;
  const lasts = dayOfMonth.last.length > 0 ? ['L'] : []; // cronstrue wants it behind the numbers
  const days = dayOfMonth.any ? '*' : plainDays(atoms[3] ?? '', dayOfMonth, lasts);
  const inEach = once(dayOfMonth) && dayOfMonth.values[0]! <= 28 && dayOfWeek.any;
  // months are counted from one
  const months0 = { ...fields.month, values: fields.month.values.map((each) => each - 1) };
  const even = plainField(monthAtom, months0, 12, inEach);
  const month =
    even.includes('/') || even === '*'
      ? monthAtom
      : monthAtom.includes('/')
        ? fields.month.values.join(',')
        : monthAtom;
  const time = [
    plainField(second, fields.second, 60, true),
    plainField(minute, fields.minute, 60, once(fields.second)),
    plainField(hour, fields.hour, 24, once(fields.second) && once(fields.minute)),
  ]
    .filter((each, i) => i > 0 || each !== '0')
    .join(' ');
  try {
    if (isEveryDay(fields)) return say(`${time} * ${month} *`);
    const { values, last } = fields.dayOfWeek;
    const plain = /[/7,]/.test(weekday)
      ? [...inWeekOrder(values), ...last.map((day) => `${String(day)}L`)].join(',')
      : weekday;
    if (fields.dayOfMonth.any || fields.dayOfWeek.any) return say(`${time} ${days} ${month} ${plain}`);
    const months = fields.month.any ? '' : `, ${sayDays(`* ${month} *`)}`;
    return `${say(`${time} * * *`)}, ${sayDays(`${days} * *`)} or ${sayDays(`* * ${plain}`)}${months}`;
  } catch {
    return text;
  }
}
