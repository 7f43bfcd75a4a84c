import { SPORTS, type Sport } from '../../core/athlete/sport.ts';
import type { KnownResponse } from '../../core/cues/coaching.ts';
import { countedFigures } from '../../core/load/countedFigures.ts';
import { missingFor } from '../../core/load/enough.ts';
import { expectedLoad, plannedLoads, type ExpectedLoad } from '../../core/load/expectedLoad.ts';
import { fitnessAhead, fitnessOf, loadsByDay, loadsForRamp } from '../../core/load/fitness.ts';
import type { LoadMeasure } from '../../core/load/loadMeasures.ts';
import type { LoadProfile, Sex } from '../../core/load/loadProfile.ts';
import { localDay, WEEK_DAYS } from '../../core/load/localDay.ts';
import { plannedDays, type PlannedDay } from '../../core/load/plannedDays.ts';
import { rampNow, type RampWarning } from '../../core/load/rampWarnings.ts';
import { rateOffers, takeOn, type RateOffer } from '../../core/load/rateOffers.ts';
import type { ProfileOf } from '../../core/load/workoutLoad.ts';
import { countsInTrends } from '../../core/records/annotation.ts';
import { here } from '../device/moment.ts';
import type { AgendaState } from './agenda.svelte.ts';
import type { AnnotationsState } from './annotations.svelte.ts';
import type { FiguresState } from './figures.svelte.ts';
import type { HistoryState } from './history.svelte.ts';
import type { PlansState } from './plans.svelte.ts';
import type { SettingsState } from './settings.svelte.ts';

/** So many days ahead what is planned is looked at: further on, plans change. */
const AHEAD_DAYS = 28;
const DAY_MS = 86_400_000;
const NOT_MINE_MAX = 1_000;

/** What of the app load and trends are made of. */
export interface TrendsOf {
  history: Pick<HistoryState, 'items'>;
  settings: Pick<
    SettingsState,
    'athlete' | 'loadFormula' | 'loadConstants' | 'rampQuiet' | 'notMine' | 'profileFor' | 'set'
  >;
  plans: Pick<PlansState, 'byId'>;
  heartResponse: KnownResponse | undefined;
}

type Said = Pick<AnnotationsState, 'all' | 'annotate'>;
type Kept = Pick<FiguresState, 'all' | 'progress' | 'failed' | 'unreadable' | 'load' | 'cancel'>;
type DueOf = Parameters<typeof plannedDays>[0]['due'];

/** What the workouts say of load and trends, by the formula and the profile that the person has now. */
export class TrendsState {
  readonly #of: TrendsOf;
  readonly #annotations: Said;
  readonly figures: Kept;
  #today = $state.raw(localDay(here()));
  #isRead = $state.raw(false);
  #planned = $state.raw<readonly PlannedDay[]>([]);

