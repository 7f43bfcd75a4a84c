// How a moment of the workout reaches the person: sound, vibration, words, and system notifications for a hidden page.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CUE_KINDS } from '../../../src/core/cues/cueKinds.ts';
import type { NoticeBody } from '../../../src/core/cues/notice.ts';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { good } from '../../../src/core/parse/parsed.ts';
import { Sound } from '../../../src/app/device/sound.ts';
import { Announcements } from '../../../src/app/state/announcements.svelte.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/store/database/records.ts';
import { catalogueFor } from '../../../src/words/words.ts';
import { planOf } from '../../core/arbitrary.ts';
import { settled } from '../../support/fakeBluetooth.ts';
import { FakeWindow } from './window.ts';

const BAND = { lowBpm: 120, highBpm: 140 };
const PHASE = { name: 'Work', target: { type: 'zone', zone: 4 }, end: { type: 'time', durationS: 60 } } as const;

/** One of each kind, and what follows: the kind of cue, whether it is said, and the tag of its notification. */
const NOTICES: [NoticeBody, keyof typeof CUE_KINDS | undefined, boolean, string | undefined][] = [
  [{ type: 'phaseStarted', index: 0, of: 1, phase: PHASE }, 'phase', true, 'workout-phase'],
  [{ type: 'phaseEnded', index: 0, endedBy: 'time' }, undefined, false, undefined],
  [{ type: 'deviation', side: 'high', bpm: 150, band: BAND }, undefined, false, undefined],
  [{ type: 'inZone', bpm: 130 }, undefined, false, undefined],
  [{ type: 'cue', side: 'high', why: cueAt(150) }, 'high', true, 'workout-deviation'],
  [{ type: 'cue', side: 'low', why: cueAt(100) }, 'low', true, 'workout-deviation'],
  [{ type: 'signalStale' }, undefined, false, undefined],
  [{ type: 'signalLost' }, 'lost', true, 'workout-signal'],
  [{ type: 'signalRestored', bpm: 130 }, 'restored', true, 'workout-signal'],
  [{ type: 'batteryLow', pct: 10 }, undefined, true, undefined],
  [{ type: 'paused', reason: 'user' }, undefined, true, undefined],
  [{ type: 'resumed', reason: 'user' }, undefined, true, undefined],
  [{ type: 'completed', stopped: false }, 'finish', true, 'workout-finish'],
];

const NAMED = NOTICES.map((row) => [row[0].type, ...row] as const);

function cueAt(bpm: number) {
  return { bpm, slopeBpmPerS: 0, projectedBpm: bpm, tauS: 20, band: BAND };
}

let page: FakeWindow;
let shown: { title: string; tag: string; data: unknown }[];

beforeEach(() => {
  page = new FakeWindow().open();
  shown = [];
  const registration = {
    active: {},
    showNotification: (title: string, { tag, data }: { tag: string; data: unknown }) =>
      Promise.resolve(void shown.push({ title, tag, data })),
    getNotifications: ({ tag }: { tag: string }) =>
      Promise.resolve([{ close: () => (shown = shown.filter((each) => each.tag !== tag)) }]),
  };
  page.navigator['serviceWorker'] = { getRegistration: () => Promise.resolve(registration) };
  vi.stubGlobal('Notification', { permission: 'granted' });
});

afterEach(() => void vi.unstubAllGlobals());

async function announce(chosen: Partial<Settings> = {}, planId = 'tempo', profile = DEFAULT_PROFILE) {
  const settings = new SettingsState({
    settings: () => Promise.resolve(good({ ...DEFAULT_SETTINGS, ...chosen })),
    saveSettings: () => Promise.resolve(),
  });
  await settings.load();
  const catalogue = await catalogueFor(['en'], ['en']);
  await catalogue.loadWorkout();
  const workout = { plan: { ...planOf(), id: planId }, profile };
  const sound = new Sound();
  const play = vi.spyOn(sound, 'play');
  const vibrate = vi.fn((_: readonly number[]) => true);
  page.navigator['vibrate'] = vibrate;
  return { at: new Announcements(sound, settings, catalogue, () => workout), play, vibrate };
}

/** What was said and shown of it, once all that follows has followed. */
async function told(at: Announcements, notice: NoticeBody) {
  const say = vi.spyOn(at.announcer, 'say');
  at.tell({ atS: 5, ...notice });
  await settled();
  return { said: say.mock.calls.length > 0, tags: shown.map(({ tag }) => tag) };
}

test.each(NAMED)(
  'in view, %s sounds, vibrates and is said as its kind asks, and no notification is shown',
  async (...row) => {
    const [, notice, name, isSaid] = row;
    const kind = name && CUE_KINDS[name];
    const { at, play, vibrate } = await announce({ volume: 0.4 });
    const { said, tags } = await told(at, notice);
    expect(play.mock.calls).toEqual(kind ? [[kind.notes, 0.4]] : []);
    expect(vibrate.mock.calls).toEqual(kind ? [[kind.vibrationMs]] : []);
    expect(said).toBe(isSaid);
    expect(tags).toEqual([]);
  },
);

test.each(NAMED)('hidden, %s is a notification where it has a kind', async (...row) => {
  const [, notice, , , tag] = row;
  page.document.visibilityState = 'hidden';
  const { at } = await announce();
  expect((await told(at, notice)).tags).toEqual(tag ? [tag] : []);
  if (tag) expect(shown[0]?.data).toEqual({ planId: 'tempo' });
});

test('a hidden page shows no notification to who does not want any', async () => {
  page.document.visibilityState = 'hidden';
  const { at } = await announce({ notices: 'unwanted' });
  expect((await told(at, { type: 'signalLost' })).tags).toEqual([]);
});

test('the person is back: what was shown is cleared', async () => {
  page.document.visibilityState = 'hidden';
  const { at } = await announce();
  await told(at, { type: 'signalLost' });
  expect(shown).toHaveLength(1);
  page.see('visible');
  await vi.waitFor(() => expect(shown).toEqual([]));
});

test('muted, a moment is said and does not sound; unmuted it sounds again', async () => {
  const { at, play, vibrate } = await announce();
  at.mute(true);
  expect(at.muted).toBe(true);
  expect((await told(at, { type: 'signalLost' })).said).toBe(true);
  expect(play).not.toHaveBeenCalled();
  expect(vibrate).not.toHaveBeenCalled();
  at.mute(false);
  await told(at, { type: 'signalLost' });
  expect(play).toHaveBeenCalledOnce();
});

test.each([
  [{ sound: false, vibration: true }, 0, 1],
  [{ sound: true, vibration: false }, 1, 0],
])('with settings %j only what is wanted is played', async (chosen, sounds, vibrations) => {
  const { at, play, vibrate } = await announce(chosen);
  at.play(CUE_KINDS.phase);
  expect([play.mock.calls.length, vibrate.mock.calls.length]).toEqual([sounds, vibrations]);
});
