import type { Profile } from '../../../core/athlete/hrZones.ts';
import type { OnTarget } from '../../../core/load/onTarget.ts';
import type { Plan } from '../../../core/plan/plan.ts';
import type { Trace } from '../../../core/samples/samples.ts';
import { localMsOf } from '../../../core/schedule/localTime.ts';
import type { Moment, Shift } from '../../../core/session/session.ts';
import type { Summary } from '../../../core/session/summary.ts';
import type { ShareWords, Words } from '../../../words/words.ts';
import type { Executed } from '../../parts/plan/profile.ts';

/** A workout, as far as a picture of it may know it: nothing of the person but what their heart did. */
export interface PicturedWorkout {
  plan: Plan;
  profile: Profile;
  stretches: readonly Executed[];
  shifts: readonly Shift[];
  trace: Trace;
  startedAt: Moment;
  summary: Summary;
  target?: OnTarget | undefined;
}

/** What is written on the picture. */
export interface PictureTexts {
  name: string;
  date: string;
  time: string;
  /** None without a target. */
  target?: string | undefined;
  figures: readonly { value: string; label: string }[];
  /** Of a heart that is nobody's. */
  simulated?: string | undefined;
}

/** `longDay`: a day in words, in a time zone. The day is that of where it was begun. */
export function pictureTexts(
  { plan, summary, target, startedAt }: PicturedWorkout,
  { words, say, longDay }: { words: Words; say: ShareWords; longDay: (epochMs: number, timeZone: string) => string },
): PictureTexts {
  const bpm = (value: number | null, label: string) => (value === null ? [] : [{ value: words.number(value), label }]);
  const heard = summary.provenance !== 'none';
  return {
    name: plan.name,
    date: longDay(localMsOf(startedAt), 'UTC'),
    time: words.clock(summary.elapsedS),
    target: target && say.onTarget(target.inS, target.targetS),
    figures: heard ? [...bpm(summary.meanBpm, say.mean), ...bpm(summary.maxBpm, say.max)] : [],
    simulated: summary.provenance === 'simulated' ? say.simulated : undefined,
  };
}

/** The same in words, for those who do not see it, and beside what is sent. */
export function pictureInWords(
  { name, date, time, target, figures, simulated }: PictureTexts,
  say: ShareWords,
): string {
  const said = figures.map(({ value, label }) => `${label} ${value}`);
  return [simulated, name, date, say.timeWas(time), target, ...said].filter(Boolean).join('. ') + '.';
}
