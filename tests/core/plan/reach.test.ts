// What a plan asks of a heart that it cannot do, or should not do for long.
import { expect, test } from 'vitest';
import { BUILT_IN_IDS, builtInPlans } from '../../../src/core/plan/builtins.ts';
import { ceilingBpm, type Level, type Plan } from '../../../src/core/plan/plan.ts';
import { parseStoredPlan } from '../../../src/core/plan/planFile.ts';
import { hardStretch, outOfReach, reachProblems } from '../../../src/core/plan/reach.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { snapshotOf } from '../../../src/core/session/snapshot.ts';
import { profileOf, type Profile } from '../../../src/core/athlete/hrZones.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { rrOf } from '../arbitrary.ts';
import { problemLine } from '../../../src/words/en/problems.ts';

const PROFILE = profileOf(163, 60);

/** A plan of these phases, as it may be stored. */
function planOf(...phases: object[]): Plan {
  const named = (step: object): object =>
    'repeat' in step
      ? { ...step, phases: (step as unknown as { phases: object[] }).phases.map(named) }
      : { name: 'Go', ...step };
  const parsed = parseStoredPlan({ name: 'Test', phases: phases.map(named) });
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'));
  return parsed.value;
}

const bpm = (low: number, high: number, durationS = 60): object => ({ target: { type: 'bpm', low, high }, durationS });
const pct = (low: number, high: number, durationS = 60): object => ({
  target: { type: 'percentMax', low, high },
  durationS,
});
const until = (from: 'below' | 'above', bpm: number, maxS = 600): object => ({
  end: { type: 'heartRate', from, bpm, holdS: 0, minS: 0, maxS },
});

// ── Out of reach ──────────────────────────────────────────────────────────────────────────────────────────────────

test.each<[string, object, Profile, string[]]>([
  ['a target in reach', bpm(150, 163), PROFILE, []],
  ['a target above the maximum', bpm(164, 170), PROFILE, ['target 164']],
  ['a target that ends above it', bpm(150, 170), PROFILE, ['targetTop 170']],
  ['percentages that an earlier version took', pct(140, 150), profileOf(190, 60), ['target 266']],
  [
    'a share of a threshold near the maximum',
    { target: { type: 'percentThreshold', low: 101, high: 106 }, durationS: 60 },
    { ...PROFILE, bpmThreshold: 162, estimated: [] },
    ['target 164'],
  ],
  [
    'zone 5, which begins above a maximum',
    { target: { type: 'zone', zone: 5 }, durationS: 60 },
    { ...PROFILE, zoneFloorsPct: [50, 60, 70, 80, 110] },
    ['target 180'],
  ],
  ['an open phase', { durationS: 60 }, PROFILE, []],
  ['an end that will not come', until('below', 210), PROFILE, ['endAbove 210']],
  ['an end at the maximum', until('below', 163), PROFILE, []],
  ['an end below a resting heart rate', until('above', 48), { ...PROFILE, bpmResting: 52 }, ['endBelow 48']],
  [
    'one below a resting heart rate that nobody gave',
    until('above', 48),
    { ...PROFILE, estimated: ['bpmResting'] },
    [],
  ],
])('%s: %o for %o → %j', (_, phase, profile, found) => {
  const [step] = planOf(phase).phases;
  if (!step || 'repeat' in step) throw new Error('a phase was wanted');
  expect(outOfReach(step, {}, profile).map(({ what, bpm }) => `${what} ${String(bpm)}`)).toEqual(found);
});

test('what is out of reach is named by its place in the plan', () => {
  const plan = planOf(bpm(100, 120), { repeat: 2, phases: [bpm(170, 180), { ...until('below', 210) }] });
  expect(reachProblems(plan, PROFILE).map(problemLine)).toEqual([
    'phases[1].phases[0].target: The target begins at 170 bpm, above your maximum of 163 bpm. No cue will ask for it.',
    'phases[1].phases[1].end: This phase waits for 210 bpm, above your maximum of 163 bpm: it ends at its time limit.',
  ]);
});

