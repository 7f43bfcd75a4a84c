// What a clock on the wall shows at an instant: all of `zone.ts` that a workout needs.

const ZONE_CHARS_MAX = 64; // the longest there is has 32
const FORMATS_MAX = 64; // an engine's formatter is heavy

/** Whether this names a zone of the IANA database that is known here. Bare offsets are none: they have no rules. */
export function isZone(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > ZONE_CHARS_MAX || !/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** How far the zone's clocks are ahead of UTC at that instant. */
export function offsetMsAt(epochMs: number, timeZone: string): number {
  const match = /GMT(?:([+−-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(formatOf(timeZone).format(epochMs));
  if (!match) throw new Error(`Intl wrote no offset for ${timeZone}`);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  const sizeMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === undefined || sign === '+' ? sizeMs : -sizeMs;
}

/** What the clock shows at that instant, and how far it is ahead of UTC. */
export function localOf(epochMs: number, timeZone: string): { localTime: string; offsetMin: number } {
  const offsetMs = offsetMsAt(epochMs, timeZone);
  const localTime = new Date(epochMs + offsetMs).toISOString().replace(/\.\d+Z$/, '');
  return { localTime, offsetMin: Math.round(offsetMs / 60_000) };
}

/** What the clock showed at a moment where it was noted, as if it were in UTC. By its offset where the zone is not known here. */
export function localMsOf({
  epochMs,
  timeZone,
  offsetMin,
}: {
  epochMs: number;
  timeZone: string;
  offsetMin: number;
}): number {
  return epochMs + (isZone(timeZone) ? offsetMsAt(epochMs, timeZone) : offsetMin * 60_000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return remembered(
    formats,
    timeZone,
    FORMATS_MAX,
    () => new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
  );
}

/** What was worked out for a key, once; the oldest is forgotten when there are too many. */
export function remembered<T>(known: Map<string, T>, key: string, max: number, workOut: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = workOut();
    const [oldest] = known.keys();
    if (known.size >= max && oldest !== undefined) known.delete(oldest);
    known.set(key, value);
  }
  return value;
}
