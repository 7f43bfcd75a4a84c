import type { FoundIn, PlanOrder } from '../../core/plan/library.ts';
import type { Sport } from '../../core/plan/plan.ts';
import { plural } from './plural.ts';

const foundPlaces: Record<FoundIn, string> = { description: 'its description', tags: 'its tags', sport: 'its sport' };

/** The list of plans, and importing one. The built-in plans themselves are in plans.ts. */
export const plans = {
  title: 'Plans',
  own: 'Yours',
  favourites: 'Favourites',
  recent: 'Recent',
  search: 'Search plans',
  order: 'Sort by',
  orders: { usual: 'Favourites first', name: 'Name', length: 'Length', load: 'Load' } satisfies Record<
    PlanOrder,
    string
  >,
  load: (load: number | undefined) => (load === undefined ? 'load unknown' : `load ${load}`),
  loadWhy:
    'Load is an estimate: the minutes in each zone times the number of that zone. It is unknown where most of a plan has no target, or you end a phase by hand.',
  tags: 'Tags',
  allTags: (n: number) => `All tags (${n})`,
  fewerTags: 'Fewer tags',
  found: (n: number) => plural(n, { one: '# plan found', other: '# plans found' }),
  /** Behind the length of a plan whose name is not what was looked for. */
  foundIn: (places: readonly FoundIn[]) => `found in ${places.map((place) => foundPlaces[place]).join(' and ')}`,
  nothing: 'No plan found',
  nothingWhy: 'Search looks at names, descriptions, tags and sports. Try fewer words or tags.',
  clear: 'Clear search',
  favourite: 'Favourite',
  favouriteOf: (name: string) => `Favourite: ${name}`,
  hidden: (n: number) => `Hidden plans (${n})`,
  showAgain: 'Show again',
  showAgainOf: (name: string) => `Show again: ${name}`,
  nowHidden: (name: string) => `Plan hidden: “${name}”`,
  nowShown: (name: string) => `Plan shown again: “${name}”`,
  deleted: (n: number) => (n === 0 ? 'Recently deleted' : `Recently deleted (${n})`),
  deletedWhy: 'Plans that you remove can be restored for 30 days.',
  deletedNone: 'No plans were removed in the last 30 days.',
  deletedUnread: 'Removed plans could not be read. Reload to try again.',
  daysLeft: (n: number) => plural(n, { one: '# day left', other: '# days left' }),
  deletedBlock: 'saved block',
  restore: 'Restore',
  restoreOf: (name: string) => `Restore: ${name}`,
  restored: (name: string) => `Plan restored: “${name}”`,
  builtIn: 'Built in',
  import: 'Import',
  create: 'New plan',
  importFailed: 'Import could not be opened. Check your connection and try again.',
  shareFailed: 'Sharing could not be opened. Check your connection and try again.',
  removed: (name: string) => `Plan removed: “${name}”`,
  lengthAndZone: (length: string, zone: string) => `${length} · ${zone.toLowerCase()}`,
  noTarget: 'no target',
  profileOf: (name: string) => `Profile of ${name}`,
};

/** One plan. */
export const plan = {
  start: 'Start workout',
  underWay: 'A workout is in progress. End it before you start another.',
  notFound: 'Plan not found',
  notFoundWhy: 'The plan may have been removed, or the link is from another device.',
  allPlans: 'All plans',
  phases: 'Phases',
  nPhases: (n: number) => plural(n, { one: '# phase', other: '# phases' }),
  repeat: (n: number) => plural(n, { one: '# time', other: '# times' }),
  zones: 'Time in zone',
  total: 'total',
  openEnded: 'until you end it',
  atMost: (time: string) => `at most ${time}`,
  atLeast: (time: string) => `at least ${time}`,
  hardWhy: 'Few people can hold that effort. Check your maximum in Settings, or choose an easier plan.',
  /** `bpm`: what it is for this person. */
  ceiling: (level: string, bpm: number | undefined) =>
    bpm === undefined ? `Limit: ${level}` : `Limit: ${level}, ${bpm} bpm for you`,
  ceilingOwn: (bpm: number) => `Your limit: ${bpm} bpm (from Settings).`,
  /** By the line in the picture. */
  limitLine: (bpm: number) => `Limit ${bpm}`,
  ceilingWhy: 'Targets end below the limit, and no cue asks for more. An alarm tells you when you reach it.',
  edit: 'Edit',
  duplicate: 'Duplicate',
  share: 'Share',
  remove: 'Remove plan',
  hide: 'Hide plan',
  isHidden: 'This plan is hidden from your plans and from Today.',
  addTag: 'Add tag',
  newTag: 'New tag',
  removeTag: (tag: string) => `Remove tag: ${tag}`,
  tagsFull: (max: number) => plural(max, { one: 'A plan can have # tag.', other: 'A plan can have # tags.' }),
  tagsNotStored: 'The tags could not be saved. Try again.',
  sport: {
    run: 'Run',
    ride: 'Ride',
    row: 'Row',
    walk: 'Walk',
    swim: 'Swim',
    other: 'Any sport',
  } satisfies Record<Sport, string>,
};
