// Which voice speaks, and why none does: late lists, voices that send text to a server, languages that are not there.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { remoteVoices, voicesFor, type SpeechPort, type VoiceInfo } from '../../../src/app/device/voice.ts';
import { Voice } from '../../../src/app/state/voice.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const voice = (name: string, lang: string, more: Partial<VoiceInfo> = {}): VoiceInfo => ({
  uri: name,
  name,
  lang,
  local: true,
  isDefault: false,
  ...more,
});
const US = voice('Samantha', 'en-US', { isDefault: true });
const GB = voice('Daniel', 'en-GB');
const AU = voice('Karen', 'en-AU');
const DE = voice('Anna', 'de-DE');
const REMOTE = voice('Google US English', 'en-US', { local: false });

test.each<[string[], string[]]>([
  [
    ['en-GB', 'en'],
    ['Daniel', 'Samantha', 'Karen'],
  ],
  [['en-US'], ['Samantha', 'Daniel', 'Karen']],
  [
    ['de-DE', 'en'],
    ['Samantha', 'Daniel', 'Karen'],
  ],
])('voice: a browser in %j is offered %j, none of which sends text to a server', (spoken, names) => {
  const all = [DE, REMOTE, AU, GB, US];
  expect(voicesFor(all, 'en', spoken).map(({ name }) => name)).toEqual(names);
  expect(remoteVoices(all, 'en')).toBe(1);
});

class Port implements SpeechPort {
  list: VoiceInfo[] = [];
  changed: () => void = () => undefined;
  readonly spoken: [text: string, uri: string][] = [];
  readonly voices = (): VoiceInfo[] => this.list;
  readonly onVoices = (changed: () => void): void => void (this.changed = changed);
  readonly speak: SpeechPort['speak'] = (text, { uri }, { started, ended }) => {
    this.spoken.push([text, uri]);
    started();
    ended();
  };
  readonly cancel = (): void => undefined;
}

const SETTINGS = { voice: 'on', voiceUri: null, voiceRate: 1, voiceVolume: 1 } as const;
const voiceOf = (port: Port | undefined, settings: { voiceUri?: string } = {}): Voice =>
  new Voice({ ...SETTINGS, ...settings }, port, { language: 'en', spoken: ['en-GB'] });

test('voice: a list that comes late is taken, and until then nothing is wrong', () => {
  const port = new Port();
  const late = voiceOf(port);
  expect([late.chosen, late.trouble]).toEqual([undefined, undefined]);
  vi.advanceTimersByTime(1_000);
  port.list = [US, GB];
  port.changed();
  expect(late.chosen).toEqual(GB);
  late.tryOut('hello');
  expect(port.spoken).toEqual([['hello', 'Daniel']]);
  vi.advanceTimersByTime(5_000);
  expect([late.works, late.trouble]).toEqual([true, undefined]);
});

test('voice: a list that is never told of is looked at all the same', () => {
  const port = new Port();
  const late = voiceOf(port);
  port.list = [US];
  vi.advanceTimersByTime(3_000);
  expect(late.chosen).toEqual(US);
});

test.each([
  ['nothing', []],
  ['other languages', [DE]],
  ['voices of a server', [REMOTE]],
])('voice: with %s there is none, which is said after three seconds and not worked around', (_, list) => {
  const port = new Port();
  port.list = list;
  const none = voiceOf(port);
  const onUnsaid = vi.fn();
  none.say({ group: 'phases', lines: () => ['phase'], onUnsaid });
  vi.advanceTimersByTime(3_000);
  expect([none.works, none.trouble]).toEqual([false, 'noVoices']);
  expect(port.spoken).toEqual([]);
  expect(onUnsaid).toHaveBeenCalledOnce();
});

test('voice: the chosen one speaks while it is there, else the best', () => {
  const port = new Port();
  port.list = [US, GB, AU];
  expect(voiceOf(port, { voiceUri: 'Karen' }).chosen).toEqual(AU);
  expect(voiceOf(port, { voiceUri: 'Google US English' }).chosen).toEqual(GB);
});

test('voice: a browser without any says so at once', () => {
  const onUnsaid = vi.fn();
  const none = voiceOf(undefined);
  none.say({ group: 'phases', lines: () => ['phase'], onUnsaid });
  expect(none.trouble).toBe('unsupported');
  expect(onUnsaid).toHaveBeenCalledOnce();
});
