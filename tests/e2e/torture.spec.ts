// A few rounds of `npm run torture`, always the same ones, two workouts at a time: those of the faults that lose
// most which no other test has. `npm run test:long` plays one of each kind at least, the freeze (40 s) included, and 200 more by chance.
import { expect, test } from '@playwright/test';
import { isHeadlessShell, SHELL_LACKS } from '../support/chromium.ts';
import { lineOf } from '../torture/figures.ts';
import { trialOf, type FaultName } from '../torture/script.ts';
import { torture } from '../torture/torture.ts';

const SEED = 7;

test.describe.configure({ timeout: 120_000 });

const workouts: FaultName[][] = process.env['NIGHTLY']
  ? [
      ['kill', 'crash', 'kill', 'end'],
      ['reload', 'quota', 'storeLost', 'kill', 'fullEnd'],
      ['secondTab', 'update', 'messages'],
      ['serviceWorker', 'caches', 'poison'],
      ['clock', 'restore', 'clock', 'restoreAfter'],
      ['part', 'kill', 'end'],
      ['strapKill'],
      ['freeze'],
      ['link'],
    ]
  : [['crash']]; // a kill, a reload and a lost strap are in workout.spec, a full disk in refusals.spec

workouts.forEach((faults, i) => {
  // where the strap is silent or the page is frozen, most of the time is spent waiting
  const tag = faults.some((fault) => ['link', 'strapKill', 'freeze'].includes(fault)) ? ['@whole-browser'] : [];
  test(`a workout outlives ${faults.join(', ')}`, { tag }, async () => {
    test.skip(isHeadlessShell && faults.includes('freeze'), SHELL_LACKS);
    for await (const report of torture([trialOf(SEED, 10 * i + 1, faults)])) {
      console.log(lineOf(report));
      expect(report.failure).toBeUndefined();
    }
  });
});
