// Settings › Cues, and what a workout says of its voice.
import { mount } from 'svelte';
import CuesSection from '../../src/app/screens/settings/CuesSection.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { SWITCHED_GROUPS, TOLD } from '../../src/core/cues/cueGroups.ts';
import { builtInPlans } from '../../src/core/plan/builtins.ts';
import type { Finished } from '../../src/core/records/finished.ts';
import { PRIOR_RESPONSE } from '../../src/core/athlete/heartResponse.ts';
import { enPlans } from '../../src/words/en/plans.ts';
import { runHeart } from '../support/heartWorkouts.ts';
import { speechWords } from '../../src/words/en/speech.ts';
import type { CueSettingsName } from './cueNames.ts';
import './parts.css';
import type { StateName } from './states.ts';

export { isCueSettings, type CueSettingsName } from './cueNames.ts';

const nothing = (): void => undefined;
const VOICES = [
  { uri: 'a', name: 'Daniel', lang: 'en-GB' },
  { uri: 'b', name: 'Microsoft Catherine Online (Natural) – English (Australia)', lang: 'en-AU' },
];

interface Voiced {
  voice: 'unasked' | 'on' | 'off';
  trouble?: string;
}

/** What a workout, or the screen before it, says of the voice. */
export const VOICED: Partial<Record<StateName, Voiced>> = {
  readyVoice: { voice: 'unasked' },
  voiceBlocked: { voice: 'on', trouble: 'blocked' },
  voiceGone: { voice: 'on', trouble: 'silent' },
};

function coach(trouble?: string): object {
  const none = trouble === 'noVoices' || trouble === 'unsupported';
  const voice = {
    offered: none ? [] : VOICES,
    chosen: none ? undefined : VOICES[0],
    leftOut: 3,
    trouble,
    tryOut: nothing,
    stop: nothing,
  };
  return { voice, sample: speechWords.sample, sound: nothing, feel: nothing, tryOut: nothing };
}

export function announcementsIn(name: StateName): object {
  return {
    muted: name === 'muted',
    mute: nothing,
    unlock: nothing,
    announcer: { text: '', say: nothing },
    coach: coach(VOICED[name]?.trouble),
    load: () => Promise.resolve(coach(VOICED[name]?.trouble)),
  };
}

const all = (on: boolean) => Object.fromEntries(SWITCHED_GROUPS.map((group) => [group, on]));
const STANDARD = {
  ...{ sound: true, volume: 0.8, vibration: true, voice: 'off', voiceUri: null, voiceRate: 1, voiceVolume: 1 },
  ...{ readerToo: false, told: TOLD, heartRateEveryMin: 0, onLoss: 'pause' },
  strictness: 'standard',
};

const THRESHOLD = builtInPlans(enPlans).find(({ id }) => id === 'threshold-4x4')!;
/** Workouts of a heart that is slower than most, whose effort is often another than the plan's. */
const PAST = Array.from({ length: 3 }, (_, i) =>
  runHeart({
    id: `past-${String(i)}`,
    plan: THRESHOLD,
    heart: { tauOnS: 66, tauOffS: 80, deadS: 6 },
    offBpm: [-14, 0, 9][i]!,
    seed: i + 1,
    epochMs: Date.UTC(2026, 10, 2 + 3 * i),
  }),
);

interface Shown {
  settings?: object;
  audio?: string;
  vibration?: boolean;
  trouble?: string;
  /** Workouts that were done; they are compared once they are `read`. */
  past?: () => readonly Finished[];
  reads?: Promise<void>;
}
const STATES: Record<CueSettingsName, Shown> = {
  cues: {},
  cuesVoice: { settings: { voice: 'on' } },
  cuesAllOn: { settings: { voice: 'on', readerToo: true, told: all(true), heartRateEveryMin: 5 } },
  cuesAllOff: { settings: { sound: false, vibration: false, told: all(false) } },
  cuesNoVoices: { settings: { voice: 'on' }, trouble: 'noVoices', audio: 'refused' },
  cuesVoiceFailed: { settings: { voice: 'on' }, trouble: 'silent', audio: 'interrupted' },
  cuesNothing: { trouble: 'unsupported', audio: 'unsupported', vibration: false },
  cuesCompared: { past: () => PAST },
  cuesComparedPacing: { settings: { strictness: 'pacing' }, past: () => PAST.slice(0, 1) },
  cuesComparing: { past: () => PAST, reads: new Promise(nothing) },
};

export function mountCues(target: Element, app: AppState, name: CueSettingsName): Record<string, unknown> {
  const { settings, audio = 'ok', vibration = true, trouble, past = () => [], reads } = STATES[name];
  const workouts = past();
  Object.assign(app.settings, STANDARD, settings);
  Object.assign(app, { coaching: { strictness: app.settings.strictness, response: PRIOR_RESPONSE } });
  Object.assign(app.history, {
    loaded: true,
    items: workouts.map(({ digest }) => digest),
    session: async (id: string) => {
      await reads;
      const found = workouts.find(({ session }) => session.id === id)!;
      return { ok: true, value: { record: found.session, samples: found.chunks } };
    },
  });
  Object.assign(app.capabilities, { audio, vibration });
  Object.assign(app.announcements, {
    sound: { unlock: () => Promise.resolve() },
    load: () => Promise.resolve(coach(trouble)),
  });
  Object.assign(app.words, { percent: (value: number) => `${Math.round(value)} %` });
  const page = document.createElement('main');
  page.className = 'parts';
  page.innerHTML = '<h1>Settings</h1>';
  target.append(page);
  const shown = mount(CuesSection, { target: page, props: { app } });
  const open = setInterval(() => {
    const all = page.querySelectorAll('details');
    for (const details of all) details.open = true;
    if (all.length > 0) clearInterval(open);
  }, 10);
  return shown;
}
