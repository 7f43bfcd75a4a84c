import { expect, test } from 'vitest';
import { WORKOUT_LOSS_CODES } from '../../../src/core/parse/parsed.ts';
import type { Plan } from '../../../src/core/plan/plan.ts';
import {
  exportSession,
  isOwnExport,
  readSessionFile,
  SESSION_FORMATS,
  type SessionFormat,
} from '../../../src/index.ts';
import { problemLine } from '../../../src/words/en/problems.ts';
import { phase, planOf, time } from '../../core/arbitrary.ts';
import { START, walked, type Act, type Walked } from './walks.ts';

const PLAN: Plan = { ...planOf(phase(time(60)), phase(time(60))), name: 'Intervals' };
const run = (seconds: number, bpm = 120, rrMs: number[] = []): Act => ({ does: 'run', seconds, bpm, rrMs });
const codes = (workout: Walked, format: SessionFormat): string[] =>
  exportSession(workout, format).losses.map(({ code }) => code);

test.each(SESSION_FORMATS.filter((format) => format !== 'json'))(
  '%s: a workout that was exported as JSON and read back is written as the same bytes',
  (format) => {
    const acts: Act[] = [
      run(30, 120, [500, 490]),
      { does: 'pause', partMs: 300, forMs: 5_500 },
      { does: 'shift' },
      run(20, 140),
    ];
    const workout = walked({ plan: PLAN, acts });
    const read = readSessionFile(exportSession(workout, 'json').bytes);
    if (!read.ok) throw new Error('it should be read');
    expect(exportSession(read.value, format)).toEqual(exportSession(workout, format));
  },
);

test('a workout without the time of its export is exported as of its end', () => {
  const { session, chunks } = walked({ plan: PLAN, acts: [run(10)] });
  const text = new TextDecoder().decode(exportSession({ session, chunks }, 'json').bytes);
  expect((JSON.parse(text) as { exportedAt: string }).exportedAt).toBe(new Date(session.endedAtEpochMs).toISOString());
});

test('names of files sort by time, and two workouts of a day are two', () => {
  const at = (hours: number): string =>
    exportSession(
      walked({ plan: PLAN, acts: [], startedAt: { ...START, epochMs: Date.UTC(2026, 10, 22, hours, 5) } }),
      'fit',
    ).name;
  expect([at(6), at(17)]).toEqual(['2026-11-22-0705-intervals.fit', '2026-11-22-1805-intervals.fit']);
});

test.each<[string, Parameters<typeof walked>[0], Record<'fit' | 'tcx' | 'csv', string[]>]>([
  [
    'a plain one',
    { plan: PLAN, acts: [run(15), run(15, 124)] },
    {
      fit: ['loss.workoutSteady', 'loss.workoutProfile'],
      tcx: ['loss.workoutSteady', 'loss.workoutPlan', 'loss.workoutTargets', 'loss.workoutProfile'],
      csv: ['loss.workoutPlan', 'loss.workoutProfile'],
    },
  ],
  [
    'one with beats, a pause and a target that was moved',
    {
      plan: PLAN,
      acts: [
        run(12, 130, [461]),
        run(12, 126, [476]),
        { does: 'shift' },
        { does: 'pause', partMs: 0, forMs: 100 },
        run(12, 131, [458]),
      ],
    },
    {
      fit: ['loss.workoutSteady', 'loss.workoutShifts', 'loss.workoutPauses', 'loss.workoutProfile'],
      tcx: [
        'loss.workoutBeats',
        'loss.workoutSteady',
        'loss.workoutPlan',
        'loss.workoutTargets',
        'loss.workoutPauses',
        'loss.workoutProfile',
      ],
      csv: ['loss.workoutBeats', 'loss.workoutPlan', 'loss.workoutPauses', 'loss.workoutProfile'],
    },
  ],
  [
    'one without a heart rate or a target',
    { plan: { ...PLAN, phases: [phase(time(10), { type: 'open' })] }, acts: [{ does: 'runSilent', seconds: 10 }] },
    {
      fit: ['loss.workoutProfile'],
      tcx: ['loss.workoutPlan', 'loss.workoutProfile'],
      csv: ['loss.workoutPlan', 'loss.workoutProfile'],
    },
  ],
])('losses of %s: what it has and the format has not', (_, walk, lost) => {
  const workout = walked(walk);
  expect({ fit: codes(workout, 'fit'), tcx: codes(workout, 'tcx'), csv: codes(workout, 'csv') }).toEqual(lost);
  expect(codes(workout, 'json')).toEqual([]);
});

test('losses: heart rates in doubt, of a second strap, and of two sources in one workout', () => {
  const workout = walked({ plan: PLAN, acts: [run(20)], source: 'simulated' });
  const flags = (flag: number) => (_: number, i: number) => (i < 5 ? flag : 2);
  const withFlags = (flag: number): Walked => ({
    ...workout,
    chunks: workout.chunks.map((chunk) => ({ ...chunk, flags: chunk.flags.map(flags(flag)) })),
  });
  expect(exportSession(withFlags(1), 'fit').losses).toContainEqual({
    code: 'loss.workoutMixed',
    path: '',
    params: { seconds: 15 },
  });
  expect(codes(withFlags(1), 'csv')).not.toContain('loss.workoutMixed');
  expect(exportSession(withFlags(8 + 2), 'csv').losses).toContainEqual({
    code: 'loss.workoutSecondStrap',
    path: '',
    params: { seconds: 5 },
  });
  const doubted = { ...workout, session: { ...workout.session, doubtS: 7 } };
  expect(exportSession(doubted, 'tcx').losses).toContainEqual({
    code: 'loss.workoutDoubt',
    path: '',
    params: { seconds: 7 },
  });
});

test('losses: a plan that FIT can hold in part is one line, whatever it loses', () => {
  const plan = {
    ...PLAN,
    phases: Array.from({ length: 9 }, () => phase(time(10), { type: 'percentReserve', low: 50, high: 60 })),
  };
  expect(codes(walked({ plan, acts: [run(20)] }), 'fit').filter((code) => !code.startsWith('loss.workout'))).toEqual(
    [],
  );
  expect(codes(walked({ plan, acts: [run(20)] }), 'fit')).toContain('loss.workoutPlanPart');
});

test.each(WORKOUT_LOSS_CODES)('%s is a sentence, for one and for many', (code) => {
  for (const n of [1, 2]) {
    const line = problemLine({ code, path: '', params: { count: n, seconds: n } });
    expect(line).toMatch(/^[A-Z1-9].*\.$/);
    expect(line).not.toMatch(/undefined|NaN|#/);
  }
});

test('an export is known as one of ours in its own format, and nothing else is', () => {
  const workout = walked({ plan: PLAN, acts: [run(10, 120, [500])] });
  for (const format of SESSION_FORMATS)
    for (const other of SESSION_FORMATS)
      expect([format, other, isOwnExport(exportSession(workout, format).bytes, other)]).toEqual([
        format,
        other,
        format === other,
      ]);
  expect(isOwnExport(new TextEncoder().encode('{"name": "my plan"}'), 'json')).toBe(false);
});
