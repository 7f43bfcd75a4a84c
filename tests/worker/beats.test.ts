// How the beats of a workout vary, by code that is fetched with the first of them.
import { expect, test } from 'vitest';
import type { Finished } from '../../src/core/records/finished.ts';
import { Beats } from '../../src/worker/beats.ts';
import * as tools from '../../src/worker/beatTools.ts';
import { historyOf } from '../support/history.ts';
import { beatsAround, worn, type StrapScript } from '../core/samples/strapOfBeats.ts';
import { chunkOf } from '../../src/core/samples/samples.ts';

const RR_MS = beatsAround(500, 800);

function beatsWith(load: () => Promise<typeof tools> = () => Promise.resolve(tools)) {
  const waiting: (() => void)[] = [];
  let loads = 0;
  const beats = new Beats({
    load: () => {
      loads++;
      return load();
    },
    after: (_, call) => {
      waiting.push(call);
      return () => undefined;
    },
  });
  return { beats, loads: () => loads, runOut: () => waiting.forEach((call) => call()) };
}

async function play(beats: Beats, script: StrapScript): Promise<void> {
  for (const { sample } of worn(script)) {
    if (sample) beats.second(sample);
    await Promise.resolve();
  }
}

/** A workout of these beats, as it ends. */
function finishedOf(script: StrapScript): Finished {
  const [of] = historyOf(1, 1_790_000_000_000);
  const samples = [...worn(script)].flatMap(({ sample }) => sample ?? []);
  const chunks = [chunkOf(samples.slice(0, 300), 0)];
  const summary = { ...of!.session.summary, provenance: script.source ?? 'strap' };
  return { ...of!, chunks, session: { ...of!.session, summary } };
}

test('nothing is fetched before a strap sends beats, and once then', async () => {
  const { beats, loads } = beatsWith();
  await play(beats, { rrMs: RR_MS, source: 'simulated' });
  await play(beats, { rrMs: RR_MS, isLost: () => true });
  expect(loads()).toBe(0);
  expect(beats.now.figures).toBeUndefined();
  await play(beats, { rrMs: RR_MS });
  expect(loads()).toBe(1);
  expect(beats.now.figures?.dfaAlpha1).toBeGreaterThan(0);
  beats.restart();
  expect(beats.now).toEqual({ forS: 0, withoutRrS: 0, figures: undefined });
});

test('a strap that sends no beats is found out', () => {
  const { beats } = beatsWith();
  for (const { sample } of worn({ rrMs: RR_MS, untilS: 30 })) if (sample) beats.second({ ...sample, rrMs: [] });
  expect(beats.now.withoutRrS).toBe(30);
});

test('what cannot be fetched is asked for again after a minute, not every second', async () => {
  const { beats, loads } = beatsWith(() => Promise.reject(new Error('no network')));
  await play(beats, { rrMs: RR_MS, untilS: 200 });
  expect(loads()).toBeGreaterThan(1);
  expect(loads()).toBeLessThanOrEqual(4);
});

test('a finished workout is stored with its summary', async () => {
  const { session } = await beatsWith().beats.summarised(finishedOf({ rrMs: RR_MS }));
  expect(session.hrv?.coveredS).toBeGreaterThan(200);
});

test('a simulated heart has none, and nothing is fetched for it', async () => {
  const { beats, loads } = beatsWith();
  const finished = finishedOf({ rrMs: RR_MS, source: 'simulated' });
  expect(await beats.summarised(finished)).toBe(finished);
  expect(loads()).toBe(0);
});

test('a workout whose summary cannot be made is stored all the same: no network, or one that hangs', async () => {
  const finished = finishedOf({ rrMs: RR_MS });
  const failing = beatsWith(() => Promise.reject(new Error('no network')));
  expect(await failing.beats.summarised(finished)).toBe(finished);
  const hanging = beatsWith(() => new Promise(() => undefined));
  const stored = hanging.beats.summarised(finished);
  hanging.runOut();
  expect(await stored).toBe(finished);
});
