// A page that shows the live screen in one state, for eyes: `/tests/gallery/?state=below&appearance=light`, while `npm run dev`
// is up. `shots.ts` takes a picture of each; the layout test measures each. Not part of what is built.
import { flushSync, mount, unmount } from 'svelte';
import '../../src/app/app.css';
import '../../src/app/fonts/letters.css';
import Live from '../../src/app/screens/Live.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { pages } from '../../src/words/en.pages.ts';
import { en } from '../../src/words/en.ts';
import { workout as workoutWords } from '../../src/words/en.workout.ts';
import { planOf, PROFILE, STATES, type Played, type StateName } from './states.ts';

const query = new URLSearchParams(location.search);
document.documentElement.dataset['appearance'] = query.get('appearance') ?? 'dark';
const nothing = (): void => undefined;

const RESTORED: Partial<Record<StateName, { awayMs: number; running: boolean }>> = {
  resumed: { awayMs: 252_000, running: true },
  needsTap: { awayMs: 252_000, running: true },
  resumedShort: { awayMs: 4_000, running: true },
};

/** The plan that is ready, where it is another. */
const READY: Partial<Record<StateName, string>> = { readyWordy: 'wordy', readyBeyond: 'beyond' };

const played: Partial<Record<StateName, Played>> = {};

/** What a screen reads of the app, as it would be in this state; what it calls does nothing. */
function appIn(name: StateName): AppState {
  const { snapshot, trace } = (played[name] ??= STATES[name]());
  const { heart, workout } = snapshot;
  const noBluetooth = name === 'readyNoBluetooth';
  const noStrap = name === 'noStrap' || noBluetooth;
  const simulated = heart.source === 'simulated';
  const lost = name.startsWith('lost') || name === 'reconnecting' || name === 'readyLost';
  const ready = snapshot.status === 'idle';
  return {
    words: { ...en, workout: workoutWords, pages },
    loadWorkout: () => Promise.resolve(),
    route: {
      name: 'live',
      query: new URLSearchParams(ready ? { plan: READY[name] ?? 'threshold-4x4' } : {}),
      go: nothing,
      replace: nothing,
    },
    live: {
      ready: true,
      snapshot,
      heart,
      trace,
      status: snapshot.status,
      busy: snapshot.status === 'inProgress' || snapshot.status === 'paused',
      workout,
      elsewhere: name === 'elsewhere',
      deleted: name === 'readyDeleted' ? { sessionId: 'gallery', planName: 'Threshold 4 × 4 min' } : undefined,
      restored: RESTORED[name],
      troubles:
        name === 'trouble'
          ? [{ code: 'checkpointFailing', reason: 'the disk is full' }]
          : name === 'doneUnsaved'
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
      countAway: nothing,
      leaveOut: nothing,
      delete: nothing,
      bringBack: nothing,
      forgetDeleted: nothing,
      dismissBanner: nothing,
      leave: nothing,
      tell: nothing,
    },
    strap: {
      choice: noStrap ? 'none' : simulated ? 'simulated' : 'bluetooth',
      link: name === 'needsTap' ? 'needsTap' : lost ? 'reconnecting' : noStrap || simulated ? 'none' : 'connected',
      name: 'Polar H10',
      batteryPct: 80,
      problem: lost ? { code: 'lost' } : undefined,
    },
    settings: {
      loaded: true,
      profile: PROFILE,
      notices: 'unasked',
      sound: true,
      safetySeen: name !== 'readySafety',
      set: nothing,
    },
    history: { items: [{ id: 'gallery' }] },
    plans: { byId: planOf, recent: [], all: [] },
    machine: {
      bluetooth: noBluetooth ? 'unsupported' : 'ok',
      connectable: !noBluetooth,
      wakeLock: true,
      screenOff: 'mayStop',
      notifications: name === 'readySimulated' ? 'default' : 'granted',
      audio: name === 'silent' ? 'refused' : 'allowed',
    },
    moments: { muted: name === 'muted', mute: nothing, announcer: { text: '' } },
    start: nothing,
  } as unknown as AppState;
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
  flushSync();
  if (name.startsWith('ending')) {
    document.querySelector<HTMLElement>('[aria-label="End workout"]')?.click();
    flushSync();
  }
  await document.fonts.ready;
}

Object.assign(globalThis, { show, states: Object.keys(STATES) });
void show((query.get('state') ?? 'rising') as StateName);
