import type { HeartRateName, HeartRateSource } from '../../core/athlete/hrZones.ts';
import type { BestCode } from '../../core/load/bests.ts';
import type { LoadMeasure } from '../../core/load/loadMeasures.ts';
import type { Sex } from '../../core/load/loadProfile.ts';
import type { RampFigures } from '../../core/load/rampWarnings.ts';
import type { RateOffer } from '../../core/load/rateOffers.ts';
import { datesOf } from '../dates.ts';
import { formatsOf } from '../formats.ts';
import { plural } from './plural.ts';
import { duration } from './common.ts';
import { unended } from './unended.ts';

const { date } = datesOf('en');
const { number, percent } = formatsOf('en');

/** A day of the calendar as if in UTC: it has no zone here. */
const dayOf = (ms: number): string => date(ms, { day: 'numeric', month: 'short', year: 'numeric' }, 'UTC');
/** Wraps as a whole. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');
const workouts = (n: number): string => plural(n, { one: '# workout', other: '# workouts' });
const whole = (value: number): string => number(Math.round(value)).replace('-', '−');

const formulaName: Record<LoadMeasure, string> = { edwards: 'Zone minutes', trimp: 'TRIMP', hrss: 'HRSS' };
/** After *Load*. */
const byFormula: Record<LoadMeasure, string> = {
  edwards: 'by zone minutes (Edwards)',
  trimp: 'by TRIMP (Banister)',
  hrss: 'by HRSS (TRIMP against your threshold)',
};
/** After a heart rate: the same words as in the settings. */
const ofSource: Record<HeartRateSource, string> = {
  given: '',
  age: ', estimated from your age',
  max: ', estimated from the maximum',
  typical: ', typical, not yours',
};
/** Before one. */
const whoseRate: Record<HeartRateSource, string> = {
  given: 'your',
  age: 'the estimated',
  max: 'the estimated',
  typical: 'the typical',
};
const sport = { run: 'running', ride: 'cycling', row: 'rowing', walk: 'walking', swim: 'swimming' } as const;

