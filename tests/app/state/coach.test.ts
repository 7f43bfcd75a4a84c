// How a moment of the workout reaches the person: tone, vibration, voice, screen reader, and system notifications for a hidden
// page, all of one decision.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CUE_KINDS } from '../../../src/core/cues/cueKinds.ts';
import type { NoticeBody } from '../../../src/core/cues/notice.ts';
import { TOLD } from '../../../src/core/cues/cueGroups.ts';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { good } from '../../../src/core/parse/parsed.ts';
import { Sound } from '../../../src/app/device/sound.ts';
import type { LineEvents, SpeechPort } from '../../../src/app/device/voice.ts';
import { Announcer } from '../../../src/app/state/announcer.svelte.ts';
import { Coach } from '../../../src/app/state/coach.ts';
import { SettingsState } from '../../../src/app/state/settings.svelte.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/store/database/records.ts';
import { catalogueFor, loadSpeechWords } from '../../../src/words/words.ts';
import { planOf } from '../../core/arbitrary.ts';
import { settled } from '../../support/fakeBluetooth.ts';
import { FakeWindow } from './window.ts';

const BAND = { lowBpm: 120, highBpm: 140 };
const PHASE = { name: 'Work', target: { type: 'zone', zone: 4 }, end: { type: 'time', durationS: 60 } } as const;
const cueAt = (bpm: number) => ({ bpm, slopeBpmPerS: 0, projectedBpm: bpm, tauS: 20, band: BAND });

interface Row {
  kind?: keyof typeof CUE_KINDS;
  /** A screen reader reads it. */
  read: boolean;
  tag?: string;
  /** What the voice says, if it is on. */
  spoken?: string;
}

/** One of each kind, and what follows. */
const NOTICES: [NoticeBody, Row][] = [
  [
    { type: 'phaseStarted', index: 0, of: 1, phase: PHASE },
    { kind: 'phase', read: true, tag: 'phase', spoken: 'Work. 152 to 170. 1 minute.' },
  ],
  [{ type: 'phaseEnded', index: 0, endedBy: 'time' }, { read: false }],
  [{ type: 'deviation', side: 'high', bpm: 150, band: BAND }, { read: false }],
  [{ type: 'inZone', bpm: 130 }, { read: false }],
  [
    { type: 'countdown', leftS: 3 },
    { kind: 'countdown', read: false, spoken: '3' },
  ],
  [
    { type: 'halfway', leftS: 120 },
    { kind: 'halfway', read: true, spoken: 'Halfway. 2 minutes left.' },
  ],
  [
    { type: 'almostRecovered', byBpm: 4, downToBpm: 120 },
    { kind: 'almostRecovered', read: true, spoken: 'Almost recovered. 4 to go.' },
  ],
  [{ type: 'heartRate', bpm: 140 }, { read: false }],
  [
    { type: 'cue', side: 'high', why: cueAt(150) },
    { kind: 'high', read: true, tag: 'deviation', spoken: 'Ease off. 10 above.' },
  ],
  [
    { type: 'cue', side: 'low', why: cueAt(100) },
    { kind: 'low', read: true, tag: 'deviation', spoken: 'Push. 20 below.' },
  ],
  [{ type: 'signalStale' }, { read: false }],
  [{ type: 'signalLost' }, { kind: 'lost', read: true, tag: 'signal', spoken: 'Strap lost. Reconnecting.' }],
  [
    { type: 'signalRestored', bpm: 130 },
    { kind: 'restored', read: true, tag: 'signal', spoken: 'Strap back. 130.' },
  ],
  [{ type: 'batteryLow', pct: 10 }, { read: true }],
  [{ type: 'paused', reason: 'user' }, { read: true }],
  [{ type: 'resumed', reason: 'user' }, { read: true }],
  [
    { type: 'completed', stopped: false },
    { kind: 'finish', read: true, tag: 'finish', spoken: 'Workout done. Well done.' },
  ],
];
const NAMED = NOTICES.map(([notice, row]) => [notice.type, notice, row] as const);

let page: FakeWindow;
let shown: { tag: string; data: unknown }[];

