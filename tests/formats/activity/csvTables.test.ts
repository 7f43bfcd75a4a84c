import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgedBand } from '../../../src/core/plan/reach.ts';
import { phasesOf, type Plan } from '../../../src/core/plan/plan.ts';
import { shiftAt } from '../../../src/core/session/shift.ts';
import { cellOfText, textOfCell } from '../../../src/formats/activity/csvCells.ts';
import { exportSession, formatsFor } from '../../../src/formats/activity/exporters.ts';
import { phase, planOf, time } from '../../core/arbitrary.ts';
import type { Moment } from '../../../src/core/session/session.ts';
import { profile, walked, walks, type Act } from './walks.ts';

const run = (seconds: number, bpm = 120, rrMs: number[] = []): Act => ({ does: 'run', seconds, bpm, rrMs });
const PLAN: Plan = { ...planOf(phase(time(60)), phase(time(60))), name: 'Intervals' };

/** RFC 4180, and nothing of ours. */
function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') cell += text.charAt(i++);
      else if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === ',') {
      row.push(cell);
      cell = '';
    } else if (char === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      i++;
    } else cell += char;
  }
  expect([row, cell, quoted]).toEqual([[], '', false]); // the last line has an end too
  return rows;
}

const table = (workout: Parameters<typeof exportSession>[0], format: 'csv' | 'rr'): string[][] =>
  cells(new TextDecoder().decode(exportSession(workout, format).bytes));

test('CSV: a row for each second, with its time, its rates, its phase, its target and whose heart it was', () => {
  fc.assert(
    fc.property(walks, (workout) => {
      const { session, seconds } = workout;
      const [head, ...rows] = table(workout, 'csv');
      expect(head).toEqual(['seconds', 'time', 'bpm', 'steadyBpm', 'phase', 'target_low', 'target_high', 'source']);
      expect(rows).toHaveLength(seconds.length);
      rows.forEach(([second, at, bpm, steady, name, low, high, source], i) => {
        const { beganEpochMs, sample } = seconds[i]!;
        const entry = session.timeline.find(({ fromS, toS }) => fromS <= i && i < toS)!;
        const run = phasesOf(session.plan)[entry.phase]!;
        const band = judgedBand(run, session.plan, profile, shiftAt(session.shifts, entry.phase, i));
        expect([Number(second), Date.parse(at!)]).toEqual([i, beganEpochMs]);
        expect(bpm).toBe(sample.bpm === 0 ? '' : String(sample.bpm));
        expect(Number(steady)).toBeCloseTo(sample.steadyBpm, 1);
        expect(textOfCell(name!)).toBe(run.name.replace('\u0007', ' '));
        expect([low, high]).toEqual([band?.lowBpm ?? '', band?.highBpm ?? ''].map(String));
        expect(source).toBe(sample.source);
      });
    }),
    { numRuns: 30 },
  );
});

test('CSV of beats: each interval in its second', () => {
  fc.assert(
    fc.property(walks, (workout) => {
      const [head, ...rows] = table(workout, 'rr');
      expect(head).toEqual(['seconds', 'rr_ms']);
      expect(rows).toEqual(
        workout.seconds.flatMap(({ second, sample }) => sample.rrMs.map((each) => [String(second), String(each)])),
      );
      expect(formatsFor(workout).includes('rr')).toBe(rows.length > 0);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['Warm-up', 'Warm-up'],
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-', "'-"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['＝1', "'＝1"],
  ["'=1", "''=1"],
  ["'quoted'", "'quoted'"],
  ['a, "b"', '"a, ""b"""'],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ['two\nlines\t', 'two lines '],
  ['\t=1', ' =1'],
])('CSV: the text %j is the cell %j', (text, cell) => {
  expect(cellOfText(text)).toBe(cell);
});

test('CSV: no cell begins a formula, and each text is had back', () => {
  const letters = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '"', ',', 'a', ' ', '＝') });
  fc.assert(
    fc.property(letters, (text) => {
      const [row] = cells(`${cellOfText(text)}\r\n`);
      expect(row).toHaveLength(1);
      expect(row![0]).not.toMatch(/^[=+\-@＝]/);
      expect(textOfCell(row![0]!)).toBe(text);
    }),
  );
});

test('CSV: times are by the clocks of the place, also across their change, and of one whose zone is unknown', () => {
  const times = (startedAt: Moment, seconds: number): (string | undefined)[] =>
    table(walked({ plan: PLAN, acts: [run(seconds)], startedAt }), 'csv')
      .slice(1)
      .map(([, at]) => at);
  const autumn = { epochMs: Date.UTC(2026, 9, 25, 0, 59, 59), timeZone: 'Europe/Zurich', offsetMin: 120 };
  expect(times(autumn, 2)).toEqual(['2026-10-25T02:59:59.000+02:00', '2026-10-25T02:00:00.000+01:00']);
  const unknown = { epochMs: Date.UTC(2026, 0, 1), timeZone: 'Nowhere/Unknown', offsetMin: -210 };
  expect(times(unknown, 1)).toEqual(['2025-12-31T20:30:00.000-03:30']);
});

test('CSV: a workout of no time is a head alone; one without a heart has empty cells and no table of beats', () => {
  expect(table(walked({ plan: PLAN, acts: [] }), 'csv')).toHaveLength(1);
  const silent = walked({ plan: PLAN, acts: [{ does: 'runSilent', seconds: 2 }] });
  expect(
    table(silent, 'csv')
      .slice(1)
      .map((row) => [row[2], row[3], row[7]]),
  ).toEqual([
    ['', '', 'none'],
    ['', '', 'none'],
  ]);
  expect(formatsFor(silent)).toEqual(['fit', 'tcx', 'csv', 'json']);
  expect(exportSession(silent, 'rr').losses.map(({ code }) => code)).toEqual(['loss.workoutBeatsNone']);
});

test('CSV: a long absence has no rows, and the seconds after it keep their number', () => {
  const { session, chunks } = walked({ plan: PLAN, acts: [run(2)] });
  const later = chunks.map((chunk) => ({ ...chunk, fromS: 3_000_000 }));
  const rows = table({ session: { ...session, elapsedS: 3_000_002 }, chunks: [...chunks, ...later] }, 'csv');
  expect(rows.slice(1).map(([second]) => second)).toEqual(['0', '1', '3000000', '3000001']);
});
