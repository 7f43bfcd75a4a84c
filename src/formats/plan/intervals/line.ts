import type { Aim } from './targets.ts';

// One step of intervals.icu's text: `- Up: short steps 3m 85-90% HR 90rpm`. Text before the first duration is said.

export interface StepLine {
  /** What stands before the duration, and after it what is no target. */
  text: string;
  /** Seconds, or a distance as it is written; none: this is no step. */
  seconds: number | undefined;
  distance: string | undefined;
  lap: boolean;
  intensity: string | undefined;
  /** The first is the target: the rest are left out. */
  aims: Aim[];
  cadence: string | undefined;
  dropped: string[];
}

/** `10m`, `1h2m30s`, `1m30`, `5'`, `30"`, `1'30"`; `10min` means nothing else. */
const DURATION =
  /^(?=.*[hms'"])(?:(\d{1,4}(?:\.\d+)?)h)?(?:(\d{1,5}(?:\.\d+)?)(?:m|mins?|'))?(?:(\d{1,6}(?:\.\d+)?)(?:s|secs?|")?)?$/i;
/** `m` is minutes: metres are `mtr`. */
const DISTANCE = /^\d{1,6}(?:\.\d+)?(?:km|mtr|meters?|metres?|mi|miles?|yd|yds|yrd|yards?)$/i;

/** The seconds of a token that is a duration. */
export function secondsOf(token: string): number | undefined {
  const match = DURATION.exec(token);
  if (!match) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

export const isDistance = (token: string): boolean => DISTANCE.test(token);

/** What follows a number with a space between: `10 min`, `5 km`. */
const APART = /(\d)\s+(min|mins|minutes|sec|secs|seconds|hours?|km|mtr|meters|metres|miles?)(?=\s|$)/gi;
const LONG: Record<string, string> = { minutes: 'm', seconds: 's', hour: 'h', hours: 'h' };

export function readLine(line: string): StepLine {
  const joined = line.replace(APART, (_, digit: string, unit: string) => digit + (LONG[unit.toLowerCase()] ?? unit));
  const tokens = joined.split(/\s+/).filter((token) => token !== '');
  const at = tokens.findIndex((token) => secondsOf(token) !== undefined || isDistance(token));
  const first = tokens[at];
  if (first === undefined) return { ...NOTHING, text: tokens.join(' ') };
  const seconds = secondsOf(first);
  const after = readTargets(tokens.slice(at + 1).join(' '));
  const before = tokens.slice(0, at).join(' ');
  return {
    ...after,
    seconds,
    distance: seconds === undefined ? first : undefined,
    text: [before, after.text].filter((part) => part !== '').join(' '),
  };
}

const NOTHING: StepLine = {
  text: '',
  seconds: undefined,
  distance: undefined,
  lap: false,
  intensity: undefined,
  aims: [],
  cadence: undefined,
  dropped: [],
};

const N = String.raw`(\d{1,4}(?:\.\d{1,3})?)`;
/** In this order: what has a unit before what has none. Groups: the lower and the upper end. */
const AIMS: readonly { what: Aim['what']; form: RegExp }[] = [
  { what: 'percentThreshold', form: new RegExp(String.raw`${N}%?(?:\s*-\s*${N})?\s*%\s*LTHR(?=\s|$)`, 'i') },
  { what: 'percentMax', form: new RegExp(String.raw`${N}%?(?:\s*-\s*${N})?\s*%\s*(?:max\s*)?HR(?=\s|$)`, 'i') },
  { what: 'bpm', form: new RegExp(String.raw`${N}(?:\s*-\s*${N})?\s*bpm(?:\s*HR)?(?=\s|$)`, 'i') },
  { what: 'zone', form: /Z([1-7])(?:\s*-\s*Z?([1-7]))?\s*(?:LT)?HR(?=\s|$)/i },
  { what: 'pace', form: /(?:[\d:.]+(?:\/\w+)?%?|C?Z\d)(?:\s*-\s*(?:[\d:.]+|C?Z?\d))?%?(?:\/\w+)?\s*Pace(?=\s|$)/i },
  { what: 'pace', form: /\d{1,2}:\d\d(?:\s*-\s*\d{1,2}:\d\d)?\/\w+/i },
  { what: 'watts', form: new RegExp(String.raw`${N}w?(?:\s*-\s*${N})?\s*w(?:atts)?(?=\s|$)`, 'i') },
  { what: 'watts', form: new RegExp(String.raw`${N}%?(?:\s*-\s*${N})?\s*%\s*MMP(?:\s+\S+)?`, 'i') },
  { what: 'power', form: new RegExp(String.raw`${N}%?(?:\s*-\s*${N})?\s*%(?:\s*FTP)?(?=\s|$)`, 'i') },
  { what: 'watts', form: /CZ\d(?:\s*-\s*CZ?\d)?(?=\s|$)/i },
  { what: 'powerZone', form: /Z([1-7])(?:\s*-\s*Z?([1-7]))?(?=\s|$)/i },
];

/** What stands after a duration. Each part that is known is taken out; what is left is text. */
function readTargets(text: string): Omit<StepLine, 'seconds' | 'distance'> {
  let rest = text;
  const take = (form: RegExp): RegExpExecArray | null => {
    const match = form.exec(rest);
    if (match) rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match;
  };
  const lap = take(/(?:^|\s)press\s+lap(?=\s|$)/i) !== null;
  const ramp = take(/(?:^|\s)ramp(?=\s|$)/i) !== null;
  const intensity = take(/(?:^|\s)intensity=(\w+)/i)?.[1]?.toLowerCase();
  const cadence = take(/\d{1,3}(?:\s*-\s*\d{1,3})?\s*rpm(?=\s|$)/i)?.[0];
  const dropped: string[] = [];
  for (const flag of ['hidepower', 'maxeffort']) {
    if (take(new RegExp(String.raw`(?:^|\s)${flag}(?=\s|$)`, 'i'))) dropped.push(flag);
  }
  take(/(?:^|\s)freeride(?=\s|$)/i);
  const aims: Aim[] = [];
  for (const { what, form } of AIMS) {
    const match = take(form);
    if (!match) continue;
    const ends = [Number(match[1] ?? 0), Number(match[2] ?? match[1] ?? 0)];
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    aims.push({
      what,
      low,
      high,
      single: match[2] === undefined,
      ramp,
      text: `${ramp ? 'ramp ' : ''}${match[0].trim()}`,
    });
  }
  // of a heart rate and a power this plan goes by the heart rate
  aims.sort((a, b) => Number(isHeart(b)) - Number(isHeart(a)));
  return { text: rest.split(/\s+/).filter(Boolean).join(' '), lap, intensity, aims, cadence, dropped };
}

export const isHeart = ({ what }: Aim): boolean => what in HEART;
const HEART = { zone: 1, percentMax: 1, percentThreshold: 1, bpm: 1 };
