import { parseCron, type Cron } from '../../../core/schedule/cron.ts';
import { bad, type Parsed } from '../../../core/parse/parsed.ts';
import { cronOf, routineOf, type Routine } from '../../../core/schedule/routine.ts';

export type Kind = Routine['kind'];

/** In the order in which they are offered. */
export const KINDS = ['weekly', 'monthly', 'cron'] as const satisfies Kind[];

/** What stands in the form: three ways to write one expression, of which `kind` is the one in use. */
export interface ScheduleDraft {
  kind: Kind;
  /** 0 is Sunday. */
  days: readonly number[];
  day: number | 'last';
  /** As `<input type="time">` has it: 06:30, or nothing. */
  time: string;
  text: string;
  /** The text is somebody's own, and not what the other kinds say. */
  own: boolean;
  /** Something was chosen in another kind since that text was left. */
  touched: boolean;
  /** A text of somebody's own that this kind cannot show. */
  lost: string | undefined;
}

const HALF_HOUR_MS = 1_800_000;

/** For a new one: today's weekday, at the next half hour. */
export function newDraft(nowMs: number): ScheduleDraft {
  const at = new Date(Math.ceil(nowMs / HALF_HOUR_MS) * HALF_HOUR_MS);
  const draft: ScheduleDraft = {
    kind: 'weekly',
    days: [at.getDay()],
    day: at.getDate(),
    time: timeOf({ hour: at.getHours(), minute: at.getMinutes() }),
    text: '',
    own: false,
    touched: false,
    lost: undefined,
  };
  return { ...draft, text: expressionOf(draft) ?? '' };
}

export function draftOf(cron: string, nowMs: number): ScheduleDraft {
  const routine = routineOf(cron);
  const draft = filled(newDraft(nowMs), routine);
  const own = routine.kind === 'cron';
  return { ...draft, days: own ? [] : draft.days, kind: routine.kind, text: cron, own };
}

/** With something chosen by hand. */
export function chosenIn(
  draft: ScheduleDraft,
  choice: Partial<Pick<ScheduleDraft, 'days' | 'day' | 'time'>>,
): ScheduleDraft {
  return { ...draft, ...choice, touched: true, lost: undefined };
}

export function typedIn(draft: ScheduleDraft, text: string): ScheduleDraft {
  return { ...draft, text, own: true, touched: false };
}

/** The expression that the form says; none while a day or a time is missing. */
export function expressionOf({ kind, days, day, time, text }: ScheduleDraft): string | undefined {
  if (kind === 'cron') return text;
  const [hour, minute] = time.split(':').map(Number);
  if (hour === undefined || minute === undefined || time === '') return undefined;
  if (kind === 'monthly') return cronOf({ kind, day, hour, minute });
  return days.length === 0 ? undefined : cronOf({ kind, days, hour, minute });
}

export function readExpression(draft: ScheduleDraft): Parsed<Cron> {
  const expression = expressionOf(draft);
  return expression === undefined ? bad('value.missing') : parseCron(expression);
}

/**
 * In another kind. To and fro changes nothing: each kind keeps what was chosen in it, and a text of somebody's own stays
 * until something is chosen elsewhere. What both can say goes along: a typed text fills in weekdays, or a day of the month.
 */
export function switched(draft: ScheduleDraft, kind: Kind): ScheduleDraft {
  if (kind === draft.kind) return draft;
  if (kind === 'cron') {
    if (draft.own && !draft.touched) return { ...draft, kind, lost: undefined };
    const text = expressionOf(draft) ?? draft.text;
    return { ...draft, kind, text: isSame(draft.text, text) ? draft.text : text, own: false, lost: undefined };
  }
  if (draft.kind !== 'cron' || !draft.own) return { ...draft, kind, touched: draft.touched && draft.kind !== 'cron' };
  const routine = routineOf(draft.text);
  const left = { ...draft, kind, touched: false };
  if (routine.kind === kind) return { ...filled(left, routine), own: false, lost: undefined };
  return { ...left, lost: draft.text.trim() === '' ? undefined : draft.text };
}

/** The same form of it, spelled otherwise: MON-FRI. */
function isSame(text: string, expression: string): boolean {
  const routine = routineOf(text);
  return routine.kind !== 'cron' && cronOf(routine) === expression;
}

/** What is in the form, as it is kept until it is saved. */
export interface FormDraft {
  draft: ScheduleDraft;
  planId: string;
  timeZone: string | null;
}

const CHARS_MAX = 10_000;

export function parseFormDraft(value: unknown): FormDraft | undefined {
  if (!isFields(value) || !isFields(value['draft'])) return undefined;
  const { planId, timeZone } = value;
  const { kind, days, day, time, text, own, touched, lost } = value['draft'];
  const isText = (each: unknown): each is string => typeof each === 'string' && each.length <= CHARS_MAX;
  const isDay = (each: unknown, from: number, to: number): each is number =>
    Number.isInteger(each) && (each as number) >= from && (each as number) <= to;
  if (!isText(planId) || !(timeZone === null || isText(timeZone)) || !(KINDS as readonly unknown[]).includes(kind))
    return undefined;
  if (!Array.isArray(days) || !days.every((each) => isDay(each, 0, 6))) return undefined;
  if (!(day === 'last' || isDay(day, 1, 31)) || !isText(time) || !/^(\d\d:\d\d)?$/.test(time)) return undefined;
  if (!isText(text) || typeof own !== 'boolean' || typeof touched !== 'boolean') return undefined;
  if (!(lost === undefined || isText(lost))) return undefined;
  return {
    planId,
    timeZone,
    draft: { kind: kind as Kind, days: days, day, time, text, own, touched, lost },
  };
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function filled(draft: ScheduleDraft, routine: Routine): ScheduleDraft {
  switch (routine.kind) {
    case 'weekly':
      return { ...draft, days: routine.days, time: timeOf(routine) };
    case 'monthly':
      return { ...draft, day: routine.day, time: timeOf(routine) };
    case 'cron':
      return draft;
  }
}

function timeOf({ hour, minute }: { hour: number; minute: number }): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(hour)}:${two(minute)}`;
}