  /** Edwards until the constants that the others need are chosen. */
  readonly formula = $derived.by((): LoadMeasure => {
    const { loadFormula, loadConstants } = this.#of.settings;
    return loadConstants === null ? 'edwards' : loadFormula;
  });
  /** Those that the formula has. */
  readonly constants = $derived.by((): Sex | undefined =>
    this.formula === 'edwards' ? undefined : (this.#of.settings.loadConstants ?? undefined),
  );
  readonly #profiles = $derived.by((): ReadonlyMap<Sport, LoadProfile> => {
    const { settings } = this.#of;
    const sex = this.constants ?? 'male'; // Edwards has no constants
    return new Map(SPORTS.map((sport) => [sport, { ...settings.profileFor(sport), sex }]));
  });
  readonly profileOf = $derived.by((): ProfileOf => {
    const profiles = this.#profiles;
    return ({ sport }) => profiles.get(sport)!;
  });

  /** Workouts of a heart that was measured or is not known; simulated ones need no figures. */
  readonly #real = $derived.by(() =>
    this.#of.history.items.filter(({ summary }) => summary.provenance !== 'simulated'),
  );
  /** Of which figures are to be there: another one whenever that changes. */
  readonly wanted = $derived.by(() => ({ digests: this.#real, annotations: this.#annotations.all }));
  readonly counted = $derived.by(() => countedFigures(this.#real, this.#annotations.all, this.figures.all));
  /** Of how many workouts there are no figures yet. */
  readonly missing = $derived.by(
    () => this.#real.filter(({ id }) => !this.figures.all.has(id)).length - this.figures.unreadable,
  );
  /** Imported workouts of a heart, and how many of them count. */
  readonly imported = $derived.by(() => {
    const all = this.#real.filter(({ imported, summary }) => imported && summary.provenance === 'strap');
    const counting = all.filter((each) => countsInTrends(each, this.#annotations.all.get(each.id)));
    return { ids: all.map(({ id }) => id), counting: counting.length };
  });

  /** Each day from the first load to today. */
  readonly days = $derived.by(() =>
    fitnessOf(loadsByDay(this.counted.heart, this.profileOf, this.formula), this.#today),
  );
  /** The day of the last workout that counts; none without one. */
  readonly lastDay = $derived.by(() =>
    this.counted.heart.reduce<number | undefined>((last, { startedAt }) => {
      const day = localDay(startedAt);
      return last === undefined || day > last ? day : last;
    }, undefined),
  );
  readonly #expected = $derived.by(() => {
    const known = new Map<string, ExpectedLoad | undefined>();
    return (planId: string): ExpectedLoad | undefined => {
      if (!known.has(planId)) known.set(planId, this.#expectedOf(planId));
      return known.get(planId);
    };
  });
  /** How it goes on with what is planned; nothing where nothing is. */
  readonly ahead = $derived.by(() => {
    const last = this.days.at(-1);
    if (!last || this.#planned.length === 0) return [];
    return fitnessAhead(last, plannedLoads(this.#planned, this.#expected), this.#today + AHEAD_DAYS);
  });
  /** How many are planned, and of how many of them there is no plan any more. */
  readonly planned = $derived.by(() => ({
    count: this.#planned.length,
    unknown: this.#planned.filter(({ planId }) => !this.#expected(planId)).length,
  }));
  readonly warnings = $derived.by((): readonly RampWarning[] => {
    const loads = loadsForRamp(this.counted.heart, this.profileOf, this.formula);
    const quiet = this.#of.settings.rampQuiet;
    return rampNow(fitnessOf(loads, this.#today)).filter(({ code }) => (quiet[code] ?? 0) <= this.#today);
  });

  readonly #notMine = $derived.by(() => new Set(this.#of.settings.notMine));
  /** Measured here: what a watch measured at the wrist, and a file tells, changes no zones. */
  readonly measured = $derived.by(() => {
    const imported = new Set(this.imported.ids);
    return this.counted.heart.filter(({ id }) => !imported.has(id) && !this.#notMine.has(id));
  });
  /** What files tell of the highest and the lowest heart rate: to be seen, and nothing more. */
  readonly importedFigures = $derived.by(() => {
    const imported = new Set(this.imported.ids);
    return this.counted.heart.filter(({ id }) => imported.has(id) && !this.#notMine.has(id));
  });
  readonly offers = $derived.by(() => rateOffers(this.measured, this.#of.settings.athlete, this.#notMine));

  constructor(of: TrendsOf, annotations: Said, figures: Kept) {
    this.#of = of;
    this.#annotations = annotations;
    this.figures = figures;
  }

  /** Whether what is stored was read. */
  get isRead(): boolean {
    return this.#isRead || this.figures.progress !== undefined;
  }

  /** Whether there is something to show: while figures are missing, those of too few workouts would look like results. */
  get isShown(): boolean {
    return this.isRead && (this.missing === 0 || missingFor('load', this.counted.heart.length) === 0);
  }

  /** The calendar day here. */
  get today(): number {
    return this.#today;
  }

  /** Reads the figures of what is in the history now; what is missing is worked out. */
  async refresh(wanted = this.wanted): Promise<void> {
    this.#today = localDay(here());
    await this.figures.load(wanted);
    if (this.figures.failed === undefined) this.#isRead = true;
  }

  /** Looks at what is planned. */
  lookAhead({ schedules, occurrences }: Pick<AgendaState, 'schedules' | 'occurrences'>, due: DueOf): void {
    const nowMs = Date.now();
    const dayOf = (epochMs: number): number =>
      localDay({ epochMs, timeZone: '', offsetMin: -new Date(epochMs).getTimezoneOffset() });
    this.#planned = plannedDays({ schedules, occurrences, due, dayOf }, nowMs, nowMs + AHEAD_DAYS * DAY_MS);
  }

  #expectedOf(planId: string): ExpectedLoad | undefined {
    const plan = this.#of.plans.byId(planId);
    if (!plan) return undefined;
    return expectedLoad(plan, this.counted.heart, {
      profile: this.#of.settings.profileFor(plan.sport),
      sex: this.constants ?? 'male',
      response: this.#of.heartResponse,
      measure: this.formula,
    });
  }

  // ── What the person says ────────────────────────────────────────────────────────────────────────────────────────

  /** Each gives the way back. */
  take(offer: RateOffer): () => void {
    const before = this.#of.settings.athlete;
    this.#of.settings.set({ profile: takeOn(before, offer) });
    return () => this.#of.settings.set({ profile: before });
  }

  refuse({ workoutId }: RateOffer): () => void {
    const before = this.#of.settings.notMine;
    this.#of.settings.set({ notMine: [...before, workoutId].slice(-NOT_MINE_MAX) });
    return () => this.#of.settings.set({ notMine: before });
  }

  /** None of these kinds for a week. */
  hide(warnings: readonly RampWarning[]): void {
    const until = this.#today + WEEK_DAYS;
    const quiet = Object.fromEntries(warnings.map(({ code }) => [code, until]));
    this.#of.settings.set({ rampQuiet: { ...this.#of.settings.rampQuiet, ...quiet } });
  }

  /** Whether imported workouts count. Fails when the disk does. */
  countImported(counts: boolean): Promise<() => Promise<void>> {
    return this.#annotations.annotate(this.imported.ids, { counts });
  }
}
