import type { Component, Snippet } from 'svelte';
import type { AppState } from '../state/app.svelte.ts';
import type { RouteName } from '../state/route.svelte.ts';
import type { Toasts } from '../state/toasts.svelte.ts';
import Live from './live/Live.svelte';
import type * as Others from './others.ts';
import type * as Today from './today.ts';

export type Screen = Component<{ app: AppState; toasts: Toasts; id: string }>;
/** Around every screen but Live, which has the page to itself. */
export type Frame = Component<{ app: AppState; toasts: Toasts; onskip: () => void; children: Snippet }>;

export interface Loaded {
  name: RouteName;
  id: string;
  Screen: Screen;
  Frame: Frame | undefined;
}

/** Live comes with the page; the others come in two parcels, Today with the shell that stands around them all. */
const today = (): Promise<typeof Today> => import('./today.ts');
const others = (): Promise<typeof Others> => import('./others.ts');

const SCREENS: Record<RouteName, (app: AppState) => Promise<Screen>> = {
  live: () => Promise.resolve(Live),
  today: async () => (await today()).Today,
  plans: async () => (await others()).Plans,
  plan: async () => (await others()).Plan,
  editor: async () => (await import('./plans/editor/editing.ts')).Editor,
  sharedPlan: async () => (await import('./plans/exchange/exchange.ts')).SharedPlan,
  history: async (app) => (await import('./history/listing.ts')).historyScreen(app),
  session: async () => (await others()).Session,
  trends: async (app) => (await import('./trends/trends.ts')).trendsScreen(app),
  compare: async () => (await import('./history/session/workoutPage.ts')).Compare,
  schedule: async (app) => (await others()).scheduleScreen(app),
  settings: async () => (await import('./settings/settings.ts')).Settings,
};

/** Fetches the screen of a route, with its words and what stands around it. */
export async function loadScreen(app: AppState, name: RouteName, id: string): Promise<Loaded> {
  const [Screen, Frame] = await Promise.all([SCREENS[name](app), name === 'live' ? undefined : loadFrame(app)]);
  return { name, id, Screen, Frame };
}

async function loadFrame(app: AppState): Promise<Frame> {
  const [{ Shell }] = await Promise.all([today(), app.loadPages()]);
  return Shell;
}