/** Two minutes of a phase at one heart rate: what was told but the rate itself, and the guidance at the end. */
function held(phase: object, atBpm: number, profile: Profile, ceiling?: Level): { told: string[]; guidance: string } {
  const startedAt = { epochMs: 0, timeZone: 'UTC', offsetMin: 0 };
  const workout = { id: 'x', plan: { ...planOf(phase), ceiling }, profile, startedAt, onLoss: 'pause' as const };
  let [session]: [Session, ...unknown[]] = advance(IDLE, { type: 'start', atMs: 0, workout });
  const told: string[] = [];
  for (let s = 0; s < 119; s++) {
    const heartRate = { bpm: atBpm, contact: 'present' as const, energyKJ: null, rrMs: rrOf(atBpm, s) };
    [session] = advance(session, { type: 'heartRate', atMs: s * 1000 + 500, heartRate, source: 'strap' });
    const [next, ...effects] = advance(session, { type: 'tick', listening: true });
    session = next;
    for (const effect of effects) {
      if (effect.type !== 'notice' || effect.notice.type === 'heartRate') continue;
      told.push(effect.notice.type === 'cue' ? `cue ${effect.notice.side}` : effect.notice.type);
    }
  }
  return { told, guidance: snapshotOf(session, profile).workout?.guidance.type ?? 'none' };
}

test.each<[string, object, number, Profile]>([
  ['185 of 190 under 140–150 % of maximum', pct(140, 150, 300), 185, profileOf(190, 60)],
  ['150 of 163 under 170–180 bpm', bpm(170, 180, 300), 150, PROFILE],
  ['155 of 163 in a phase that waits for 210', until('below', 210), 155, PROFILE],
])('nobody is told to get above their maximum: %s', (_, phase, atBpm, profile) => {
  expect(held(phase, atBpm, profile)).toEqual({ told: [], guidance: 'aboveMax' });
});

test.each<[string, object, number, Profile, string, string[]]>([
  [
    'zone 5, which has no upper end',
    { target: { type: 'zone', zone: 5 }, durationS: 300 },
    175,
    PROFILE,
    'aboveMax',
    ['cue high'],
  ],
  ['an open phase', { durationS: 300 }, 175, PROFILE, 'aboveMax', ['cue high']],
  ['zone 5 at the maximum', { target: { type: 'zone', zone: 5 }, durationS: 300 }, 163, PROFILE, 'in', []],
  [
    'zone 5 above a maximum that is an estimate, and may be off by ten',
    { target: { type: 'zone', zone: 5 }, durationS: 300 },
    171,
    { ...PROFILE, estimated: ['bpmMax', 'bpmThreshold'] },
    'in',
    [],
  ],
])(
  'a heart above the maximum that the person gave is not on target: %s',
  (_, phase, atBpm, profile, guidance, told) => {
    expect(held(phase, atBpm, profile)).toEqual({ told, guidance });
  },
);

test('a target at the maximum is cued as ever', () => {
  const { told, guidance } = held(bpm(160, 163, 300), 140, PROFILE);
  expect(told).toContain('cue low');
  expect(guidance).toBe('push');
});

// ── Too hard for long ─────────────────────────────────────────────────────────────────────────────────────────────

test.each<[string, Plan, object | undefined]>([
  ['just long enough', planOf(pct(90, 96, 300)), undefined],
  ['a second longer', planOf(pct(90, 96, 301)), { phase: 0, lengthS: 301, pct: 96 }],
  ['95 % of maximum for an hour', planOf(pct(90, 95, 3600)), undefined],
  [
    'two phases that follow one another',
    planOf(bpm(60, 90), pct(96, 98, 200), bpm(157, 160, 200)),
    { phase: 1, lengthS: 400, pct: 98 },
  ],
  ['an easy minute between them', planOf(pct(96, 98, 200), pct(60, 70), pct(96, 98, 200)), undefined],
  ['an open minute between them', planOf(pct(96, 98, 200), { durationS: 60 }, pct(96, 98, 200)), undefined],
  ['a block without rest', planOf({ repeat: 4, phases: [pct(96, 97, 90)] }), { phase: 0, lengthS: 360, pct: 97 }],
  ['a block with rest', planOf({ repeat: 8, phases: [pct(96, 97, 240), pct(60, 70)] }), undefined],
  [
    'the last of a block, and what follows it',
    planOf({ repeat: 2, phases: [pct(60, 70), pct(96, 97, 200)] }, pct(96, 99, 150)),
    { phase: 3, lengthS: 350, pct: 99 },
  ],
  ['a wait for 160', planOf(until('below', 160, 400)), { phase: 0, lengthS: 400, pct: 98 }],
  ['a wait until down to 160', planOf(until('above', 160, 400)), undefined],
  [
    'until a hand ends it',
    planOf({ target: { type: 'percentMax', low: 96, high: 98 }, end: { type: 'hand' } }),
    { phase: 0, pct: 98 },
  ],
  ['zone 5', planOf({ target: { type: 'zone', zone: 5 }, durationS: 360 }), { phase: 0, lengthS: 360, pct: 100 }],
  ['a target above the maximum', planOf(bpm(170, 180, 600)), { phase: 0, lengthS: 600, pct: 100 }],
])('more than 95 %% of maximum for longer than 5 min: %s', (_, plan, stretch) => {
  expect(hardStretch(plan, PROFILE)).toEqual(stretch);
});

