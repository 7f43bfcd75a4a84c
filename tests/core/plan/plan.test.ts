// Plans as files have them: what is read, what is refused and where, and what a plan means for a person.
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  bandOf,
  middleOf,
  phasesOf,
  sideOf,
  targetZone,
  totalMaxS,
  type Band,
  type End,
  type Phase,
  type Plan,
  type Target,
  type Level,
  levelBpm,
  levelOf,
} from '../../../src/core/plan/plan.ts';
import { parseStoredPlan } from '../../../src/core/plan/planFile.ts';
import { parsePlan, parsePlanText } from '../../../src/formats/plan/importers.ts';
import { problemLine } from '../../../src/words/en/problems.ts';
import { isSameContent } from '../../../src/core/plan/planIdentity.ts';
import { judgedBand } from '../../../src/core/plan/reach.ts';
import { DEFAULT_PROFILE, profileOf, type Profile } from '../../../src/core/athlete/hrZones.ts';

const PROFILE: Profile = { ...profileOf(190, 50), bpmThreshold: 170 };

/** A plan of these phases, as a file would have it. */
const file = (...phases: unknown[]): unknown => ({ name: 'Test', phases });
const phase = (more: object = {}): object => ({ name: 'Go', durationS: 60, ...more });

function plan(value: unknown): Plan {
  const parsed = parsePlan(value);
  if (!parsed.ok) throw new Error(problems(value));
  return parsed.value;
}

/** Every problem as `place: code`. */
function problems(value: unknown): string {
  const parsed = parsePlan(value);
  return parsed.ok ? 'ok' : parsed.problems.map(({ path, code }) => `${path}: ${code}`).join(', ');
}

// ── What is read ──────────────────────────────────────────────────────────────────────────────────────────────────

test.each<[string, object, { target: Target; end: End }]>([
  ['nothing but a time', {}, { target: { type: 'open' }, end: { type: 'time', durationS: 60 } }],
  [
    'a zone',
    { target: { type: 'zone', zone: 4 } },
    { target: { type: 'zone', zone: 4 }, end: { type: 'time', durationS: 60 } },
  ],
  [
    'a range of heart rates',
    { target: { type: 'bpm', low: 120, high: 140 } },
    { target: { type: 'bpm', low: 120, high: 140 }, end: { type: 'time', durationS: 60 } },
  ],
  [
    'a share of the maximum',
    { target: { type: 'percentMax', low: 62.5, high: 70 } },
    { target: { type: 'percentMax', low: 62.5, high: 70 }, end: { type: 'time', durationS: 60 } },
  ],
  [
    'a share of the reserve',
    { target: { type: 'percentReserve', low: 50, high: 60 } },
    { target: { type: 'percentReserve', low: 50, high: 60 }, end: { type: 'time', durationS: 60 } },
  ],
  [
    'a share of the threshold',
    { target: { type: 'percentThreshold', low: 95, high: 102 } },
    { target: { type: 'percentThreshold', low: 95, high: 102 }, end: { type: 'time', durationS: 60 } },
  ],
  [
    'an end by time, in full',
    { durationS: undefined, end: { type: 'time', durationS: 90 } },
    { target: { type: 'open' }, end: { type: 'time', durationS: 90 } },
  ],
  [
    'an end by heart rate from below',
    { durationS: undefined, end: { type: 'heartRate', from: 'below', bpm: 150, holdS: 10, minS: 30, maxS: 300 } },
    { target: { type: 'open' }, end: { type: 'heartRate', from: 'below', bpm: 150, holdS: 10, minS: 30, maxS: 300 } },
  ],
  [
    'an end by heart rate from above, with all that may be left out',
    { durationS: undefined, end: { type: 'heartRate', from: 'above', bpm: 110 } },
    { target: { type: 'open' }, end: { type: 'heartRate', from: 'above', bpm: 110, holdS: 0, minS: 0, maxS: 600 } },
  ],
  [
    'an end by hand',
    { durationS: undefined, end: { type: 'hand' } },
    { target: { type: 'open' }, end: { type: 'hand' } },
  ],
])('a phase with %s', (_, more, expected) => {
  expect(phasesOf(plan(file(phase(more))))).toEqual([{ name: 'Go', ...expected }]);
});

test('a heart-rate end without a maximum is given one, and it is said', () => {
  const waits = { name: 'Wait', end: { type: 'heartRate', from: 'above', bpm: 110 } };
  const parsed = parsePlan(file(phase(), { repeat: 2, phases: [phase(), waits] }));
  expect(parsed.ok && parsed.notes).toEqual([
    { code: 'plan.maxGiven', path: 'phases[1].phases[1].end', params: { maxS: 600 } },
  ]);
});

