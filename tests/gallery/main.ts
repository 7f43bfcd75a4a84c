// A page that shows the live screen in one state, for eyes: `/tests/gallery/?state=below&appearance=light`, while `npm run dev`
// is up. `shots.ts` takes a picture of each. Not part of what is built.
import { mount } from 'svelte';
import '../../src/app/app.css';
import '../../src/app/fonts/letters.css';
import Live from '../../src/app/screens/Live.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { pages } from '../../src/words/en.pages.ts';
import { en } from '../../src/words/en.ts';
import { workout as workoutWords } from '../../src/words/en.workout.ts';
import { planOf, PROFILE, STATES, type StateName } from './states.ts';

const query = new URLSearchParams(location.search);
const name = (query.get('state') ?? 'rising') as StateName;
document.documentElement.dataset['appearance'] = query.get('appearance') ?? 'dark';

const { snapshot, trace } = STATES[name]();
const { heart, workout } = snapshot;
const noBluetooth = name === 'readyNoBluetooth';
const noStrap = name === 'noStrap' || noBluetooth;
const simulated = heart.source === 'simulated';
const nothing = (): void => undefined;

/** What a screen reads of the app, as it would be in this state; what it calls does nothing. */
const app = {
  words: { ...en, workout: workoutWords, pages },
  loadWorkout: () => Promise.resolve(),
  route: {
    name: 'live',
    query: new URLSearchParams({ plan: name === 'readyBeyond' ? 'beyond' : 'threshold-4x4' }),
    go: nothing,
    replace: nothing,
  },
  live: {
    ready: true,
    snapshot,
    heart,
    trace,
    status: snapshot.status,
    workout,
    restored: name === 'resumed' || name === 'needsTap' ? { awayMs: 252_000, running: true } : undefined,
    troubles:
      name === 'trouble'
        ? [{ code: 'checkpointFailing', reason: 'the disk is full' }]
        : name === 'doneUnsaved'
          ? [{ code: 'historyFailing', reason: 'the disk is full' }]
          : [],
    provenance: heart.signal === 'none' ? 'none' : heart.source,
    stored: name === 'doneUnsaved' ? undefined : 'gallery',
    pause: nothing,
    resume: nothing,
    stop: nothing,
    skip: nothing,
    back: nothing,
    extend: nothing,
    countAway: nothing,
    discard: nothing,
    dismissBanner: nothing,
    leave: nothing,
  },
  strap: {
    choice: noStrap ? 'none' : simulated ? 'simulated' : 'bluetooth',
    link:
      name === 'needsTap' ? 'needsTap' : name === 'lost' ? 'reconnecting' : noStrap || simulated ? 'none' : 'connected',
    name: 'Polar H10',
    batteryPct: 80,
    problem: name === 'lost' ? { code: 'lost' } : undefined,
  },
  settings: { loaded: true, profile: PROFILE, notices: 'unasked', safetySeen: name !== 'readySafety', set: nothing },
  history: { items: [{ id: 'gallery' }] },
  plans: { byId: planOf, recent: [], all: [] },
  machine: {
    bluetooth: noBluetooth ? 'unsupported' : 'ok',
    wakeLock: true,
    screenOff: 'mayStop',
    notifications: name === 'readySimulated' ? 'default' : 'granted',
  },
  moments: { muted: false, mute: nothing, announcer: { text: '' } },
  start: nothing,
} as unknown as AppState;

const target = document.querySelector('#app');
if (target) mount(Live, { target, props: { app, toasts: new Toasts() } });
