// Settings of versions without a voice, and without a choice of what is told.
import { expect, test } from 'vitest';
import { TOLD } from '../../src/core/cues/cueGroups.ts';
import { readSettings } from '../../src/store/database/readers.ts';
import { DEFAULT_SETTINGS, stamped } from '../../src/store/database/records.ts';

function read(given: object, without: string[] = []) {
  const value = Object.fromEntries(
    Object.entries({ ...DEFAULT_SETTINGS, ...given }).filter(([name]) => !without.includes(name)),
  );
  const settings = readSettings(stamped(value, 1_790_000_000_000));
  return settings.ok ? settings.value.value : settings.problems;
}

const NEW = ['voice', 'voiceUri', 'voiceRate', 'voiceVolume', 'readerToo', 'told', 'heartRateEveryMin'];

test('settings of before there was a voice: it is offered, and what is told stays told', () => {
  expect(read({ volume: 0.3 }, NEW)).toEqual({ ...DEFAULT_SETTINGS, volume: 0.3 });
  expect(DEFAULT_SETTINGS).toMatchObject({ voice: 'unasked', heartRateEveryMin: 0, told: TOLD });
});

test.each([
  [{ voice: 'on', voiceUri: 'Daniel', voiceRate: 1.5, voiceVolume: 0.5 }, {}],
  [{ voice: 'loud' }, { voice: 'unasked' }],
  [{ voiceUri: 'x'.repeat(301) }, { voiceUri: null }],
  [{ voiceRate: 20 }, { voiceRate: 1 }],
  [{ voiceVolume: -1 }, { voiceVolume: 1 }],
  [{ heartRateEveryMin: 3 }, { heartRateEveryMin: 0 }],
  [{ told: 7 }, { told: TOLD }],
  [{ told: { countdown: false } }, { told: { ...TOLD, countdown: false } }],
  [{ told: { inZone: true, signal: 'no', levitation: true } }, { told: { ...TOLD, inZone: true } }],
])('settings with %j: what cannot be read falls back alone', (given, read_) => {
  expect(read(given)).toEqual({ ...DEFAULT_SETTINGS, ...given, ...read_ });
});
