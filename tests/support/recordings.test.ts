import { describe, expect, test } from 'vitest';
import { asFrames, expectedRecordings, readRecording, recordingsAbsent, type Reading } from './recordings.ts';

/** The same figures that stand beside the files, computed from what our readers read. */
function figuresOf(readings: Reading[]): object {
  const bpms = readings.flatMap(({ bpm }) => (bpm ? [bpm] : []));
  const rrMs = readings.flatMap((reading) => reading.rrMs ?? []);
  const stepsS = readings.slice(1).map(({ atS }, i) => atS - (readings[i]?.atS ?? NaN));
  return {
    records: readings.length,
    spanSec: rounded(readings.at(-1)?.atS ?? NaN),
    gapsOver5s: stepsS.filter((stepS) => stepS > 5).length,
    hrMissing: readings.filter(({ bpm }) => bpm === undefined).length,
    hrZero: readings.filter(({ bpm }) => bpm === 0).length,
    hrMin: Math.min(...bpms),
    hrMax: rounded(Math.max(...bpms)),
    hrMean: rounded(bpms.reduce((sum, bpm) => sum + bpm, 0) / bpms.length),
    rr: { count: rrMs.length, sumMs: rrMs.reduce((sum, each) => sum + each, 0) },
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

describe.skipIf(recordingsAbsent)(`recordings${recordingsAbsent ? `: ${recordingsAbsent}` : ''}`, () => {
  test.each(expectedRecordings())('$file is read as others read it', ({ file, figures }) => {
    const { records, spanSec, gapsOver5s, hrMissing, hrZero, hrMin, hrMax, hrMean, rr } = figures;
    expect(figuresOf(readRecording(file))).toEqual({
      records,
      spanSec,
      gapsOver5s,
      hrMissing,
      hrZero,
      hrMin,
      hrMax: rounded(hrMax),
      hrMean,
      rr: { count: rr?.count ?? 0, sumMs: rr?.sumMs ?? 0 },
    });
  });

  test('a gap in a recording is silence, not a frame', () => {
    const readings = readRecording('jk-suunto-weight.fit');
    expect(asFrames(readings)).toHaveLength(4803 - 511);
  });
});

test('beats that find no room in a frame go with the next', () => {
  const rrMs = Array.from({ length: 12 }, (_, i) => 400 + i);
  const frames = asFrames([
    { atS: 0, bpm: undefined, rrMs: rrMs.slice(0, 2) },
    { atS: 1, bpm: 140, rrMs: rrMs.slice(2) },
    { atS: 2, bpm: 141 },
  ]);
  expect(frames.map(({ atS, bytes }) => [atS, bytes[1], bytes.length])).toEqual([
    [1, 140, 20],
    [2, 141, 8],
  ]);
});
