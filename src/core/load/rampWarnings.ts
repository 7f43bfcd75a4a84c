import { FATIGUE_DAYS, FITNESS_DAYS, type FitnessDay } from './fitness.ts';
import { WEEK_DAYS } from './localDay.ts';

/**
 * How quickly training grew, where that is more than coaches commonly advise. They are rules of thumb about load, no statement
 * about anybody's health:
 *
 * - `fitnessRamp`: fitness grew by more than 8 in a week (Allen and Coggan, Training and Racing with a Power Meter: 5 to 8 a week
 *   is what most people keep up for long).
 * - `weekLoad`: the last seven days cost more than 1.5 times the mean of the four weeks before (Gabbett 2016, doi
 *   10.1136/bjsports-2015-095788, of whose ratio this is the uncoupled form).
 * - `formLow`: form is below −30 (commonly taken as the edge of what one recovers from within days).
 *
 * In the first months fitness and form are taken as `settled` has them.
 */
export type RampCode = (typeof RAMP_CODES)[number];
export const RAMP_CODES = ['fitnessRamp', 'weekLoad', 'formLow'] as const;

export type RampFigures =
  | { code: 'fitnessRamp'; perWeek: number }
  | { code: 'weekLoad'; weekLoad: number; meanLoad: number }
  | { code: 'formLow'; form: number };

/** From its first day on, as it stands on its last: whoever dismisses a warning dismisses its code and its first day. */
export type RampWarning = RampFigures & { fromDay: number; toDay: number };

/** So many days from the first load on say too little of how somebody trains. */
const FIRST_DAYS = 28;
const WEEKS_BEFORE = 4;
/** One that comes back within so many days is still the same. */
const QUIET_DAYS = 14;

/** Where each begins, and where it ends: apart, so that a figure on the edge does not come and go. */
const RAMP = { on: 8, off: 5 };
const WEEK_RATIO = { on: 1.5, off: 1.3 };
const FORM = { on: -30, off: -20 };
/** Less than an hour and a half at threshold in a week is no load to speak of, however little was done before. */
const WEEK_LOAD_MIN = 150;

/** All there were up to the last of these days, in order of their beginning. `days`: of `fitnessOf`, every day from the first load on. */
export function rampWarnings(days: readonly FitnessDay[]): RampWarning[] {
  return RAMP_CODES.flatMap((code) => warningsOf(code, days)).sort((a, b) => a.fromDay - b.fromDay);
}

/** Those that stand on the last of these days. */
export function rampNow(days: readonly FitnessDay[]): RampWarning[] {
  const today = days.at(-1)?.day;
  return rampWarnings(days).filter(({ toDay }) => toDay === today);
}

function warningsOf(code: RampCode, days: readonly FitnessDay[]): RampWarning[] {
  const warnings: RampWarning[] = [];
  for (let i = FIRST_DAYS; i < days.length; i++) {
    const { day } = days[i]!;
    const last = warnings.at(-1);
    const stood = last?.toDay === day - 1;
    const figures = FIGURES[code](days, i, stood ? 'off' : 'on');
    if (!figures) continue;
    const goesOn = last && day - last.toDay <= QUIET_DAYS;
    if (goesOn) warnings.pop();
    warnings.push({ ...figures, fromDay: goesOn ? last.fromDay : day, toDay: day });
  }
  return warnings;
}

/** The figures of a day, where they are beyond the edge at which a warning begins or, where it stood the day before, ends. */
type FiguresOf = (days: readonly FitnessDay[], i: number, edge: 'on' | 'off') => RampFigures | undefined;

const FIGURES: Readonly<Record<RampCode, FiguresOf>> = {
  fitnessRamp: (days, i, edge) => {
    const perWeek = settled(days, i).fitness - settled(days, i - WEEK_DAYS).fitness;
    return perWeek > RAMP[edge] ? { code: 'fitnessRamp', perWeek } : undefined;
  },
  weekLoad: (days, i, edge) => {
    const before = i + 1 - WEEK_DAYS;
    // all of the four weeks have to be known
    if (before < WEEKS_BEFORE * WEEK_DAYS) return undefined;
    const weekLoad = loadOver(days, before, i + 1);
    const meanLoad = loadOver(days, before - WEEKS_BEFORE * WEEK_DAYS, before) / WEEKS_BEFORE;
    const beyond = weekLoad >= WEEK_LOAD_MIN && weekLoad > WEEK_RATIO[edge] * meanLoad;
    return beyond ? { code: 'weekLoad', weekLoad, meanLoad } : undefined;
  },
  formLow: (days, i, edge) => {
    const { fitness, fatigue } = settled(days, i - 1);
    const form = fitness - fatigue;
    return form < FORM[edge] ? { code: 'formLow', form } : undefined;
  },
};

/**
 * Fitness and fatigue of a day as if one had trained before the first load as one has since. Both are counted from nothing, which
 * nobody begins with: for months, training that stays the same would look like growth and like little form.
 */
function settled(days: readonly FitnessDay[], i: number): Pick<FitnessDay, 'fitness' | 'fatigue'> {
  const { fitness, fatigue } = days[i]!;
  const known = (timeConstant: number): number => 1 - Math.exp(-(i + 1) / timeConstant);
  return { fitness: fitness / known(FITNESS_DAYS), fatigue: fatigue / known(FATIGUE_DAYS) };
}

function loadOver(days: readonly FitnessDay[], from: number, to: number): number {
  return days.slice(from, to).reduce((sum, { load }) => sum + load, 0);
}
