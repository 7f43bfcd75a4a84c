// Load and trends, in all their states, of workouts that were made up for it.
import { mount } from 'svelte';
import { DEFAULT_PROFILE, profileOf } from '../../src/core/athlete/hrZones.ts';
import type { Athlete } from '../../src/core/athlete/athlete.ts';
import { dayMs, localDay } from '../../src/core/load/localDay.ts';
import { FIGURES_VERSION, type WorkoutFigures } from '../../src/core/load/workoutFigures.ts';
import type { SessionDigest } from '../../src/core/records/finished.ts';
import type { Schedule } from '../../src/core/schedule/schedule.ts';
import Trends from '../../src/app/screens/trends/Trends.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { TrendsState } from '../../src/app/state/trends.svelte.ts';
import { here } from '../../src/app/device/moment.ts';
import { trends as say } from '../../src/words/en/trends.ts';
import './parts.css';
import { BUILT_IN } from './states.ts';
import type { TrendsName } from './trendsNames.ts';

const GIVEN: Athlete = { ...profileOf(188, 54), bpmThreshold: 168, estimated: [] };
const ESTIMATED: Athlete = { ...profileOf(188, 54), estimated: ['bpmMax', 'bpmThreshold'] };
const LONG_NAME = 'Progressive threshold intervals on rolling hills and a long easy way home again.';
const today = localDay(here());

/** The same ones at each visit. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Made {
  digest: SessionDigest;
  figures: WorkoutFigures;
}

/** About four workouts a week up to today, the last of them `from` days ago at most. */
function year(fromDaysAgo: number, own: (daysAgo: number) => Partial<WorkoutFigures> = () => ({})): Made[] {
  const chance = seeded(7);
  return Array.from({ length: fromDaysAgo + 1 }, (_, i) => fromDaysAgo - i)
    .filter(() => chance() < 0.55)
    .map((daysAgo) => made(daysAgo, chance, own(daysAgo)));
}

function made(daysAgo: number, chance: () => number, own: Partial<WorkoutFigures>): Made {
  const plan = BUILT_IN[Math.floor(chance() * 4)]!;
  const id = `workout-${daysAgo}`;
  const season = 1 + 0.4 * Math.sin(daysAgo / 50);
  const elapsedS = Math.round(60 * (25 + 50 * chance()) * season);
  const seconds = Array.from({ length: 60 }, (_, i) =>
    Math.round((elapsedS / 22) * Math.exp(-((i - 30 - 14 * chance()) ** 2) / 160)),
  );
  const heardS = seconds.reduce((sum, each) => sum + each, 0);
  const startedAt = { epochMs: dayMs(today - daysAgo) + 30_000_000, timeZone: 'UTC', offsetMin: 0 };
  const figures: WorkoutFigures = {
    id,
    v: FIGURES_VERSION,
    startedAt,
    elapsedS: Math.max(elapsedS, heardS),
    planId: plan.id,
    asksId: plan.id,
    sport: plan.sport,
    provenance: 'strap',
    rates: { fromBpm: 112, seconds },
    athlete: { bpmMax: 188, bpmResting: 54, bpmThreshold: 168 },
    heldMaxBpm: Math.round(160 + 22 * chance()),
    calmBpm: chance() < 0.1 ? 58 + 8 * chance() : null,
    hrr60: chance() < 0.6 ? Math.round(30 - daysAgo / 40 + 9 * chance()) : null,
    driftPct: null,
    target: { inS: 0.7 * elapsedS, judgedS: elapsedS, longestS: Math.round(0.3 * elapsedS * chance()) },
    steady: { seconds: 1200, meanBpm: 146 + daysAgo / 30 + 5 * chance() },
    ...own,
  };
  const summary = { elapsedS, provenance: figures.provenance } as SessionDigest['summary'];
  const digest = { id, planId: plan.id, planName: plan.name, sport: plan.sport, startedAt, summary, sparkline: [] };
  return { digest, figures };
}

const hard = (daysAgo: number): Partial<WorkoutFigures> =>
  daysAgo < 8 ? { rates: { fromBpm: 160, seconds: [2400, 2400, 1200] }, elapsedS: 6000 } : {};
const simulated: Partial<WorkoutFigures> = { provenance: 'simulated' };

/** Without targets, and with a recovery now and then; the heart went higher than is typical. */
const ofFile = (daysAgo: number): Partial<WorkoutFigures> => ({
  heldMaxBpm: daysAgo % 29 === 3 ? 199 : 170,
  target: { inS: 0, judgedS: 0, longestS: 0 },
  steady: null,
  hrr60: daysAgo % 53 === 3 ? 26 + (daysAgo % 11) : null,
});

