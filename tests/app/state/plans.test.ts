// The plans there are: the app's and the person's own, read from files and texts, kept, replaced, removed and brought back.
import { set } from 'idb-keyval';
import { beforeEach, expect, test, vi } from 'vitest';
import { BUILT_IN_IDS } from '../../../src/core/plan/builtins.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import type { PlanContent } from '../../../src/core/plan/planIdentity.ts';
import { HistoryState } from '../../../src/app/state/history.svelte.ts';
import { PlansState } from '../../../src/app/state/plans.svelte.ts';
import { Library } from '../../../src/store/library/library.ts';
import { stamped } from '../../../src/store/database/records.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { planOf, time } from '../../engine/world.ts';
import { NOW_MS } from '../../store/trained.ts';
import { disk, keepWorkout } from './stored.ts';

const idOf = (n: number): string => `5ad00000-0000-4000-8000-00000000000${String(n)}`;

function contentOf(name: string): PlanContent {
  const { id: _, ...content } = planOf([time(600)]);
  return { ...content, name };
}

let page: ReturnType<typeof open>;
beforeEach(() => {
  page = open();
});

function open({ db, library } = disk()) {
  const history = new HistoryState(library);
  let ids = 0;
  const plans = new PlansState(library, history, enPlans, () => idOf(++ids));
  const namesOf = (list: readonly Plan[] = plans.own): string[] => list.map(({ name }) => name);
  return { db, library, history, plans, namesOf };
}

/** What another visit finds stored. */
async function storedNames(): Promise<string[]> {
  return (await page.library.plans()).map(({ name }) => name).sort();
}

test('the built-in plans are there before anything was read', () => {
  const { plans } = page;
  expect(plans.loaded).toBe(false);
  expect(plans.builtIn.map(({ id }) => id)).toEqual([...BUILT_IN_IDS]);
  expect(plans.all).toEqual(plans.builtIn);
  expect(plans.recent).toEqual([]);
  expect(plans.byId(BUILT_IN_IDS[0])).toBe(plans.builtIn[0]);
});

test('a plan that is kept is the first of all, under an id of its own, and stored', async () => {
  const { plans, namesOf } = page;
  const a = await plans.keep(contentOf('A'));
  const b = await plans.keep(contentOf('B'));
  expect(namesOf()).toEqual(['B', 'A']);
  expect(namesOf(plans.all).slice(0, 2)).toEqual(['B', 'A']);
  expect([a.id, b.id]).toEqual([idOf(1), idOf(2)]);
  expect(plans.byId(a.id)).toEqual(a);
  expect([plans.isOwn(a.id), plans.isOwn(BUILT_IN_IDS[0]), plans.isOwn('none')]).toEqual([true, false, false]);
  expect(await storedNames()).toEqual(['A', 'B']);
});

test('a plan that replaces another has its id and its place in every link', async () => {
  const { plans, namesOf } = page;
  const a = await plans.keep(contentOf('A'));
  await plans.keep(contentOf('B'));
  const next = await plans.keep(contentOf('A, longer'), a);
  expect(next.id).toBe(a.id);
  expect(namesOf()).toEqual(['A, longer', 'B']);
  expect(await storedNames()).toEqual(['A, longer', 'B']);
});

test('a disk that refuses a plan is an error, and the plan is not shown as kept', async () => {
  const { plans, library } = page;
  vi.spyOn(library, 'savePlan').mockRejectedValueOnce(new Error('full'));
  await expect(plans.keep(contentOf('A'))).rejects.toThrow('full');
  expect(plans.own).toEqual([]);
});

test('own plans are read from the disk; where the disk refuses there are none for now', async () => {
  const { plans, library, db } = page;
  await plans.keep(contentOf('A'));
  const next = open({ db, library });
  await next.plans.load();
  expect(next.plans.loaded).toBe(true);
  expect(next.namesOf()).toEqual(['A']);
  vi.spyOn(library, 'plans').mockRejectedValueOnce(new Error('refused'));
  await next.plans.load();
  expect(next.plans).toMatchObject({ loaded: true, own: [] });
});

test('a removed plan is gone, and comes back once', async () => {
  const { plans, namesOf } = page;
  const a = await plans.keep(contentOf('A'));
  await plans.remove(a.id);
  expect(plans.byId(a.id)).toBeUndefined();
  expect(await storedNames()).toEqual([]);
  await plans.bringBack(a.id);
  await plans.bringBack(a.id);
  expect(namesOf()).toEqual(['A']);
  expect(await storedNames()).toEqual(['A']);
});