/** Load and trends, under History. */
export const trends = {
  title: 'Load and trends',
  back: 'History',
  day: dayOf,
  /** 12 Nov */
  dayShort: (ms: number): string => date(ms, { day: 'numeric', month: 'short' }, 'UTC'),
  monthShort: (ms: number): string => date(ms, { month: 'short' }, 'UTC'),
  monthYear: (ms: number): string => date(ms, { month: 'short', year: 'numeric' }, 'UTC'),
  monthLetter: (ms: number): string => date(ms, { month: 'narrow' }, 'UTC'),
  month: (ms: number): string => date(ms, { month: 'long', year: 'numeric' }, 'UTC'),
  /** In a narrow column: of another year the year may be below. */
  dayInTable: (ms: number, isThisYear: boolean): string =>
    isThisYear ? unbroken(date(ms, { day: 'numeric', month: 'short' }, 'UTC')) : dayOf(ms).replace(' ', '\u00a0'),
  year: (ms: number): string => date(ms, { year: 'numeric' }, 'UTC'),
  weekdayLetter: (ms: number): string => date(ms, { weekday: 'narrow' }, 'UTC'),
  weekday: (ms: number): string => date(ms, { weekday: 'long' }, 'UTC'),
  number: whole,
  workouts,
  duration,
  percent,
  bpm: (value: number): string => `${whole(value)} bpm`,
  asTable: 'Show as a table',

  // ── What is there ─────────────────────────────────────────────────────────────────────────────────────────────

  working: 'Reading your workouts',
  workingAt: (done: number, of: number): string => `${number(done)} of ${number(of)}`,
  workingWhy: 'Each workout is read once. You can leave this page, and it continues the next time.',
  stop: 'Stop',
  stopped: (missing: number): string => `${workouts(missing)} not read yet`,
  stoppedWhy: 'The figures below are without them.',
  goOn: 'Continue',
  failed: 'The figures cannot be read or stored',
  failedWhy: (reason: string): string =>
    `The browser refused its storage: ${unended(reason)}. Your workouts are not affected.`,
  unreadable: (n: number): string =>
    plural(n, {
      one: '# workout cannot be read and is left out.',
      other: '# workouts cannot be read and are left out.',
    }),
  empty: 'Your load and trends will appear here',
  emptyWhy: 'They need workouts with a heart rate: recorded here with a strap, or imported from files.',
  emptySimulated: 'Simulated workouts never count here: they say nothing about your heart.',
  emptyDo: 'Choose a plan',
  emptyImport: 'Import in History',
  /** In place of a picture that would say nothing yet. */
  missing: (n: number): string =>
    plural(n, { one: 'Appears after # more workout.', other: 'Appears after # more workouts.' }),
  imported: (n: number, count: boolean): string =>
    count
      ? plural(n, { one: '# imported workout counts here.', other: '# imported workouts count here.' })
      : plural(n, { one: '# imported workout is left out.', other: '# imported workouts are left out.' }),
  importedDo: (count: boolean): string => (count ? 'Leave out' : 'Include'),
  importedDoLabel: (count: boolean): string => (count ? 'Leave out imported workouts' : 'Include imported workouts'),
  importedDone: (count: boolean): string => (count ? 'Imported workouts count' : 'Imported workouts are left out'),
  notStored: 'That could not be stored. Nothing has changed.',

  // ── Load ──────────────────────────────────────────────────────────────────────────────────────────────────────

  load: 'Load',
  loadWhat: 'How much training costs you, and what it builds.',
  span: 'Period',
  spans: { 3: '3 months', 6: '6 months', 12: '1 year', all: 'All' },
  longAgo: (day: string): string =>
    `The last workout that counts was on ${day}. Fitness and fatigue fade over the weeks after it.`,
  periodEmpty: 'Nothing in this period.',
  periodWiden: 'Show a longer period',
  fitness: 'Fitness',
  fatigue: 'Fatigue',
  form: 'Form',
  dayLoad: 'Load',
  fitnessWhat: 'average load a day over about 6 weeks',
  fatigueWhat: 'the same over about 1 week',
  formWhat: 'yesterday’s fitness minus yesterday’s fatigue, which is how you start the day',
  chart: (from: string, to: string): string => `Fitness, fatigue and form, ${from} to ${to}`,
  readout: (day: string, planned: boolean): string => (planned ? `${day}, planned` : day),
  spoken: (day: string, of: { fitness: number; fatigue: number; form: number; load: number }): string =>
    `${day}: fitness ${whole(of.fitness)}, fatigue ${whole(of.fatigue)}, form ${whole(of.form)}, load ${whole(of.load)}`,
  planned: 'planned',
  today: 'Today',
  plannedFrom: (n: number): string =>
    plural(n, {
      one: 'Dotted: if you do the # workout planned for the next 4 weeks.',
      other: 'Dotted: if you do the # workouts planned for the next 4 weeks.',
    }),
  plannedHow: 'Their load is estimated from the last times you did the same, or from the plan.',
  plannedUnknown: (n: number): string =>
    plural(n, { one: 'The plan of # of them is gone.', other: 'The plans of # of them are gone.' }),
  young: 'Fitness starts from zero with your first workout and takes about 6 weeks to settle.',
  model: 'Impulse-response model (Banister 1975; Morton 1990), time constants 42 and 7 days.',
  tableOf: 'At the end of each week',
  week: 'Week to',
  weekLoad: 'Week’s load',

  formula: 'Formula',
  formulaName,
  formulaWhat: {
    edwards: 'Minutes in each tenth of your maximum, times 1 to 5. Needs only your maximum heart rate.',
    trimp: 'Every second weighed by your heart-rate reserve: hard minutes count far more than easy ones.',
    hrss: 'TRIMP compared to an hour at your threshold, which is 100.',
  } satisfies Record<LoadMeasure, string>,
  formulaSource: {
    edwards: 'Edwards 1993, The Heart Rate Monitor Book.',
    trimp: 'Banister 1991; Morton, Fitz-Clarke and Banister 1990.',
    hrss: 'Banister’s TRIMP on the scale of Coggan’s training stress score.',
  } satisfies Record<LoadMeasure, string>,
  /** By which formula load is worked out. */
  by: (measure: LoadMeasure, constants: Sex | undefined): string =>
    constants === undefined
      ? byFormula[measure]
      : `${byFormula[measure]}, ${constants === 'male' ? 'men’s' : 'women’s'} constants`,
  loadBy: (by: string): string => `Load ${by}`,
  uses: {
    bpmMax: (bpm: number, source: HeartRateSource): string => `Maximum ${bpm} bpm${ofSource[source]}`,
    bpmResting: (bpm: number, source: HeartRateSource): string => `Resting ${bpm} bpm${ofSource[source]}`,
    bpmThreshold: (bpm: number, source: HeartRateSource): string => `Threshold ${bpm} bpm${ofSource[source]}`,
  } satisfies Record<HeartRateName, unknown>,
  usesChange: 'Change in settings',
  change: 'Change formula',
  changeDone: 'Done',
  constants: 'Which constants?',
  constantsWhy:
    'This formula was fitted to men and women separately: the same heart rate costs them differently. Choose the set that fits your body. Nothing else in the app uses it.',
  constantsName: { male: 'Men’s', female: 'Women’s' } satisfies Record<Sex, string>,

  // ── Warnings ──────────────────────────────────────────────────────────────────────────────────────────────────

  warning: {
    fitnessRamp: 'Your training is growing fast',
    weekLoad: 'A big week',
    formLow: 'Much more fatigue than usual',
  } satisfies Record<RampFigures['code'], string>,
  warningWhy: (of: RampFigures): string => {
    switch (of.code) {
      case 'fitnessRamp':
        return `Fitness rose by ${whole(of.perWeek)} in 7 days. Most people keep up 5 to 8 a week (Allen and Coggan).`;
      case 'weekLoad':
        return `The last 7 days cost ${whole(of.weekLoad)}, ${number(of.weekLoad / Math.max(1, of.meanLoad), 1)} times your average of the 4 weeks before. Above 1.5 is a big step (Gabbett 2016).`;
      case 'formLow':
        return `Form is ${whole(of.form)}. Below −30 it usually takes several easy days to recover.`;
    }
  },
  /** Below figures that may be of another scale than those of the screen. */
  warningScale: (isOther: boolean): string =>
    `A coaching rule of thumb, on a scale where an hour at threshold is 100${isOther ? ': not the scale of the figures below' : ''}.`,
  warningHide: 'Hide for a week',

  // ── Trends ────────────────────────────────────────────────────────────────────────────────────────────────────

  trends: 'Trends',
  rates: 'Highest and lowest heart rate',
  ratesWhat:
    'Highest held for 10 seconds, and lowest average of 5 calm minutes. Imported workouts never change your zones.',
  highest: 'Highest',
  calmest: 'Calmest',
  noneSeen: 'not seen yet',
  /** Beside what was seen: what zones and load go by. */
  setRate: (name: 'bpmMax' | 'bpmResting', bpm: number, source: HeartRateSource): string => {
    const what = name === 'bpmMax' ? 'maximum' : 'resting';
    return source === 'given' ? `your ${what}: ${bpm}` : `${what} in Settings: ${bpm}${ofSource[source]}`;
  },
  importedRate: (day: string): string => `${day}, imported`,
  offer: ({ name, bpm, knownBpm, source, sport: of }: RateOffer, day: string): string => {
    const whose = `${whoseRate[source]} ${knownBpm}${of ? ` for ${sport[of]}` : ''}`;
    return name === 'bpmMax'
      ? `${bpm} bpm held for 10 s on ${day}, above ${whose}. Use it as your maximum?`
      : `${bpm} bpm over 5 calm minutes on ${day}, below ${whose}. Use it as your resting heart rate?`;
  },
  offerWhy: 'Your zones will change with it.',
  take: (bpm: number): string => `Use ${bpm} bpm`,
  notMe: 'Not me',
  taken: ({ name, bpm }: Pick<RateOffer, 'name' | 'bpm'>): string =>
    name === 'bpmMax' ? `Your maximum is now ${bpm} bpm` : `Your resting heart rate is now ${bpm} bpm`,
  refused: (bpm: number): string => `${bpm} bpm is ignored`,
  unlikely: (bpm: number, knownBpm: number): string =>
    `${bpm} bpm is far from your ${knownBpm}. It is offered once a second workout shows it.`,

  limited: (bpm: number): string => `You have a limit of ${bpm} bpm, so no higher maximum is offered.`,

  recovery: 'Recovery',
  recoveryWhat:
    'How far your heart rate falls in the first minute after an effort. A bigger fall usually goes with better fitness.',
  recoverySource: 'Best of each workout; the line is the median of the last 5. HRR60 as in Cole 1999, NEJM.',
  recoveryChart: (n: number): string => `Heart-rate recovery of ${workouts(n)}`,
  recoveryMedianOf: (n: number): string => `median of the last ${number(n)}`,
  /** Beside the latest median. */
  recoveryNow: (n: number, day: string): string => `Median of the last ${number(n)}, up to ${unbroken(day)}`,
  /** Beside the fall of one workout. */
  recoveryThen: (day: string, { usual, usualOf }: { usual: number; usualOf: number }): string =>
    usualOf > 1 ? `${unbroken(day)} · median of the last ${number(usualOf)}: ${whole(usual)}` : unbroken(day),
  recoveryMedian: 'Median',
  recoveryOne: 'Workout',
  recoveryNeeds: (n: number): string =>
    plural(n, {
      one: 'Appears after # more workout in which your heart rate was up for a while and then fell in an easy minute.',
      other:
        'Appears after # more workouts in which your heart rate was up for a while and then fell in an easy minute.',
    }),

  repeated: 'Same plan, over time',
  repeatedWhat: {
    steady:
      'Average heart rate of the long work phases, after their first 3 minutes. At the same effort, lower is fitter. If the plan has a heart-rate target, it mostly follows the target.',
    inTarget: 'Share of the time in target. Higher is steadier.',
  },
  repeatedSource: 'Only workouts in which the plan had the same phases and targets.',
  repeatedPlan: 'Plan',
  repeatedBy: 'Show',
  repeatedKind: { steady: 'Heart rate', inTarget: 'In target' },
  repeatedChart: (name: string, n: number): string => `${name}, ${workouts(n)}`,
  repeatedNeeds: (n: number, of: number): string =>
    n < of
      ? plural(n, {
          one: 'Appears after # more workout with the same plan.',
          other: 'Appears after # more workouts with the same plan.',
        })
      : plural(of, {
          one: 'Appears after # workout with the same plan.',
          other: 'Appears after # workouts with the same plan.',
        }),
  repeatedNone: 'No data for this plan.',

  bests: 'Personal bests',
  bestsSource: 'From your workouts with a heart rate.',
  best: {
    longestInTarget: 'Longest in target',
    fastestRecovery: 'Best recovery',
    longestWorkout: 'Longest workout',
    mostLoad: 'Most load',
    longestWeek: 'Longest week',
    mostLoadInWeek: 'Biggest week',
  } satisfies Record<BestCode, string>,
  bestWhat: {
    longestInTarget: 'in one stretch; up to 10 s outside do not end it',
    fastestRecovery: 'fall in the first minute after an effort',
    longestWorkout: 'from start to end',
    mostLoad: 'in one workout',
    longestWeek: 'all workouts of a week',
    mostLoadInWeek: 'load of a week',
  } satisfies Record<BestCode, string>,
  bestDay: (day: string, isWeek: boolean): string => (isWeek ? `week of ${unbroken(day)}` : day),

  // ── Calendar ──────────────────────────────────────────────────────────────────────────────────────────────────

  calendar: 'Calendar',
  show: 'Show',
  shows: { month: 'Month', year: 'Year' },
  shadeBy: 'Shade by',
  shades: { seconds: 'Time', load: 'Load' },
  before: { month: 'Previous month', year: 'Previous year' },
  after: { month: 'Next month', year: 'Next year' },
  grid: (period: string): string => `Days of ${period}`,
  gridHelp: 'Arrow keys move from day to day.',
  dayRead: (day: string, n: number, seconds: number, load: string | undefined): string =>
    n === 0
      ? `${day}: no workout`
      : `${day}: ${workouts(n)}, ${duration(seconds)}${load === undefined ? '' : `, load ${load}`}`,
  less: 'Less',
  more: 'More',
  shadesWhat: 'The stronger the shade, the more you did that day, compared with the other days shown.',
  totals: (n: number, seconds: number, load: string): string =>
    [workouts(n), duration(seconds), `load ${load}`].map(unbroken).join('\u00a0· '),
  total: { workouts: 'Workouts', time: 'Time', load: 'Load', inTarget: 'In target' },
  streak: (weeks: number): string =>
    plural(weeks, {
      one: '# week in a row with everything planned done',
      other: '# weeks in a row with everything planned done',
    }),
  monthBars: { seconds: 'Hours by month', load: 'Load by month' },
  tableDay: 'Day',
  tableMonth: 'Month',
  nothingThen: 'No workouts in this period.',
  lastWorkout: (day: string): string => `Go to the last workout, ${unbroken(day)}`,
};
