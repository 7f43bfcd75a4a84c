// A target that is moved by hand, and laps of a workout without a plan.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePlan } from '../../../src/formats/plan/importers.ts';
import { executedPhases, phaseUnderWay } from '../../../src/core/plan/laps.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import { quickPlan } from '../../../src/core/plan/quick.ts';
import { parseWorkoutPlan } from '../../../src/core/plan/workoutPlan.ts';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import { CHECKPOINT_VERSION } from '../../../src/core/records/checkpoint.ts';
import { parseCheckpoint } from '../../../src/core/records/checkpointRecord.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, SHIFT_SCOPES, type Session, type ShiftScope } from '../../../src/core/session/session.ts';
import { shiftAt, shiftOf, undoOf } from '../../../src/core/session/shift.ts';
import { snapshotOf } from '../../../src/core/session/snapshot.ts';
import { rrOf } from '../arbitrary.ts';
import { summaryOf } from '../../../src/core/session/summary.ts';
import { phaseName } from '../../../src/words/en/common.ts';
import { enPlans } from '../../../src/words/en/plans.ts';
import { problemLine } from '../../../src/words/en/problems.ts';

// Max 200: zone 2 is 120 to 139 bpm, zone 3 is 140 to 159.
const PROFILE = profileOf(200, 60);

function planOf(file: object): Plan {
  const parsed = parsePlan({ name: 'Test', ...file });
  if (!parsed.ok) throw new Error(parsed.problems.map(problemLine).join('\n'));
  return parsed.value;
}

const zone = (zone: number, durationS = 60): object => ({
  name: 'Go',
  target: { type: 'zone', zone },
  durationS,
});

function after(plan: Plan, ...events: SessionEvent[]): Session {
  const workout = {
    id: 's',
    plan,
    profile: PROFILE,
    startedAt: { epochMs: 1e12, timeZone: 'UTC', offsetMin: 0 },
    onLoss: 'continue' as const,
  };
  return [{ type: 'start', atMs: 0, workout } as const, ...events].reduce<Session>(
    (session, event) => advance(session, event)[0],
    IDLE,
  );
}

const bandAfter = (plan: Plan, ...events: SessionEvent[]): unknown =>
  snapshotOf(after(plan, ...events), PROFILE).workout?.band;

const shift = (byBpm: number, scope: ShiftScope = 'phase'): SessionEvent => ({ type: 'shift', byBpm, scope });
const seconds = (count: number): SessionEvent[] =>
  Array.from({ length: count }, (): SessionEvent => ({ type: 'tick', listening: true }));
const TWO = planOf({ phases: [zone(2), zone(3)] });

test.each<[string, SessionEvent[], object | undefined]>([
  ['nothing', [], { lowBpm: 120, highBpm: 139 }],
  ['three up', [shift(3)], { lowBpm: 123, highBpm: 142 }],
  ['three up and taken back', [shift(3), shift(-3)], { lowBpm: 120, highBpm: 139 }],
  ['five down twice', [shift(-5), shift(-5)], { lowBpm: 110, highBpm: 129 }],
  ['more than a step may be', [shift(99)], { lowBpm: 130, highBpm: 149 }],
  [
    'four steps of ten, of which the last is too much',
    [...Array<SessionEvent>(4).fill(shift(10))],
    { lowBpm: 150, highBpm: 169 },
  ],
  ['no whole number', [shift(2.4)], { lowBpm: 122, highBpm: 141 }],
  ['no number', [shift(Number.NaN)], { lowBpm: 120, highBpm: 139 }],
])('a target that is shifted: %s', (_, events, band) => {
  expect(bandAfter(TWO, ...events)).toEqual(band);
});

test('a shift of this phase ends with it, one of all that follow goes on', () => {
  expect(bandAfter(TWO, shift(4), { type: 'skip' })).toEqual({ lowBpm: 140, highBpm: 159 });
  expect(bandAfter(TWO, shift(4, 'rest'), { type: 'skip' })).toEqual({ lowBpm: 144, highBpm: 163 });
  expect(bandAfter(TWO, shift(4, 'rest'), { type: 'skip' }, shift(-4, 'rest'))).toEqual({ lowBpm: 140, highBpm: 159 });
});

