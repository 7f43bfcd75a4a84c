// A plan in a link: it comes back whole, from whatever was copied with it; a link that is cut, damaged or hostile is refused in one sentence.
import fc from 'fast-check';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { exportPlan } from '../../../src/formats/plan/exporters.ts';
import { planLink, readPlanLink } from '../../../src/formats/plan/link.ts';
import { problemLine } from '../../../src/words/en/problems.ts';
import { plans, planOf } from '../../core/arbitrary.ts';
import { imported } from './importing.ts';
import { contentOf } from './roundTrip.ts';

const PLAN: Plan = {
  ...planOf(
    { name: 'Aufwärmen', target: { type: 'zone', zone: 2 }, end: { type: 'time', durationS: 600 }, cue: '慢慢来 🫀' },
    { repeat: 4, phases: [{ name: 'Up', target: { type: 'open' }, end: { type: 'hand' } }] },
  ),
  ceiling: { percentMax: 85 },
};

/** A link with these bytes in it. */
const linkOf = (bytes: Uint8Array): string => `#/plans/open?p=${Buffer.from(bytes).toString('base64url')}`;
const packedOf = (link: string): string => link.slice(link.indexOf('p=') + 2);

/** The one code that a link is refused with. */
function refusal(link: string): string {
  const read = readPlanLink(link);
  if (read.ok) return 'ok';
  expect(read.problems.length).toBe(1);
  expect(problemLine(read.problems[0]!)).toMatch(/\.$/);
  return read.problems[0]!.code;
}

function planIn(link: string): Omit<Plan, 'id'> {
  const read = readPlanLink(link);
  if (!read.ok) throw new Error(read.problems.map(problemLine).join('\n'));
  return contentOf(read.value);
}

test('any plan comes back from its link, whole', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(planIn(planLink(plan))).toEqual(contentOf(plan));
    }),
  );
});

test('a link is the JSON, deflated, in base64url, without the id of this device; it is short', () => {
  const link = planLink(PLAN);
  expect(link).toMatch(/^#\/plans\/open\?p=[\w-]+$/);
  const json = inflateRawSync(Buffer.from(packedOf(link), 'base64url')).toString('utf8');
  expect(JSON.parse(json)).toEqual(contentOf(PLAN));
  expect(link.length).toBeLessThan(json.length);
});

test.each<[string, (link: string) => string]>([
  ['all of the address', (link) => `https://host.example/app/${link}`],
  ['an address with switches', (link) => `https://host.example/?lang=en${link}`],
  ['the fragment', (link) => link],
  ['what stands after p=', packedOf],
  ['the same, padded', (link) => `${packedOf(link)}==`],
  ['with more behind it', (link) => `${link}&from=qr`],
  ['in brackets, with a full stop', (link) => `<https://host.example/${link}>.`],
  ['broken into lines', (link) => link.replace(/(.{30})/g, '$1\r\n ')],
])('%s is read', (_, as) => {
  expect(planIn(as(planLink(PLAN)))).toEqual(contentOf(PLAN));
});

test('as a file it is written and read like any other', () => {
  const file = exportPlan(PLAN, 'link');
  expect(file).toMatchObject({ name: 'p.txt', losses: [] });
  expect(new TextDecoder().decode(file.bytes)).toBe(`${planLink(PLAN)}\n`);
  expect(imported(file.bytes).plans.map(contentOf)).toEqual([contentOf(PLAN)]);
});

test('a link that is cut anywhere is refused, and it is said so', () => {
  const link = planLink(PLAN);
  for (let length = link.indexOf('p=') + 2; length < link.length; length++)
    expect(refusal(link.slice(0, length))).toBe('link.cut');
});

test.each<[string, string, string]>([
  ['nothing', '', 'link.foreign'],
  ['another page', 'https://host.example/#/history', 'link.foreign'],
  ['no base64', '#/plans/open?p=%%%', 'link.cut'],
  ['no JSON', linkOf(deflateRawSync('{"name":')), 'link.cut'],
  ['no UTF-8', linkOf(deflateRawSync(Buffer.from([0xff, 0xfe, 0xfd]))), 'link.cut'],
  ['no plan', linkOf(deflateRawSync('[]')), 'link.foreign'],
  ['many problems', linkOf(deflateRawSync(JSON.stringify({ name: '', phases: [{}, {}] }))), 'link.foreign'],
  ['nesting without end', linkOf(deflateRawSync('['.repeat(450_000) + ']'.repeat(450_000))), 'link.foreign'],
  ['a long address', `#/plans/open?p=${'A'.repeat(200_001)}`, 'link.tooLarge'],
  ['a bomb', linkOf(deflateRawSync(Buffer.alloc(100_000_000, 0x20))), 'link.tooLarge'],
])('%s is refused in one sentence', (_, link, code) => {
  // of the processor: a machine that is busy with other things makes nothing slower here
  const before = process.cpuUsage();
  expect(refusal(link)).toBe(code);
  const { user } = process.cpuUsage(before);
  expect(user / 1e3).toBeLessThan(1_000);
});

test('of links with something changed none throws', () => {
  const link = planLink(PLAN);
  const at = link.indexOf('p=') + 2;
  fc.assert(
    fc.property(
      fc.integer({ min: at, max: link.length - 1 }),
      fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.', '%'),
      (i, char) => {
        const read = readPlanLink(link.slice(0, i) + char + link.slice(i + 1));
        if (!read.ok) expect(read.problems.length).toBe(1);
      },
    ),
    { numRuns: 300 },
  );
});
