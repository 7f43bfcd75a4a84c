import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseStoredPlan } from '../../../src/core/plan/planFile.ts';
import { POWER_CHOICES } from '../../../src/formats/importer.ts';
import { importPlan, PLAN_IMPORTERS } from '../../../src/formats/plan/importers.ts';
import { problemLine } from '../../../src/words/en/problems.ts';
import { costMs } from '../../support/cost.ts';
import { NIGHTLY } from '../../support/nightly.ts';
import { Chance } from '../../torture/chance.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** By night 100,000 over all formats. */
const MUTATIONS = NIGHTLY ? Math.ceil(100_000 / PLAN_IMPORTERS.length) : 300;
const LIMIT_MS = 1_000;

/**
 * The fixture of a format (and `more` files of it), mutated: no import throws, none takes a second, and what is accepted is
 * a plan that can be run. `mend` puts right what would otherwise end most files at once, such as a length in a header.
 */
export function survivesMutation(
  id: string,
  { more = [], mend = (bytes) => bytes }: { more?: Uint8Array[]; mend?: (bytes: Uint8Array) => Uint8Array } = {},
): void {
  test(`${id}: ${MUTATIONS} mutated files are read or refused, each within a second`, { timeout: 600_000 }, () => {
    const fixture = readdirSync(FIXTURES).find((name) => name.startsWith(`${id}.`));
    if (fixture === undefined) throw new Error(`${id} has no fixture`);
    const files = [new Uint8Array(readFileSync(join(FIXTURES, fixture))), ...more];
    const outcomes = { read: 0, refused: 0 };
    for (let turn = 0; turn < MUTATIONS; turn++) {
      const chance = new Chance(SEED, turn);
      const raw = mutated(files, chance);
      const bytes = chance.next() < 0.5 ? mend(raw) : raw;
      outcomes[survives(bytes, chance, `${id}, mutation ${turn}`)]++;
    }
    // the mutations reach beyond the door, and not all of them are harmless
    expect(outcomes.read).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(0);
  });
}

const SEED = 0x5eed;

function survives(bytes: Uint8Array, chance: Chance, what: string): 'read' | 'refused' {
  const power = chance.pick(POWER_CHOICES);
  let read!: ReturnType<typeof importPlan>;
  expect(
    costMs(() => (read = importPlan(bytes, { name: 'mutated', power }))),
    what,
  ).toBeLessThan(LIMIT_MS);
  if (!read.ok) {
    expect(read.problems.map(problemLine).join(''), what).not.toBe('');
    return 'refused';
  }
  for (const plan of read.value.plans) expect(parseStoredPlan(plan), what).toMatchObject({ ok: true, value: plan });
  for (const loss of read.value.losses) expect(problemLine(loss), what).not.toBe('');
  return 'read';
}

type Mutation = (bytes: Uint8Array, chance: Chance, files: readonly Uint8Array[]) => Uint8Array;

/** A file of these with one to six mutations. */
export function mutated(files: readonly Uint8Array[], chance: Chance): Uint8Array {
  let bytes = chance.pick(files);
  for (let i = chance.between(1, 6); i > 0; i--) bytes = chance.pick(MUTATORS)(bytes, chance, files);
  return bytes;
}

const BYTES = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
/** Of texts: what numbers, quotes, brackets and characters are not expected to be. */
const WORDS = [
  '-1',
  '0',
  '1e999',
  '-0.0001',
  '99999999999999999999',
  'NaN',
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '[[[[[[[[',
  '</',
  '<!--',
  ']]>',
  '&#0;',
  '&amp',
  '\u0000',
  '\uD800',
  '\u202E',
  '💚',
  '%',
  '\n',
  '  ',
  '__proto__',
];

const MUTATORS: readonly Mutation[] = [
  // a bit
  (bytes, chance) =>
    replaced(bytes, spot(bytes, chance), 1, [(bytes[spot(bytes, chance)] ?? 0) ^ (1 << chance.between(0, 7))]),
  // a byte
  (bytes, chance) =>
    replaced(bytes, spot(bytes, chance), 1, [chance.next() < 0.5 ? chance.pick(BYTES) : chance.between(0, 255)]),
  // some left out
  (bytes, chance) => replaced(bytes, spot(bytes, chance), chance.between(1, 40), []),
  // some twice
  (bytes, chance) => {
    const from = spot(bytes, chance);
    return replaced(bytes, from, 0, bytes.subarray(from, from + chance.between(1, 200)));
  },
  // some of another place or file
  (bytes, chance, files) => {
    const other = chance.pick(files);
    const from = spot(other, chance);
    return replaced(
      bytes,
      spot(bytes, chance),
      chance.between(0, 40),
      other.subarray(from, from + chance.between(1, 80)),
    );
  },
  // a word that does not belong
  (bytes, chance) => replaced(bytes, spot(bytes, chance), chance.between(0, 4), wordBytes(chance)),
  // a number that is another
  (bytes, chance) => {
    const digits = [...bytes.keys()].filter((at) => bytes[at]! >= 0x30 && bytes[at]! <= 0x39);
    return digits.length === 0 ? bytes : replaced(bytes, chance.pick(digits), 1, wordBytes(chance));
  },
  // cut short
  (bytes, chance) => (chance.next() < 0.3 ? bytes.subarray(0, spot(bytes, chance)) : bytes),
];

const wordBytes = (chance: Chance): Uint8Array => new TextEncoder().encode(chance.pick(WORDS));
const spot = (bytes: Uint8Array, chance: Chance): number => chance.between(0, Math.max(0, bytes.length - 1));

function replaced(bytes: Uint8Array, at: number, count: number, by: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(at + by.length + Math.max(0, bytes.length - at - count));
  out.set(bytes.subarray(0, at));
  out.set(by, at);
  out.set(bytes.subarray(at + count), at + by.length);
  return out;
}