test('a shift for all that follow does not reach back', () => {
  expect(bandAfter(TWO, { type: 'skip' }, shift(4, 'rest'), { type: 'back' })).toEqual({ lowBpm: 120, highBpm: 139 });
});

test('a ceiling holds whatever is shifted, and nothing is shifted above a maximum', () => {
  const careful = planOf({ ceiling: { bpm: 142 }, phases: [zone(2)] });
  expect(bandAfter(careful, shift(10))).toEqual({ lowBpm: 130, highBpm: 141 });
  expect(bandAfter(careful, shift(10), shift(10), shift(10))).toEqual({ lowBpm: 140, highBpm: 141 });
  const hard = planOf({ phases: [{ name: 'Go', target: { type: 'bpm', low: 195, high: 205 }, durationS: 60 }] });
  expect(bandAfter(hard, shift(5))).toEqual({ lowBpm: 200, highBpm: 210 });
  expect(bandAfter(hard, shift(6))).toEqual({ lowBpm: 195, highBpm: 205 });
});

test('a target that is above the maximum as it was planned can be moved down, and back', () => {
  const beyond = planOf({ phases: [{ name: 'Go', target: { type: 'bpm', low: 205, high: 215 }, durationS: 60 }] });
  expect(bandAfter(beyond)).toBeUndefined();
  expect(after(beyond, shift(-10), shift(5), shift(5), shift(1))).toMatchObject({
    shifts: [{ byBpm: -10 }, { byBpm: 5 }, { byBpm: 5 }],
  });
});

test.each<[string, SessionEvent[], [number, ShiftScope] | undefined]>([
  ['nothing', [], undefined],
  ['one', [shift(3)], [-3, 'phase']],
  ['two, of which the first is left', [shift(5, 'rest'), shift(-1), shift(1)], [-5, 'rest']],
  ['two that were both taken back', [shift(5), shift(1), shift(-1), shift(-5)], undefined],
  ['one of the phase before, which is over', [shift(5), { type: 'skip' }], undefined],
  ['one of the phase before, for all that follow', [shift(5, 'rest'), { type: 'skip' }], [-5, 'rest']],
  ['one of a later phase', [{ type: 'skip' }, shift(5, 'rest'), { type: 'back' }], undefined],
])('undoing a shift: %s', (_, events, undo) => {
  const session = after(TWO, ...events);
  if (session.status !== 'inProgress') throw new Error('it is over');
  expect(undoOf(session.shifts, session.phaseIndex)).toEqual(undo && { byBpm: undo[0], scope: undo[1] });
});

test('undoing shifts one by one leads back to the plan, whatever they were', () => {
  const one = fc.record({ byBpm: fc.integer({ min: -10, max: 10 }), scope: fc.constantFrom(...SHIFT_SCOPES) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), (taps) => {
      let session = after(TWO, ...taps.map(({ byBpm, scope }) => shift(byBpm, scope)));
      for (let undone = 0; undone <= taps.length; undone++) {
        if (session.status !== 'inProgress') throw new Error('it is over');
        const undo = undoOf(session.shifts, 0);
        if (!undo) return shiftOf(session.shifts, 0) === 0;
        [session] = advance(session, { type: 'shift', ...undo });
      }
      return false;
    }),
  );
});

test('a shift counts from the second in which it was made', () => {
  const session = after(TWO, ...seconds(5), shift(4), ...seconds(5), shift(-1));
  if (session.status !== 'inProgress') throw new Error('it is over');
  expect([0, 4, 5, 9, 10].map((atS) => shiftAt(session.shifts, 0, atS))).toEqual([0, 0, 4, 4, 3]);
});

test('an open phase has no target to shift, and a paused workout stays as it is', () => {
  const open = planOf({ phases: [{ name: 'Go', durationS: 60 }] });
  expect(after(open, shift(5))).toMatchObject({ shifts: [] });
  expect(after(TWO, { type: 'pause', atMs: 0 }, shift(5))).toMatchObject({ shifts: [] });
});

