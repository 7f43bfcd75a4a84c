// What the beats of a workout come to, on the command line: printed and stored, and the same as on the page.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finished } from '../../src/core/records/finished.ts';
import { encodeFrame } from '../../src/core/signal/heartRateMeasurement.ts';
import { main } from '../../src/node/cli.ts';
import { beatsAround } from '../core/samples/strapOfBeats.ts';
import { fileOf, freshFolder, Paper, run } from './paper.ts';

const RR_MS = beatsAround(500, 1200);

/** A strap that sends each second the beats of that second, up to ten minutes of them. */
function recordingOf(seconds: number): string {
  let [heartMs, next] = [0, 0];
  return Array.from({ length: seconds }, (_, s) => {
    const rrMs: number[] = [];
    while (heartMs + RR_MS[next]! <= s * 1000 + 700) {
      heartMs += RR_MS[next]!;
      rrMs.push(RR_MS[next++]!);
    }
    const hex = Buffer.from(encodeFrame({ bpm: 120, rrMs })).toString('hex');
    return JSON.stringify({ atMs: s * 1000 + 750, hex });
  }).join('\n');
}

const plan = (durationS: number): object => ({ name: 'Test', phases: [{ name: 'Go', durationS }] });

/** By hand: without artefacts, of every beat from the first whole second on. */
const DIFFERENCES = RR_MS.slice(1, 600).map((ms, i) => ms - RR_MS[i]!);
const RMSSD = Math.sqrt(DIFFERENCES.reduce((sum, ms) => sum + ms * ms, 0) / DIFFERENCES.length);

test('a workout whose strap sends its beats says what they come to, and is stored with it', async () => {
  const folder = freshFolder();
  const { hrv } = await run(plan(185), `replay:${fileOf(recordingOf(185), 'heart.jsonl')}`, '--checkpoint', folder);
  expect(hrv?.rmssdMs).toBeCloseTo(RMSSD, 0);
  expect(hrv).toMatchObject({ artefactPct: 0, dfaAlpha1: { stepS: 60 } });
  expect(hrv?.coveredS).toBeGreaterThanOrEqual(120);
  expect(hrv?.dfaAlpha1.values).toEqual([null, null, expect.any(Number)]);

  const [stored] = readdirSync(join(folder, 'history'));
  const { session } = JSON.parse(readFileSync(join(folder, 'history', stored!), 'utf8')) as Finished;
  expect(session.hrv).toEqual(hrv);
});

test('one whose recording ends before the plan says what they came to so far', async () => {
  const { status, hrv } = await run(plan(900), `replay:${fileOf(recordingOf(240), 'heart.jsonl')}`);
  expect(status).toBe('paused');
  expect(hrv?.rmssdMs).toBeCloseTo(RMSSD, 0);
});

test('a strap that sends no beats, and a simulated heart, have none', async () => {
  expect(await run(plan(90), `replay:${fileOf('0,120\n1,120\n2,121', 'heart.csv')}`)).not.toHaveProperty('hrv');
  expect(await run(plan(90), 'steady:120')).not.toHaveProperty('hrv');
});

test('a person reads it in a line', async () => {
  const paper = new Paper({ person: true });
  const strap = `replay:${fileOf(recordingOf(300), 'heart.jsonl')}`;
  await main(['run', fileOf(plan(300)), '--strap', strap, '--speed', 'max'], paper);
  expect(paper.stdout).toMatch(
    /\nRMSSD \d+ ms, SDNN \d+ ms, DFA alpha1 [\d.–]+, from 4:\d\d of clear beats \(0.0 % artefacts\)\n$/,
  );
});
