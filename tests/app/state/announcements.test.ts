// The way of a moment to what tells it: loaded with the workout, in order; muted; cleared when the person is back.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { good } from '../../../src/core/parse/parsed.ts';
import { Sound } from '../../../src/app/device/sound.ts';
import { Announcements } from '../../../src/app/state/announcements.svelte.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/database/records.ts';
import { catalogueFor } from '../../../src/words/words.ts';
import { FakeWindow } from './window.ts';

let page: FakeWindow;
beforeEach(() => {
  page = new FakeWindow().open();
  page.navigator['languages'] = ['en'];
});
afterEach(() => void vi.unstubAllGlobals());

async function announcements(): Promise<Announcements> {
  const settings = new SettingsState({
    settings: () => Promise.resolve(good(DEFAULT_SETTINGS)),
    saveSettings: () => Promise.resolve(),
  });
  return new Announcements(new Sound(), settings, await catalogueFor(['en'], ['en']), () => undefined);
}

test('what is told before its teller is there is told when it is, in order', async () => {
  const at = await announcements();
  at.tell({ atS: 1, type: 'signalLost' });
  at.tell({ atS: 2, type: 'signalRestored', bpm: 130 });
  expect(at.coach).toBeUndefined();
  const read = vi.spyOn(at.announcer, 'say');
  await at.load();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  expect(read.mock.calls.map(([text]) => text.split('.')[0])).toEqual(['Strap lost', 'Signal restored']);
});

test('muted, the voice stops at once, but for a ceiling', async () => {
  const at = await announcements();
  const { voice } = await at.load();
  const stop = vi.spyOn(voice, 'stop');
  at.mute(true);
  expect(at.muted).toBe(true);
  const isStopped = stop.mock.calls[0]![0]!;
  expect([isStopped('target'), isStopped('ceiling')]).toEqual([true, false]);
  at.mute(false);
  expect(stop).toHaveBeenCalledOnce();
});

test('the person is back: what was shown is cleared', async () => {
  let shown = [{ close: () => (shown = []) }];
  const registration = { active: {}, getNotifications: () => Promise.resolve(shown) };
  page.navigator['serviceWorker'] = { getRegistration: () => Promise.resolve(registration) };
  vi.stubGlobal('Notification', { permission: 'granted' });
  await announcements();
  page.see('visible');
  await vi.waitFor(() => expect(shown).toEqual([]));
});
