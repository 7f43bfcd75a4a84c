// Settings › Cues, and what a workout says of its voice.
import { mount } from 'svelte';
import CuesTable from '../../src/app/screens/settings/cues/CuesTable.svelte';
import CuesSection from '../../src/app/screens/settings/CuesSection.svelte';
import type { AppState } from '../../src/app/state/app.svelte.ts';
import { SWITCHED_GROUPS, TOLD } from '../../src/core/cues/cueGroups.ts';
import type { CuesCompared } from '../../src/app/state/cuesCompared.ts';
import type { Strictness } from '../../src/core/cues/strictness.ts';
import { cues as say } from '../../src/words/en/cues.ts';
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
  ...{ readerToo: false, told: TOLD, strictness: 'standard', heartRateEveryMin: 0, onLoss: 'pause' },
};
const NONE = { low: 0, high: 0 };
const COMPARED: Record<'cuesCompared' | 'cuesComparedPacing', { strictness: Strictness; compared: CuesCompared }> = {
  cuesCompared: {
    strictness: 'standard',
    compared: {
      ...{ workouts: 10, elapsedS: 28_900, then: { low: 21, high: 104 } },
      again: {
        ...{ pacing: NONE, off: NONE, gentle: { low: 4, high: 11 }, standard: { low: 13, high: 58 } },
        strict: { low: 28, high: 117 },
      },
    },
  },
  cuesComparedPacing: {
    strictness: 'pacing',
    compared: {
      ...{ workouts: 1, elapsedS: 1_810, then: NONE },
      again: {
        ...{ pacing: NONE, off: NONE, gentle: NONE, standard: { low: 0, high: 2 }, strict: { low: 1, high: 3 } },
      },
    },
  },
};
const STATES: Record<
  Exclude<CueSettingsName, keyof typeof COMPARED>,
  { settings?: object; audio?: string; vibration?: boolean; trouble?: string }
> = {
  cues: {},
  cuesStrict: { settings: { strictness: 'strict' } },
  cuesPacing: { settings: { strictness: 'pacing', athlete: { bpmMax: 188, bpmResting: 54, bpmCeiling: 118 } } },
  cuesPacingNoLimit: { settings: { strictness: 'pacing' } },
  cuesVoice: { settings: { voice: 'on' } },
  cuesAllOn: { settings: { voice: 'on', readerToo: true, told: all(true), heartRateEveryMin: 5 } },
  cuesAllOff: { settings: { sound: false, vibration: false, told: all(false) } },
  cuesNoVoices: { settings: { voice: 'on' }, trouble: 'noVoices', audio: 'refused' },
  cuesVoiceFailed: { settings: { voice: 'on' }, trouble: 'silent', audio: 'interrupted' },
  cuesNothing: { trouble: 'unsupported', audio: 'unsupported', vibration: false },
};

export function mountCues(target: Element, app: AppState, name: CueSettingsName): Record<string, unknown> {
  if (name === 'cuesCompared' || name === 'cuesComparedPacing') {
    const table = document.createElement('main');
    table.className = 'parts';
    table.innerHTML = `<h2>${say.again.title}</h2>`;
    target.append(table);
    return mount(CuesTable, { target: table, props: { ...COMPARED[name], say } });
  }
  const { settings, audio = 'ok', vibration = true, trouble } = STATES[name];
  Object.assign(app.settings, STANDARD, settings);
  Object.assign(app.history, { loaded: true, items: [] });
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
