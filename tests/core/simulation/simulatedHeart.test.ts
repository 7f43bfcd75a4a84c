// The simulated heart: what each strap is written as, and what its heart does second by second.
import { expect, test } from 'vitest';
import {
  targetBpmOf,
  stepHeart,
  simulatedHeartOf,
  parseStrapSpec,
  STRAP_FORMS,
  type StrapSpec,
} from '../../../src/core/simulation/simulatedHeart.ts';
import type { HeartRate } from '../../../src/core/signal/heartRateMeasurement.ts';
import { parsePlan } from '../../../src/formats/plan/importers.ts';
import { advance } from '../../../src/core/session/advance.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { SimulatedStrap } from '../../../src/engine/simulated.ts';

function spec(text: string): StrapSpec {
  const parsed = parseStrapSpec(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** What is sent in each second; `undefined` is silence. */
function live(
  text: string,
  seconds: number,
  targetBpm: (second: number) => number | undefined = () => undefined,
): (HeartRate | undefined)[] {
  let heart = simulatedHeartOf(spec(text));
  return Array.from({ length: seconds }, (_, second) => {
    const [next, sent] = stepHeart(heart, targetBpm(second));
    heart = next;
    return sent;
  });
}

const bpms = (...args: Parameters<typeof live>): (number | undefined)[] => live(...args).map((sent) => sent?.bpm);

const FOLLOW = { type: 'follow', tauS: 58, deadS: 0, noiseBpm: 1, offsetPct: 0, seed: 1 };

test.each<[string, object]>([
  ['steady:140', { type: 'steady', bpm: 140 }],
  ['sim:steady:140', { type: 'steady', bpm: 140 }],
  [' steady:140 ', { type: 'steady', bpm: 140 }],
  ['ramp:100-170', { type: 'ramp', fromBpm: 100, toBpm: 170 }],
  ['ramp:170-100', { type: 'ramp', fromBpm: 170, toBpm: 100 }],
  ['interval:120-165', { type: 'interval', fromBpm: 120, toBpm: 165 }],
  ['dropout', { type: 'dropout' }],
  ['sim:dropout', { type: 'dropout' }],
  ['follow', FOLLOW],
  ['follow:', FOLLOW],
  ['follow:tau=30', { ...FOLLOW, tauS: 30 }],
  [
    'follow:tau=80,dead=10,noise=0,offsetPct=-10,seed=7',
    { ...FOLLOW, tauS: 80, deadS: 10, noiseBpm: 0, offsetPct: -10, seed: 7 },
  ],
  [STRAP_FORMS.follow, FOLLOW],
])('%s is a strap', (text, expected) => {
  expect(parseStrapSpec(text)).toEqual({ ok: true, value: expected });
});

test.each([
  ['', ': strap.unknown'],
  ['sim:', ': strap.unknown'],
  ['polar', ': strap.unknown'],
  ['Steady:140', ': strap.unknown'],
  ['__proto__', ': strap.unknown'],
  ['steady', 'steady: strap.form'],
  ['steady:', 'steady: strap.form'],
  ['steady:fast', 'steady: value.type'],
  ['steady:29', 'steady: value.tooSmall'],
  ['steady:221', 'steady: value.tooLarge'],
  ['steady:1e2', 'steady: value.type'],
  ['ramp:100', 'ramp: strap.form'],
  ['ramp:100-', 'ramp: strap.form'],
  ['ramp:100-120-140', 'ramp: strap.form'],
  ['interval:100-300', 'interval: value.tooLarge'],
  ['dropout:5', 'dropout: strap.form'],
  ['follow:tau', 'follow.tau: value.type'],
  ['follow:tau=0', 'follow.tau: value.tooSmall'],
  ['follow:dead=1.5', 'follow.dead: value.notWhole'],
  ['follow:noise=1=2', 'follow.noise: value.type'],
  ['follow:constructor=1', 'follow: value.choice'],
  ['follow:tau=x,zeal=3,seed=-1', 'follow.tau: value.type, follow: value.choice, follow.seed: value.tooSmall'],
])('%s is none: %s', (text, expected) => {
  const parsed = parseStrapSpec(text);
  expect(parsed.ok ? 'ok' : parsed.problems.map(({ path, code }) => `${path}: ${code}`).join(', ')).toBe(expected);
});

test('steady is steady', () => {
  expect(new Set(bpms('steady:140', 3600))).toEqual(new Set([140]));
});

test('a ramp takes ten minutes, and holds', () => {
  const ramp = bpms('ramp:100-170', 1200);
  expect([ramp[0], ramp[300], ramp[600], ramp[1199]]).toEqual([100, 135, 170, 170]);
});

test('intervals: a minute at each, and each is reached', () => {
  const interval = bpms('interval:120-165', 240);
  expect([interval[0], interval[60], interval[119], interval[179]]).toEqual([120, 120, 164, 121]);
});

test('dropouts: ten seconds, then forty-five, in turn', () => {
  const silences = bpms('dropout', 420)
    .map((bpm) => (bpm === undefined ? '.' : 'x'))
    .join('')
    .split(/x+/)
    .filter((silence) => silence !== '')
    .map((silence) => silence.length);
  expect(silences).toEqual([10, 45, 10, 45, 10, 45, 10, 45]);
});

test.each([
  [30, 0],
  [58, 0],
  [58, 10],
  [80, 5],
])('following with τ = %i s after %i s is at 63 % of the way when it should be', (tauS, deadS) => {
  const sent = bpms(`follow:tau=${tauS},dead=${deadS},noise=0`, 600, () => 150);
  expect(sent[0]).toBe(100);
  expect(sent[deadS]).toBe(100);
  expect(sent[tauS + deadS]).toBe(Math.round(150 - 50 / Math.E));
  expect(sent[599]).toBe(150);
});

test('following comes down again when nothing is asked', () => {
  const sent = bpms('follow:noise=0', 1200, (second) => (second < 600 ? 160 : undefined));
  expect([sent[599], sent[1199]]).toEqual([160, 100]);
});

test('noise has the deviation that was asked for, and no drift', () => {
  const tail = bpms('follow:noise=3', 4000, () => 100).map((bpm) => bpm ?? NaN);
  const mean = tail.reduce((sum, bpm) => sum + bpm, 0) / tail.length;
  const deviation = Math.sqrt(tail.reduce((sum, bpm) => sum + (bpm - mean) ** 2, 0) / tail.length);
  expect(mean).toBeCloseTo(100, 0);
  expect(deviation).toBeGreaterThan(2.7);
  expect(deviation).toBeLessThan(3.3);
});

test('the same seed is the same workout, another seed another', () => {
  const targetBpm = (): number => 140;
  expect(live('follow:seed=3', 300, targetBpm)).toEqual(live('follow:seed=3', 300, targetBpm));
  expect(bpms('follow:seed=3', 300, targetBpm)).not.toEqual(bpms('follow:seed=4', 300, targetBpm));
});

test.each(['steady:140', 'steady:30', 'steady:220', 'ramp:60-180', 'follow'])(
  '%s: the beats fill the time, and say the rate',
  (text) => {
    const sent = live(text, 600, () => 150);
    const rrMs = sent.flatMap((each) => each?.rrMs ?? []);
    const sum = rrMs.reduce((all, ms) => all + ms, 0);
    expect(600_000 - sum).toBeGreaterThan(-0.001);
    expect(600_000 - sum).toBeLessThan(2000); // the beat under way
    const minutes = sent.reduce((all, each) => all + (each?.bpm ?? 0) / 60, 0);
    expect(Math.abs(rrMs.length - minutes)).toBeLessThan(minutes / 100 + 1);
    expect(rrMs.every((ms) => ms > 0)).toBe(true);
  },
);

// ── What its target is ───────────────────────────────────────────────────────────────────────────────────────────────

function inPhase(phase: object): Session {
  const plan = parsePlan({ name: 'Test', phases: [{ name: 'Go', ...phase }] });
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
  const workout = {
    id: 'test',
    plan: plan.value,
    profile: profileOf(190, 60),
    startedAt: { epochMs: 0, timeZone: 'UTC', offsetMin: 0 },
    onLoss: 'pause' as const,
  };
  return advance(IDLE, { type: 'start', atMs: 0, workout })[0];
}

const waits = (from: string, bpm: number): object => ({ end: { type: 'heartRate', from, bpm, maxS: 60 } });

test.each<[string, object, number | undefined]>([
  ['follow', { durationS: 60, target: { type: 'zone', zone: 2 } }, 123],
  ['follow', { durationS: 60, target: { type: 'zone', zone: 5 } }, 180.5],
  ['follow', { durationS: 60, target: { type: 'bpm', low: 120, high: 140 } }, 130],
  ['follow:offsetPct=10', { durationS: 60, target: { type: 'bpm', low: 120, high: 140 } }, 149],
  ['follow:offsetPct=-10', { durationS: 60, target: { type: 'bpm', low: 120, high: 140 } }, 111],
  ['follow', { durationS: 60 }, undefined],
  ['follow', waits('below', 150), 160], // beyond what is waited for, else it would be waited for long
  ['follow', waits('above', 120), 110],
  ['steady:140', { durationS: 60, target: { type: 'zone', zone: 2 } }, undefined],
])('%s in %j has the target %s', (text, phase, bpm) => {
  expect(targetBpmOf(inPhase(phase), spec(text))).toBe(bpm);
});

test('it has no target before, in a pause and after', () => {
  const running = inPhase({ durationS: 60, target: { type: 'zone', zone: 2 } });
  const [paused] = advance(running, { type: 'pause', atMs: 1 });
  const [done] = advance(running, { type: 'stop', atMs: 1 });
  for (const session of [IDLE, paused, done]) expect(targetBpmOf(session, spec('follow'))).toBeUndefined();
});

// ── As a strap ────────────────────────────────────────────────────────────────────────────────────────────────────

function drained(strap: SimulatedStrap, beforeMs: number): number[] {
  const stamps: number[] = [];
  strap.drain(beforeMs, (atMs) => stamps.push(atMs));
  return stamps;
}

test('a frame a second from its start, each only when it is due', () => {
  const strap = new SimulatedStrap(spec('steady:140'), 500, () => undefined);
  expect(drained(strap, 500)).toEqual([]);
  expect(drained(strap, 501)).toEqual([500]);
  expect(strap.dueMs()).toBe(1500);
  expect(drained(strap, 1500)).toEqual([]);
  expect(drained(strap, 3600)).toEqual([1500, 2500, 3500]);
});

test('after an hour frozen, no second is missing: a simulated heart never failed', () => {
  const strap = new SimulatedStrap(spec('steady:140'), 0, () => undefined);
  expect(drained(strap, 3_600_000).length).toBe(3600);
  expect(strap.dropped).toBe(0);
});

test('its silences have no frames', () => {
  const strap = new SimulatedStrap(spec('dropout'), 0, () => undefined);
  expect(drained(strap, 105_000).length).toBe(50);
  expect(strap.dueMs()).toBe(105_000);
});