test('a plan says its name, description, sport and cues, trimmed', () => {
  const read = plan({
    id: 'my-plan',
    name: '  Hills ',
    description: ' Up and down. ',
    sport: 'ride',
    phases: [phase({ cue: ' Stand up ' }), phase({ cue: '  ' })],
  });
  expect(read).toMatchObject({ id: 'my-plan', name: 'Hills', description: 'Up and down.', sport: 'ride' });
  expect(phasesOf(read).map(({ cue }) => cue)).toEqual(['Stand up', undefined]);
});

test('repeats are unrolled, inner ones too, and each knows its round', () => {
  const inner = { repeat: 2, phases: [phase({ name: 'Hard' }), phase({ name: 'Easy' })] };
  const read = plan(file(phase({ name: 'Warm' }), { repeat: 2, phases: [inner, phase({ name: 'Rest' })] }));
  expect(phasesOf(read).map(({ name, round }) => (round ? `${name} ${round.n}/${round.of}` : name))).toEqual([
    'Warm',
    ...['Hard 1/2', 'Easy 1/2', 'Hard 2/2', 'Easy 2/2', 'Rest 1/2'],
    ...['Hard 1/2', 'Easy 1/2', 'Hard 2/2', 'Easy 2/2', 'Rest 2/2'],
  ]);
  expect(totalMaxS(read)).toBe(11 * 60);
});

test('one phase that ends by hand makes the whole open-ended', () => {
  expect(totalMaxS(plan(file(phase(), { name: 'Free', end: { type: 'hand' } })))).toBeUndefined();
});

