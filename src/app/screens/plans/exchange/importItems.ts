// What becomes of files that are imported, as plain data.
import type { Problem } from '../../../../core/parse/parsed.ts';
import type { Plan } from '../../../../core/plan/plan.ts';
import { contentId } from '../../../../core/plan/planIdentity.ts';
import type { ExchangeWords } from '../../../../words/words.ts';
import type { ImportedPlan } from '../../../state/plans.svelte.ts';

/** A plan of a file, or the file where there is none in it. */
export type ImportItem = {
  readonly key: string;
  /** The file that it is of: its path as it was given, behind a number where there was one of that path. None for a text. */
  readonly source: string;
} & (
  | {
      /** Waits for the person: something is lost, or the plan is here already. Nothing is stored. */
      readonly type: 'offered';
      readonly read: ImportedPlan;
    }
  | {
      readonly type: 'kept';
      readonly plan: Plan;
      readonly losses: readonly Problem[];
      /** What was in its place. */
      readonly before: Plan | undefined;
    }
  | {
      readonly type: 'refused';
      readonly problems: readonly Problem[];
    }
  | { readonly type: 'failed'; readonly why: 'unreadable' | 'tooLarge' }
);

export type Offered = ImportItem & { type: 'offered' };

/** What needs no answer: nothing is lost, and the plan is not here yet. */
export const isSafe = ({ losses, same }: ImportedPlan): boolean => losses.length === 0 && !same;

/** Whether the file aims at power: then a person chooses what becomes of that. */
export const hasPower = ({ losses }: ImportedPlan): boolean =>
  losses.some(({ code }) => code === 'loss.powerOpen' || code === 'loss.powerEstimated');

/** The files that a refused one cannot be read without, by the names that it calls them. */
export function missingFiles(item: ImportItem): readonly string[] {
  if (item.type !== 'refused') return [];
  const names = item.problems.flatMap(({ code, params }) => (code === 'file.include' ? [String(params['name'])] : []));
  return [...new Set(names)];
}

/** What files of workouts that were done are called when one is opened as a plan. */
const DONE = ['fitActivity', 'tcx', 'gpx', 'workout'];

/** Whether a refused file holds a workout that was done: the history takes it. */
export const isWorkoutDone = (item: ImportItem): boolean =>
  item.type === 'refused' &&
  item.problems.some(({ code, params }) => code === 'file.kind' && DONE.includes(String(params['kind'])));

/** The keys of what waits though the same plan is given before it. */
export function twinsIn(items: readonly ImportItem[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twins = new Set<string>();
  for (const item of items) {
    const plan = item.type === 'offered' ? item.read.content : item.type === 'kept' ? item.plan : undefined;
    if (!plan) continue;
    const id = contentId(plan);
    if (item.type === 'offered' && seen.has(id)) twins.add(item.key);
    seen.add(id);
  }
  return twins;
}

/** What became of all that was given. */
export function countsOf(items: readonly ImportItem[]): Parameters<ExchangeWords['summary']>[0] {
  const twins = twinsIn(items);
  const count = (isIt: (item: ImportItem) => boolean): number => items.filter(isIt).length;
  const isAsking = (item: ImportItem): boolean => missingFiles(item).length > 0;
  return {
    files: new Set(items.map(({ source }) => source)).size,
    saved: count(({ type }) => type === 'kept'),
    toSave: count((item) => item.type === 'offered' && !item.read.same && !twins.has(item.key)),
    here: count((item) => item.type === 'offered' && item.read.same !== undefined && !twins.has(item.key)),
    twice: twins.size,
    asking: count(isAsking),
    refused: count((item) => (item.type === 'refused' || item.type === 'failed') && !isAsking(item)),
  };
}

/** Whether a file that is called `given` may be the one that is asked for as `wanted`. */
export const isCalled = (given: string, wanted: string): boolean => lastOf(given) === lastOf(wanted);

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The items with those of one file in the place of what was there of it, or behind all others. */
export function withItems(
  items: readonly ImportItem[],
  source: string,
  now: readonly ImportItem[],
): readonly ImportItem[] {
  const at = items.findIndex((each) => each.source === source);
  const others = items.filter((each) => each.source !== source);
  return at === -1 ? [...items, ...now] : [...others.slice(0, at), ...now, ...others.slice(at)];
}

/** The same with one item changed, or gone. */
export function withItem(items: readonly ImportItem[], key: string, now?: ImportItem): readonly ImportItem[] {
  return items.flatMap((each) => (each.key === key ? (now ?? []) : each));
}

/** What a person knows a file as. */
export const nameOf = (source: string): string => source.replace(/^#\d+\//, '');