test.each([100, 163, 190, 220])('no built-in plan is too hard or out of reach at a maximum of %i', (bpmMax) => {
  const plans = builtInPlans(enPlans);
  expect(plans).toHaveLength(BUILT_IN_IDS.length);
  for (const plan of plans) {
    expect(hardStretch(plan, profileOf(bpmMax, 60))).toBeUndefined();
    expect(reachProblems(plan, profileOf(bpmMax, 60))).toEqual([]);
  }
});

// ── A plan's own ceiling ──────────────────────────────────────────────────────────────────────────────────────────

test.each<[string, object, string[]]>([
  ['a target below it', bpm(110, 120), []],
  ['a target that ends above it, which is asked for up to there', bpm(110, 140), []],
  ['a target above it', bpm(131, 140), ['targetCeiling 131']],
  ['a target that begins at it, where the alarm is told', bpm(130, 140), ['targetCeiling 130']],
  ['an end above it', until('below', 131), ['endCeiling 131']],
  ['an end at it', until('below', 130), ['endCeiling 130']],
  ['an end just below it', until('below', 129), []],
  ['an end that comes down from above', until('above', 131), []],
])('under a ceiling of 130 bpm, %s', (_, phase, found) => {
  const [step] = planOf(phase).phases;
  if (!step || 'repeat' in step) throw new Error('a phase was wanted');
  expect(outOfReach(step, { ceiling: { bpm: 130 } }, PROFILE).map(({ what, bpm }) => `${what} ${String(bpm)}`)).toEqual(
    found,
  );
});

test.each<[string, object, number, string]>([
  ['waits for a heart rate above it', until('below', 140), 120, 'aboveCeiling'],
  ['aims above it', bpm(140, 150, 300), 120, 'aboveCeiling'],
  ['is open, and the heart is above it', { durationS: 300 }, 135, 'aboveCeiling'],
  ['is open, and the heart is below it', { durationS: 300 }, 120, 'open'],
  ['aims below it, and the heart is there', bpm(115, 125, 300), 120, 'in'],
])('nobody is told to go above the ceiling of their plan: a phase %s', (_, phase, atBpm, guidance) => {
  const seen = held(phase, atBpm, PROFILE, { bpm: 130 });
  expect(seen.guidance).toBe(guidance);
  expect(seen.told).not.toContain('cue');
});

test('a limit of the person’s own holds in every plan: the lower of both, and the only one where the plan has none', () => {
  const limited = { ...PROFILE, bpmCeiling: 125 };
  expect(ceilingBpm({}, limited)).toBe(125);
  expect(ceilingBpm({ ceiling: { bpm: 130 } }, limited)).toBe(125);
  expect(ceilingBpm({ ceiling: { bpm: 120 } }, limited)).toBe(120);
  expect(ceilingBpm({ ceiling: { bpm: 130 } }, PROFILE)).toBe(130);
  expect(ceilingBpm({}, PROFILE)).toBeUndefined();

  const seen = held(bpm(140, 150, 300), 120, limited);
  expect([seen.guidance, seen.told.includes('cue')]).toEqual(['aboveCeiling', false]);
});

test('what is above a ceiling is named by its place in the plan', () => {
  const plan = { ...planOf(bpm(140, 150), until('below', 140)), ceiling: { percentMax: 80 } };
  expect(reachProblems(plan, PROFILE).map(problemLine)).toEqual([
    'phases[0].target: The target begins at 140 bpm, above the limit of 130 bpm. No cue will ask for it.',
    'phases[1].end: This phase waits for 140 bpm, above the limit of 130 bpm. No cue will ask for it.',
  ]);
});
