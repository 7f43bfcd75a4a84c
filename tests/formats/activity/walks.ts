// Workouts run by the real state machine, by a clock of the test's own that knows when each second was.
import fc from 'fast-check';
import { profileOf } from '../../../src/core/athlete/hrZones.ts';
import type { Plan, Step } from '../../../src/core/plan/plan.ts';
import { finishedOf } from '../../../src/core/records/finished.ts';
import { SampleLog } from '../../../src/core/samples/samples.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { Sample, SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, type Moment, type Session } from '../../../src/core/session/session.ts';
import type { Source } from '../../../src/core/signal/signal.ts';
import type { ExportedSession } from '../../../src/formats/activity/sessionExporter.ts';
import { events, plans } from '../../core/arbitrary.ts';

/** What a person, a strap and a device do, one after the other. */
export type Act =
  | { does: 'run'; seconds: number; bpm: number; rrMs: number[] }
  | { does: 'runSilent'; seconds: number }
  /** So far into a second. */
  | { does: 'pause'; partMs: number; forMs: number }
  /** Counted, since it is short. */
  | { does: 'sleep'; seconds: number }
  /** Not counted, and then a pause until somebody is there. */
  | { does: 'sleepLong'; awayMs: number; thenMs: number }
  | { does: 'gone'; awayMs: number }
  | { does: 'skip' | 'back' | 'shift' };

export interface Walk {
  plan: Plan;
  acts: Act[];
  source?: Source;
  startedAt?: Moment;
  id?: string;
}

export interface Walked extends ExportedSession {
  /** Each second that was run, and when it began. */
  seconds: { second: number; beganEpochMs: number; sample: Sample }[];
}

export const profile = profileOf(200, 60);
export const START: Moment = {
  epochMs: Date.UTC(2026, 10, 22, 6, 30, 0, 250),
  timeZone: 'Europe/Zurich',
  offsetMin: 60,
};
export const ID = '5ad00000-0000-4000-8000-000000000002';

export function walked({ plan, acts, source = 'strap', startedAt = START, id = ID }: Walk): Walked {
  const log = new SampleLog();
  const seconds: Walked['seconds'] = [];
  let session = IDLE as Session;
  let sleptMs = 0;
  let nowMs = 0;
  const act = (event: SessionEvent): void => {
    const [next, ...effects] = advance(session, event);
    session = next;
    for (const effect of effects) {
      if (effect.type === 'away') log.appendAway(effect.seconds);
      if (effect.type !== 'sample') continue;
      // the tick has moved the clock to the end of its second
      seconds.push({
        second: log.lengthS,
        beganEpochMs: startedAt.epochMs + next.tickedAtMs - 1000 + sleptMs,
        sample: effect.sample,
      });
      log.append(effect.sample);
    }
  };
  const isRunning = (): boolean => session.status === 'inProgress';
  const tick = (bpm: number, rrMs: number[], listening = true): void => {
    const heartRate = { bpm, contact: 'present' as const, energyKJ: null, rrMs };
    if (bpm > 0) act({ type: 'heartRate', atMs: nowMs + 500, heartRate, source });
    act({ type: 'tick', listening });
    nowMs = Math.max(nowMs, session.tickedAtMs);
  };
  const resume = (): void => {
    if (session.status !== 'paused') return;
    nowMs = Math.max(nowMs, session.tickedAtMs);
    act({ type: 'resume', atMs: nowMs });
    nowMs = session.tickedAtMs;
  };
  act({ type: 'start', atMs: 0, workout: { id, plan, profile, startedAt, onLoss: 'continue' } });
  for (const each of acts) {
    if (!isRunning()) break;
    switch (each.does) {
      case 'run':
        for (let s = 0; s < each.seconds && isRunning(); s++) tick(each.bpm, each.rrMs);
        break;
      case 'runSilent':
        for (let s = 0; s < each.seconds && isRunning(); s++) tick(0, []);
        break;
      case 'pause':
        act({ type: 'pause', atMs: nowMs + each.partMs });
        nowMs += each.partMs + each.forMs;
        resume();
        break;
      case 'sleep':
        act({ type: 'slept', atMs: nowMs, awayMs: each.seconds * 1000 });
        sleptMs += each.seconds * 1000;
        for (let s = 0; s < each.seconds && isRunning(); s++) tick(0, [], false);
        break;
      case 'sleepLong':
        act({ type: 'slept', atMs: nowMs, awayMs: 60_001 + each.awayMs });
        sleptMs += 60_001 + each.awayMs;
        nowMs += each.thenMs;
        resume();
        break;
      case 'gone':
        act({ type: 'restored', atMs: nowMs, awayMs: each.awayMs, present: false });
        sleptMs += each.awayMs;
        break;
      case 'shift':
        act({ type: 'shift', byBpm: 3, scope: 'rest' });
        break;
      default:
        act({ type: each.does });
    }
  }
  if (session.status !== 'completed') act({ type: 'stop', atMs: nowMs });
  return { ...exported(session, log, startedAt.epochMs + nowMs + sleptMs), seconds };
}

