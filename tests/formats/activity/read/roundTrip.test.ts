// A workout that was exported and is imported again is the same one, to the second and the beat.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phasesOf } from '../../../../src/core/plan/plan.ts';
import type { FinishedSession } from '../../../../src/core/records/finished.ts';
import { samplesOf } from '../../../../src/core/samples/samples.ts';
import type { Sample } from '../../../../src/core/session/events.ts';
import { exportSession, type SessionFormat } from '../../../../src/formats/activity/exporters.ts';
import { importSession } from '../../../../src/formats/activity/importers.ts';
import { oneLine } from '../../../../src/formats/activity/read/text.ts';
import type { ExportedSession } from '../../../../src/formats/activity/sessionExporter.ts';
import { historyOf } from '../../../support/history.ts';
import { runs } from '../../../support/nightly.ts';
import { walks } from '../walks.ts';
import { codesOf, refusalOf, workoutIn } from './files.ts';

/** By night there are ten times as many. */
const LONG = { timeout: 300_000 };

/** What every format has to keep of a workout. */
interface Kept {
  elapsedS: number;
  bpm: number[];
  provenance: string;
}

function keptOf({ session, chunks }: Pick<ExportedSession, 'session' | 'chunks'>): Kept {
  return {
    elapsedS: session.elapsedS,
    bpm: bySecond(session, chunks, ({ bpm }) => bpm, 0),
    provenance: session.summary.provenance,
  };
}

function bySecond<T>(
  { elapsedS }: Pick<FinishedSession, 'elapsedS'>,
  chunks: ExportedSession['chunks'],
  of: (sample: Sample) => T,
  none: T,
): T[] {
  const all = Array<T>(elapsedS).fill(none);
  for (const chunk of chunks) samplesOf(chunk).forEach((each, i) => (all[chunk.fromS + i] = of(each)));
  return all;
}

const beatsOf = ({ session, chunks }: Pick<ExportedSession, 'session' | 'chunks'>): (readonly number[])[] =>
  bySecond(session, chunks, ({ rrMs }) => rrMs, []);

/** Names on one line, as every format has them. */
const lapsOf = ({ plan, timeline }: FinishedSession): [fromS: number, toS: number, name: string][] =>
  timeline.map(({ phase, fromS, toS }) => [fromS, toS, oneLine(phasesOf(plan)[phase]?.name ?? '', 80)]);

const imported = (workout: ExportedSession, format: SessionFormat) =>
  workoutIn(exportSession(workout, format).bytes, { name: 'again' });

function eachWalk(check: (workout: ExportedSession) => void): void {
  fc.assert(
    fc.property(
      walks.filter(({ session }) => session.elapsedS > 0),
      check,
    ),
    { numRuns: runs(15), seed: 11 },
  );
}

describe.each(['fit', 'tcx'] as const)('%s', (format) => {
  test('each second has its heart rate, and the workout its length, its start, its id and its name', LONG, () => {
    eachWalk((workout) => {
      const { session } = imported(workout, format);
      expect(keptOf(imported(workout, format))).toEqual(keptOf(workout));
      const { epochMs } = workout.session.startedAt;
      expect(session.startedAt.epochMs).toBe(format === 'fit' ? Math.floor(epochMs / 1000) * 1000 : epochMs);
      expect(session.id).toBe(workout.session.id);
      expect(session.plan.name).toBe(oneLine(workout.session.plan.name, 80) || 'again');
    });
  });

  test('each phase that was done is a lap of its seconds, with its name', LONG, () => {
    eachWalk((workout) => {
      expect(lapsOf(imported(workout, format).session)).toEqual(lapsOf(workout.session));
    });
  });
});

test('fit: each beat is in its second, and the sport is the same', LONG, () => {
  eachWalk((workout) => {
    const again = imported(workout, 'fit');
    expect(beatsOf(again)).toEqual(beatsOf(workout));
    expect(again.session.plan.sport).toBe(workout.session.plan.sport);
    expect(codesOf(again)).not.toContain('loss.beatsLeftOut');
  });
});

test(
  'csv: each second has its heart rates, raw and filtered, and its phase; it begins to the millisecond',
  LONG,
  () => {
    eachWalk((workout) => {
      const again = imported(workout, 'csv');
      // seconds of a long absence at the end have no row
      const lastS = Math.max(...workout.chunks.map(({ fromS, bpm }) => fromS + bpm.length));
      const expected = keptOf(workout);
      expect(keptOf(again)).toEqual({ ...expected, elapsedS: lastS, bpm: expected.bpm.slice(0, lastS) });
      const steady = (of: ExportedSession): number[] =>
        bySecond(of.session, of.chunks, ({ bpm, steadyBpm }) => (bpm > 0 ? steadyBpm : 0), 0);
      steady(again).forEach((bpm, s) => expect(bpm).toBeCloseTo(steady(workout)[s]!, 1));
      const { pauses, gaps, startedAt } = workout.session;
      // what was before the first row is not in the table
      if (![...pauses, ...gaps].some(({ atS }) => atS === 0))
        expect(again.session.startedAt.epochMs).toBe(startedAt.epochMs);
      const nameAt = ({ session }: ExportedSession, second: number): string =>
        lapsOf(session).findLast(([fromS, toS]) => second >= fromS && second < toS)?.[2] ?? '';
      for (let second = 0; second < lastS; second++) expect(nameAt(again, second)).toBe(nameAt(workout, second));
    });
  },
);

test('json: a workout comes back as it was', () => {
  for (const { session, chunks } of historyOf(5, Date.UTC(2026, 10, 22))) {
    const exportedAtEpochMs = session.endedAtEpochMs;
    const read = importSession(exportSession({ session, chunks, exportedAtEpochMs }, 'json').bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const [again] = read.value.sessions;
    expect([read.value.format, again.session, again.losses]).toEqual(['json', session, []]);
    expect(again.session).not.toHaveProperty('imported');
    expect(keptOf(again)).toEqual(keptOf({ session, chunks }));
    expect(beatsOf(again)).toEqual(beatsOf({ session, chunks }));
    expect(again.figures).toMatchObject({ laps: session.timeline.length, elapsedS: session.elapsedS });
  }
});

test('a table of beats alone is no workout', () => {
  const [workout] = historyOf(1, Date.UTC(2026, 10, 22));
  expect(refusalOf(exportSession(workout!, 'rr').bytes)).toBe('file.kind csv');
});

test('what a program made of ours in between comes back under the id of ours, and once', () => {
  const [{ session, chunks } = { session: undefined, chunks: [] }] = historyOf(1, Date.UTC(2026, 10, 22));
  if (!session) throw new Error('there is no workout');
  const ids = (['fit', 'tcx', 'json'] as const).map(
    (format) => imported({ session, chunks, exportedAtEpochMs: 0 }, format).session.id,
  );
  expect(new Set(ids)).toEqual(new Set([session.id]));
});
