// Random workouts: plans, and what may happen to them.
import fc from 'fast-check';
import { STRICTNESSES } from '../../src/core/cues/strictness.ts';
import {
  LEVEL_UNITS,
  zoneAs,
  type End,
  type Level,
  type LevelUnit,
  type Plan,
  type Step,
  type Target,
} from '../../src/core/plan/plan.ts';
import { ON_LOSS, SHIFT_SCOPES, type WorkoutStart } from '../../src/core/session/session.ts';
import type { SessionEvent } from '../../src/core/session/events.ts';
import { CONTACTS } from '../../src/core/signal/heartRateMeasurement.ts';
import { SOURCES } from '../../src/core/signal/signal.ts';
import { STRAPS } from '../../src/core/signal/straps.ts';
import { profileOf, ZONE_COUNTS, zonesOf } from '../../src/core/athlete/hrZones.ts';

// Max 200, so that zone n begins at 100 + 20 × (n − 1).
const profile = profileOf(200, 60);
/** Beat-to-beat intervals of a second at this rate: those of a living heart are never all alike. */
export const rrOf = (bpm: number, second: number): number[] => [60_000 / bpm + (second % 2 === 0 ? 4 : -4)];

const OCCURRENCE = 's/1/2026-11-23T06:30:00+01:00';

export function planOf(...phases: Step[]): Plan {
  return { id: '5ad00000-0000-4000-8000-000000000002', name: 'P', description: '', sport: 'other', phases };
}

export function phase(end: End, target: Target = { type: 'zone', zone: 3 }): Step {
  return { name: 'Phase', target, end };
}

export const time = (durationS: number): End => ({ type: 'time', durationS });

export function workout(plan: Plan, onLoss: WorkoutStart['onLoss'] = 'pause'): WorkoutStart {
  return { id: 's', plan, profile, startedAt: { epochMs: 1e12, timeZone: 'UTC', offsetMin: 0 }, onLoss };
}

/** A zone of any number of them, as a plan says it. */
export const planZone = fc
  .constantFrom(...ZONE_COUNTS)
  .chain((of) => fc.constantFrom(...zonesOf(of)).map((zone) => zoneAs(zone, of)));

const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ type: 'open' }),
  planZone.map((zone): Target => ({ type: 'zone', ...zone })),
  fc
    .tuple(fc.integer({ min: 30, max: 120 }), fc.integer({ min: 0, max: 100 }))
    .map(([low, more]): Target => ({ type: 'bpm', low, high: low + more })),
  fc
    .tuple(fc.integer({ min: 40, max: 80 }), fc.integer({ min: 0, max: 20 }))
    .map(([low, more]): Target => ({ type: 'percentReserve', low, high: low + more })),
);
/** One generator for each unit there is. */
const units: Record<LevelUnit, fc.Arbitrary<Level>> = {
  bpm: fc.integer({ min: 60, max: 190 }).map((bpm) => ({ bpm })),
  percentMax: fc.integer({ min: 30, max: 95 }).map((percentMax) => ({ percentMax })),
  percentReserve: fc.integer({ min: 5, max: 95 }).map((percentReserve) => ({ percentReserve })),
  percentThreshold: fc.integer({ min: 40, max: 105 }).map((percentThreshold) => ({ percentThreshold })),
  zone: planZone,
};
const level = fc.constantFrom(...LEVEL_UNITS).chain((unit) => units[unit]);
const ends = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(time),
  fc
    .record({
      from: fc.constantFrom('below' as const, 'above' as const),
      level,
      holdS: fc.integer({ min: 0, max: 15 }),
      minS: fc.integer({ min: 0, max: 10 }),
      maxS: fc.integer({ min: 10, max: 60 }),
    })
    .map(({ level, ...end }): End => ({ type: 'heartRate', ...level, ...end })),
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

type EventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>;

/** One generator for each event there is: an event without a generator does not compile. */
function generators(plan: Plan): { [T in SessionEvent['type']]: fc.Arbitrary<Omit<EventOf<T>, 'type'>> } {
  const atMs = fc.integer({ min: -5_000, max: 1_000_000 });
  const awayMs = fc.integer({ min: 0, max: 200_000 });
  const source = fc.constantFrom(...SOURCES);
  const heartRate = fc.record({
    bpm: fc.integer({ min: 0, max: 300 }),
    contact: fc.constantFrom(...CONTACTS),
    energyKJ: fc.constant(null),
    rrMs: fc.array(fc.double({ min: 200, max: 2500, noNaN: true }), { maxLength: 4 }),
  });
  const strap = fc.constantFrom(undefined, ...STRAPS);
  const timed = fc.record({ atMs });
  const bare = fc.constant({});
  return {
    tick: fc.record({ listening: fc.boolean() }),
    heartRate: fc.record({ atMs, heartRate, source, strap }),
    strap: fc.record({ atMs, strap: fc.constantFrom(...STRAPS) }),
    start: fc.record({ atMs, workout: fc.constantFrom(...ON_LOSS.map((onLoss) => workout(plan, onLoss))) }),
    pause: timed,
    resume: timed,
    stop: timed,
    countAway: timed,
    neverSlept: timed,
    skip: bare,
    back: bare,
    leaveOut: bare,
    abandoned: bare,
    discard: bare,
    confirmCeiling: bare,
    strictness: fc.record({ strictness: fc.constantFrom(...STRICTNESSES) }),
    shift: fc.record({ byBpm: fc.integer({ min: -15, max: 15 }), scope: fc.constantFrom(...SHIFT_SCOPES) }),
    extend: fc.record({ byS: fc.integer({ min: -100, max: 1000 }) }),
    slept: fc.record({ atMs, awayMs }),
    absent: fc.record({ atMs, awayMs }),
    restored: fc.record({ atMs, awayMs, present: fc.boolean() }),
    onLoss: fc.record({ atMs, onLoss: fc.constantFrom(...ON_LOSS) }),
    clockSet: fc.record({ byMs: fc.integer({ min: 0, max: 2e12 }) }),
    source: fc.record({ atMs, source: fc.constantFrom(...SOURCES, 'none' as const) }),
    battery: fc.record({ pct: fc.integer({ min: 0, max: 100 }), strap }),
    tied: fc.record({ occurrenceId: fc.constant(OCCURRENCE) }),
  };
}

/** A workout is seconds and readings, and now and then something else. */
const WEIGHTS: Partial<Record<SessionEvent['type'], number>> = { tick: 40, heartRate: 24 };

export const events = (plan: Plan): fc.Arbitrary<SessionEvent[]> => {
  const each = Object.entries(generators(plan)).map(([type, fields]) => ({
    weight: WEIGHTS[type as SessionEvent['type']] ?? 1,
    arbitrary: (fields as fc.Arbitrary<object>).map((given) => ({ type, ...given }) as SessionEvent),
  }));
  return fc.array(fc.oneof(...each), { maxLength: 300 });
};
