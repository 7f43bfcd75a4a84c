import { isEveryDay, parseCron, type Cron } from './cron.ts';

/** The forms in which people choose when to train. Whatever else an expression may say is `cron`. */
export type Routine =
  /** Days: 0 is Sunday; ascending, at least one. */
  | { kind: 'weekly'; days: readonly number[]; hour: number; minute: number }
  | { kind: 'monthly'; day: number | 'last'; hour: number; minute: number }
  | { kind: 'cron'; text: string };

export function cronOf(routine: Routine): string {
  if (routine.kind === 'cron') return routine.text;
  const time = `${String(routine.minute)} ${String(routine.hour)}`;
  if (routine.kind === 'monthly') return `${time} ${routine.day === 'last' ? 'L' : String(routine.day)} * *`;
  return `${time} * * ${routine.days.length === 7 ? '*' : routine.days.join(',')}`;
}

/** The form of an expression, however it is spelled: names, ranges, 7 for Sunday. */
export function routineOf(text: string): Routine {
  const cron = parseCron(text);
  return (cron.ok ? chosenIn(cron.value) : undefined) ?? { kind: 'cron', text };
}

/** None where people do not choose so. */
export function chosenIn({ fields, elapsed }: Cron): Exclude<Routine, { kind: 'cron' }> | undefined {
  if (elapsed) return undefined;
  const { second, dayOfMonth, month, dayOfWeek } = fields;
  const [hour, laterHour] = fields.hour.values;
  const [minute, laterMinute] = fields.minute.values;
  if (hour === undefined || minute === undefined || laterHour !== undefined || laterMinute !== undefined)
    return undefined;
  if (second.values.join() !== '0' || month.values.length < 12) return undefined;

  if (isEveryDay(fields)) return { kind: 'weekly', days: [0, 1, 2, 3, 4, 5, 6], hour, minute };
  if (dayOfMonth.any && dayOfWeek.last.length === 0 && dayOfWeek.nth === undefined) {
    return { kind: 'weekly', days: dayOfWeek.values, hour, minute };
  }
  const days = [...dayOfMonth.values, ...dayOfMonth.last.map(() => 'last' as const)];
  if (dayOfWeek.any && days.length === 1) return { kind: 'monthly', day: days[0]!, hour, minute };
  return undefined;
}
