// The page of plans with few and with many of them, and one plan.
import { mount } from 'svelte';
import type { Plan } from '../../src/core/plan/plan.ts';
import Plans from '../../src/app/screens/plans/Plans.svelte';
import PlanScreen from '../../src/app/screens/plans/Plan.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { ZONE_PRESETS } from '../../src/core/athlete/zonePresets.ts';
import DeletedPlans from '../../src/app/screens/plans/library/DeletedPlans.svelte';
import type { DeletedPlan } from '../../src/app/state/deletedPlans.ts';
import { isSettings, type LibraryName } from './libraryNames.ts';
import { mountSettings } from './settings.ts';
import './parts.css';
import { BUILT_IN, planOf, PROFILE } from './states.ts';

const TAGS = [
  'hills',
  'easy',
  'hard',
  'morning',
  'treadmill',
  'clinic',
  'long',
  'short',
  'winter',
  'race',
  'with Ada',
  'b',
];
const LONG_TAGS = ['thirty characters are a long tag', 'Donaudampfschifffahrtsgesellsch'].map((tag) =>
  tag.slice(0, 30),
);

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const MANY = Array.from({ length: 300 }, (_, i): Plan => {
  const like = BUILT_IN[i % BUILT_IN.length]!;
  const tags = TAGS.filter((_, t) => (i * 7 + t * t) % 11 < 2);
  return { ...like, id: id(i), name: `${like.name} ${i + 1}`, tags };
});
const WORDY: Plan = { ...planOf('wordy'), id: id(900), tags: [...LONG_TAGS, ...TAGS.slice(0, 8)] };

const OWN: Partial<Record<LibraryName, readonly Plan[]>> = {
  library: MANY.slice(0, 3),
  libraryDeletedNone: MANY.slice(0, 3),
  libraryMany: MANY,
  libraryLoad: MANY.slice(0, 12),
  libraryWordy: [WORDY, ...MANY.slice(0, 2)],
  planTags: [WORDY],
};
const DAY_MS = 86_400_000;
const deletedOf = (plans: readonly Plan[]): readonly DeletedPlan[] =>
  plans.map((plan, i) => {
    const deletedAtEpochMs = Date.now() - (i % 30) * DAY_MS;
    return { plan, deletedAtEpochMs, goneAtEpochMs: deletedAtEpochMs + 30 * DAY_MS };
  });
const DELETED: Partial<Record<LibraryName, readonly DeletedPlan[]>> = {
  libraryDeleted: deletedOf([WORDY, { ...MANY[1]!, block: true }, MANY[2]!]),
  libraryDeletedNone: [],
  libraryDeletedMany: deletedOf(MANY),
};
const ADDRESS: Partial<Record<LibraryName, string>> = {
  libraryNothing: 'q=nowhere&tag=hills',
  libraryLoad: 'sort=load',
};

export function mountLibrary(target: Element, app: AppState, name: LibraryName): Record<string, unknown> {
  if (isSettings(name)) return mountSettings(target, app, name);
  const own = OWN[name] ?? [];
  const all = [...own, ...BUILT_IN];
  const hides = name === 'libraryHidden' || name === 'planHidden';
  Object.assign(app, {
    route: {
      name: 'plans',
      query: new URLSearchParams(ADDRESS[name] ?? ''),
      go: () => undefined,
      replace: () => undefined,
    },
    plans: {
      own,
      builtIn: BUILT_IN,
      all,
      recent: name === 'library' ? [BUILT_IN[4]] : [],
      loaded: true,
      byId: (planId: string) => all.find((each) => each.id === planId),
      isOwn: (planId: string) => own.some((each) => each.id === planId),
    },
  });
  const floors = { librarySeven: ZONE_PRESETS.max[7], planThree: ZONE_PRESETS.max[3] }[name as string];
  Object.assign(app.settings, {
    ...(floors && { profileFor: () => ({ ...PROFILE, zoneFloorsPct: floors }) }),
    favouritePlans: [WORDY.id, id(1), 'tempo'],
    hiddenPlans: hides ? ['pyramid', 'sweet-spot'] : [],
  });
  const page = document.createElement('main');
  page.className = 'parts';
  target.append(page);
  const props = { app, toasts: new Toasts(), id: name === 'planTags' ? WORDY.id : 'pyramid' };
  const deleted = DELETED[name];
  if (deleted) {
    const shown = mount(DeletedPlans, { target: page, props: { ...props, read: () => Promise.resolve(deleted) } });
    requestAnimationFrame(() => requestAnimationFrame(() => page.querySelector('details')?.setAttribute('open', '')));
    return shown;
  }
  const shown = mount(name.startsWith('plan') ? PlanScreen : Plans, { target: page, props });
  if (name === 'libraryHidden') requestAnimationFrame(() => page.querySelector('details')?.setAttribute('open', ''));
  return shown;
}
