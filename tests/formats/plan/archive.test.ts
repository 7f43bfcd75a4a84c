// Archives of plans: each file is read as it would be alone; what is none is left out; bombs and damaged archives are refused.
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importPlan, importPlanFiles } from '../../../src/formats/plan/importers.ts';
import { costMs } from '../../support/cost.ts';
import { imported, lossLines, problemsIn } from './importing.ts';

const fixture = (file: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', file)));
const ZWO = fixture('zwo.zwo');
const QZ = fixture('qz.xml');

test('an archive is read file by file: packed or not, in folders, without what systems put there', () => {
  const archive = zipSync({
    'plans/': new Uint8Array(0),
    'plans/short.zwo': ZWO,
    'plans/rows.xml': [QZ, { level: 0 }],
    '__MACOSX/plans/._short.zwo': strToU8('junk'),
    '.DS_Store': strToU8('junk'),
  });
  const read = importPlanFiles(archive);
  expect(read.ok && read.value.map(({ format, plans }) => [format, plans[0].name])).toEqual([
    ['zwo', 'Short & sharp'],
    ['qz', 'rows'],
  ]);
  const { plans, losses } = imported(archive);
  expect(plans.map(({ name }) => name)).toEqual(['Short & sharp', 'rows']);
  expect(lossLines(losses)).toContain('plans[0].phases[0].target powerOpen');
  expect(lossLines(losses)).toContain('plans[1].name nameGiven');
});

test('of an archive with one plan the places are those of the plan; what is no plan is left out, once, and said', () => {
  const { plans, losses } = imported(
    zipSync({ 'README.md': strToU8('Read me.'), 'a.zwo': ZWO, 'bad.json': strToU8('{"phases":[{},{}]}') }),
  );
  expect(plans.length).toBe(1);
  expect(losses.filter(({ code }) => code === 'loss.fileDropped').map(({ params }) => params['name'])).toEqual([
    'README.md',
    'bad.json',
  ]);
  expect(lossLines(losses)).toContain('phases[0].target powerOpen');
});

test('an archive without any plan is refused with what each file is', () => {
  expect(problemsIn(zipSync({ 'a.txt': strToU8('Dear diary'), 'b.json': strToU8('{"phases":[]}') }))).toBe(
    'a.txt: file.kind, b.json: name: value.missing',
  );
  expect(problemsIn(zipSync({ '.hidden': ZWO }))).toBe(': file.empty');
});

test('bombs are refused, and at once', () => {
  const blank = (bytes: number): [Uint8Array, { level: 1 }] => [new Uint8Array(bytes), { level: 1 }];
  const bomb = zipSync({ 'a.zwo': blank(20_000_000) });
  expect(costMs(() => expect(problemsIn(bomb)).toBe('a.zwo: zip.tooLarge'))).toBeLessThan(1_000);
  const many = zipSync(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${String(i)}.zwo`, ZWO])));
  expect(problemsIn(many)).toBe(': zip.tooMany');
  const together = zipSync(
    Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${String(i)}.txt`, blank(7_000_000)])),
  );
  expect(costMs(() => expect(problemsIn(together)).toBe('4.txt: zip.tooLarge'))).toBeLessThan(2_000);
  // a size that is not true helps nobody
  const liar = bomb.slice();
  const entry = liar.length - 22 - 46 - 'a.zwo'.length;
  new DataView(liar.buffer).setUint32(entry + 24, 10, true);
  expect(problemsIn(liar)).toBe('a.zwo: zip.tooLarge');
});

test('an archive that is cut or changed anywhere is read or refused, and nothing throws', () => {
  const archive = zipSync({ 'a.zwo': ZWO, 'b.xml': QZ });
  for (let length = 4; length < archive.length; length += 31)
    expect(importPlan(archive.subarray(0, length)).ok).toBe(false);
  fc.assert(
    fc.property(fc.integer({ min: 4, max: archive.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const changed = archive.slice();
      changed[at] = byte;
      expect(typeof importPlan(changed).ok).toBe('boolean');
    }),
    { numRuns: 100 },
  );
});
