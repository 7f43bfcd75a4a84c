// Random workouts: plans, and what may happen to them.
import fc from 'fast-check';
import type { End, Plan, Step, Target } from '../../src/core/plan/plan.ts';
import type { SessionEvent, WorkoutStart } from '../../src/core/session/session.ts';
import { profileOf, type Zone } from '../../src/core/athlete/hrZones.ts';

// Max 200, so that zone n begins at 100 + 20 × (n − 1).
const profile = profileOf(200, 60);

export function planOf(...phases: Step[]): Plan {
  return { id: '5ad00000-0000-4000-8000-000000000002', name: 'P', description: '', sport: 'other', phases };
}

export function phase(end: End, target: Target = { type: 'zone', zone: 3 }): Step {
  return { name: 'Phase', target, end };
}

export const time = (durationS: number): End => ({ type: 'time', durationS });
const zone = (n: Zone): Target => ({ type: 'zone', zone: n });

export function workout(plan: Plan, onLoss: WorkoutStart['onLoss'] = 'pause'): WorkoutStart {
  return { id: 's', plan, profile, startedAt: { epochMs: 1e12, timeZone: 'UTC', offsetMin: 0 }, onLoss };
}

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ type: 'open' }),
  fc.constantFrom<Zone>(1, 2, 3, 4, 5).map(zone),
  fc
    .tuple(fc.integer({ min: 30, max: 120 }), fc.integer({ min: 0, max: 100 }))
    .map(([low, more]): Target => ({ type: 'bpm', low, high: low + more })),
  fc
    .tuple(fc.integer({ min: 40, max: 80 }), fc.integer({ min: 0, max: 20 }))
    .map(([low, more]): Target => ({ type: 'percentReserve', low, high: low + more })),
);
const ends = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(time),
  fc
    .record({
      from: fc.constantFrom('below' as const, 'above' as const),
      bpm: fc.integer({ min: 60, max: 190 }),
      holdS: fc.integer({ min: 0, max: 15 }),
      minS: fc.integer({ min: 0, max: 10 }),
      maxS: fc.integer({ min: 10, max: 60 }),
    })
    .map((end): End => ({ type: 'heartRate', ...end })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(ends, target).map(([end, target]) => phase(end, target)) },
  {
    weight: 1,
    arbitrary: fc.record({
      repeat: fc.integer({ min: 1, max: 3 }),
      phases: fc.array(
        fc.tuple(ends, target).map(([end, target]) => phase(end, target)),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
);
export const plans = fc.array(step, { minLength: 1, maxLength: 5 }).map((steps) => planOf(...steps));

export const events = (plan: Plan): fc.Arbitrary<SessionEvent[]> => {
  const at = fc.integer({ min: -5_000, max: 1_000_000 });
  const heartRate = fc.record({
    bpm: fc.integer({ min: 0, max: 300 }),
    contact: fc.constantFrom('present' as const, 'absent' as const, 'unsupported' as const),
    energyKJ: fc.constant(null),
    rrMs: fc.array(fc.double({ min: 200, max: 2500, noNaN: true }), { maxLength: 4 }),
  });
  return fc.array(
    fc.oneof(
      { weight: 20, arbitrary: fc.record({ type: fc.constant('tick' as const), listening: fc.boolean() }) },
      {
        weight: 12,
        arbitrary: fc.record({
          type: fc.constant('heartRate' as const),
          atMs: at,
          heartRate,
          source: fc.constantFrom('strap' as const, 'simulated' as const),
        }),
      },
      fc.record({
        type: fc.constant('start' as const),
        atMs: at,
        workout: fc.constantFrom(workout(plan), workout(plan, 'continue')),
      }),
      fc.record({
        type: fc.constantFrom('pause' as const, 'resume' as const, 'stop' as const, 'countAway' as const),
        atMs: at,
      }),
      fc.record({
        type: fc.constantFrom(
          'skip' as const,
          'back' as const,
          'leaveOut' as const,
          'abandoned' as const,
          'discard' as const,
        ),
      }),
      fc.record({ type: fc.constant('extend' as const), byS: fc.integer({ min: -100, max: 1000 }) }),
      fc.record({
        type: fc.constantFrom('slept' as const, 'absent' as const),
        atMs: at,
        awayMs: fc.integer({ min: 0, max: 200_000 }),
      }),
      fc.record({
        type: fc.constant('restored' as const),
        atMs: at,
        awayMs: fc.integer({ min: 0, max: 200_000 }),
        present: fc.boolean(),
      }),
      fc.record({
        type: fc.constant('onLoss' as const),
        atMs: at,
        onLoss: fc.constantFrom('pause' as const, 'continue' as const),
      }),
      fc.record({ type: fc.constant('neverSlept' as const), atMs: at }),
      fc.record({ type: fc.constant('clockSet' as const), byMs: fc.integer({ min: 0, max: 2e12 }) }),
      fc.record({
        type: fc.constant('source' as const),
        atMs: at,
        source: fc.constantFrom('strap' as const, 'simulated' as const, 'none' as const),
      }),
      fc.record({ type: fc.constant('battery' as const), pct: fc.integer({ min: 0, max: 100 }) }),
    ),
    { maxLength: 300 },
  );
};
