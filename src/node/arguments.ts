// What stands in a call, read: each is a value or a refusal.
import { basename } from 'node:path';
import { instantOf, isZone, parseProfile, PRIOR_RESPONSE, profileOf, readPlanFile, STRICTNESSES } from '../index.ts';
import type { Coaching, Parsed, Plan, Problem, Profile } from '../index.ts';
import { readBytesSync } from './files.ts';
import { deviceZone } from './pacedClock.ts';
import { reasonOf, Refusal } from './terminal.ts';
import { cli as words, problemLine } from './words.ts';

/** The value, or a refusal that says the first problem and how many there are. */
export function wellFormed<T>(parsed: Parsed<T>, source = ''): T {
  if (parsed.ok) return parsed.value;
  const [first, ...more] = parsed.problems as [Problem, ...Problem[]];
  const sentence = source === '' ? problemLine(first) : words.inFile(source, problemLine(first));
  throw new Refusal(more.length > 0 ? `${sentence} ${words.andMore(more.length)}` : sentence);
}

export function bytesOf(file: string): Uint8Array {
  try {
    return readBytesSync(file);
  } catch (cause) {
    throw new Refusal(words.fileUnreadable(file, reasonOf(cause)));
  }
}

/** What a file is called, without its ending: the name of a plan that has none in it. */
export const nameOf = (file: string): string => basename(file).replace(/\.\w+(?:\.gz)?$/i, '');

/** The plan of a file in any format that is known. */
export const planFrom = (file: string): Plan => wellFormed(readPlanFile(bytesOf(file), { name: nameOf(file) }), file);

const OPTION_OF: Record<string, string> = { bpmMax: '--max-hr', bpmResting: '--resting-hr', bpmCeiling: '--ceiling' };

/** What is not given is what most people have. */
export function profileFrom(maxHr = '190', restingHr = '60', ceiling?: string): Profile {
  const limit = ceiling === undefined ? {} : { bpmCeiling: wholeFrom('--ceiling', ceiling) };
  const person = profileOf(wholeFrom('--max-hr', maxHr), wholeFrom('--resting-hr', restingHr));
  const profile = parseProfile({ ...person, ...limit });
  if (profile.ok) return profile.value;
  // What follows from a maximum that is wrong is wrong too, and nobody's option.
  const problems = profile.problems.flatMap((problem) => {
    const path = OPTION_OF[problem.path];
    return path === undefined ? [] : [{ ...problem, path }];
  });
  return wellFormed({ ok: false, problems: problems.length > 0 ? problems : profile.problems });
}

/** `tauOn,tauOff,dead,relSd` in seconds, the last as a share: what is known of a heart. */
export function coachingFrom(strictness = 'standard', heart?: string): Coaching {
  const chosen = STRICTNESSES.find((each) => each === strictness);
  if (!chosen) throw new Refusal(words.strictnessWrong(strictness, STRICTNESSES));
  if (heart === undefined) return { strictness: chosen, response: PRIOR_RESPONSE };
  const parts = heart.split(',').map((part) => (/^\d{1,4}(\.\d{1,4})?$/.test(part.trim()) ? Number(part) : NaN));
  const [tauOnS = NaN, tauOffS = NaN, deadS = NaN, relSd = NaN] = parts;
  const isHeart = tauOnS >= 1 && tauOnS <= 1_000 && tauOffS >= 1 && tauOffS <= 1_000 && deadS <= 120 && relSd <= 10;
  if (parts.length !== 4 || !isHeart) throw new Refusal(words.heartWrong(heart));
  return { strictness: chosen, response: { tauOnS, tauOffS, deadS, relSd } };
}

export function wholeFrom(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(words.numberWrong(option, text));
  return Number(text);
}

export function secondsFrom(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw new Refusal(words.secondsWrong(option, text));
  return Number(text);
}

/** A count from 1 to `max`. */
export function countFrom(option: string, text: string, max: number): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > max) throw new Refusal(words.countWrong(option, text, max));
  return count;
}

/** None named: that of this device. */
export function zoneFrom(text: string | undefined): string {
  const timeZone = text ?? deviceZone();
  if (!isZone(timeZone)) throw new Refusal(words.zoneWrong(timeZone));
  return timeZone;
}

const DATE = /^((?!0000)\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d(?:\.\d{1,3})?))?(Z|[+-]\d\d:\d\d)?)?$/;

/** An instant as ISO 8601 writes it; a time without an offset is by the clocks of the zone. */
export function instantFrom(option: string, text: string, timeZone: string): number {
  const [, day, minutes = '00:00', seconds = '00', offset] = DATE.exec(text) ?? [];
  const localMs = Date.parse(`${day ?? ''}T${minutes}:${seconds}Z`);
  // 30 February is taken for 2 March where nobody looks
  const exists = !Number.isNaN(localMs) && new Date(localMs).toISOString().startsWith(`${day ?? ''}T${minutes}`);
  const epochMs = offset ? Date.parse(`${day ?? ''}T${minutes}:${seconds}${offset}`) : localMs;
  if (!exists || Number.isNaN(epochMs)) throw new Refusal(words.dateWrong(option, text));
  return offset ? epochMs : instantOf(localMs, timeZone);
}
