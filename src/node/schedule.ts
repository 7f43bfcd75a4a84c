// What the command line does about schedules.
import { DAYS_WORTH, dueBetween, isOften, localOf, nextFireTimes, offsetText, paceOf, parseCron } from '../index.ts';
import {
  countFrom,
  instantFrom,
  profileFrom,
  secondsFrom,
  planFrom,
  wellFormed,
  wholeFrom,
  zoneFrom,
} from './arguments.ts';
import { plannerFrom, type Planned } from './planner.ts';
import { rehearse, type RehearsalResult, type Span } from './rehearsal.ts';
import { refuseEndless } from './run.ts';
import { plain, Refusal, type Terminal } from './terminal.ts';
import { calendarWords, cli as words, cronInWords } from './words.ts';

export const SCHEDULE_OPTIONS = {
  tz: { type: 'string' },
  after: { type: 'string' },
  count: { type: 'string', default: '5' },
  from: { type: 'string' },
  to: { type: 'string' },
  'start-after': { type: 'string' },
  off: { type: 'string', multiple: true },
  ledger: { type: 'string' },
  link: { type: 'string' },
} as const;

interface Values {
  tz?: string | undefined;
  after?: string | undefined;
  count: string;
  from?: string | undefined;
  to?: string | undefined;
  'start-after'?: string | undefined;
  'lap-after'?: string | undefined;
  off?: string[] | undefined;
  ledger?: string | undefined;
  link?: string | undefined;
  json: boolean;
  'max-hr'?: string | undefined;
  'resting-hr'?: string | undefined;
}

type Print = (value: object, text: () => string) => number;

const COUNT_MAX = 1000;
/** So many planned workouts are played through in seconds. */
const REHEARSED_MAX = 10_000;

export async function schedule(
  [verb = '', ...rest]: string[],
  values: Values,
  terminal: Terminal,
  print: Print,
): Promise<number> {
  switch (verb) {
    case 'next':
      return next(rest, values, print);
    case 'run':
      return run(rest, values, print);
    case 'add':
      return add(rest, values, terminal, print);
    case 'list':
      return list(rest, values, print);
    case 'remove':
      return remove(rest, values, print);
    case 'ics':
      return ics(rest, values, terminal);
    case 'watch':
      if (rest.length > 0) throw new Refusal(words.nothingWanted('schedule watch'));
      await plannerFrom(values.ledger, 'schedule watch').watch(terminal, values.json || !terminal.outIsTty);
      return 0;
    default:
      throw new Refusal(words.scheduleVerbWanted(plain(verb)));
  }
}

async function next([text, ...more]: string[], values: Values, print: Print): Promise<number> {
  if (text === undefined || more.length > 0) throw new Refusal(words.cronWanted);
  const timeZone = zoneFrom(values.tz);
  const after = new Date(values.after === undefined ? Date.now() : instantFrom('--after', values.after, timeZone));
  const count = countFrom('--count', values.count, COUNT_MAX);
  const cron = wellFormed(parseCron(text));
  const times = nextFireTimes(cron, { after, timeZone, count });
  const said = await cronInWords(cron);
  return print({ next: times, words: said }, () => {
    const lines = times.map((time) => `${clockText(time.getTime(), timeZone)}  ${time.toISOString()}`);
    return [words.inZone(said, timeZone), ...(lines.length > 0 ? lines : [words.never])].join('\n');
  });
}

async function run([file, text, ...more]: string[], values: Values, print: Print): Promise<number> {
  if (file === undefined || text === undefined) throw new Refusal(words.planAndCronWanted('schedule run'));
  const plan = planFrom(file);
  const cron = wellFormed(parseCron(text));
  const timeZone = zoneFrom(values.tz);
  const date = (option: '--from' | '--to', given: string | undefined): number => {
    if (given === undefined) throw new Refusal(words.optionWanted('schedule run', option));
    return instantFrom(option, given, timeZone);
  };
  const [fromMs, toMs] = [date('--from', values.from), date('--to', values.to)];
  if (toMs <= fromMs) throw new Refusal(words.orderWrong);
  const startAfterS =
    values['start-after'] === undefined ? undefined : wholeFrom('--start-after', values['start-after']);
  const lapAfterS = values['lap-after'] === undefined ? undefined : secondsFrom('--lap-after', values['lap-after']);
  if (startAfterS !== undefined) refuseEndless({ plan, lapAfterS }, false);
  const offs = [...(values.off ?? []), ...more].map((span) => spanFrom(span, timeZone));
  if (dueBetween(cron, { sinceMs: fromMs, untilMs: toMs, timeZone, max: REHEARSED_MAX }).cut) {
    throw new Refusal(words.tooMany(REHEARSED_MAX));
  }
  const profile = profileFrom(values['max-hr'], values['resting-hr']);
  const result = await rehearse({ plan, profile, cron, timeZone, fromMs, toMs, startAfterS, lapAfterS, offs });
  return print(result, () => rehearsalText(result));
}

