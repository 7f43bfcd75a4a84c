import { plain, wordsOf } from '../search/plainText.ts';
import { inUsualZones, type Profile } from '../athlete/hrZones.ts';
import { phaseMaxS, phasesOf, totalMaxS, type Plan, type Sport } from './plan.ts';
import { isBuiltIn } from './planId.ts';
import { planZonesS } from './planZones.ts';

// What a page of plans shows of them, and in which order.

export type PlanOrder = (typeof PLAN_ORDERS)[number];
/** `usual`: favourites first, then those of the last workouts, then the rest. */
export const PLAN_ORDERS = ['usual', 'name', 'length', 'load'] as const;

export interface PlanWish {
  /** Words that are all to be found, wherever. */
  text: string;
  /** Tags that a plan is to have, all of them. */
  tags: readonly string[];
  order: PlanOrder;
}

/** What is known of the plans, by id. */
export interface PlanFacts {
  favourites: readonly string[];
  hidden: readonly string[];
  /** Of the last workouts, newest first. */
  recent: readonly string[];
  /** What plans of a sport are run with. */
  profileFor: (sport: Sport) => Profile;
  /** As the language of the page calls a sport, and as it sorts names. */
  sportName: (sport: Sport) => string;
  compare: (a: string, b: string) => number;
}

export interface PlanGroup {
  /** `all`: there are no groups in this order. */
  name: 'favourites' | 'recent' | 'own' | 'builtIn' | 'all';
  plans: readonly Plan[];
}

/** Where a plan has words that are looked for, when its name alone has not all of them. */
export type FoundIn = 'description' | 'tags' | 'sport';

/** Where the words stand that a plan's name has not; none where the name has all, and where none is looked for. */
export function foundIn(plan: Plan, text: string): FoundIn[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const { name, tags, description } = plainOf(plan);
  const missing = words.filter((word) => !name.includes(word));
  const first = (word: string): FoundIn =>
    tags.includes(word) ? 'tags' : description.includes(word) ? 'description' : 'sport';
  return [...new Set(missing.map(first))];
}

/** The plans that are wanted, in their groups and their order; in each group those that are called so come first. */
export function planGroups(plans: readonly Plan[], wish: PlanWish, facts: PlanFacts): PlanGroup[] {
  const found = wanted(plans, wish, facts);
  const isCalled = (plan: Plan): boolean => foundIn(plan, wish.text).length === 0;
  const namesFirst = (group: PlanGroup): PlanGroup => ({
    ...group,
    plans: [...group.plans.filter(isCalled), ...group.plans.filter((plan) => !isCalled(plan))],
  });
  if (wish.order !== 'usual') return nonEmpty([{ name: 'all', plans: sorted(found, wish.order, facts) }]);
  const favourites = inOrderOf(found, facts.favourites);
  const recent = inOrderOf(found, facts.recent).filter((plan) => !favourites.includes(plan));
  const before = new Set([...favourites, ...recent]);
  const rest = found.filter((plan) => !before.has(plan));
  const groups: PlanGroup[] = [
    { name: 'favourites', plans: favourites },
    { name: 'recent', plans: recent },
    { name: 'own', plans: rest.filter(({ id }) => !isBuiltIn(id)) },
    { name: 'builtIn', plans: rest.filter(({ id }) => isBuiltIn(id)) },
  ];
  return nonEmpty(groups).map(namesFirst);
}

/** The plans that there are to see: a part that is kept for plans is none, and what was hidden is elsewhere. */
export const shownPlans = (plans: readonly Plan[], hidden: readonly string[]): Plan[] =>
  plans.filter(({ id, block }) => !block && !hidden.includes(id));

/** The tags of these plans, the most used first. */
export function tagsOf(plans: readonly Plan[], compare: (a: string, b: string) => number): string[] {
  const counts = new Map<string, number>();
  for (const tag of plans.flatMap(({ tags = [] }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || compare(a, b)).map(([tag]) => tag);
}

/**
 * How much a plan asks for: its minutes in each zone times the number of the zone (Edwards), at the longest. An estimate
 * made of targets: none where most of the plan has none, or where a hand ends a phase. Always in five zones, so that the
 * loads of people and sports with other numbers of them can be compared.
 */
export function planLoad(plan: Plan, profile: Profile): number | undefined {
  let aimedS = 0;
  let openS = 0;
  for (const phase of phasesOf(plan)) {
    const maxS = phaseMaxS(phase);
    if (maxS === undefined) return undefined;
    if (phase.target.type === 'open') openS += maxS;
    else aimedS += maxS;
  }
  if (openS > aimedS) return undefined;
  const zonesS = planZonesS(plan, inUsualZones(profile));
  return Math.round(zonesS.reduce((sum, s, zone) => sum + s * zone, 0) / 60);
}

const LIST_MAX = 1_000;

/** A list of ids with this one in front, or without. */
export function withId(ids: readonly string[], id: string, on: boolean): string[] {
  const others = ids.filter((each) => each !== id);
  return on ? [id, ...others].slice(0, LIST_MAX) : others;
}

function wanted(plans: readonly Plan[], { text, tags }: PlanWish, { hidden, sportName }: PlanFacts): Plan[] {
  const words = wordsOf(text);
  return shownPlans(plans, hidden).filter((plan) => {
    const own = plan.tags ?? [];
    if (!tags.every((tag) => own.includes(tag))) return false;
    if (words.length === 0) return true;
    const { name, tags: ofPlan, description } = plainOf(plan);
    const said = [name, description, ofPlan, plain(sportName(plan.sport))].join('\n');
    return words.every((word) => said.includes(word));
  });
}

/** A search looks at every plan at every letter. */
const plains = new WeakMap<Plan, { name: string; tags: string; description: string }>();
function plainOf(plan: Plan): { name: string; tags: string; description: string } {
  const { name, tags = [], description } = plan;
  const known = plains.get(plan) ?? {
    name: plain(name),
    tags: plain(tags.join('\n')),
    description: plain(description),
  };
  plains.set(plan, known);
  return known;
}

function sorted(
  plans: readonly Plan[],
  order: Exclude<PlanOrder, 'usual'>,
  { profileFor, compare }: PlanFacts,
): Plan[] {
  const keyed = plans.map((plan) => ({ plan, key: keyOf(plan, order, profileFor(plan.sport)) }));
  return keyed.sort((a, b) => a.key - b.key || compare(a.plan.name, b.plan.name)).map(({ plan }) => plan);
}

/** What has no end, and what has no load that is known, stands behind all others. */
function keyOf(plan: Plan, order: Exclude<PlanOrder, 'usual'>, profile: Profile): number {
  if (order === 'name') return 0;
  return (order === 'length' ? totalMaxS(plan) : planLoad(plan, profile)) ?? Number.MAX_SAFE_INTEGER;
}

function inOrderOf(plans: readonly Plan[], ids: readonly string[]): Plan[] {
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const nonEmpty = (groups: PlanGroup[]): PlanGroup[] => groups.filter(({ plans }) => plans.length > 0);
