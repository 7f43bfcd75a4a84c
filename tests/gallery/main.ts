// A page that shows the live screen in one state, for eyes: `/tests/gallery/?state=below&appearance=light`, while `npm run dev`
// is up. `shots.ts` takes a picture of each; the layout test measures each. Not part of what is built.
import { flushSync, mount, unmount } from 'svelte';
import '../../src/app/app.css';
import Live from '../../src/app/screens/live/Live.svelte';
import Today from '../../src/app/screens/today/Today.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { pages } from '../../src/words/en/pages.ts';
import { en } from '../../src/words/en/index.ts';
import { workout as workoutWords } from '../../src/words/en/workout.ts';
import { announcementsIn, isCueSettings, mountCues, VOICED, type CueSettingsName } from './cues.ts';
import { annotationsIn, doneShown } from './done.ts';
import { mountExchange } from './exchange.ts';
import { FULLEST } from './exchangeStates.ts';
import { oversized } from './oversized.ts';
import { mountHeart } from './heart.ts';
import { mountHistory } from './history.ts';
import { HISTORY_NAMES, isHistory, type HistoryName } from './historyNames.ts';
import { HEART_NAMES, isHeart, type HeartName } from './heartNames.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { quickPlan } from '../../src/core/plan/quick.ts';
import { isLibrary, LIBRARY_NAMES, type LibraryName } from './libraryNames.ts';
import { mountLibrary } from './library.ts';
import { mountSmall, pocketIn } from './pocket.ts';
import { mountParts } from './parts.ts';
import { BUILT_IN, planOf, PROFILE, STATES, type Played, type StateName } from './states.ts';
import { mountStraps } from './strapSection.ts';
import { isWorkoutPage, WORKOUT_PAGES, type WorkoutPageName } from './workoutNames.ts';
import { mountWorkoutPage } from './workoutPages.ts';
import { secondIn } from './secondStraps.ts';
import { DIARIES } from './strapDiaries.ts';
import { CUE_SETTINGS } from './cueNames.ts';
import { mountTrends } from './trends.ts';
import { isTrends, TRENDS_NAMES, type TrendsName } from './trendsNames.ts';
import { isStrapSection, STRAP_SECTIONS, strapIn, STRAPS, type StrapName } from './straps.ts';

const query = new URLSearchParams(location.search);
document.documentElement.dataset['appearance'] = query.get('appearance') ?? 'dark';
const nothing = (): void => undefined;

const RESTORED: Partial<Record<StateName, { awayMs: number; running: boolean }>> = {
  resumed: { awayMs: 252_000, running: true },
  needsTap: { awayMs: 252_000, running: true },
  resumedShort: { awayMs: 4_000, running: true },
};

/** The plan that is ready, where it is another. */
const READY: Partial<Record<StateName, string>> = {
  readyWordy: 'wordy',
  readyBeyond: 'beyond',
  readyQuick: 'quick',
  readyQuickZone: 'quick',
};

const played: Partial<Record<StateName, Played>> = {};

function heartOf(name: StateName): 'strap' | 'simulated' {
  return (played[name] ??= STATES[name]()).snapshot.heart.source;
}