function exported(session: Session, log: SampleLog, endedAtEpochMs: number): ExportedSession {
  if (session.status !== 'completed') throw new Error('a workout that never ended');
  const { session: record, chunks } = finishedOf(session, log.chunks, { endedAtEpochMs, strapName: 'Polar H10' });
  return { session: record, chunks, exportedAtEpochMs: endedAtEpochMs };
}

const NAMES = [
  'Warm-up',
  'Hard & <fast>',
  '=SUM(A1)',
  "'-quoted",
  'Pause, "long"',
  '心拍 🫀',
  '',
  'Cool-down',
  '+',
  '\u0007bell',
];
const name = fc.constantFrom(...NAMES);
const phase: fc.Arbitrary<Step> = fc.record({
  name: fc.constantFrom(...NAMES.filter(Boolean)),
  end: fc.oneof(
    fc.record({ type: fc.constant('time' as const), durationS: fc.integer({ min: 1, max: 90 }) }),
    fc.constant({ type: 'hand' as const }),
  ),
  target: fc.constantFrom<Extract<Step, { target: object }>['target'][]>(
    { type: 'open' },
    { type: 'zone', zone: 3 },
    { type: 'zone', zone: 1 },
    { type: 'percentReserve', low: 50, high: 62 },
  ),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: phase },
  {
    weight: 1,
    arbitrary: fc.record({
      repeat: fc.integer({ min: 1, max: 3 }),
      phases: fc.array(phase, { minLength: 1, maxLength: 3 }),
    }),
  },
);
const plan: fc.Arbitrary<Plan> = fc
  .record({
    name,
    sport: fc.constantFrom('run', 'ride', 'walk', 'row', 'swim', 'other'),
    phases: fc.array(step, { minLength: 1, maxLength: 4 }),
    endless: fc.boolean(),
  })
  .map(({ endless, ...rest }) => ({
    id: ID,
    description: '',
    ...rest,
    ...(endless && {
      endless: true as const,
      phases: [...rest.phases, { name: 'Lap', end: { type: 'hand' as const }, target: { type: 'open' as const } }],
    }),
  }));
const ms = fc.integer({ min: 0, max: 400_000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('run' as const),
      seconds: fc.integer({ min: 1, max: 40 }),
      bpm: fc.integer({ min: 60, max: 190 }),
      rrMs: fc.array(fc.integer({ min: 280, max: 1500 }), { maxLength: 7 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('runSilent' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('pause' as const), partMs: fc.integer({ min: 0, max: 999 }), forMs: ms }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('sleep' as const), seconds: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('sleepLong' as const), awayMs: ms, thenMs: ms }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('gone' as const), awayMs: ms }) },
  { weight: 2, arbitrary: fc.constantFrom<Act[]>({ does: 'skip' }, { does: 'back' }, { does: 'shift' }) },
);
const zone = fc.constantFrom(
  { timeZone: 'Europe/Zurich', offsetMin: 60 },
  { timeZone: 'America/New_York', offsetMin: -300 },
  { timeZone: 'Asia/Kathmandu', offsetMin: 345 },
  { timeZone: 'Nowhere/Unknown', offsetMin: -90 },
);

/** Any workout whose seconds are known to the millisecond. */
export const walks: fc.Arbitrary<Walked> = fc
  .record({
    plan,
    acts: fc.array(act, { maxLength: 25 }),
    source: fc.constantFrom<Source[]>('strap', 'simulated'),
    startedAt: fc
      .tuple(fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2090, 0, 1) }), zone)
      .map(([epochMs, where]) => ({ epochMs, ...where })),
  })
  .map(walked);

/** Anything that can happen to a workout, also what never does. */
export const soups: fc.Arbitrary<ExportedSession> = plans
  .chain((of) => fc.tuple(fc.constant(of), events(of)))
  .map(([of, all]) => {
    const log = new SampleLog();
    let session = IDLE as Session;
    const run = (event: SessionEvent): void => {
      const [next, ...effects] = advance(session, event);
      session = next;
      for (const effect of effects) {
        if (effect.type === 'away') log.appendAway(effect.seconds);
        if (effect.type === 'sample') log.append(effect.sample);
      }
    };
    run({ type: 'start', atMs: 0, workout: { id: 's', plan: of, profile, startedAt: START, onLoss: 'pause' } });
    for (const event of all) if (event.type !== 'start' && event.type !== 'discard') run(event);
    run({ type: 'stop', atMs: 2_000_000 });
    return exported(session, log, START.epochMs + 2_000_000);
  });