test('the plans of the last workouts come newest first, each once, four at most, and only those there are', async () => {
  const { plans, history, db } = page;
  const own = await plans.keep(contentOf('A'));
  const planIds = [BUILT_IN_IDS[0], idOf(9), own.id, BUILT_IN_IDS[1], BUILT_IN_IDS[2], own.id, BUILT_IN_IDS[3]];
  for (const [i, planId] of planIds.entries()) {
    await keepWorkout(db, { id: `w${String(i)}`, startedAtMs: NOW_MS + i * 60_000, planId });
  }
  await history.load();
  expect(plans.recent.map(({ id }) => id)).toEqual([BUILT_IN_IDS[3], own.id, BUILT_IN_IDS[2], BUILT_IN_IDS[1]]);
  await plans.remove(own.id);
  expect(plans.recent.map(({ id }) => id)).toEqual([
    BUILT_IN_IDS[3],
    BUILT_IN_IDS[2],
    BUILT_IN_IDS[1],
    BUILT_IN_IDS[0],
  ]);
});

test('an old link leads to the one plan that had this id, and to none where two had it', async () => {
  const { plans, db } = page;
  const keep = (n: number) =>
    set(
      idOf(n),
      { ...stamped({ ...contentOf(`Plan ${String(n)}`), id: idOf(n) }, NOW_MS), former: { id: 'plan', name: 'Plan' } },
      db.store('plans'),
    );
  await keep(1);
  await plans.load();
  expect(plans.byId('plan')?.id).toBe(idOf(1));
  await keep(2);
  await plans.load();
  expect(plans.byId('plan')).toBeUndefined();
});

test('a text that is pasted, and a file, are read and not stored', async () => {
  const { plans } = page;
  const text = JSON.stringify({ ...contentOf('Pasted'), id: 'x' });
  for (const from of [text, new TextEncoder().encode(text)]) {
    const read = await plans.read(from, '');
    expect(read).toMatchObject({ ok: true, value: [{ content: { name: 'Pasted' }, same: undefined }] });
    expect(read.ok && read.value.some(({ content }) => 'id' in content)).toBe(false);
  }
  expect(plans.own).toEqual([]);
  expect(await storedNames()).toEqual([]);
});

test('a plan that is here already is recognised, also when another tab has just brought it in', async () => {
  const { plans, library, db } = page;
  const otherTab = open({ db, library });
  const kept = await otherTab.plans.keep(contentOf('Same'));
  const read = await plans.read(JSON.stringify({ ...contentOf('Same'), id: 'x' }), '');
  expect(read).toMatchObject({ ok: true, value: [{ same: kept }] });
  const builtIn = await plans.read(JSON.stringify(plans.builtIn[0]), '');
  expect(builtIn).toMatchObject({ ok: true, value: [{ same: { id: BUILT_IN_IDS[0] } }] });
});

test('what is no plan is refused, every problem with its place', async () => {
  const phases = [
    { name: 'A', durationS: 60 },
    { name: '', durationS: 60 },
    { name: 'C', durationS: 0 },
  ];
  const read = await page.plans.read(JSON.stringify({ name: 'Bad', phases }), '');
  if (read.ok) throw new Error('taken for a plan');
  expect(read.problems.map(({ path }) => path)).toEqual(['phases[1].name', 'phases[2].durationS']);
});

test('what is nested too deeply for any plan is refused', async () => {
  const read = await page.plans.read(`${'{"name":"d","phases":['.repeat(20_000)}${']}'.repeat(20_000)}`, '');
  expect(read).toMatchObject({ ok: false, problems: [{ code: 'input.tooDeep' }] });
});

test('of two that were removed each can be brought back, in any order and by another visit', async () => {
  const { plans, namesOf, db } = page;
  const [a, b] = [await plans.keep(contentOf('A')), await plans.keep(contentOf('B'))];
  await plans.remove(a.id);
  await plans.remove(b.id);
  await plans.bringBack(a.id);
  expect(namesOf()).toEqual(['A']);
  const next = open({ db, library: new Library(db, () => NOW_MS + 1000) });
  await next.plans.load();
  await next.plans.bringBack(b.id);
  expect(next.namesOf().sort()).toEqual(['A', 'B']);
  await expect(next.plans.bringBack(idOf(9))).rejects.toThrow();
});
