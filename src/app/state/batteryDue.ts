// Whether a strap's battery is expected to last for what is planned, and what says so.
import { BATTERY_CHANGE_PCT, batteryForecast, firstNotLasted } from '../../core/records/batteryForecast.ts';
import type { StrapDiary } from '../../core/records/strapDiary.ts';
import { lengthOf } from '../../core/plan/planLength.ts';
import type { KnownStrap } from '../../store/database/records.ts';
import { daysBetween } from '../../words/dates.ts';
import type { PlannedWords } from '../../words/language.ts';
import type { Words } from '../../words/words.ts';
import type { AgendaState } from './agenda.svelte.ts';
import type { PlansState } from './plans.svelte.ts';

export interface BatteryDue {
  /** What to do, and until when. */
  advice: string;
  /** The workout that it will not last for, where there is one. */
  workout?: string | undefined;
  /** The readings that say so. */
  because: string;
}

interface Known {
  strap: KnownStrap;
  diary: StrapDiary | undefined;
  nowMs: number;
  words: Words['pages'];
  /** What is planned; none where that could not be had, or is not there yet. */
  planned: { agenda: Pick<AgendaState, 'coming'>; say: Pick<PlannedWords, 'whenAt'> } | null | undefined;
  plans: Pick<PlansState, 'byId'>;
}

/** Nothing where the readings do not say when it is due. */
export function batteryDueOf({ strap, diary, nowMs, words, planned, plans }: Known): BatteryDue | undefined {
  const forecast = batteryForecast(diary?.entries ?? [], nowMs, strap.batteryPct);
  if (!forecast) return undefined;
  const say = words.strapDiary;
  const coming = (planned?.agenda.coming ?? []).flatMap((each) => {
    const plan = plans.byId(each.planId);
    return plan ? [{ ...each, lengthS: lengthOf(plan).maxS ?? 0 }] : [];
  });
  const workout = firstNotLasted(forecast, coming, nowMs);
  const isDue = daysBetween(nowMs, forecast.atEpochMs) <= 0;
  const { from, to } = forecast;
  const because = say.because(
    { pct: from.pct, day: words.date(from.atMs) },
    { pct: to.pct, day: words.date(to.atMs) },
    isDue ? undefined : words.date(forecast.atEpochMs),
    BATTERY_CHANGE_PCT,
  );
  if (workout && planned) {
    const { fireAtEpochMs, planName } = workout;
    return {
      advice: say.changeBefore(daysBetween(nowMs, fireAtEpochMs), words.weekdayLong(fireAtEpochMs)),
      workout: say.notLasted(planName, planned.say.whenAt(fireAtEpochMs, nowMs)),
      because,
    };
  }
  return { advice: isDue ? say.changeNow : say.change(words.longDay(forecast.atEpochMs)), because };
}

/** That it was said, at this level: not again until the battery was charged or changed. */
export function withChangeTold(
  straps: readonly KnownStrap[],
  id: string,
  changeToldPct: number,
): readonly KnownStrap[] {
  return straps.map((strap) => (strap.id === id ? { ...strap, changeToldPct } : strap));
}
