import { spanAt } from '../../core/schedule/timeZone.ts';

interface Change {
  /** The clock as it was, right before: a civil time. */
  wallMs: number;
  atMs: number;
  fromMs: number;
  toMs: number;
}

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;
const BACK_MS = 400 * DAY_MS; // a year, so that the change in force now is among those found
const RULE_YEARS = 28; // a date has each weekday in them: enough to tell “the first Sunday” from “the Sunday from the 2nd on”
const LIST_YEARS = 10;
export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/**
 * A zone as RFC 5545 describes it, right from `nowMs` on, out of what Intl knows. Changes that come on the same weekday
 * of the same month each year are a rule; all others are there one by one, for ten years.
 */
export function vtimezone(timeZone: string, nowMs: number): string[] {
  const changes = changesOf(timeZone, nowMs);
  const { offsetMs } = spanAt(nowMs, timeZone);
  const always = { wallMs: 0, atMs: 0, fromMs: offsetMs, toMs: offsetMs };
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const kind = `${String(change.fromMs)} ${String(change.toMs)}`;
    groups.set(kind, [...(groups.get(kind) ?? []), change]);
  }
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...((changes[0]?.atMs ?? Infinity) > nowMs ? observance(always) : []),
    ...[...groups.values()].flatMap((group) => {
      const rule = ruleOf(group);
      if (rule !== undefined) return observance(group[0]!, [`RRULE:${rule}`]);
      // One each, and no RDATE: readers take only the first date of a list.
      return group.filter(({ atMs }) => atMs < nowMs + LIST_YEARS * YEAR_MS).flatMap((change) => observance(change));
    }),
    'END:VTIMEZONE',
  ];
}

/** A civil time as a calendar writes it: 20261123T063000. */
export function localText(localMs: number): string {
  return new Date(localMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

function changesOf(timeZone: string, nowMs: number): Change[] {
  const changes: Change[] = [];
  let span = spanAt(nowMs - BACK_MS, timeZone);
  while (span.endMs < nowMs + RULE_YEARS * YEAR_MS) {
    const next = spanAt(span.endMs, timeZone);
    const [atMs, fromMs, toMs] = [span.endMs, span.offsetMs, next.offsetMs];
    if (fromMs !== toMs) changes.push({ wallMs: atMs + fromMs, atMs, fromMs, toMs });
    span = next;
  }
  return changes;
}

function observance({ wallMs, fromMs, toMs }: Change, more: string[] = []): string[] {
  const kind = toMs > fromMs ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${localText(wallMs)}`,
    `TZOFFSETFROM:${offsetText(fromMs)}`,
    `TZOFFSETTO:${offsetText(toMs)}`,
    ...more,
    `END:${kind}`,
  ];
}

/** “On the last Sunday in March at 02:00, every year”, if that is so. */
function ruleOf(changes: readonly Change[]): string | undefined {
  const days = changes.map(({ wallMs }) => {
    const date = new Date(wallMs);
    const month = date.getUTCMonth();
    return {
      year: date.getUTCFullYear(),
      /** All that has to be the same each year. */
      when: `${String(month)} ${String(date.getUTCDay())} ${String(wallMs % DAY_MS)}`,
      month: month + 1,
      weekday: WEEKDAYS[date.getUTCDay()]!,
      nth: Math.ceil(date.getUTCDate() / 7),
      last: new Date(wallMs + 7 * DAY_MS).getUTCMonth() !== month,
    };
  });
  const [first] = days;
  if (!first || days.length < RULE_YEARS) return undefined;
  if (!days.every(({ year, when }, at) => year === first.year + at && when === first.when)) return undefined;
  const nth = days.every(({ last }) => last) ? -1 : days.every(({ nth }) => nth === first.nth) ? first.nth : undefined;
  return nth === undefined ? nth : `FREQ=YEARLY;BYMONTH=${String(first.month)};BYDAY=${String(nth)}${first.weekday}`;
}

/** +0100, -0330 */
function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

const two = (n: number): string => String(n).padStart(2, '0');