async function add([file, text, ...more]: string[], values: Values, terminal: Terminal, print: Print): Promise<number> {
  if (file === undefined || text === undefined || more.length > 0) {
    throw new Refusal(words.planAndCronWanted('schedule add'));
  }
  const planner = plannerFrom(values.ledger, 'schedule add');
  const plan = planFrom(file);
  const cron = wellFormed(parseCron(text));
  const id = await planner.add(plan, cron.text, values.tz === undefined ? undefined : zoneFrom(values.tz));
  const said = await cronInWords(cron);
  if (isOften(cron)) terminal.err(`${words.often(said, paceOf(cron).timesADay, DAYS_WORTH)}\n`);
  return print({ id, words: said }, () => words.added(plain(plan.name), said, id));
}

async function list(rest: string[], values: Values, print: Print): Promise<number> {
  if (rest.length > 0) throw new Refusal(words.nothingWanted('schedule list'));
  const schedules = await plannerFrom(values.ledger, 'schedule list').list();
  return print({ schedules }, () => schedules.map(plannedText).join('\n') || words.nothingPlanned);
}

async function remove([id, ...more]: string[], values: Values, print: Print): Promise<number> {
  if (id === undefined || more.length > 0) throw new Refusal(words.idWanted);
  const removed = await plannerFrom(values.ledger, 'schedule remove').remove(id);
  if (!removed) throw new Refusal(words.idUnknown(id));
  return print({ id }, () => words.removed);
}

/** The file itself, also for a pipe. */
async function ics(rest: string[], values: Values, terminal: Terminal): Promise<number> {
  if (rest.length > 0) throw new Refusal(words.nothingWanted('schedule ics'));
  const file = await plannerFrom(values.ledger, 'schedule ics').calendar(values.link);
  if (file.events === 0) throw new Refusal(words.nothingPlanned);
  terminal.out(values.json ? `${JSON.stringify(file)}\n` : file.text);
  if (!values.json && file.untilMs !== undefined) terminal.err(`${calendarWords.saved(file)}\n`);
  return 0;
}

function plannedText({ id, planName, words: said, timeZone, next, outcomes }: Planned): string {
  const zone = timeZone ?? zoneFrom(undefined);
  return [
    `${plain(planName)}: ${words.inZone(said, timeZone ?? words.here)}`,
    `  ${id}`,
    `  ${next === null ? words.never : words.nextAt(clockText(Date.parse(next), zone))}`,
    ...outcomes.map(({ localTime, offset, status }) => `  ${localTime.replace('T', ' ')} ${offset}  ${status}`),
  ].join('\n');
}

function spanFrom(text: string, timeZone: string): Span {
  const [from, to, ...more] = text.split('/');
  if (from === undefined || to === undefined || more.length > 0) throw new Refusal(words.spanWrong(text));
  const span = { fromMs: instantFrom('--off', from, timeZone), toMs: instantFrom('--off', to, timeZone) };
  if (span.toMs <= span.fromMs) throw new Refusal(words.spanWrong(text));
  return span;
}

/** 2026-11-23 06:30:00 +01:00 */
function clockText(epochMs: number, timeZone: string): string {
  const { localTime, offsetMin } = localOf(epochMs, timeZone);
  return `${localTime.replace('T', ' ')} ${offsetText(offsetMin)}`;
}

function rehearsalText({ occurrences }: RehearsalResult): string {
  const lines = occurrences.map(
    ({ localTime, offset, status }) => `${localTime.replace('T', ' ')} ${offset}  ${status}`,
  );
  const counts = new Map<string, number>();
  for (const { status } of occurrences) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...lines, words.became([...counts])].join('\n');
}
