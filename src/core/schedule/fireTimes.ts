/**
 * When a cron expression fires. Which civil times it names is said by `civilTimes.ts`; when the clocks of a zone show them
 * is said here, so that this holds in every zone, also where the clock moves by half an hour or a whole day, at midnight or
 * at noon:
 *
 * - A **fixed** time (`30 2 * * *`) fires once a day. Where the clock jumps over it, it fires later by as much as the
 *   clock jumped (02:30 → 03:30); where the clock shows it twice, the first time only. Two times that come to the same
 *   instant are one.
 * - An **elapsed** one, with a wildcard or a step in second, minute or hour (`0 * * * *`), fires whenever the clock
 *   shows it: not at all for times that do not exist, and in both passes of an hour that comes twice.
 *
 * Two day fields: either is enough. See `cron.ts` for the language, `timeZone.ts` for the clocks.
 */
import { firstFrom, lastUpTo, timesOf, type Times } from './civilTimes.ts';
import { parseCron, type Cron } from './cron.ts';
import { isZone, spanAt, type Span } from './timeZone.ts';

export { parseCron, type Cron } from './cron.ts';

const S_MS = 1000;
const APART_MS = 2 * 86_400_000; // more than any clock was ever set forward or back
const FIRST_MS = Date.UTC(1900, 0);
const LAST_MS = Date.UTC(9999, 0); // years of four digits, which is what `localTime` has room for

/** The next times, strictly after; fewer when there are no more. Throws a RangeError that says why. */
export function nextFireTimes(
  cron: Cron | string,
  { after, timeZone, count }: { after: Date; timeZone: string; count: number },
): Date[] {
  const times: Date[] = [];
  const parsed = typeof cron === 'string' ? cronOfText(cron) : cron;
  let nextMs: number | undefined = after.getTime();
  while (times.length < count) {
    nextMs = nextFireMs(parsed, nextMs, timeZone);
    if (nextMs === undefined) break;
    times.push(new Date(nextMs));
  }
  return times;
}

/** The next time, strictly after; `undefined` when there is none within the years of four digits. */
export function nextFireMs(cron: Cron, afterMs: number, timeZone: string): number | undefined {
  const times = timesIn(cron, timeZone);
  if (Number.isNaN(afterMs)) throw new RangeError('not a time to start from');
  let fromMs = Math.max(FIRST_MS, (Math.floor(afterMs / S_MS) + 1) * S_MS);
  while (fromMs < LAST_MS) {
    const span = spanAt(fromMs, timeZone);
    const { offsetMs, beforeMs, startMs, endMs } = span;

    const shownMs = firstFrom(times, Math.max(fromMs + offsetMs, shownBefore(span, cron)));
    let nextMs = shownMs !== undefined && shownMs < endMs + offsetMs ? shownMs - offsetMs : Infinity;
    if (!cron.elapsed && fromMs + beforeMs < startMs + offsetMs) {
      const jumpedMs = firstFrom(times, fromMs + beforeMs);
      if (jumpedMs !== undefined && jumpedMs < startMs + offsetMs) nextMs = Math.min(nextMs, jumpedMs - beforeMs);
    }
    if (nextMs < Infinity) return nextMs < LAST_MS ? nextMs : undefined;
    if (shownMs === undefined) return undefined;
    // Nothing up to shownMs; but close to a change of the clock the same civil times may come again.
    fromMs = endMs - fromMs > APART_MS ? Math.max(endMs, shownMs - APART_MS) : endMs;
  }
  return undefined;
}

/**
 * All times in (sinceMs, untilMs], in order. At most `max`, the latest ones; `cut` says that earlier ones were left out.
 * The work grows with what is returned, not with the span.
 */
export function dueBetween(
  cron: Cron,
  { sinceMs, untilMs, timeZone, max }: { sinceMs: number; untilMs: number; timeZone: string; max: number },
): { dueMs: number[]; cut: boolean } {
  const dueMs: number[] = [];
  let beforeMs = untilMs;
  for (;;) {
    const lastMs = lastFireMs(cron, sinceMs, beforeMs, timeZone);
    if (lastMs === undefined) return { dueMs: dueMs.reverse(), cut: false };
    if (dueMs.length >= max) return { dueMs: dueMs.reverse(), cut: true };
    dueMs.push(lastMs);
    beforeMs = lastMs - 1;
  }
}

/** The last time in (sinceMs, untilMs]: `nextFireMs` the other way round. */
function lastFireMs(cron: Cron, sinceMs: number, untilMs: number, timeZone: string): number | undefined {
  const times = timesIn(cron, timeZone);
  if (Number.isNaN(sinceMs) || Number.isNaN(untilMs)) throw new RangeError('not a span of time');
  const firstMs = Math.max(FIRST_MS, (Math.floor(sinceMs / S_MS) + 1) * S_MS);
  let toMs = Math.min(LAST_MS - S_MS, Math.floor(untilMs / S_MS) * S_MS);
  while (toMs >= firstMs) {
    const span = spanAt(toMs, timeZone);
    const { offsetMs, beforeMs, startMs } = span;

    const shownMs = lastUpTo(times, toMs + offsetMs);
    let lastMs =
      shownMs !== undefined && shownMs >= Math.max(startMs + offsetMs, shownBefore(span, cron))
        ? shownMs - offsetMs
        : -Infinity;
    if (!cron.elapsed && beforeMs < offsetMs) {
      const jumpedMs = lastUpTo(times, Math.min(toMs + beforeMs, startMs + offsetMs - S_MS));
      if (jumpedMs !== undefined && jumpedMs >= startMs + beforeMs) lastMs = Math.max(lastMs, jumpedMs - beforeMs);
    }
    if (lastMs > -Infinity) return lastMs >= firstMs ? lastMs : undefined;
    if (shownMs === undefined) return undefined;
    toMs = toMs - startMs > APART_MS ? Math.min(startMs - S_MS, shownMs + APART_MS) : startMs - S_MS;
  }
  return undefined;
}

/** Up to where a fixed time was shown before this span began, in an overlap. */
function shownBefore({ startMs, beforeMs, offsetMs }: Span, { elapsed }: Cron): number {
  return elapsed || beforeMs <= offsetMs ? -Infinity : startMs + beforeMs;
}

function timesIn(cron: Cron, timeZone: string): Times {
  if (!isZone(timeZone)) throw new RangeError(`no time zone: ${String(timeZone).slice(0, 64)}`);
  return timesOf(cron);
}

function cronOfText(text: string): Cron {
  const cron = parseCron(text);
  if (!cron.ok) throw refusal(cron.problems);
  return cron.value;
}

function refusal(problems: { code: string; path: string; params: object }[]): RangeError {
  const why = problems.map(({ code, path, params }) => `${path} ${code} ${JSON.stringify(params)}`.trim());
  return new RangeError(`not a cron expression: ${why.join('; ')}`);
}