test('whoever is in the shifted target is told to stay, and whoever is not is told off by that', () => {
  const beats = seconds(90).flatMap((tick, i): SessionEvent[] => [
    {
      type: 'heartRate',
      atMs: i * 1000 + 500,
      heartRate: { bpm: 130, contact: 'present', energyKJ: null, rrMs: rrOf(130, i) },
      source: 'strap',
    },
    tick,
  ]);
  const long = planOf({ phases: [zone(2, 600)] });
  expect(snapshotOf(after(long, ...beats), PROFILE).workout?.guidance).toEqual({ type: 'in' });
  const moved = after(long, shift(10), shift(10), ...beats);
  expect(snapshotOf(moved, PROFILE).workout).toMatchObject({ shiftBpm: 20, guidance: { type: 'push', by: 10 } });
});

test('a checkpoint keeps what was shifted, and one of before there were shifts opens', () => {
  const session = after(TWO, ...seconds(5), shift(4, 'rest'));
  const checkpoint = { v: CHECKPOINT_VERSION, session, atEpochMs: 1e12 };
  const read = parseCheckpoint(structuredClone(checkpoint), []);
  expect(read.ok && read.value.session).toMatchObject({ shifts: [{ atS: 5, phase: 0, byBpm: 4, scope: 'rest' }] });
  const { shifts: _, ...before } = session as Session & { shifts: unknown };
  const old = parseCheckpoint(structuredClone({ ...checkpoint, session: before }), []);
  expect(old.ok && old.value.session).toMatchObject({ shifts: [] });
});

// ── Laps ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const FREE = planOf({ endless: true, phases: [{ name: 'Lap', end: { type: 'hand' } }] });

test('laps of a workout without a plan: each tap begins another, and End is the end of the last', () => {
  const lap: SessionEvent = { type: 'skip' };
  const session = after(FREE, ...seconds(60), lap, ...seconds(30), lap, ...seconds(10), {
    type: 'stop',
    atMs: 100_000,
  });
  expect(session).toMatchObject({
    status: 'completed',
    ending: 'stopped',
    timeline: [
      { phase: 0, fromS: 0, toS: 60, endedBy: 'hand' },
      { phase: 0, fromS: 60, toS: 90, endedBy: 'hand' },
      { phase: 0, fromS: 90, toS: 100, endedBy: 'stop' },
    ],
  });
  if (session.status !== 'completed') throw new Error('it is not over');
  expect(summaryOf(session, session.ending)).toMatchObject({ phases: 3, phasesCompleted: 3, ending: 'finished' });
});

test('laps have numbers, in the notice of each and in the list of all', () => {
  const plan = planOf({ endless: true, phases: [zone(1), { name: 'Lap', end: { type: 'hand' } }] });
  const lap: SessionEvent = { type: 'skip' };
  const third = after(plan, ...seconds(60), lap, lap);
  const [, ...effects] = advance(third, lap);
  const started = effects.flatMap((each) =>
    each.type === 'notice' && each.notice.type === 'phaseStarted' ? [phaseName(each.notice.phase)] : [],
  );
  expect(started).toEqual(['Lap 4']);
  const { stretches = [], phaseIndex = 0 } = snapshotOf(third, PROFILE).workout ?? {};
  expect(executedPhases(plan, stretches).map(({ run }) => phaseName(run))).toEqual(['Go', 'Lap 1', 'Lap 2', 'Lap 3']);
  expect(phaseUnderWay(plan, phaseIndex, stretches)).toMatchObject({ name: 'Lap', lap: 3 });
  expect(phaseUnderWay(plan, 0, stretches)).not.toHaveProperty('lap');
});

test('the workout without a plan: one lap after another, with no target or in a zone, and its id stays when it is read back', () => {
  const [open, held] = [quickPlan(enPlans.quick), quickPlan(enPlans.quick, { zone: 3 })];
  expect(bandAfter(held)).toEqual({ lowBpm: 140, highBpm: 159 });
  expect(bandAfter(open)).toBeUndefined();
  expect([open, held].map(parseWorkoutPlan)).toEqual([open, held].map((value) => ({ ok: true, value })));
});

test('a plan that is not endless is over when a hand ends its last phase', () => {
  const once = planOf({ phases: [{ name: 'Lap', end: { type: 'hand' } }] });
  expect(after(once, ...seconds(5), { type: 'skip' })).toMatchObject({ status: 'completed', ending: 'finished' });
});