beforeEach(() => {
  page = new FakeWindow().open();
  shown = [];
  const registration = {
    active: {},
    showNotification: (_: string, { tag, data }: { tag: string; data: unknown }) =>
      Promise.resolve(void shown.push({ tag, data })),
    getNotifications: () => Promise.resolve([]),
  };
  Object.assign(page.navigator, {
    serviceWorker: { getRegistration: () => Promise.resolve(registration) },
    languages: ['en-GB'],
  });
  vi.stubGlobal('Notification', { permission: 'granted' });
});
afterEach(() => void vi.unstubAllGlobals());

/** A voice that says all at once, or nothing at all. */
class FakeSpeech implements SpeechPort {
  readonly said: string[] = [];
  error: string | undefined;
  readonly voices = () => [{ uri: 'a', name: 'A', lang: 'en-GB', local: true, isDefault: true }];
  readonly onVoices = (): void => undefined;
  readonly cancel = vi.fn();
  readonly speak = (text: string, _: unknown, { started, ended, failed }: LineEvents): void => {
    if (this.error !== undefined) return failed(this.error);
    this.said.push(text);
    started();
    ended();
  };
}

async function coachWith(chosen: Partial<Settings> = {}, muted = false) {
  const settings = new SettingsState({
    settings: () => Promise.resolve(good({ ...DEFAULT_SETTINGS, ...chosen })),
    saveSettings: () => Promise.resolve(),
  });
  await settings.load();
  const catalogue = await catalogueFor(['en'], ['en']);
  await catalogue.loadWorkout();
  const speech = new FakeSpeech();
  const announcer = new Announcer();
  const coach = new Coach({
    sound: new Sound(),
    announcer,
    settings,
    words: { language: 'en', workout: catalogue.words.workout, speech: await loadSpeechWords('en') },
    workout: () => ({ plan: { ...planOf(), id: 'tempo' }, profile: { ...DEFAULT_PROFILE, bpmMax: 190 }, shifts: [] }),
    muted: () => muted,
    speech,
  });
  const sound = vi.spyOn(coach, 'sound');
  const read = vi.spyOn(announcer, 'say');
  const vibrate = vi.fn((_: readonly number[]) => true);
  page.navigator['vibrate'] = vibrate;
  const tell = async (notice: NoticeBody, atS = 61): Promise<void> => {
    coach.tell({ atS, ...notice });
    await settled();
    vi.advanceTimersByTime(3_000);
  };
  return { coach, sound, read, vibrate, speech, tell };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

test.each(NAMED)(
  'in view, %s sounds, vibrates and is read as its kind asks, and is no notification',
  async (_, notice, row) => {
    const kind = row.kind && CUE_KINDS[row.kind];
    const { sound, read, vibrate, speech, tell } = await coachWith({ volume: 0.4 });
    await tell(notice);
    expect(sound.mock.calls).toEqual(kind ? [[kind, 0.4]] : []);
    expect(vibrate.mock.calls).toEqual(kind && kind.vibrationMs !== 'none' ? [[kind.vibrationMs]] : []);
    expect(read.mock.calls.length > 0).toBe(row.read);
    expect(speech.said).toEqual([]);
    expect(shown).toEqual([]);
  },
);

test.each(NAMED)('with the voice on, %s is said, and a screen reader does not say it again', async (_, notice, row) => {
  const { read, speech, tell } = await coachWith({ voice: 'on' });
  await tell(notice);
  expect(speech.said).toEqual(row.spoken === undefined ? [] : [row.spoken]);
  expect(read.mock.calls.length > 0).toBe(row.spoken === undefined && row.read);
});

test('who wants both has both', async () => {
  const { read, speech, tell } = await coachWith({ voice: 'on', readerToo: true });
  await tell({ type: 'signalLost' });
  expect([speech.said.length, read.mock.calls.length]).toEqual([1, 1]);
});

test.each(NAMED)('hidden, %s is a notification where its kind has one', async (_, notice, { tag }) => {
  page.document.visibilityState = 'hidden';
  const { tell } = await coachWith();
  await tell(notice);
  expect(shown).toEqual(tag === undefined ? [] : [{ tag: `workout-${tag}`, data: { planId: 'tempo' } }]);
});

test('a hidden page shows no notification to who does not want any', async () => {
  page.document.visibilityState = 'hidden';
  const { tell } = await coachWith({ notices: 'unwanted' });
  await tell({ type: 'signalLost' });
  expect(shown).toEqual([]);
});

test('a group that is off is told by no means', async () => {
  page.document.visibilityState = 'hidden';
  const { sound, read, vibrate, speech, tell } = await coachWith({ voice: 'on', told: { ...TOLD, signal: false } });
  await tell({ type: 'signalLost' });
  expect([sound.mock.calls, read.mock.calls, vibrate.mock.calls, speech.said, shown]).toEqual([[], [], [], [], []]);
});

test('being back on target is told to who wants it, after a correction alone', async () => {
  const { speech, tell } = await coachWith({ voice: 'on', told: { ...TOLD, inZone: true } });
  await tell({ type: 'inZone', bpm: 130 });
  expect(speech.said).toEqual([]);
  await tell({ type: 'cue', side: 'low', why: cueAt(100) });
  await tell({ type: 'inZone', bpm: 130 });
  await tell({ type: 'inZone', bpm: 130 });
  expect(speech.said).toEqual(['Push. 20 below.', 'On target.']);
});

test('the heart rate is said as often as is wanted', async () => {
  const { speech, tell } = await coachWith({ voice: 'on', heartRateEveryMin: 2 });
  for (const atS of [60, 120, 180]) await tell({ type: 'heartRate', bpm: atS }, atS);
  expect(speech.said).toEqual(['Heart rate 120.']);
});

test('muted, a moment is read and neither sounds, vibrates nor is said', async () => {
  const { sound, read, vibrate, speech, tell } = await coachWith({ voice: 'on' }, true);
  await tell({ type: 'signalLost' });
  expect([sound.mock.calls.length, vibrate.mock.calls.length, speech.said.length]).toEqual([0, 0, 0]);
  expect(read).toHaveBeenCalledOnce();
});

test('an alarm is heard and felt with sound and vibration off, and loud enough', async () => {
  const { coach, sound, vibrate } = await coachWith({ sound: false, vibration: false, volume: 0.1 });
  coach.play({ ...CUE_KINDS.lost, alarm: true });
  expect(sound.mock.calls[0]?.[1]).toBe(0.6);
  expect(vibrate).toHaveBeenCalledOnce();
});

test.each([
  [{ sound: false, vibration: true }, 0, 1],
  [{ sound: true, vibration: false }, 1, 0],
])('with settings %j only what is wanted is played', async (chosen, sounds, vibrations) => {
  const { coach, sound, vibrate } = await coachWith(chosen);
  coach.play(CUE_KINDS.phase);
  expect([sound.mock.calls.length, vibrate.mock.calls.length]).toEqual([sounds, vibrations]);
});

test('a voice that fails is replaced: by the screen reader at once, and by tones even where sound is off', async () => {
  const { coach, sound, read, speech, tell } = await coachWith({ voice: 'on', sound: false });
  speech.error = 'synthesis-failed';
  await tell({ type: 'signalLost' });
  expect([sound.mock.calls.length, read.mock.calls.length]).toEqual([0, 1]);
  expect(coach.voice.trouble).toBe('failed');
  await tell({ type: 'signalRestored', bpm: 130 });
  expect([sound.mock.calls.length, read.mock.calls.length]).toEqual([1, 2]);
  speech.error = undefined;
  await tell({ type: 'signalLost' });
  expect(coach.voice.trouble).toBeUndefined();
});

test('a pause ends what is said of the phase', async () => {
  const { speech, tell, coach } = await coachWith({ voice: 'on' });
  coach.tell({ atS: 5, type: 'phaseStarted', index: 0, of: 1, phase: PHASE });
  await tell({ type: 'paused', reason: 'user' });
  expect(speech.said).toEqual([]);
});
