// What the person has chosen: shown at once, stored at once, and a refusal is said.
import { TOLD } from '../../../src/core/cues/cueGroups.ts';
import { expect, test, vi } from 'vitest';
import { bad, good, type Parsed } from '../../../src/core/parse/parsed.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/store/database/records.ts';

function stored(read: () => Promise<Parsed<Settings>> = () => Promise.resolve(good(DEFAULT_SETTINGS))) {
  const saveSettings = vi.fn<(settings: Settings, changed: Partial<Settings>) => Promise<void>>(() =>
    Promise.resolve(),
  );
  return { settings: read, saveSettings };
}

const changedOf = ({ saveSettings }: ReturnType<typeof stored>): unknown => saveSettings.mock.lastCall?.[1];

test('until they were read the defaults are shown', () => {
  const settings = new SettingsState(stored());
  expect(settings).toMatchObject({ loaded: false, failed: undefined, unreadable: false, values: DEFAULT_SETTINGS });
});

test('each of the stored settings is shown', async () => {
  const values: Settings = {
    ...{ profile: profileOf(171, 60), appearance: 'light', source: 'bluetooth' },
    ...{
      knownStraps: [{ id: 'a', name: 'H10' }],
      strapId: 'a',
      secondStrapId: 'b',
      onLoss: 'continue',
      hrvTile: 'dfaAlpha1',
      loadFormula: 'trimp',
      loadConstants: 'female',
      rampQuiet: { weekLoad: 20_780 },
      notMine: ['workout-3'],
      sound: false,
      volume: 0.3,
      keepFrames: true,
      vibration: false,
      strictness: 'gentle',
      voice: 'on',
      voiceUri: 'Daniel',
      voiceRate: 1.2,
      voiceVolume: 0.7,
      readerToo: true,
      told: { ...TOLD, countdown: false, inZone: true },
      heartRateEveryMin: 5,
      keepGoing: true,
      shortcuts: false,
    },
    ...{
      notices: 'wanted',
      welcomed: true,
      safetySeen: true,
      missedSeenEpochMs: 5,
      heartSinceEpochMs: 6,
      language: 'en',
    },
    ...{ favouritePlans: ['tempo'], hiddenPlans: ['demo-60s'] },
  };
  const settings = new SettingsState(stored(() => Promise.resolve(good(values))));
  await settings.load();
  const { profile, ...others } = values;
  expect(settings).toMatchObject({ loaded: true, athlete: profile, ...others, values });
  expect(settings.profileFor('ride')).toEqual(profile);
});

test('a choice is shown at once, and of what is stored only that is changed', async () => {
  const library = stored();
  const settings = new SettingsState(library);
  await settings.load();
  settings.set({ volume: 0.2 });
  expect(settings.volume).toBe(0.2);
  settings.set({ appearance: 'dark' });
  expect(library.saveSettings.mock.calls).toEqual([
    [{ ...DEFAULT_SETTINGS, volume: 0.2 }, { volume: 0.2 }],
    [{ ...DEFAULT_SETTINGS, volume: 0.2, appearance: 'dark' }, { appearance: 'dark' }],
  ]);
});

test('settings that cannot be read stay as they are until one is changed, and then are stored whole', async () => {
  const library = stored(() => Promise.resolve(bad('value.type', { expected: 'Object' })));
  const settings = new SettingsState(library);
  await settings.load();
  expect(settings).toMatchObject({ loaded: true, unreadable: true, values: DEFAULT_SETTINGS });
  expect(library.saveSettings).not.toHaveBeenCalled();
  settings.set({ sound: false });
  expect(settings.unreadable).toBe(false);
  expect(changedOf(library)).toEqual({ ...DEFAULT_SETTINGS, sound: false });
  settings.set({ sound: true });
  expect(changedOf(library)).toEqual({ sound: true });
});

test('a disk that will not be read is said, and the app begins with the defaults', async () => {
  const settings = new SettingsState(stored(() => Promise.reject(new Error('refused'))));
  await settings.load();
  expect(settings).toMatchObject({ loaded: true, failed: 'refused', values: DEFAULT_SETTINGS });
});

test('a disk that refuses a change is said until it takes one; the choice holds all the same', async () => {
  const library = stored();
  const settings = new SettingsState(library);
  library.saveSettings.mockRejectedValueOnce(new Error('full'));
  settings.set({ volume: 0.1 });
  await vi.waitFor(() => expect(settings.failed).toBe('full'));
  expect(settings.volume).toBe(0.1);
  settings.set({ volume: 0.4 });
  await vi.waitFor(() => expect(settings.failed).toBeUndefined());
});
