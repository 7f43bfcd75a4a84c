import { parseCron, type Cron } from '../../core/cron.ts';
import { bad, type Parsed } from '../../core/parsed.ts';
import { cronOf, routineOf, type Routine } from '../../core/routine.ts';

export type Kind = Routine['kind'];

/** What stands in the form: three ways to write one expression, of which `kind` is the one in use. */
export interface ScheduleDraft {
  kind: Kind;
  /** 0 is Sunday. */
  days: readonly number[];
  day: number | 'last';
  /** As `<input type="time">` has it: 06:30, or nothing. */
  time: string;
  text: string;
  /** An expression that could not be carried over into this kind. */
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
    lost: undefined,
  };
  return { ...draft, text: expressionOf(draft) ?? '' };
}

export function draftOf(cron: string, nowMs: number): ScheduleDraft {
  const routine = routineOf(cron);
  return { ...filled(newDraft(nowMs), routine), kind: routine.kind, text: cron };
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

/** The same in another form, as far as that can say it. Days that it cannot say are to be chosen anew. */
export function switched(draft: ScheduleDraft, kind: Kind): ScheduleDraft {
  const text = expressionOf(draft) ?? draft.text;
  if (kind === 'cron') return { ...draft, kind, text, lost: undefined };
  if (draft.kind !== 'cron') return { ...draft, kind, lost: undefined };
  const routine = routineOf(text);
  const carried = { ...filled(draft, routine), kind, text, lost: undefined };
  if (routine.kind === kind) return carried;
  return { ...carried, days: kind === 'weekly' ? [] : carried.days, lost: text.trim() === '' ? undefined : text };
}

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
