// A workout that was recorded elsewhere says so in its record and in its digest; older records know nothing of it.
import { expect, test } from 'vitest';
import { finishedOf } from '../../../src/core/records/finished.ts';
import { parseDigest, parseFinished } from '../../../src/core/records/finishedRecord.ts';
import { IMPORT_FORMATS, IMPORTED_TEXT_MAX, type ImportedFrom } from '../../../src/core/records/importedFrom.ts';
import { SampleLog } from '../../../src/core/samples/samples.ts';
import { advance } from '../../../src/core/session/advance.ts';
import type { SessionEvent } from '../../../src/core/session/events.ts';
import { IDLE, type Session } from '../../../src/core/session/session.ts';
import { phase, planOf, time, workout } from '../arbitrary.ts';

const EVENTS: SessionEvent[] = [
  { type: 'start', atMs: 0, workout: workout(planOf(phase(time(5)))) },
  ...Array.from({ length: 5 }, (): SessionEvent => ({ type: 'tick', listening: true })),
];

function finished(imported?: ImportedFrom) {
  const session = EVENTS.reduce<Session>((before, event) => advance(before, event)[0], IDLE);
  if (session.status !== 'completed') throw new Error('a workout that never ended');
  return finishedOf(session, new SampleLog().chunks, { endedAtEpochMs: 1e12, strapName: null, imported });
}

test.each(IMPORT_FORMATS)('where a workout of %s comes from is in its record and in its digest', (format) => {
  for (const imported of [
    { format, source: 'Forerunner 955', fileName: 'ride.1' },
    { format, source: null },
  ]) {
    const { session, digest } = structuredClone(finished(imported));
    expect([session.imported, digest.imported]).toEqual([imported, imported]);
    expect(parseFinished(session)).toEqual({ ok: true, value: session });
    expect(parseDigest(digest)).toEqual({ ok: true, value: digest });
  }
});

test('a workout that was run here, and a record of an earlier version, say nothing of it', () => {
  const { session, digest } = structuredClone(finished());
  expect('imported' in session || 'imported' in digest).toBe(false);
  expect(parseFinished(session)).toEqual({ ok: true, value: session });
  expect(parseDigest(digest)).toEqual({ ok: true, value: digest });
});

test.each([
  ['another format', { format: 'kml', source: null }, 'imported.format'],
  ['no source', { format: 'fit' }, 'imported.source'],
  ['a source without an end', { format: 'fit', source: 'x'.repeat(IMPORTED_TEXT_MAX + 1) }, 'imported.source'],
  [
    'a name without an end',
    { format: 'fit', source: null, fileName: 'x'.repeat(IMPORTED_TEXT_MAX + 1) },
    'imported.fileName',
  ],
])('%s is refused, and its place is named', (_, imported, path) => {
  const { session, digest } = finished();
  for (const read of [parseFinished({ ...session, imported }), parseDigest({ ...digest, imported })])
    expect(read).toMatchObject({ ok: false, problems: [{ path }] });
});