test('a plan without an id gets one of its content: of two plans with one name each has its own', () => {
  const idOf = (more: object): string => plan({ name: 'Intervals', phases: [phase()], ...more }).id;
  expect(idOf({})).toMatch(UUID);
  expect(idOf({})).toBe(idOf({ phases: [phase()], description: '' }));
  const others = [
    { name: 'Бег' },
    { name: '五公里' },
    { name: 'intervals' },
    { description: 'Hard' },
    { sport: 'run' },
    { phases: [phase(), phase()] },
    { phases: [phase({ cue: 'Go' })] },
  ];
  expect(new Set([idOf({}), ...others.map(idOf)]).size).toBe(1 + others.length);
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('what is read is read again as the same', () => {
  const read = plan(file(phase({ cue: 'Go' }), { repeat: 3, phases: [{ name: 'Free', end: { type: 'hand' } }] }));
  expect(plan(JSON.parse(JSON.stringify(read)))).toEqual(read);
});

// ── What is refused, and where ────────────────────────────────────────────────────────────────────────────────────

const waiting = (more: object): object => ({
  name: 'Wait',
  end: { type: 'heartRate', from: 'below', bpm: 140, ...more },
});

test.each<[unknown, string]>([
  [undefined, ': value.missing'],
  [null, ': value.type'],
  [[], 'name: value.missing, phases: value.missing'],
  ['plan', ': value.type'],
  [{}, 'name: value.missing, phases: value.missing'],
  [{ name: 'Test', phases: [] }, 'phases: plan.noPhases'],
  [{ name: 'Test', phases: 'many' }, 'phases: value.type'],
  [{ name: '  ', phases: [phase()] }, 'name: value.tooShort'],
  [{ name: 'x'.repeat(81), phases: [phase()] }, 'name: value.tooLong'],
  [{ name: 7, phases: [phase()] }, 'name: value.type'],
  [{ id: 'a/b', name: 'Test', phases: [phase()] }, 'id: value.type'],
  [{ name: 'Test', sport: 'chess', phases: [phase()] }, 'sport: value.choice'],
  [file(phase(), phase(), phase({ durationS: 0 })), 'phases[2].durationS: value.tooSmall'],
  [file(phase({ durationS: -5 })), 'phases[0].durationS: value.tooSmall'],
  [file(phase({ durationS: 1.5 })), 'phases[0].durationS: value.notWhole'],
  [file(phase({ durationS: '60' })), 'phases[0].durationS: value.type'],
  [file(phase({ durationS: null })), 'phases[0].durationS: value.type'],
  [file(phase({ durationS: NaN })), 'phases[0].durationS: value.type'],
  [file(phase({ durationS: Infinity })), 'phases[0].durationS: value.notWhole, phases[0].durationS: value.tooLarge'],
  [file(phase({ durationS: 86_401 })), 'phases[0].durationS: value.tooLarge'],
  [file({ durationS: 60 }), 'phases[0].name: value.missing'],
  [file({ name: 'Go' }), 'phases[0]: plan.noEnd'],
  [file(phase({ end: { type: 'hand' } })), 'phases[0]: plan.endTwice'],
  [file(7), 'phases[0]: value.type'],
  [file(null), 'phases[0]: value.type'],
  [file([phase()]), 'phases[0].name: value.missing'],
  [file(phase({ target: { type: 'zone', zone: 6 } })), 'phases[0].target.zone: plan.zoneBeyond'],
  [file(phase({ target: { type: 'zone', zone: 4, of: 3 } })), 'phases[0].target.zone: plan.zoneBeyond'],
  [file(phase({ target: { type: 'zone', zone: 7, of: 7 } })), 'ok'],
  [file(phase({ target: { type: 'zone', zone: 8, of: 7 } })), 'phases[0].target.zone: value.choice'],
  [file(phase({ target: { type: 'zone', zone: 2, of: 8 } })), 'phases[0].target.of: value.choice'],
  [file(phase({ target: { type: 'bpm', low: 120, high: 130, of: 7 } })), 'phases[0].target.of: key.unknown'],
  [file(phase({ target: { type: 'zone', zone: '2' } })), 'phases[0].target.zone: value.choice'],
  [file(phase({ target: { type: 'zone' } })), 'phases[0].target.zone: value.missing'],
  [file(phase({ target: { type: 'pace' } })), 'phases[0].target.type: value.choice'],
  [file(phase({ target: 'Zone2' })), 'phases[0].target: value.type'],
  [file(phase({ target: { type: 'bpm', low: 29, high: 140 } })), 'phases[0].target.low: value.tooSmall'],
  [file(phase({ target: { type: 'bpm', low: 120, high: 221 } })), 'phases[0].target.high: value.tooLarge'],
  [file(phase({ target: { type: 'bpm', low: 140, high: 120 } })), 'phases[0].target: plan.rangeReversed'],
  [file(phase({ target: { type: 'percentMax', low: 0, high: 50 } })), 'phases[0].target.low: value.tooSmall'],
  [file(phase({ target: { type: 'zone', zone: 2, low: 3 } })), 'phases[0].target.low: key.unknown'],
  [file(waiting({ bpm: 240 })), 'phases[0].end.bpm: value.tooLarge'],
  [file(waiting({ bpm: undefined })), 'phases[0].end.bpm: plan.noLevel'],
  [file(waiting({ percentMax: 65 })), 'phases[0].end: plan.levelTwice'],
  [file(waiting({ bpm: undefined, percentMax: 101 })), 'phases[0].end.percentMax: value.tooLarge'],
  [file(waiting({ bpm: undefined, percentMax: 5 })), 'phases[0].end.percentMax: value.tooSmall'],
  [file(waiting({ bpm: undefined, percentThreshold: 131 })), 'phases[0].end.percentThreshold: value.tooLarge'],
  [file(waiting({ bpm: undefined, zone: 6 })), 'phases[0].end.zone: plan.zoneBeyond'],
  [file(waiting({ bpm: undefined, zone: 6, of: 7 })), 'ok'],
  [file(waiting({ bpm: undefined, zone: 6, of: 4 })), 'phases[0].end.zone: plan.zoneBeyond'],
  [file(waiting({ of: 7 })), 'phases[0].end.of: key.unknown'],
  [{ name: 'Test', ceiling: { zone: 6 }, phases: [phase()] }, 'ceiling.zone: plan.zoneBeyond'],
  [{ name: 'Test', ceiling: { zone: 6, of: 6 }, phases: [phase()] }, 'ok'],
  [{ name: 'Test', ceiling: { bpm: 150, of: 6 }, phases: [phase()] }, 'ceiling.of: key.unknown'],
  [file(waiting({ bpm: undefined, percentMax: '65' })), 'phases[0].end.percentMax: value.type'],
  [{ name: 'Test', ceiling: { percentMax: 101 }, phases: [phase()] }, 'ceiling.percentMax: value.tooLarge'],
  [{ name: 'Test', ceiling: {}, phases: [phase()] }, 'ceiling: plan.noLevel'],
  [{ name: 'Test', ceiling: { bpm: 150, zone: 4 }, phases: [phase()] }, 'ceiling: plan.levelTwice'],
  [{ name: 'Test', ceiling: { bmp: 150 }, phases: [phase()] }, 'ceiling: plan.noLevel, ceiling.bmp: key.unknown'],
  [{ name: 'Test', ceiling: 150, phases: [phase()] }, 'ceiling: value.type'],
  [file(waiting({ from: 'left' })), 'phases[0].end.from: value.choice'],
  [file(waiting({ holdS: -1 })), 'phases[0].end.holdS: value.tooSmall'],
  [file(waiting({ minS: 100, maxS: 50 })), 'phases[0].end: plan.minAboveMax'],
  [file(waiting({ maxS: 0 })), 'phases[0].end.maxS: value.tooSmall'],
  [file({ name: 'Go', end: { type: 'distance' } }), 'phases[0].end.type: value.choice'],
  [file({ repeat: 0, phases: [phase()] }), 'phases[0].repeat: value.tooSmall'],
  [file({ repeat: 2.5, phases: [phase()] }), 'phases[0].repeat: value.notWhole'],
  [file({ repeat: 2, phases: [] }), 'phases[0].phases: value.tooShort'],
  [file({ repeat: 2 }), 'phases[0].phases: value.missing'],
  [file({ repeat: 2, phases: [phase(), phase({ durationS: 0 })] }), 'phases[0].phases[1].durationS: value.tooSmall'],
  [file({ repeat: 10, phases: [phase({ durationS: 8641 })] }), 'phases: plan.tooLong'],
  [file({ repeat: 1000, phases: [phase({ durationS: 1 }), phase({ durationS: 1 })] }), 'phases: plan.tooManyPhases'],
  [
    file(phase({ durationS: 0 }), phase({ target: { type: 'zone', zone: 9 } }), { name: '' }),
    'phases[0].durationS: value.tooSmall, phases[1].target.zone: value.choice, phases[2].name: value.tooShort, phases[2]: plan.noEnd',
  ],
])('%j → %s', (value, expected) => {
  expect(problems(value)).toBe(expected);
});

// ── Keys that nobody reads, and targets that nobody has ───────────────────────────────────────────────────────────

const theirs5k = (more: object, transition: unknown = 'TimeElapsed'): unknown => ({
  name: 'Test',
  phases: [{ name: 'Go', target_zone: 'Zone2', duration_secs: 60, transition, ...more }],
});

test.each<[string, unknown, string]>([
  [
    'the target',
    file(phase(), phase(), phase({ targett: { type: 'open' } })),
    'phases[2].targett: unknown key, did you mean target?',
  ],
  [
    'a zone beside the target',
    file(phase({ zone: 2 })),
    'phases[0].zone: unknown key; a zone belongs in target: "target": { "type": "zone", "zone": 2 }.',
  ],
  ['the plan', { ...(file(phase()) as object), Sport: 'run' }, 'Sport: unknown key, did you mean sport?'],
  ['the plan, unlike any', { ...(file(phase()) as object), author: 'me' }, 'author: unknown key.'],
  [
    'a repeat block',
    file({ repeat: 2, target: { type: 'open' }, phases: [phase()] }),
    'phases[0].target: unknown key.',
  ],
  [
    'a phase in a block in a block',
    file({ repeat: 2, phases: [phase(), { repeat: 2, phases: [phase({ cues: 'Go' })] }] }),
    'phases[0].phases[1].phases[0].cues: unknown key, did you mean cue?',
  ],
  [
    'a target',
    file(phase({ target: { type: 'bpm', low: 120, high: 140, hight: 150 } })),
    'phases[0].target.hight: unknown key, did you mean high?',
  ],
  [
    'an end by time',
    file({ name: 'Go', end: { type: 'time', durationS: 60, duration_s: 90 } }),
    'phases[0].end.duration_s: unknown key, did you mean durationS?',
  ],
  ['an end by heart rate', file(waiting({ hold: 10 })), 'phases[0].end.hold: unknown key, did you mean holdS?'],
  ['an end by hand', file({ name: 'Go', end: { type: 'hand', maxS: 60 } }), 'phases[0].end.maxS: unknown key.'],
  [
    'a heart-beat2 phase',
    theirs5k({ target_zones: 'Zone3' }),
    'phases[0].target_zones: unknown key, did you mean target_zone?',
  ],
  [
    'a heart-beat2 transition',
    theirs5k({}, { HeartRateReached: { target_bpm: 120, hold_sec: 10 } }),
    'phases[0].transition.HeartRateReached.hold_sec: unknown key, did you mean hold_secs?',
  ],
  ['a heart-beat2 plan', { ...(theirs5k({}) as object), maxhr: 180 }, 'maxhr: unknown key, did you mean max_hr?'],
  ['a key that no file should have', file(phase({ 'a "b"\n': 1 })), 'phases[0]["a \\"b\\"\\n"]: unknown key.'],
])('a key of %s that nobody reads is named by its place', (_, value, line) => {
  const parsed = parsePlan(value);
  expect(parsed.ok ? [] : parsed.problems.map(problemLine)).toEqual([line]);
});

test('a misspelt key and what is missing for it are both told', () => {
  expect(problems(file({ name: 'Go', duration: 60 }))).toBe('phases[0]: plan.noEnd, phases[0].duration: key.unknown');
  expect(problems(file({ repeats: 2, phases: [phase()] }))).toBe(
    'phases[0].repeat: value.missing, phases[0].repeats: key.unknown',
  );
});

test.each<[Target, string]>([
  [
    { type: 'percentMax', low: 140, high: 150 },
    'phases[0].target.low: value.tooLarge, phases[0].target.high: value.tooLarge',
  ],
  [{ type: 'percentMax', low: 90, high: 101 }, 'phases[0].target.high: value.tooLarge'],
  [{ type: 'percentMax', low: 90, high: 100 }, 'ok'],
  [{ type: 'percentMax', low: 1, high: 65 }, 'ok'],
  [{ type: 'percentMax', low: 1, high: 13 }, 'phases[0].target.high: value.tooSmall'],
  [{ type: 'percentReserve', low: 95, high: 120 }, 'phases[0].target.high: value.tooLarge'],
  [
    { type: 'percentThreshold', low: 131, high: 140 },
    'phases[0].target.low: value.tooLarge, phases[0].target.high: value.tooLarge',
  ],
  [{ type: 'percentThreshold', low: 100, high: 120 }, 'ok'],
  [{ type: 'percentMax', low: 100, high: 160 }, 'phases[0].target.high: value.tooLarge'],
])('a new plan with a target of %j → %s', (target, outcome) => {
  expect(problems(file(phase({ target })))).toBe(outcome);
});

test('a plan that an earlier version took, or that a later one wrote more into, still opens', () => {
  const target = { type: 'percentMax', low: 140, high: 150 };
  const stored = parseStoredPlan({ ...(file(phase({ target, targett: 1 })) as object), ceilingBpm: 150 });
  expect(stored.ok && phasesOf(stored.value)).toEqual([{ name: 'Go', target, end: { type: 'time', durationS: 60 } }]);
});

test.each<[string, number, string]>([
  ['a day is a plan', 86_400, 'ok'],
  ['a second more is not', 86_401, 'phases: plan.tooLong'],
])('%s', (_, totalS, outcome) => {
  expect(problems(file(phase({ durationS: 7_200 }), phase({ durationS: totalS - 7_200 })))).toBe(outcome);
});

test('a plan that a hand ends may be as long as it likes', () => {
  expect(
    problems(file(phase({ durationS: 86_400 }), phase({ durationS: 86_400 }), { name: 'Free', end: { type: 'hand' } })),
  ).toBe('ok');
});

test('at most fifty problems are told', () => {
  const parsed = parsePlan(file(...Array.from({ length: 200 }, () => phase({ durationS: 0 }))));
  expect(!parsed.ok && parsed.problems.length).toBe(50);
});

// ── What is meant to break it ─────────────────────────────────────────────────────────────────────────────────────

test('a million phases are refused, quickly', () => {
  const many = Array.from({ length: 1_000_000 }, () => ({ name: 'a', durationS: 1 }));
  const startMs = performance.now();
  expect(problems(file(...many.slice(0, 100_000)))).toBe('phases: plan.tooManyPhases');
  expect(problems({ name: 'Test', phases: many })).toBe('phases: plan.tooManyPhases');
  expect(problems({ name: 'Test', phases: [{ repeat: 1, phases: many }] })).toBe(': input.tooMany');
  expect(performance.now() - startMs).toBeLessThan(20_000); // a walk of all of it would take minutes
});

test.each([1_000, 20_000, 100_000])('nesting %i deep is refused, without a stack that ends', (depth) => {
  let step: object = phase();
  for (let i = 0; i < depth; i++) step = { repeat: 1, phases: [step] };
  expect(problems(file(step))).toBe(': input.tooDeep');
});

test('the same as text', () => {
  const text = `{"name":"Deep","phases":[${'{"repeat":1,"phases":['.repeat(20_000)}${']}'.repeat(20_000)}]}`;
  const parsed = parsePlanText(text);
  expect(!parsed.ok && parsed.problems[0]?.code).toBe('input.tooDeep');
});

test('nesting as deep as anyone would is fine', () => {
  let step: object = phase();
  for (let i = 0; i < 20; i++) step = { repeat: 1, phases: [step] };
  expect(problems(file(step))).toBe('ok');
});

test('repeats of repeats are counted, not made', () => {
  let step: object = phase({ durationS: 1 });
  for (let i = 0; i < 20; i++) step = { repeat: 1000, phases: [step] };
  expect(problems(file(step))).toBe('phases: plan.tooManyPhases');
});

test.each([
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  '{{7*7}}',
  "'; DROP TABLE plans; --",
  '../../etc/passwd',
])('a name is only a name: %s', (name) => {
  const read = plan({ name, description: name, phases: [phase({ name, cue: name })] });
  expect([read.name, read.description, phasesOf(read)[0]?.name, phasesOf(read)[0]?.cue]).toEqual([
    name,
    name,
    name,
    name,
  ]);
  expect(read.id).toMatch(/^[a-z0-9-]{1,64}$/);
});

test.each([
  '{"name":"P","phases":[{"name":"Go","durationS":60}],"__proto__":{"polluted":true}}',
  '{"name":"P","phases":[{"name":"Go","durationS":60,"__proto__":{"polluted":true}}]}',
  '{"name":"P","phases":[{"name":"Go","durationS":60}],"constructor":{"prototype":{"polluted":true}}}',
])('prototypes stay clean: %s', (text) => {
  expect(parsePlanText(text)).toMatchObject({ ok: false, problems: [{ code: 'key.unknown' }] });
  const stored = parseStoredPlan(JSON.parse(text));
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(stored.ok && 'polluted' in stored.value).toBe(false);
});

test('whatever JSON comes, the answer is a plan or problems that have places', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      for (const each of [value, { name: 'Test', phases: [value] }, { name: 'Test', phases: value }]) {
        const parsed = parsePlan(each);
        if (!parsed.ok) expect(parsed.problems.length).toBeGreaterThan(0);
      }
    }),
  );
});

