// The load of a recording: whose heart it was is said in the call, since a load without a person is none.
import { loadOf, parseProfile, profileOf, readHeartRates, SEXES } from '../index.ts';
import type { Load, LoadProfile } from '../index.ts';
import { bytesOf, wellFormed, wholeFrom } from './arguments.ts';
import { Refusal } from './terminal.ts';
import { cli as words } from './words.ts';

export const LOAD_OPTIONS = {
  max: { type: 'string' },
  resting: { type: 'string' },
  threshold: { type: 'string' },
  sex: { type: 'string' },
} as const;

type Values = Partial<Record<keyof typeof LOAD_OPTIONS, string | undefined>>;

export function load(
  files: readonly string[],
  values: Values,
  print: (of: Load, text: () => string) => number,
): number {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new Refusal(words.ratesWanted);
  const person = personFrom(values);
  const of = loadOf(wellFormed(readHeartRates(bytesOf(file)), file), person);
  return print(of, () => words.load(of));
}

const OPTION_OF: Record<string, string> = { bpmMax: '--max', bpmResting: '--resting', bpmThreshold: '--threshold' };

function personFrom(values: Values): LoadProfile {
  const given = (name: keyof Values): string => {
    const text = values[name];
    if (text === undefined) throw new Refusal(words.optionWanted('load', `--${name}`));
    return text;
  };
  const rate = (name: 'max' | 'resting' | 'threshold'): number => wholeFrom(`--${name}`, given(name));
  const [bpmMax, bpmResting, bpmThreshold] = [rate('max'), rate('resting'), rate('threshold')];
  const sex = SEXES.find((each) => each === given('sex'));
  if (!sex) throw new Refusal(words.choiceWrong('--sex', given('sex'), SEXES));
  const profile = parseProfile({ ...profileOf(bpmMax, bpmResting), bpmThreshold, estimated: [] });
  if (profile.ok) return { bpmMax, bpmResting, bpmThreshold, sex };
  const problems = profile.problems.map((problem) => ({ ...problem, path: OPTION_OF[problem.path] ?? problem.path }));
  return wellFormed({ ok: false, problems });
}
