import { expect, test } from 'vitest';
import { recordedLine, type RecordedItem, type RecordingHead } from '../../../src/core/records/recording.ts';
import { NO_SIGNAL } from '../../../src/core/signal/signal.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { isRecording, parseRecording, recordingName } from '../../../src/formats/activity/recording.ts';
import { planOf, time } from '../../engine/world.ts';

const HEAD: RecordingHead = {
  format: 'beatkeeper-recording',
  version: 1,
  startedAt: { epochMs: Date.UTC(2026, 10, 30, 23, 30), timeZone: 'Europe/Berlin', offsetMin: 60 },
  plan: { ...planOf([time(60)]), name: 'Tempo 3 × 10' },
  profile: profileOf(190, 60),
  onLoss: 'pause',
  source: 'strap',
  signal: { ...NO_SIGNAL, batteryPct: 80 },
  clockMs: 1_700_000_000_000.125,
};

const ITEMS: RecordedItem[] = [
  { atMs: 12.345678901234567, bytes: Uint8Array.of(0x16, 0x5a) },
  { atMs: 900.5, heardMs: 2000, bytes: Uint8Array.of() },
  { atMs: 1000, source: 'simulated', bytes: Uint8Array.of(0xff) },
  { atMs: 1500.25, event: { type: 'pause', atMs: 1500.25 } },
  { atMs: 1600, event: { type: 'skip' } },
  { atMs: 4000, event: { type: 'tick', listening: false } },
];

const fileOf = (...lines: string[]): string => `${[JSON.stringify(HEAD), ...lines].join('\n')}\n`;

test('what is written is read back as it was, to the last digit', () => {
  const text = fileOf(...ITEMS.map(recordedLine));
  expect(isRecording(text)).toBe(true);
  expect(parseRecording(text)).toEqual({ ok: true, value: { head: HEAD, items: ITEMS } });
  expect(parseRecording(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual({
    ok: true,
    value: { head: HEAD, items: ITEMS },
  });
});

test('a recording of a strap alone is none of a workout', () => {
  expect(isRecording('{"atMs":0,"hex":"165a"}\n')).toBe(false);
});

test.each([
  ['no JSON', ['{"atMs":1,"hex":"00"}', 'what'], ['replay.line line 3']],
  ['cut off', ['{"atMs":1,"hex":"00"}', '{"atMs":2,"he'], ['replay.line line 3']],
  ['bytes that are none', ['', '{"atMs":1,"hex":"0g"}'], ['frame.notHex line 3 · hex']],
  ['no time', ['{"hex":"00"}'], ['value.missing line 2 · atMs']],
  ['an event that nobody knows', ['{"atMs":1,"event":{"type":"jump"}}'], ['value.choice line 2 · event.type']],
  ['a start in the middle', ['{"atMs":1,"event":{"type":"start"}}'], ['value.choice line 2 · event.type']],
  ['two heads', [JSON.stringify(HEAD)], ['value.missing line 2 · atMs', 'value.missing line 2 · hex']],
])('refused, with its line: %s', (_name, lines, problems) => {
  const read = parseRecording(fileOf(...lines));
  expect(read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(problems);
});

test.each([
  ['a newer version', { ...HEAD, version: 2 }, 'record.newer line 1 · version'],
  ['a plan that is none', { ...HEAD, plan: {} }, 'line 1 · plan'],
  ['a profile that is none', { ...HEAD, profile: { bpmMax: 9000 } }, 'line 1 · profile'],
  ['no signal', { ...HEAD, signal: undefined }, 'value.missing line 1 · signal'],
])('refused at its head: %s', (_name, head, problem) => {
  const read = parseRecording(`${JSON.stringify(head)}\n{"atMs":1,"hex":"00"}\n`);
  expect(read.ok ? '' : read.problems.map(({ code, path }) => `${code} ${path}`).join()).toContain(problem);
});

test('its name has the day, the time and the plan', () => {
  expect(recordingName(HEAD)).toBe('2026-12-01-0030-tempo-3-10.recording.jsonl');
});
