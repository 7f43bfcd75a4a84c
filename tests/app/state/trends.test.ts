// Load and trends: of what they are made, by which formula, and what the person says of them.
import { expect, test, vi } from 'vitest';
import { TrendsState } from '../../../src/app/state/trends.svelte.ts';
import { here } from '../../../src/app/device/moment.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { localDay } from '../../../src/core/load/localDay.ts';
import type { WorkoutFigures } from '../../../src/core/load/workoutFigures.ts';
import { good } from '../../../src/core/parse/parsed.ts';
import type { Annotation, AnnotationEdit } from '../../../src/core/records/annotation.ts';
import type { SessionDigest } from '../../../src/core/records/finished.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/store/database/records.ts';
import { figures } from '../../core/load/figures.ts';

const today = localDay(here());
const PLAN: Plan = {
  id: 'plan',
  name: 'An hour',
  sport: 'run',
  description: '',
  phases: [{ name: 'Go', target: { type: 'zone', zone: 2 }, end: { type: 'time', durationS: 3600 } }],
};

interface Given {
  workouts?: readonly WorkoutFigures[];
  /** Ids of workouts that came from a file. */
  imported?: readonly string[];
  settings?: Partial<Settings>;
  /** Ids of those whose figures are not there. */
  missing?: readonly string[];
  annotations?: readonly Annotation[];
}

async function trendsOf({ workouts = [], imported = [], settings: own = {}, missing = [], annotations = [] }: Given) {
  const stored: Settings = { ...DEFAULT_SETTINGS, profile: { ...profileOf(190, 60), estimated: [] }, ...own };
  const settings = new SettingsState({
    settings: () => Promise.resolve(good(stored)),
    saveSettings: () => Promise.resolve(),
  });
  await settings.load();
  const items = workouts.map(
    ({ id, provenance, startedAt }) =>
      ({ id, startedAt, summary: { provenance }, ...(imported.includes(id) && { imported: {} }) }) as SessionDigest,
  );
  const kept = {
    all: new Map(workouts.filter(({ id }) => !missing.includes(id)).map((each) => [each.id, each])),
    progress: undefined,
    failed: undefined as string | undefined,
    unreadable: 0,
    load: vi.fn(() => Promise.resolve()),
    cancel: () => undefined,
  };
  const annotate = vi.fn((_ids: readonly string[], _edit: AnnotationEdit) => Promise.resolve(() => Promise.resolve()));
  const said = { all: new Map(annotations.map((each) => [each.id, each])), annotate };
  const plans = { byId: (id: string) => (id === PLAN.id ? PLAN : undefined) };
  const of = { history: { items }, settings, plans, heartResponse: undefined };
  return { trends: new TrendsState(of, said, kept), settings, kept, annotate };
}

const daysAgo = (...ago: number[]): WorkoutFigures[] => ago.map((days) => figures({ day: today - days }));

test('load is by Edwards until the constants of another formula are chosen', async () => {
  const { trends, settings } = await trendsOf({ workouts: daysAgo(0) });
  expect([trends.formula, trends.constants]).toEqual(['edwards', undefined]);
  expect(trends.days.at(-1)?.load).toBe(120);
  settings.set({ loadFormula: 'hrss' });
  expect(trends.formula).toBe('edwards');
  settings.set({ loadConstants: 'female' });
  expect([trends.formula, trends.constants]).toEqual(['hrss', 'female']);
  const byWomens = trends.days.at(-1)!.load;
  settings.set({ loadConstants: 'male' });
  expect(trends.days.at(-1)!.load).not.toBe(byWomens);
});

test('a simulated workout counts for nothing, and its figures are not asked for', async () => {
  const simulated = figures({ id: 'sim', day: today, provenance: 'simulated' });
  const { trends, kept } = await trendsOf({ workouts: [simulated] });
  await trends.refresh();
  expect(kept.load).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ digests: [] }));
  expect(trends.days).toEqual([]);
  expect(trends.counted.done).toEqual([]);
});

test('figures that are missing are counted; nothing is shown of a store that refuses', async () => {
  const { trends, kept } = await trendsOf({ workouts: daysAgo(3, 2, 1), missing: [`workout-${today - 2}`] });
  expect(trends.missing).toBe(1);
  kept.failed = 'no disk';
  await trends.refresh();
  expect(trends.isRead).toBe(false);
  kept.failed = undefined;
  await trends.refresh();
  expect(trends.isRead).toBe(true);
});

test('while figures are being read, those of too few workouts are not shown as results', async () => {
  const workouts = daysAgo(9, 7, 5, 3, 1);
  const ids = workouts.map(({ id }) => id);
  const reading = await trendsOf({ workouts, missing: ids.slice(2) });
  await reading.trends.refresh();
  expect(reading.trends.isShown).toBe(false);
  const enough = await trendsOf({ workouts, missing: ids.slice(3) });
  expect(enough.trends.isShown).toBe(false); // nothing was read yet
  await enough.trends.refresh();
  expect(enough.trends.isShown).toBe(true);
  const few = await trendsOf({ workouts: daysAgo(2) });
  await few.trends.refresh();
  expect(few.trends.isShown).toBe(true); // there are no more
});

