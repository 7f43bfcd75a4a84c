// Which plans a page of plans shows, and in which order.
import { describe, expect, test } from 'vitest';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { builtInPlans } from '../../../src/core/plan/builtins.ts';
import {
  foundIn,
  planGroups,
  planLoad,
  shownPlans,
  tagsOf,
  withId,
  type PlanFacts,
  type PlanWish,
} from '../../../src/core/plan/library.ts';
import type { Phase, Plan, Step } from '../../../src/core/plan/plan.ts';
import { enPlans } from '../../../src/words/en/plans.ts';

const PROFILE = profileOf(200, 60);
const BUILT_IN = builtInPlans(enPlans);

const phase = (minutes: number, zone?: 1 | 2 | 3 | 4 | 5): Phase => ({
  name: 'Go',
  target: zone ? { type: 'zone', zone } : { type: 'open' },
  end: { type: 'time', durationS: minutes * 60 },
});

const planOf = (id: string, more: Partial<Plan> = {}): Plan => ({
  id,
  name: id,
  description: '',
  sport: 'run',
  phases: [phase(10, 2)],
  ...more,
});

const PLANS = [
  planOf('Hügel', { tags: ['hills', 'hard'], phases: [phase(10, 5)] }),
  planOf('Easy', { description: 'After a long day', tags: ['easy'], phases: [phase(90, 1)] }),
  planOf('Row', { sport: 'row', tags: ['hard'] }),
  planOf('Laps', { phases: [{ ...phase(1, 3), end: { type: 'hand' } }] }),
  planOf('My warm-up', { block: true }),
];

const facts: PlanFacts = {
  favourites: [],
  hidden: [],
  recent: [],
  profileFor: () => PROFILE,
  sportName: (sport) => (sport === 'row' ? 'Rudern' : 'Laufen'),
  compare: (a, b) => a.localeCompare(b, 'en'),
};
const wish: PlanWish = { text: '', tags: [], order: 'usual' };

const ids = (wanted: Partial<PlanWish> = {}, known: Partial<PlanFacts> = {}): Record<string, string[]> =>
  Object.fromEntries(
    planGroups(PLANS, { ...wish, ...wanted }, { ...facts, ...known }).map(({ name, plans }) => [
      name,
      plans.map(({ id }) => id),
    ]),
  );

describe('search', () => {
  test.each<[string, string, string[]]>([
    ['a part of a name, without its accent', 'hugel', ['Hügel']],
    ['a part of a name, in capitals', 'HÜG', ['Hügel']],
    ['the description', 'long day', ['Easy']],
    ['a tag', 'hard', ['Hügel', 'Row']],
    ['the sport in the language of the page', 'rudern', ['Row']],
    ['words of several fields, in any order', 'hard  rudern', ['Row']],
    ['spaces alone', '  ', ['Hügel', 'Easy', 'Row', 'Laps']],
  ])('%s', (_, text, found) => {
    expect(ids({ text })).toEqual({ own: found });
  });

  test('words of which one is nowhere find nothing', () => {
    expect(ids({ text: 'hard nowhere' })).toEqual({});
  });

  test('tags are met all together, and with what is searched', () => {
    expect(ids({ tags: ['hard'] })).toEqual({ own: ['Hügel', 'Row'] });
    expect(ids({ tags: ['hard', 'hills'] })).toEqual({ own: ['Hügel'] });
    expect(ids({ tags: ['hard'], text: 'row' })).toEqual({ own: ['Row'] });
    expect(ids({ tags: ['ha'] })).toEqual({});
  });
});

describe('order', () => {
  test('favourites first, then the last ones, each once and in the order of its list, then the rest', () => {
    const known = { favourites: ['Row', 'gone'], recent: ['Laps', 'Row', 'gone'] };
    expect(ids({}, known)).toEqual({ favourites: ['Row'], recent: ['Laps'], own: ['Hügel', 'Easy'] });
  });

  test("those of the app stand below one's own", () => {
    const all = planGroups([...BUILT_IN.slice(0, 2), ...PLANS.slice(0, 1)], wish, facts);
    expect(all.map(({ name, plans }) => [name, plans.length])).toEqual([
      ['own', 1],
      ['builtIn', 2],
    ]);
  });

  test('by name, by length with what has no end last, by load', () => {
    const known = { favourites: ['Row'] };
    expect(ids({ order: 'name' }, known)).toEqual({ all: ['Easy', 'Hügel', 'Laps', 'Row'] });
    expect(ids({ order: 'length' }, known)).toEqual({ all: ['Hügel', 'Row', 'Easy', 'Laps'] });
    expect(ids({ order: 'load' }, known)).toEqual({ all: ['Row', 'Hügel', 'Easy', 'Laps'] });
  });

  test('a hidden plan is in no group, favourite or not', () => {
    const known = { favourites: ['Row'], hidden: ['Row', 'Easy'] };
    expect(ids({}, known)).toEqual({ own: ['Hügel', 'Laps'] });
    expect(shownPlans(PLANS, known.hidden).map(({ id }) => id)).toEqual(['Hügel', 'Laps']);
  });
});

test('the load of a plan is its minutes in each zone times the number of the zone', () => {
  const plan = planOf('p', { phases: [phase(10, 1), { repeat: 2, phases: [phase(3, 5), phase(2)] }] });
  expect(planLoad(plan, PROFILE)).toBe(10 + 2 * 3 * 5);
  expect(
    planLoad(
      BUILT_IN.find(({ id }) => id === 'base-endurance')!,
      PROFILE,
    ),
  ).toBe(5 + 35 * 2 + 5);
});

test('the load is unknown where most of a plan has no target, and where a hand ends a phase', () => {
  const loadOf = (...phases: Step[]): number | undefined => planLoad(planOf('p', { phases }), PROFILE);
  expect(loadOf(phase(60))).toBeUndefined();
  expect(loadOf(phase(10, 2), phase(11))).toBeUndefined();
  expect(loadOf(phase(10, 2), phase(10))).toBe(20);
  expect(loadOf(phase(10, 2), { ...phase(1, 2), end: { type: 'hand' } })).toBeUndefined();
});

test('tags come by how many plans have them, then by name', () => {
  expect(tagsOf(PLANS, facts.compare)).toEqual(['hard', 'easy', 'hills']);
});

test('a list of ids has each once, the newest in front, and a thousand at most', () => {
  expect(withId(['a', 'b'], 'b', true)).toEqual(['b', 'a']);
  expect(withId(['a', 'b'], 'a', false)).toEqual(['b']);
  const many = Array.from({ length: 1_000 }, (_, i) => `p${i}`);
  expect(withId(many, 'new', true)).toEqual(['new', ...many.slice(0, 999)]);
});

test('what is called as it is looked for comes first, and of the rest it is known where the words are', () => {
  const called = [
    planOf('Threshold', { description: 'Easy between the intervals' }),
    planOf('Row', { sport: 'row', tags: ['easy'] }),
    planOf('Easy'),
  ];
  const [group] = planGroups(called, { ...wish, text: 'easy' }, facts);
  expect(group?.plans.map(({ id }) => id)).toEqual(['Easy', 'Threshold', 'Row']);
  expect(group?.plans.map((plan) => foundIn(plan, 'easy'))).toEqual([[], ['description'], ['tags']]);
  expect(foundIn(called[1]!, 'row easy rudern')).toEqual(['tags', 'sport']);
  expect(foundIn(called[0]!, ' ')).toEqual([]);
});
