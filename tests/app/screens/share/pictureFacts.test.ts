import { expect, test } from 'vitest';
import { profileOf } from '../../../../src/core/athlete/hrZones.ts';
import type { Summary } from '../../../../src/core/session/summary.ts';
import { colourOf, LOOK } from '../../../../src/app/screens/share/look.ts';
import { pictureInWords, pictureTexts, type PicturedWorkout } from '../../../../src/app/screens/share/pictureFacts.ts';
import { en } from '../../../../src/words/en/index.ts';
import { pages } from '../../../../src/words/en/pages.ts';
import { share } from '../../../../src/words/en/share.ts';
import type { Words } from '../../../../src/words/words.ts';
import { phase, planOf, time } from '../../../core/arbitrary.ts';
import { readFileSync } from 'node:fs';

const summary: Summary = {
  elapsedS: 2940,
  timeInZoneS: [0, 0, 2940, 0, 0, 0],
  noSignalS: 0,
  meanBpm: 131.6,
  maxBpm: 162,
  phasesCompleted: 1,
  phases: 1,
  provenance: 'strap',
  ending: 'finished',
};

function textsOf(part: Partial<PicturedWorkout> = {}) {
  const workout: PicturedWorkout = {
    plan: { ...planOf(phase(time(2940))), name: 'Threshold' },
    profile: { ...profileOf(188, 54), bpmCeiling: 150 },
    stretches: [],
    shifts: [],
    trace: { stepS: 8, bpm: [] },
    // nine in the evening in Berlin, and already the next day in Tokyo
    startedAt: { epochMs: Date.UTC(2026, 10, 22, 20), timeZone: 'Europe/Berlin', offsetMin: 60 },
    summary,
    target: { inS: 2280, targetS: 2700, reachableS: 2500 },
    ...part,
  };
  return pictureTexts(workout, { words: en as unknown as Words, say: share, longDay: pages.longDay });
}

test('picture: name, day where it was begun, time, time on target, mean and maximum, and nothing else', () => {
  expect(textsOf()).toEqual({
    name: 'Threshold',
    date: expect.stringContaining('22') as string,
    time: '49:00',
    target: '38 of 45 min on target',
    figures: [
      { value: '132', label: 'avg bpm' },
      { value: '162', label: 'max bpm' },
    ],
    simulated: undefined,
  });
  expect(pictureInWords(textsOf(), share)).toMatch(
    /^Threshold\. .*22.*\. Time 49:00\. 38 of 45 min on target\. avg bpm 132\. max bpm 162\.$/,
  );
});

test('picture: a simulated heart says so first, on it and in words; without a heart rate there are no figures', () => {
  const simulated = textsOf({ summary: { ...summary, provenance: 'simulated' } });
  expect(simulated.simulated).toBe('Simulated heart rate');
  expect(pictureInWords(simulated, share)).toMatch(/^Simulated heart rate\. /);
  const silent = textsOf({
    summary: { ...summary, provenance: 'none', meanBpm: null, maxBpm: null },
    target: undefined,
  });
  expect(silent).toMatchObject({ figures: [], target: undefined, simulated: undefined });
});

test('picture: its colours are the dark ones of the app, zones of three and four in the same steps', () => {
  const css = readFileSync('src/app/app.css', 'utf8');
  const dark = (name: string): string | undefined =>
    new RegExp(`--${name}: light-dark\\(#\\w{6}, (#\\w{6})\\)`).exec(css)?.[1];
  const { zones, ...grounds } = LOOK;
  for (const [name, colour] of Object.entries(grounds)) expect([name, dark(name)]).toEqual([name, colour]);
  expect(zones).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((step) => dark(`z${String(step)}`)));
  expect([1, 2, 3].map((zone) => colourOf(zone, 3))).toEqual([zones[1], zones[3], zones[5]]);
  expect([1, 2, 3, 4].map((zone) => colourOf(zone, 4))).toEqual([zones[1], zones[3], zones[4], zones[5]]);
  expect([0, 5, 7].map((zone) => colourOf(zone, 7))).toEqual([zones[0], zones[5], zones[7]]);
});
