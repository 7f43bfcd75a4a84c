// How the heart answers effort, as the settings show it, in all its states.
import { mount } from 'svelte';
import type { LearntHeart, LearntThen } from '../../src/core/records/heartLearnt.ts';
import { PRIOR_RESPONSE } from '../../src/core/athlete/heartResponse.ts';
import HeartSection from '../../src/app/screens/heart/HeartSection.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { Toasts } from '../../src/app/state/toasts.svelte.ts';
import { heart as say } from '../../src/words/en/heart.ts';
import type { HeartName } from './heartNames.ts';
import './parts.css';

const NOTHING: LearntHeart = {
  ...PRIOR_RESPONSE,
  ...{ onPhases: 0, offPhases: 0, tauOnSdS: 23, tauOffSdS: 28, deadSdS: 5, workouts: 0 },
};
const ROUGH: LearntHeart = {
  ...{ tauOnS: 63, tauOffS: 76, deadS: 5, relSd: 0.4 },
  ...{ onPhases: 1, offPhases: 0, tauOnSdS: 17, tauOffSdS: 30, deadSdS: 4, workouts: 1 },
};
const KNOWN: LearntHeart = {
  ...{ tauOnS: 52, tauOffS: 71, deadS: 6, relSd: 0.12 },
  ...{ onPhases: 22, offPhases: 17, tauOnSdS: 2, tauOffSdS: 3, deadSdS: 1, workouts: 9 },
};

const story = Array.from({ length: 9 }, (_, i): LearntThen => {
  const tauOnS = 64 - 1.5 * i + (i % 3);
  return {
    sessionId: `day ${String(i)}`,
    startedAtEpochMs: Date.UTC(2026, 9, 2 + 5 * i),
    heart: { ...KNOWN, tauOnS, tauOffS: 1.3 * tauOnS, tauOnSdS: 18 / (i + 1), tauOffSdS: 24 / (i + 1) },
  };
});

const HEARTS: Record<HeartName, { learnt: LearntHeart; story: LearntThen[] }> = {
  heartNone: { learnt: NOTHING, story: [] },
  heartRough: { learnt: ROUGH, story: story.slice(0, 1) },
  heartKnown: { learnt: KNOWN, story },
};

export function mountHeart(target: Element, app: AppState, name: HeartName): Record<string, unknown> {
  const { learnt, story } = HEARTS[name];
  const heart = {
    learnt,
    response: learnt.workouts > 0 ? learnt : undefined,
    story: () => Promise.resolve(story),
    forget: () => () => undefined,
  };
  const main = document.createElement('main');
  const title = document.createElement('h2');
  title.textContent = say.title;
  main.append(title);
  target.append(main);
  const shownApp = Object.create(app, {
    heart: { value: heart },
    loadHeart: { value: () => Promise.resolve(heart) },
  }) as AppState;
  const shown = mount(HeartSection, { target: main, props: { app: shownApp, toasts: new Toasts(), say } });
  setTimeout(() => main.querySelectorAll('details').forEach((each) => (each.open = true)), 50);
  return shown;
}
