import { describe, expect, test } from 'vitest';
import { checksOf, reportOf } from '../../../../src/app/screens/settings/diagnostics.ts';
import type { AppState } from '../../../../src/app/state/app.svelte.ts';
import { settings as words } from '../../../../src/words/en/settings.ts';

const ALL = {
  ...{ bluetooth: 'ok', awake: 'free', notifications: 'granted', audio: 'ok', vibration: true, storage: 'ok' },
  ...{ installed: true, isolated: true, sharedMemory: true, screenOff: 'mayStop' },
};
const NONE = {
  ...{ bluetooth: 'unsupported', awake: 'unsupported', notifications: 'denied', audio: 'refused', vibration: false },
  ...{ storage: 'refused', installed: false, isolated: false, sharedMemory: false, screenOff: 'keepsRunning' },
};

/** A person with a strap, in the middle of a workout; each thing of theirs has a word that stands nowhere else. */
function appWith(capabilities: object): Parameters<typeof reportOf>[0] {
  const known = { id: 'deviceidqzx', name: 'Zebra strap of Ada', batteryPct: 47, seenAtEpochMs: 1_700_000_000_000 };
  return {
    capabilities,
    settings: { failed: undefined, knownStraps: [known], strapId: known.id, profile: { bpmMax: 187, ageYears: 33 } },
    strap: {
      ...{ choice: 'bluetooth', link: 'reconnecting', name: known.name, id: known.id, batteryPct: 47 },
      problem: { code: 'notFound', reason: 'GATT operation failed for “Zebra strap of Ada”' },
      ...{ known: [known], used: known },
    },
    live: {
      dropped: 3,
      heart: { bpm: 173, zone: 5, signal: 'live' },
      workout: { sessionId: 'sessionqzx', plan: { id: 'planidqzx', name: 'Quokka intervals' }, elapsedS: 1234 },
    },
  } as unknown as Pick<AppState, 'capabilities' | 'settings' | 'strap' | 'live'>;
}

const HOST = {
  version: '1.2.3',
  userAgent: 'Mozilla/5.0 (X11) Chrome/156',
  language: 'en-GB',
  screen: '390 × 844 @ 3',
};

describe('each capability', () => {
  test('that is there says what it means, and nothing needs to be done', () => {
    const checks = checksOf(appWith(ALL), words);
    expect(checks.map(({ can, fix }) => [can, fix])).toEqual(checks.map(() => [true, undefined]));
    expect(checks.map(({ name }) => name).sort()).toEqual(Object.keys(words.checks).sort());
  });

  test('that is missing says what its lack means, and what helps', () => {
    for (const { name, can, means, fix } of checksOf(appWith(NONE), words)) {
      expect([name, can]).toEqual([name, false]);
      expect(means).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
    }
  });

  test.each([
    [{ bluetooth: 'off' }, 'bluetooth', words.bluetooth.off.instead],
    [{ bluetooth: 'insecure' }, 'bluetooth', words.bluetooth.insecure.instead],
    [{ awake: 'refused' }, 'wakeLock', words.awake.refused],
    [{ awake: 'lowBattery' }, 'wakeLock', words.awake.lowBattery],
    [{ notifications: 'denied' }, 'notifications', words.noticesUndo],
    [{ notifications: 'default' }, 'notifications', words.checks.notifications.fix],
    [{ audio: 'unsupported' }, 'audio', words.soundNone],
  ])('%j: what helps depends on why it is missing', (lack, name, helps) => {
    const check = checksOf(appWith({ ...ALL, ...lack }), words).find((each) => each.name === name);
    expect(check).toMatchObject({ can: false, fix: helps });
  });
});

test('the text says which app, browser and device, each capability, and how the strap is doing', () => {
  const text = reportOf(appWith({ ...ALL, vibration: false }), words, HOST);
  expect(text.split('\n').slice(0, 5)).toEqual([
    'Beatkeeper 1.2.3',
    'Browser: Mozilla/5.0 (X11) Chrome/156',
    'Language: en-GB',
    'Screen: 390 × 844 @ 3',
    'Strap: bluetooth, reconnecting, notFound, 1 strap known, 3 frames lost',
  ]);
  expect(text).toContain('Vibration: No. Cues cannot be felt.');
  for (const { label } of Object.values(words.checks)) expect(text).toMatch(new RegExp(`^${label}: (Yes|No)\\. `, 'm'));
});

test('no name, id, plan, heart rate, battery, age or day of a person is in the text', () => {
  for (const capabilities of [ALL, NONE]) {
    const text = reportOf(appWith(capabilities), words, HOST);
    expect(text).not.toMatch(/zebra|ada\b|qzx|quokka|173|187|\b47\b|\b33\b|1234|1700000000000|2023|GATT/i);
  }
});
