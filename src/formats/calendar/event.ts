import type { Schedule } from '../../core/schedule/schedule.ts';
import { phasesOf, totalMaxS, type Plan, type RunPhase } from '../../core/plan/plan.ts';
import { addressOf, textOf } from './contentLines.ts';
import { localText } from './vtimezone.ts';

export interface CalendarItem {
  schedule: Schedule;
  /** None when it is gone. */
  plan: Plan | undefined;
  /** Its own, or the device's when it floats. */
  timeZone: string;
  /** An absolute address that opens it, where there is one. */
  link: string | undefined;
}

export interface CalendarWords {
  /** A phase in one line. */
  phase: (phase: RunPhase) => string;
  /** So many phases that there was no room for. */
  more: (count: number) => string;
}

const OPEN_ENDED_S = 3600;
const NAME_CHARS_MAX = 200;

/** What an event says of its schedule, and of its time. */
export function event(
  {
    schedule,
    plan,
    link,
  }: Pick<CalendarItem, 'plan' | 'link'> & { schedule: Pick<Schedule, 'id' | 'planName' | 'revision'> },
  {
    uid,
    start,
    rule,
    nowMs,
    description,
  }: { uid: string; start: string; rule?: string; nowMs: number; description: string },
): string[] {
  const name = textOf(shortened(plan?.name ?? schedule.planName, NAME_CHARS_MAX));
  const durationS = plan ? (totalMaxS(plan) ?? OPEN_ENDED_S) : OPEN_ENDED_S;
  const alarm = (trigger: string): string[] => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${trigger}`,
    `DESCRIPTION:${name}`,
    'END:VALARM',
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${textOf(`schedule-${schedule.id}${uid}@beatkeeper`)}`,
    `DTSTAMP:${localText(nowMs)}Z`,
    `SEQUENCE:${String(Math.max(0, Math.trunc(schedule.revision) || 0))}`,
    `DTSTART${start}`,
    `DURATION:${durationS % 60 === 0 ? `PT${String(durationS / 60)}M` : `PT${String(durationS)}S`}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    `SUMMARY:${name}`,
    `DESCRIPTION:${textOf(description)}`,
    ...(link === undefined ? [] : [`URL:${addressOf(link)}`]),
    'STATUS:CONFIRMED',
    ...alarm('-PT30M'),
    ...alarm('PT0S'),
    'END:VEVENT',
  ];
}

/** The phases of a plan, as many as there is room for, and where to open it. */
export function descriptionOf(
  { plan, link }: Pick<CalendarItem, 'plan' | 'link'>,
  words: CalendarWords,
  charsMax: number,
) {
  const phases = plan ? phasesOf(plan) : [];
  const lines: string[] = [];
  let chars = link?.length ?? 0;
  for (const phase of phases) {
    const line = shortened(words.phase(phase), NAME_CHARS_MAX);
    chars += line.length + 1;
    if (chars > charsMax) break;
    lines.push(line);
  }
  if (lines.length < phases.length) lines.push(words.more(phases.length - lines.length));
  if (link !== undefined) lines.push(...(lines.length > 0 ? [''] : []), link);
  return lines.join('\n');
}

function shortened(text: string, charsMax: number): string {
  return text.length > charsMax ? `${text.slice(0, charsMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