test.each([
  ['', 'json.cut'],
  ['{', 'json.cut'],
  ['[1, 2', 'json.cut'],
  ['<xml/>', 'json.syntax'],
  [`"${'x'.repeat(2_000_001)}"`, 'input.tooLarge'],
  ['\uFEFF{"name":"From Windows","phases":[{"name":"Go","durationS":60}]}', 'ok'],
])('text %#', (text, outcome) => {
  const parsed = parsePlanText(text);
  expect(parsed.ok ? 'ok' : parsed.problems[0]?.code).toBe(outcome);
});

// ── The predecessor ───────────────────────────────────────────────────────────────────────────────────────────────

const WORKOUTS = resolve(import.meta.dirname, '../../../../shared/data/workouts');
const absent = existsSync(WORKOUTS) ? undefined : `no workouts at ${WORKOUTS}`;

interface TheirFigures {
  name: string;
  maxHr: number;
  phases: number;
  totalSec: number;
  zones: string[];
}
const theirs = absent
  ? []
  : (
      JSON.parse(readFileSync(join(WORKOUTS, 'expected.json'), 'utf8')) as {
        files: { file: string; expected: TheirFigures }[];
      }
    ).files.filter(({ file }) => file.startsWith('heartbeat2-'));

test.skipIf(absent)(`the predecessor's workouts are at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(theirs.length).toBe(3);
});

test.each(theirs.map(({ file, expected }): [string, TheirFigures] => [file, expected]))(
  '%s imports as it is',
  (name, expected) => {
    const parsed = parsePlanText(readFileSync(join(WORKOUTS, name), 'utf8'));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const phases = phasesOf(parsed.value);
    expect(parsed.value.name).toBe(expected.name);
    expect(phases.length).toBe(expected.phases);
    expect(totalMaxS(parsed.value)).toBe(expected.totalSec);
    expect(phases.map(({ target }) => (target.type === 'zone' ? `Zone${target.zone}` : target.type))).toEqual(
      expected.zones,
    );
    expect(parsed.notes).toEqual([{ code: 'plan.maxHrIgnored', path: 'max_hr', params: { bpm: expected.maxHr } }]);
  },
);

const old = (more: object = {}): object => ({ name: 'Go', target_zone: 'Zone2', duration_secs: 60, ...more });
const reached = { HeartRateReached: { target_bpm: 150, hold_secs: 10 } };

test("the predecessor's phases that wait for a heart rate end by it, and at their duration at the latest", () => {
  const read = plan(
    file(old({ target_zone: 'Zone4', transition: reached }), old({ target_zone: 'Zone1', transition: reached })),
  );
  expect(phasesOf(read).map(({ end }) => end)).toEqual([
    { type: 'heartRate', from: 'below', bpm: 150, holdS: 10, minS: 0, maxS: 60 },
    { type: 'heartRate', from: 'above', bpm: 150, holdS: 10, minS: 0, maxS: 60 },
  ]);
});

test.each<[unknown, string]>([
  [file(old({ duration_secs: 0 })), 'phases[0].duration_secs: value.tooSmall'],
  [file(old(), old({ target_zone: 'Zone6' })), 'phases[1].target_zone: value.choice'],
  [file(old(), old({ target_zone: undefined })), 'phases[1].target_zone: value.missing'],
  [
    file(old({ transition: { HeartRateReached: { target_bpm: 300 } } })),
    'phases[0].transition.HeartRateReached.target_bpm: value.tooLarge',
  ],
  [file(old({ transition: 'Sometimes' })), 'phases[0].transition: value.type'],
  [{ name: 'Test', max_hr: 300, phases: [old()] }, 'max_hr: value.tooLarge'],
  [
    { name: 'Test', max_hr: 180, phases: [old({ duration_secs: 80_000 }), old({ duration_secs: 8000 })] },
    'phases: plan.tooLong',
  ],
])('in the old form: %j → %s', (value, expected) => {
  expect(problems(value)).toBe(expected);
});

// ── Heart rates relative to the person ────────────────────────────────────────────────────────────────────────────

test.each<[object, End]>([
  [{ bpm: 120 }, { type: 'heartRate', from: 'above', bpm: 120, holdS: 10, minS: 0, maxS: 180 }],
  [{ percentMax: 65 }, { type: 'heartRate', from: 'above', percentMax: 65, holdS: 10, minS: 0, maxS: 180 }],
  [{ percentReserve: 60.5 }, { type: 'heartRate', from: 'above', percentReserve: 60.5, holdS: 10, minS: 0, maxS: 180 }],
  [{ percentThreshold: 80 }, { type: 'heartRate', from: 'above', percentThreshold: 80, holdS: 10, minS: 0, maxS: 180 }],
  [{ zone: 2 }, { type: 'heartRate', from: 'above', zone: 2, holdS: 10, minS: 0, maxS: 180 }],
])('an end at %j keeps its unit, read and stored', (level, end) => {
  const parsed = parsePlan(
    file({ name: 'Rest', end: { type: 'heartRate', from: 'above', ...level, holdS: 10, maxS: 180 } }),
  );
  const plan = parsed.ok ? parsed.value : undefined;
  expect(plan && phasesOf(plan)[0]?.end).toEqual(end);
  const stored = parseStoredPlan(JSON.parse(JSON.stringify(plan)));
  expect(stored.ok && stored.value).toEqual(plan);
});

// maximum 190, resting 60, threshold 167 (88 %), zones at 50/60/70/80/90 % of maximum
test.each<[Level, number, number]>([
  [{ bpm: 121 }, 121, 121],
  [{ percentMax: 65 }, 124, 123],
  [{ percentReserve: 50 }, 125, 125],
  [{ percentThreshold: 90 }, 151, 150],
  [{ zone: 2 }, 114, 132],
  [{ zone: 5 }, 171, 190],
  [{ percentMax: 14 }, 30, 30],
])('%j is reached from below at %d and from above at %d bpm', (level, below, above) => {
  expect([levelBpm(level, 'below', DEFAULT_PROFILE), levelBpm(level, 'above', DEFAULT_PROFILE)]).toEqual([
    below,
    above,
  ]);
});

test('a level alone is its unit and nothing else', () => {
  expect(levelOf({ type: 'heartRate', from: 'above', zone: 2, holdS: 0, minS: 0, maxS: 60 } as Level)).toEqual({
    zone: 2,
  });
});

test('a ceiling is read, stored, and the most that a target asks', () => {
  const parsed = parsePlan({
    name: 'Careful',
    ceiling: { percentMax: 75 },
    phases: [phase({ target: { type: 'zone', zone: 3 } })],
  });
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'));
  const plan = parsed.value;
  expect(plan.ceiling).toEqual({ percentMax: 75 });
  const [first] = phasesOf(plan);
  expect(first && judgedBand(first, plan, DEFAULT_PROFILE)).toEqual({ lowBpm: 133, highBpm: 141 });
  expect(first && judgedBand(first, { ceiling: { bpm: 132 } }, DEFAULT_PROFILE)).toBeUndefined();
  expect(first && judgedBand(first, {}, DEFAULT_PROFILE)).toEqual({ lowBpm: 133, highBpm: 151 });
});

// ── What a plan means for a person ────────────────────────────────────────────────────────────────────────────────

test.each<[Target, Band | undefined, number | undefined]>([
  [{ type: 'open' }, undefined, undefined],
  [{ type: 'zone', zone: 1 }, { lowBpm: 95, highBpm: 113 }, 1],
  [{ type: 'zone', zone: 3 }, { lowBpm: 133, highBpm: 151 }, 3],
  [{ type: 'zone', zone: 5 }, { lowBpm: 171 }, 5],
  [{ type: 'bpm', low: 120, high: 140 }, { lowBpm: 120, highBpm: 140 }, 2],
  [{ type: 'bpm', low: 130, high: 130 }, { lowBpm: 128, highBpm: 132 }, 2],
  [{ type: 'bpm', low: 60, high: 70 }, { lowBpm: 60, highBpm: 70 }, undefined],
  [{ type: 'percentMax', low: 70, high: 80 }, { lowBpm: 133, highBpm: 152 }, 3],
  [{ type: 'percentMax', low: 70.1, high: 70.2 }, { lowBpm: 132, highBpm: 136 }, 3],
  [{ type: 'percentReserve', low: 50, high: 60 }, { lowBpm: 120, highBpm: 134 }, 2],
  [{ type: 'percentThreshold', low: 90, high: 100 }, { lowBpm: 153, highBpm: 170 }, 4],
])('for max 190, resting 50, threshold 170, %j is %j', (target, band, zone) => {
  expect(bandOf(target, PROFILE)).toEqual(band);
  expect(targetZone(target, PROFILE)).toBe(zone);
});

// a heart at an even effort goes up and down by two beats
test.each<[string, Target, Band]>([
  ['of one number', { type: 'percentMax', low: 90, high: 90 }, { lowBpm: 169, highBpm: 173 }],
  ['of three beats', { type: 'bpm', low: 147, high: 149 }, { lowBpm: 146, highBpm: 150 }],
  ['of five beats, wide enough', { type: 'bpm', low: 146, high: 150 }, { lowBpm: 146, highBpm: 150 }],
  ['at the maximum, which it does not go beyond', { type: 'bpm', low: 190, high: 190 }, { lowBpm: 188, highBpm: 190 }],
  ['above the maximum, as it is', { type: 'bpm', low: 191, high: 191 }, { lowBpm: 191, highBpm: 191 }],
  ['at the lowest that a heart beats', { type: 'bpm', low: 31, high: 31 }, { lowBpm: 30, highBpm: 33 }],
])('a target %s can be kept to', (_, target, band) => {
  expect(bandOf(target, PROFILE)).toEqual(band);
});

test('a narrow target above the ceiling of its plan is not made one below it', () => {
  const phase: Phase = { name: 'Go', target: { type: 'bpm', low: 147, high: 147 }, end: { type: 'hand' } };
  expect(judgedBand(phase, { ceiling: { bpm: 147 } }, PROFILE)).toBeUndefined(); // the alarm is told at 147
  expect(judgedBand(phase, { ceiling: { bpm: 148 } }, PROFILE)).toEqual({ lowBpm: 145, highBpm: 147 });
});

test.each<[Band, number, string]>([
  [{ lowBpm: 120, highBpm: 140 }, 119, 'low'],
  [{ lowBpm: 120, highBpm: 140 }, 120, 'in'],
  [{ lowBpm: 120, highBpm: 140 }, 140, 'in'],
  [{ lowBpm: 120, highBpm: 140 }, 141, 'high'],
  [{ lowBpm: 171 }, 220, 'in'],
  [{ lowBpm: 171 }, 60, 'low'], // below zone 1 is too low whenever the target is a zone
])('against %j, %i is %s', (band, bpm, side) => {
  expect(sideOf(band, bpm)).toBe(side);
});

test('the middle of zone 5 is between its floor and the maximum', () => {
  expect(middleOf({ lowBpm: 171 }, PROFILE)).toBe(180.5);
  expect(middleOf({ lowBpm: 120, highBpm: 140 }, PROFILE)).toBe(130);
});

// ── What a person files a plan under ──────────────────────────────────────────────────────────────────────────────

test('tags and blocks are read, stored, and no part of what makes two plans the same', () => {
  const tagged = parsePlan({ ...(file(phase()) as object), block: true, tags: [' Track ', 'Winter'] });
  const plain = parsePlan({ ...(file(phase()) as object), block: true });
  if (!tagged.ok || !plain.ok) throw new Error('these are plans');
  expect(tagged.value.tags).toEqual(['Track', 'Winter']);
  expect(isSameContent(tagged.value, plain.value)).toBe(true);
  expect(isSameContent(tagged.value, { ...plain.value, block: undefined })).toBe(false);
  expect(problems({ ...(file(phase()) as object), tags: [''] })).toBe('tags[0]: value.tooShort');
  expect(problems({ ...(file(phase()) as object), block: false })).toBe('block: value.choice');
});
