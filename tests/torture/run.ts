// npm run torture -- [--rounds 60] [--seed 1] [--faults kill,crash] [--only N] [--keep]
//
// Workouts in a real Chromium on a profile that stays, and at moments of chance something happens to them: the browser is
// killed (with a strap connected, or while a part of a long workout is written), the page crashes, is frozen, reloaded or
// opened twice, the service worker is stopped, its caches are emptied or hold something else, the disk is full, the strap
// is gone, the clock is set, a backup is restored, a newer version comes. Each round proves that its fault happened, reads
// the database before the app opens again, and holds what follows to what must always be true: what comes back is what was
// acknowledged, little is lost, each second is stored once and in order, the time adds up, and in the end there is one
// workout more in the history.
//
// Each round is a line: which, when, what was shown before it, what came back, what is lost, how long until it ran again.
// The table at the end tells least / median / most. All chance is of the seed, so a failure can be had again: `--only N`
// plays the workout of round N as far as that round. `--keep` leaves the browser's profile of a failure where it is.
import { parseArgs } from 'node:util';
import { buildIfNeeded } from '../../src/node/serve.ts';
import { isHeadlessShell, SHELL_LACKS } from '../support/chromium.ts';
import { lineOf, tableOf } from './figures.ts';
import { FAULTS, scriptOf, type FaultName, type Trial } from './script.ts';
import { torture, type Report } from './torture.ts';

// What a shell cannot do is left out, and said.
const ALL = FAULTS.filter((fault) => !isHeadlessShell || fault !== 'freeze');
if (isHeadlessShell) console.log(`no freezes: ${SHELL_LACKS}`);

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: ALL.join(',') },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const [rounds, seed, only] = [values.rounds, values.seed, values.only ?? '0'].map(Number) as [number, number, number];
const faults = values.faults.split(',') as FaultName[];
const unknown = faults.filter((fault) => !FAULTS.includes(fault));
if (unknown.length > 0 || !(rounds >= 1) || !Number.isInteger(seed) || !(only >= 0)) {
  console.error(`--rounds and --only want a number, --seed a whole one, --faults some of ${FAULTS.join(',')}`);
  process.exit(2);
}

await buildIfNeeded();
const script = only > 0 ? [trialWith(only)] : scriptOf(seed, faults);
const reports: Report[] = [];
const startedMs = performance.now();
for await (const report of torture(script, { lastN: only > 0 ? only : rounds, keep: values.keep })) {
  reports.push(report);
  console.log(lineOf(report));
  if (report.failure === undefined) continue;
  const again = values.faults === ALL.join(',') ? '' : ` --faults ${values.faults}`;
  console.log(`      once more: npm run torture -- --seed ${seed}${again} --only ${report.round.n}`);
  if (report.profileDir !== undefined) console.log(`      its profile: ${report.profileDir}`);
}
console.log(`\n${tableOf(reports)}`);
console.log(`\nseed ${seed}, ${reports.length} rounds in ${Math.round((performance.now() - startedMs) / 1000)} s`);
process.exitCode = reports.some(({ failure }) => failure !== undefined) ? 1 : 0;

function trialWith(n: number): Trial {
  for (const trial of scriptOf(seed, faults)) if (trial.rounds.some((round) => round.n === n)) return trial;
  throw new Error('a script has no end');
}
