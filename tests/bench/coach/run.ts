// npm run bench:coach — athletes of the bench's own under several rules for cues, side by side: what is said for nothing, what
// is told and how soon, what it does to the effort of people who react. `--quick`: one seed of each. `--strict`: a bar
// of the app's own rule that is missed fails the run.
import { recordingsAbsent } from '../../support/recordings.ts';
import { ATHLETES } from './athletes.ts';
import { barsOf, isKept } from './bars.ts';
import { ceilingFigures } from './ceiling.ts';
import { PLANS } from './plans.ts';
import { cuesPerHour } from './realHearts.ts';
import { APP_AFTER_TWO, APP_FIRST } from './rules/appRule.ts';
import type { Rule } from './rules/rule.ts';
import { PLAIN, WATCH } from './rules/simpleRules.ts';
import { TODAY } from './rules/todayRule.ts';
import { printRows, printTable, rowsOf } from './table.ts';

const RULES: readonly Rule[] = [PLAIN, WATCH, TODAY, APP_FIRST, APP_AFTER_TWO];
const seeds = process.argv.includes('--quick') ? { deaf: 1, reacts: 1 } : { deaf: 6, reacts: 3 };

console.log(
  `${ATHLETES.length} athletes × ${PLANS.length} plans × ${seeds.deaf} seeds (${seeds.reacts} of who reacts); "today": November 2026`,
);
console.log('"after two" knows of the heart what two other workouts have taught it');

const rows = rowsOf(RULES, seeds);
printRows(RULES, rows);

const real = recordingsAbsent ? undefined : cuesPerHour(RULES);
if (real) {
  const figures = real.perHour.map((cues) => cues.toFixed(1));
  printTable(`Real recordings: ${real.recordings}, ${real.hours.toFixed(1)} h`, RULES, [['cues an hour', ...figures]]);
} else console.log(`\nReal recordings: left out, ${recordingsAbsent}`);

const ceiling = ceilingFigures(seeds.reacts);
console.log('\nCeiling, 20 spikes an hour');
if (ceiling) {
  const { medianS, p90S, falsePerH, crossings, missed } = ceiling;
  console.log(`  median ${medianS} s, p90 ${p90S} s of ${crossings} crossings, ${missed} missed`);
  console.log(`  ${falsePerH.toFixed(2)} false alarms an hour`);
} else console.log('  the app has no alarm');

console.log("\nBars of the app's own rule");
const places = { today: RULES.indexOf(TODAY), first: RULES.indexOf(APP_FIRST), afterTwo: RULES.indexOf(APP_AFTER_TWO) };
for (const bar of barsOf(rows, places, real?.perHour, ceiling)) {
  const kept = isKept(bar);
  const figure = Number.isFinite(bar.value) ? bar.value.toFixed(1) : 'none';
  console.log(
    `  ${kept ? 'kept  ' : 'MISSED'} ${bar.what}: ${figure} (at ${bar.atLeast ? 'least' : 'most'} ${bar.bar.toFixed(1)})`,
  );
  if (!kept && process.argv.includes('--strict')) process.exitCode = 1;
}