const WORKOUTS: Partial<Record<TrendsName, Made[]>> = {
  trendsNone: [],
  trendsSimulated: year(20, () => simulated),
  trendsOne: year(0, () => ({}))
    .concat(made(0, seeded(1), {}))
    .slice(-1),
  trendsThreeWeeks: year(20),
  trendsOld: year(1900, ofFile).filter(({ figures }) => figures.startedAt.epochMs < dayMs(today - 700)),
  trendsWarning: year(200, hard),
  trendsOffer: year(90, (daysAgo) => ({
    heldMaxBpm: daysAgo % 29 === 3 ? 193 : 170,
    calmBpm: daysAgo % 31 === 2 ? 49 : null,
  })),
};

const ATHLETES: Partial<Record<TrendsName, Athlete>> = {
  trendsEstimated: ESTIMATED,
  trendsConstants: ESTIMATED,
  trendsOld: DEFAULT_PROFILE,
};
const HRSS: readonly TrendsName[] = ['trendsThreshold', 'trendsEstimated'];
const SCHEDULE = { id: 's', on: true, planId: BUILT_IN[1]!.id, planName: 'Planned' } as unknown as Schedule;

export function mountTrends(target: Element, app: AppState, name: TrendsName): Record<string, unknown> {
  const all = WORKOUTS[name] ?? year(364);
  const isImported = name.startsWith('trendsImported') || name === 'trendsOld';
  const digests = all
    .map(({ digest }) => ({
      ...digest,
      ...(name === 'trendsWordy' && { planName: LONG_NAME }),
      ...(isImported && { imported: {} as NonNullable<SessionDigest['imported']> }),
    }))
    .reverse();
  const profile = ATHLETES[name] ?? GIVEN;
  const isHrss = HRSS.includes(name);
  const annotations = new Map(
    name === 'trendsImportedOut' ? digests.map(({ id }) => [id, { id, tags: [], counts: false }]) : [],
  );
  const isPart = name === 'trendsWorking' || name === 'trendsStopped';
  const shownApp = Object.create(app, {
    history: { value: { items: digests, loaded: true, failed: undefined, load: () => Promise.resolve() } },
    plans: { value: { byId: (id: string) => BUILT_IN.find((each) => each.id === id) } },
    settings: {
      value: {
        athlete: profile,
        loadFormula: isHrss ? 'hrss' : 'edwards',
        loadConstants: isHrss ? 'female' : null,
        rampQuiet: {},
        notMine: [],
        profileFor: () => profile,
        set: () => undefined,
      },
    },
    loadHeart: { value: () => Promise.reject(new Error('no heart here')) },
  }) as AppState;
  const state = new TrendsState(
    shownApp,
    { all: annotations, annotate: () => Promise.resolve(() => Promise.resolve()) },
    {
      all: new Map(all.slice(isPart ? 60 : 0).map(({ digest, figures }) => [digest.id, figures])),
      progress: name === 'trendsWorking' ? { done: 1_234, of: 10_000 } : undefined,
      failed: name === 'trendsFailed' ? 'The quota has been exceeded' : undefined,
      unreadable: 0,
      load: () => Promise.resolve(),
      cancel: () => undefined,
    },
  );
  Object.defineProperty(shownApp, 'trends', { value: { state, say } });
  if (name === 'trendsPlanned') {
    const fires = [1, 3, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26].map((day) => Date.now() + day * 86_400_000);
    state.lookAhead({ schedules: [SCHEDULE], occurrences: [] }, () => ({ dueMs: fires }));
  }
  const main = document.createElement('main');
  main.className = 'parts';
  target.append(main);
  const shown = mount(Trends, { target: main, props: { app: shownApp, toasts: new Toasts() } });
  setTimeout(() => {
    if (name === 'trendsTables') main.querySelectorAll('details').forEach((each) => (each.open = true));
    if (name === 'trendsMonth') main.querySelector<HTMLInputElement>('input[value="month"]')?.click();
    if (name === 'trendsConstants') {
      [...main.querySelectorAll('button')].find(({ textContent }) => textContent.includes(say.change))?.click();
      setTimeout(() => main.querySelector<HTMLInputElement>('input[value="trimp"]')?.click(), 20);
    }
  }, 50);
  return shown;
}
