import { median } from '../measure.ts';
import { ATHLETES, type Athlete } from './athletes.ts';
import { count, noSums, type Sums } from './measures.ts';
import { PLANS } from './plans.ts';
import type { Rule } from './rules/rule.ts';
import { coachedBy } from './workout.ts';

/** Per 40 minutes. */
const PER_S = 2400;

/** One row of the table: an athlete under each rule, in the order of the rules. */
export interface Row {
  athlete: Athlete;
  sums: readonly Sums[];
}

/** How many seeds each athlete has. Who reacts does each workout anew under each rule, and all of them stand in one bar. */
export interface Seeds {
  deaf: number;
  reacts: number;
}

/** Every athlete on every plan with every seed, under each rule. */
export function rowsOf(rules: readonly Rule[], seeds: Seeds): Row[] {
  return ATHLETES.map((athlete) => {
    const sums = rules.map(noSums);
    for (const plan of PLANS) {
      for (let seed = 1; seed <= (athlete.reaction ? seeds.reacts : seeds.deaf); seed++) {
        coachedBy(rules, athlete, plan, seed).forEach((coached, i) => count(sums[i]!, coached));
      }
    }
    return { athlete, sums };
  });
}

export const cuesPer40 = (sums: Sums): number => (sums.cues * PER_S) / sums.seconds;
export const unjustifiedPer40 = (sums: Sums): number => (sums.unjustified * PER_S) / sums.seconds;
export const nagsPer40 = (sums: Sums): number => (sums.nags * PER_S) / sums.seconds;
export const rightPct = (sums: Sums): number => (100 * sums.rightS) / sums.targetS;
/** Of the offences that somebody had not heard of already: none is none missed. */
export function toldPct({ told, untold }: Sums): number {
  return told + untold === 0 ? 100 : (100 * told) / (told + untold);
}
export const delayS = ({ delaysS }: Sums): number => (delaysS.length === 0 ? 0 : median(delaysS));

/** The sums of many rows under the rule of this place, as of one. */
export function together(rows: readonly Row[], rule: number): Sums {
  const all = noSums();
  for (const { sums } of rows) {
    const { delaysS, ...counts } = sums[rule]!;
    all.delaysS.push(...delaysS);
    for (const key of Object.keys(counts) as (keyof typeof counts)[]) all[key] += counts[key];
  }
  return all;
}

const NAME = 34;
const COLUMN = 16;

export function printTable(title: string, rules: readonly Rule[], lines: readonly (readonly string[])[]): void {
  console.log(`\n${title}`);
  console.log(`  ${''.padEnd(NAME)}${rules.map(({ name }) => name.padStart(COLUMN)).join('')}`);
  for (const [name = '', ...cells] of lines) {
    console.log(`  ${name.padEnd(NAME)}${cells.map((cell) => cell.padStart(COLUMN)).join('')}`);
  }
}

export function printRows(rules: readonly Rule[], rows: readonly Row[]): void {
  const lines = (some: readonly Row[], cell: (sums: Sums) => string): string[][] =>
    some.map(({ athlete, sums }) => [athlete.name, ...sums.map(cell)]);
  const told = rows.filter(({ sums }) => sums.some((each) => each.told + each.untold > 0));
  const reacts = rows.filter(({ athlete }) => athlete.kind === 'reacts');
  const all = (of: (sums: Sums) => string): string[] => [
    'all of these',
    ...rules.map((_, i) => of(together(reacts, i))),
  ];
  const right = (sums: Sums): string => `${rightPct(sums).toFixed(1)} %`;
  const nags = (sums: Sums): string => nagsPer40(sums).toFixed(1);

  printTable(
    'Unjustified cues per 40 min (all cues)',
    rules,
    lines(rows, (sums) => `${unjustifiedPer40(sums).toFixed(1)} (${cuesPer40(sums).toFixed(1)})`),
  );
  printTable(
    'Provable offences: told within 45 s, median delay (not told; told before, and unheeded)',
    rules,
    lines(told, (sums) => `${toldPct(sums).toFixed(0)}% ${delayS(sums)}s (${sums.untold}; ${sums.unheeded})`),
  );
  printTable('Nags after a reaction per 40 min', rules, [...lines(reacts, nags), all(nags)]);
  printTable('Time with the right effort, of people who react', rules, [...lines(reacts, right), all(right)]);
}