/** What a screen reads of the app, as it would be in this state; what it calls does nothing. */
function appIn(name: StateName, strap = strapIn(name, heartOf(name)), two = secondIn(name)): AppState {
  const { snapshot, trace, hrv } = (played[name] ??= STATES[name]());
  const { workout } = snapshot;
  const heart = two?.straps ? { ...snapshot.heart, straps: two.straps } : snapshot.heart;
  const ready = snapshot.status === 'idle';
  return {
    words: { ...en, workout: workoutWords, pages },
    loadWorkout: () => Promise.resolve(),
    loadPages: () => Promise.resolve(),
    loadAnnotations: annotationsIn(name),
    planned: null, // nothing is: the agenda has a database of its own
    loadPlanned: () => Promise.reject(new Error('nothing is planned here')),
    route: {
      name: 'live',
      query: new URLSearchParams(ready ? { plan: READY[name] ?? 'threshold-4x4' } : {}),
      go: nothing,
      replace: nothing,
    },
    quick: {
      zone: name === 'readyQuickZone' ? 3 : undefined,
      plan: quickPlan(en.plans.quick, name === 'readyQuickZone' ? { zone: 3 } : undefined),
      choose: nothing,
    },
    live: {
      ready: true,
      snapshot,
      heart,
      trace,
      hrv,
      status: snapshot.status,
      busy: snapshot.status === 'inProgress' || snapshot.status === 'paused',
      workout,
      elsewhere: name === 'elsewhere',
      deleted: name === 'readyDeleted' ? { sessionId: 'gallery', planName: 'Threshold 4 × 4 min' } : undefined,
      restored: RESTORED[name],
      troubles:
        name === 'trouble'
          ? [{ code: 'checkpointFailing', reason: 'the disk is full' }]
          : name === 'doneUnsaved' || name === 'shortUnsaved'
            ? [{ code: 'historyFailing', reason: 'the disk is full' }]
            : [],
      provenance: heart.signal === 'none' ? 'none' : heart.source,
      stored: name === 'doneUnsaved' ? undefined : 'gallery',
      start: nothing,
      pause: nothing,
      resume: nothing,
      stop: nothing,
      skip: nothing,
      back: nothing,
      extend: nothing,
      shift: nothing,
      undoShift: nothing,
      confirmCeiling: nothing,
      countAway: nothing,
      leaveOut: nothing,
      delete: nothing,
      bringBack: nothing,
      forgetDeleted: nothing,
      dismissBanner: nothing,
      leave: nothing,
      tell: nothing,
    },
    strap,
    second: two?.second,
    loadSecond: () => Promise.resolve(),
    settings: {
      loaded: true,
      welcomed: true,
      athlete: workout?.profile ?? PROFILE,
      profileFor: () => workout?.profile ?? PROFILE,
      notices: 'unasked',
      hrvTile: name === 'hrvRmssd' ? 'rmssd' : name.startsWith('hrv') ? 'dfaAlpha1' : 'none',
      sound: true,
      voice: VOICED[name]?.voice ?? 'off',
      safetySeen: name !== 'readySafety',
      shortcuts: true,
      keepGoing: name === 'readyPocketOn',
      appearance: 'system',
      keepFrames: false,
      favouritePlans: [],
      loadConstants: 'male',
      hiddenPlans: [],
      set: nothing,
    },
    history: {
      items: workout ? [{ id: 'gallery' }] : [],
      loaded: true,
      session: () => Promise.resolve(played[name]?.stored && { ok: true, value: played[name].stored }),
    },
    plans: { byId: planIfAny, recent: [], all: [], own: [], builtIn: BUILT_IN, loaded: true },
    capabilities: {
      bluetooth: strap.bluetooth,
      connectable: strap.bluetooth === 'ok' || strap.bluetooth === 'off',
      wakeLock: true,
      awake: name === 'awakeRefused' ? 'refused' : 'held',
      screenOff: 'mayStop',
      notifications: name === 'readySimulated' ? 'default' : 'granted',
      audio: name === 'silent' ? 'refused' : 'allowed',
    },
    pocket: pocketIn(name),
    announcements: announcementsIn(name),
    start: nothing,
    playAgain: nothing,
    forgetStrap: () => nothing,
    strapDiaries: () => Promise.resolve(DIARIES),
  } as unknown as AppState;
}

/** A plan of nobody's library has none. */
function planIfAny(id: string): Plan | undefined {
  try {
    return planOf(id);
  } catch {
    return undefined;
  }
}

let shown: Record<string, unknown> | undefined;

/** Puts another state on the page; done when all of it is there. */
async function show(name: StateName): Promise<void> {
  const target = document.querySelector('#app');
  if (!target) throw new Error('no place to show it');
  if (shown) await unmount(shown);
  scrollTo({ top: 0 });
  shown = mount(Live, { target, props: { app: appIn(name), toasts: new Toasts() } });
  while (!document.querySelector('[data-testid="elapsed"]')) await new Promise((done) => setTimeout(done, 5));
  // what is fetched when it is wanted
  const isPocket = /^(locked|ceilingLocked|unlocking|pocket(?!On)|awake)/.test(name);
  const late = name.startsWith('hrv')
    ? '[data-testid="hrv"]'
    : isPocket
      ? '[data-testid="locked"], [data-testid="keep-going"], [data-testid="awake"]'
      : name.startsWith('readyPocket')
        ? '[aria-label="Keep going with the screen off"]'
        : document.querySelector('.running') && !name.startsWith('ending') && !name.includes('aused')
          ? '.tools'
          : 'main';
  while (!document.querySelector(late)) await new Promise((done) => setTimeout(done, 5));
  flushSync();
  if (name === 'hrvOpened') {
    document.querySelector<HTMLElement>('[data-testid="hrv"] button')?.click();
    flushSync();
    await new Promise((done) => setTimeout(done, 20)); // it is scrolled to
  }
  if (name.startsWith('ending')) {
    document.querySelector<HTMLElement>('[aria-label="End workout"]')?.click();
    flushSync();
  }
  if (name === 'lastCueOpen') {
    document.querySelector<HTMLDetailsElement>('.last-cue')!.open = true;
    await new Promise((done) => setTimeout(done, 20)); // it is scrolled to
  }
  if (name === 'lockedTouched') document.body.click();
  if (name === 'keysOpen') dispatchEvent(new KeyboardEvent('keydown', { key: '?' }));
  if (isPocket || name === 'keysOpen') flushSync();
  const opens = { shiftOpen: 'Target', moreOpen: 'More' }[name as string];
  if (opens !== undefined) {
    [...document.querySelectorAll('button')]
      .find((each) => [each.ariaLabel, each.querySelector('.shown')?.textContent].includes(opens))
      ?.click();
    flushSync();
  }
  if (/^(done|short)/.test(name)) await doneShown(name);
  await document.fonts.ready;
}