test('the last day is that of the last workout that counts, however long ago', async () => {
  const file = figures({ id: 'file', day: today - 20 });
  const given = { workouts: [...daysAgo(800, 700), file], imported: ['file'] };
  expect((await trendsOf(given)).trends.lastDay).toBe(today - 20);
  const left = await trendsOf({ ...given, annotations: [{ id: 'file', tags: [], counts: false }] });
  expect(left.trends.lastDay).toBe(today - 700);
  // a heart that is below the lowest zone all the time has no load, and counts
  const calm = figures({ day: today - 3, rates: { fromBpm: 70, seconds: [3600] } });
  expect((await trendsOf({ workouts: [...daysAgo(9), calm] })).trends.lastDay).toBe(today - 3);
  expect((await trendsOf({})).trends.lastDay).toBeUndefined();
});

test('imported workouts count unless the person says otherwise, and never offer a heart rate', async () => {
  const workouts = [figures({ id: 'file', day: today, heldMaxBpm: 195 })];
  const { trends, annotate } = await trendsOf({ workouts, imported: ['file'] });
  expect(trends.imported).toEqual({ ids: ['file'], counting: 1 });
  expect(trends.counted.heart).toHaveLength(1);
  expect(trends.offers).toEqual([]);
  expect(trends.measured).toEqual([]);
  expect(trends.importedFigures).toEqual(workouts);
  await trends.countImported(false);
  expect(annotate).toHaveBeenCalledExactlyOnceWith(['file'], { counts: false });

  const left = await trendsOf({ workouts, imported: ['file'], annotations: [{ id: 'file', tags: [], counts: false }] });
  expect(left.trends.imported.counting).toBe(0);
  expect(left.trends.counted.heart).toEqual([]);
  expect(left.trends.importedFigures).toEqual([]);
});

test('a maximum is taken on and undone; what is refused is not offered again, in this visit or the next', async () => {
  const workouts = [figures({ id: 'hard', day: today, heldMaxBpm: 195 })];
  const { trends, settings } = await trendsOf({ workouts });
  const [offer] = trends.offers;
  expect(offer).toMatchObject({ name: 'bpmMax', bpm: 195, knownBpm: 190 });
  const undo = trends.take(offer!);
  expect(settings.athlete.bpmMax).toBe(195);
  expect(trends.offers).toEqual([]);
  undo();
  expect(settings.athlete.bpmMax).toBe(190);

  const bringBack = trends.refuse(offer!);
  expect(trends.offers).toEqual([]);
  expect((await trendsOf({ workouts, settings: settings.values })).trends.offers).toEqual([]);
  bringBack();
  expect(trends.offers).toHaveLength(1);
});

test('what is planned is ahead, by what it has cost; a plan that is gone is said', async () => {
  const { trends } = await trendsOf({ workouts: daysAgo(9, 5, 2) });
  expect(trends.ahead).toEqual([]);
  const schedule = (id: string, planId: string) => ({ id, planId, on: true }) as Schedule;
  trends.lookAhead({ schedules: [schedule('a', 'plan'), schedule('b', 'gone')], occurrences: [] }, () => ({
    dueMs: [Date.now() + 3 * 86_400_000],
  }));
  expect(trends.planned).toEqual({ count: 2, unknown: 1 });
  expect(trends.ahead).toHaveLength(28);
  const at = localDay({ ...here(), epochMs: Date.now() + 3 * 86_400_000 });
  expect(trends.ahead.filter(({ load }) => load > 0).map(({ day }) => day)).toEqual([at]);
});

test('a warning that is hidden comes back after a week', async () => {
  const usual = Array.from({ length: 60 }, (_, i) => 68 - i).filter((ago) => ago % 3 === 0);
  const big = [6, 5, 4, 3, 2, 1].map((ago) =>
    figures({ day: today - ago, rates: { fromBpm: 170, seconds: [5400] }, elapsedS: 5400 }),
  );
  const workouts = [...daysAgo(...usual), ...big];
  const { trends, settings } = await trendsOf({ workouts });
  const codes = trends.warnings.map(({ code }) => code);
  expect(codes).toContain('weekLoad');
  trends.hide(trends.warnings);
  expect(trends.warnings).toEqual([]);
  expect(settings.rampQuiet).toMatchObject({ weekLoad: today + 7 });
  const after = await trendsOf({ workouts, settings: { rampQuiet: { weekLoad: today } } });
  expect(after.trends.warnings.map(({ code }) => code)).toContain('weekLoad');
});
