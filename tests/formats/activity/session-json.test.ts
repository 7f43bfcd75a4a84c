import { expect, test } from 'vitest';
import { exportSession } from '../../../src/formats/activity/exporters.ts';
import type { FinishedSession } from '../../../src/core/records/finished.ts';
import { parseFinished } from '../../../src/core/records/finishedRecord.ts';
import { parsePlan } from '../../../src/formats/plan/importers.ts';
import { SampleLog } from '../../../src/core/samples/samples.ts';
import type { Sample } from '../../../src/core/session/events.ts';
import { DEFAULT_PROFILE } from '../../../src/core/athlete/hrZones.ts';
import { sessionFile, sessionJson, type SessionFile } from '../../../src/formats/activity/session-json.ts';

const parsed = parsePlan({ name: 'Samples: 0', phases: [{ name: 'Go', durationS: 4 }] });
if (!parsed.ok) throw new Error('the plan of this test is wrong');
const plan = parsed.value;

const session: FinishedSession = {
  id: '0b8f3f7e',
  plan,
  profile: DEFAULT_PROFILE,
  startedAt: { epochMs: Date.UTC(2026, 10, 22, 23, 30), timeZone: 'Europe/Zurich', offsetMin: 60 },
  endedAtEpochMs: Date.UTC(2026, 10, 22, 23, 30, 4),
  ending: 'finished',
  elapsedS: 4,
  timeline: [{ phase: 0, fromS: 0, toS: 4, endedBy: 'time', lowS: 0, inS: 0, highS: 0 }],
  pauses: [],
  gaps: [],
  cues: [],
  shifts: [],
  summary: {
    elapsedS: 4,
    timeInZoneS: [0, 0, 3, 0, 0, 0],
    noSignalS: 1,
    meanBpm: 121,
    maxBpm: 122,
    phasesCompleted: 1,
    phases: 1,
    provenance: 'simulated',
    ending: 'finished',
  },
  strapName: null,
  occurrenceId: null,
};

const seconds: Sample[] = [
  { bpm: 120, steadyBpm: 120, source: 'simulated', away: false, rrMs: [500, 500] },
  { bpm: 121, steadyBpm: 120.2, source: 'simulated', away: false, rrMs: [496] },
  { bpm: 0, steadyBpm: 0, source: 'none', away: true, rrMs: [] },
  { bpm: 122, steadyBpm: 120.5, source: 'simulated', away: false, rrMs: [] },
];

function read(): SessionFile {
  const log = new SampleLog();
  for (const sample of seconds) log.append(sample);
  return JSON.parse(sessionJson(sessionFile(session, log.chunks, Date.UTC(2026, 10, 23)))) as SessionFile;
}

test('what is exported says what it is', () => {
  expect(read()).toMatchObject({ format: 'beatkeeper-session', version: 1, exportedAt: '2026-11-23T00:00:00.000Z' });
});

test('the session in the file is the session, as its own parser reads it', () => {
  expect(parseFinished(read().session)).toEqual({ ok: true, value: session });
});

test('every elapsed second has an entry in every column, and a silence is not a heart rate of 0', () => {
  const { samples } = read();
  expect(samples).toEqual({
    bpm: [120, 121, null, 122],
    steadyBpm: [120, 120.2, null, 120.5],
    source: ['simulated', 'simulated', 'none', 'simulated'],
    away: [false, false, true, false],
    rrMs: [[500, 500], [496], [], []],
  });
});

test('of two straps, each second says which one it came from; of one, nothing does', () => {
  expect(read().samples).not.toHaveProperty('strap');
  const log = new SampleLog();
  const sample: Sample = { bpm: 120, steadyBpm: 120, source: 'strap', away: false, rrMs: [] };
  for (const each of [sample, { ...sample, strap: 1 as const }, sample]) log.append(each);
  expect(sessionFile(session, log.chunks, 0).samples.strap).toEqual([0, 1, 0]);
});

test.each([
  ['Threshold 4 × 4', '2026-11-23-0030-threshold-4-4.beatkeeper.json'],
  ['Größe & Mut', '2026-11-23-0030-gro-e-mut.beatkeeper.json'],
  ['心拍', '2026-11-23-0030.beatkeeper.json'],
  ['../../etc', '2026-11-23-0030-etc.beatkeeper.json'],
])('the file of “%s” is named %s, by the day and the time where it was run', (name, file) => {
  const named = { ...session, plan: { ...plan, name } };
  expect(exportSession({ session: named, chunks: [], exportedAtEpochMs: 0 }, 'json').name).toBe(file);
});

test('a long absence has no entries, and the file says where', () => {
  const log = new SampleLog();
  for (const sample of seconds) log.append(sample);
  log.appendAway(30 * 86_400);
  for (const sample of seconds) log.append(sample);
  const elapsedS = 30 * 86_400 + 8;
  const text = sessionJson(sessionFile({ ...session, elapsedS }, log.chunks, 0));
  expect(text.length).toBeLessThan(40_000);
  const file = JSON.parse(text) as SessionFile;
  expect(file).toMatchObject({ version: 2, leftOut: [{ fromS: 300, toS: 30 * 86_400 }] });
  const leftOutS = (file.leftOut ?? []).reduce((sum, { fromS, toS }) => sum + toS - fromS, 0);
  expect(file.samples.bpm.length + leftOutS).toBe(elapsedS);
  expect(file.samples.bpm.slice(-4)).toEqual([120, 121, null, 122]);
});