/** Today, with the strap in a state of its own; or every part in each of its states. */
async function showOther(
  what:
    | 'today'
    | 'parts'
    | LibraryName
    | StrapName
    | HeartName
    | HistoryName
    | CueSettingsName
    | TrendsName
    | WorkoutPageName,
  strap = '',
): Promise<void> {
  const target = document.querySelector('#app');
  if (!target) throw new Error('no place to show it');
  if (shown) await unmount(shown);
  shown = undefined;
  target.replaceChildren();
  if (isLibrary(what)) shown = mountLibrary(target, appIn('readyUnset', strapIn('')), what);
  else if (isHeart(what)) shown = mountHeart(target, appIn('readyUnset', strapIn('')), what);
  else if (isTrends(what)) shown = mountTrends(target, appIn('readyUnset', strapIn('')), what);
  else if (isWorkoutPage(what)) shown = mountWorkoutPage(target, appIn('readyUnset', strapIn('')), what);
  else if (isHistory(what)) shown = mountHistory(target, appIn('readyUnset', strapIn('')), what);
  else if (isCueSettings(what)) shown = mountCues(target, appIn('readyUnset', strapIn('')), what);
  else if (isStrapSection(what)) shown = mountStraps(target, appIn('readyUnset', strapIn(what), secondIn(what)), what);
  else if (what === 'parts') mountParts(target);
  else shown = mount(Today, { target, props: { app: appIn('readyUnset', strapIn(strap)), toasts: new Toasts() } });
  flushSync();
  await document.fonts.ready;
}

/** Plans that come in and go out. */
async function showExchange(name: string): Promise<void> {
  const target = document.querySelector('#app');
  if (!target) throw new Error('no place to show it');
  if (shown) await unmount(shown);
  target.replaceChildren();
  shown = await mountExchange(target, appIn('readyUnset'), name);
  await document.fonts.ready;
  document.documentElement.dataset['shown'] = name;
}

/** What the small window shows in a state, in all of this one. */
async function showSmall(name: StateName): Promise<void> {
  const target = document.querySelector<HTMLElement>('#app');
  if (!target) throw new Error('no place to show it');
  if (shown) await unmount(shown);
  shown = mountSmall(target, appIn(name));
  flushSync();
  await document.fonts.ready;
}

/** What is too large, in all that there is to show or in one strap's Today, without loading the page anew. */
async function oversizedIn(only?: string, withExchange = true): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const look = (what: string): void => {
    const large = oversized();
    if (large.length > 0) found[what] = large;
  };
  for (const strap of only === undefined ? Object.keys(STRAPS) : [only]) {
    await showOther('today', strap);
    look(`today, ${strap}`);
  }
  if (only !== undefined) return found;
  await showOther('parts');
  look('parts');
  for (const name of LIBRARY_NAMES) {
    await showOther(name);
    look(name);
  }
  for (const name of CUE_SETTINGS) {
    await showOther(name);
    look(name);
  }
  for (const name of [...STRAP_SECTIONS, ...HEART_NAMES, ...HISTORY_NAMES, ...TRENDS_NAMES]) {
    await showOther(name);
    look(name);
  }
  for (const name of withExchange ? WORKOUT_PAGES : []) {
    await showOther(name);
    while (!document.querySelector('[data-prepared], .legend')) await new Promise((done) => setTimeout(done, 5));
    look(name);
  }
  for (const name of withExchange ? FULLEST : []) {
    await showExchange(name);
    look(name);
  }
  if (shown) await unmount(shown);
  shown = undefined;
  document.querySelector('#app')?.replaceChildren();
  for (const name of Object.keys(STATES) as StateName[]) {
    await show(name);
    look(name);
  }
  return found;
}

Object.assign(globalThis, { show, showSmall, states: Object.keys(STATES), oversizedIn });
if (query.has('parts')) void showOther('parts');
else if (isLibrary(query.get('state') ?? '')) void showOther(query.get('state') as LibraryName);
else if (isHeart(query.get('state') ?? '')) void showOther(query.get('state') as HeartName);
else if (isTrends(query.get('state') ?? '')) void showOther(query.get('state') as TrendsName);
else if (isWorkoutPage(query.get('state') ?? '')) void showOther(query.get('state') as WorkoutPageName);
else if (isHistory(query.get('state') ?? '')) void showOther(query.get('state') as HistoryName);
else if (isCueSettings(query.get('state') ?? '')) void showOther(query.get('state') as CueSettingsName);
else if (isStrapSection(query.get('state') ?? '')) void showOther(query.get('state') as StrapName);
else if (query.has('small')) void showSmall((query.get('small') ?? 'in') as StateName);
else if (query.has('exchange')) void showExchange(query.get('exchange') ?? '');
else if (query.has('strap')) void showOther('today', query.get('strap') ?? '');
else void show((query.get('state') ?? 'rising') as StateName);
