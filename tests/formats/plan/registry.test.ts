// The formats of plans and workouts: each importer has a fixture in `fixtures`, named by its id, that it reads and no other takes for its own.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SESSION_EXPORTERS } from '../../../src/formats/activity/exporters.ts';
import { ForeignFile } from '../../../src/formats/foreignFile.ts';
import { exportPlan, PLAN_EXPORTERS } from '../../../src/formats/plan/exporters.ts';
import { importPlan, PLAN_IMPORTERS } from '../../../src/formats/plan/importers.ts';
import { problemLine } from '../../../src/words/en/problems.ts';
import { parsePlan, parseStoredPlan } from '../../../src/index.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(FIXTURES).map((file): [string, Uint8Array] => [
  file,
  new Uint8Array(readFileSync(join(FIXTURES, file))),
]);
const idOf = (file: string): string => file.slice(0, file.lastIndexOf('.'));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('importers: every one has a fixture, and every fixture an importer', () => {
  expect(fixtures.map(([file]) => idOf(file)).sort()).toEqual(PLAN_IMPORTERS.map(({ id }) => id).sort());
});

test.each(fixtures)('importers: %s is detected by its own importer and by no other', (file, content) => {
  const detected = PLAN_IMPORTERS.filter((each) => each.detect(new ForeignFile(content, 2_000_000), {}));
  expect(detected.map(({ id }) => id)).toEqual([idOf(file)]);
  expect(detected[0]?.extensions).toContain(file.slice(file.lastIndexOf('.')));
});

test.each(fixtures)('importers: %s has plans that can be run', (file, content) => {
  const read = importPlan(content, { name: idOf(file) });
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'));
  for (const plan of read.value.plans) expect(parseStoredPlan(plan)).toMatchObject({ ok: true, value: plan });
  for (const loss of read.value.losses) expect(problemLine(loss)).not.toBe('');
});

test.each(fixtures)(
  'importers: of %s cut short anywhere nothing throws, and what is refused is named',
  (file, content) => {
    for (let length = 0; length < content.length; length += 7) {
      const read = importPlan(content.subarray(0, length), { name: idOf(file) });
      if (!read.ok) expect(read.problems.map(problemLine).join('')).not.toBe('');
    }
  },
);

test('importers and exporters: ids are unique, and say so in lower case', () => {
  for (const registry of [PLAN_IMPORTERS, PLAN_EXPORTERS, SESSION_EXPORTERS]) {
    const ids = registry.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/);
  }
});

test.each([
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
  ['a web page', bytes('<!doctype html><html>')],
  ['a note', bytes('Dear diary')],
  ['bytes of nothing known', new Uint8Array(200).map((_, i) => (i * 37) % 256)],
])('importers: %s is refused with the formats that are known', (_, content) => {
  const read = importPlan(content);
  const line = read.ok ? '' : problemLine(read.problems[0]!);
  expect(line).toMatch(/^This is not a plan file but /);
  for (const { label, extensions } of PLAN_IMPORTERS) expect(line).toContain(`${label} (${extensions.join(', ')})`);
});

test('importers: a text that was pasted is read as a file with it is', () => {
  for (const [, content] of fixtures.filter(([file]) => file.endsWith('.json')))
    expect(importPlan(new TextDecoder().decode(content))).toEqual(importPlan(content));
});

test('importers: what a file leaves out or fills in is data', () => {
  const [, content] = fixtures.find(([file]) => file === 'heart-beat2.json')!;
  const read = importPlan(content);
  expect(read.ok && read.value.losses).toEqual([
    { code: 'plan.maxHrIgnored', path: 'max_hr', params: { bpm: 185 } },
    { code: 'plan.maxGiven', path: 'phases[1]', params: { maxS: 1200 } },
  ]);
});

test('stored plans and foreign files do not share a door: a record in another program’s form is no plan', () => {
  const [, content] = fixtures.find(([file]) => file === 'heart-beat2.json')!;
  const value: unknown = JSON.parse(new TextDecoder().decode(content));
  expect(parsePlan(value).ok).toBe(true);
  expect(parseStoredPlan(value).ok).toBe(false);
});

test('plans: what is exported as JSON is imported as the same plan, with nothing lost', () => {
  const [, content] = fixtures.find(([file]) => file === 'beatkeeper.json')!;
  const read = importPlan(content);
  if (!read.ok) throw new Error('the fixture is no plan');
  const [plan] = read.value.plans;
  const file = exportPlan({ ...plan, id: 'somebody-elses' }, 'json');
  expect(file).toMatchObject({ name: 'hill-repeats.json', mime: 'application/json', losses: [] });
  expect(importPlan(file.bytes)).toEqual({ ok: true, value: { plans: [plan], losses: [] } });
});
