// Every format of recorded workouts survives what accidents and enemies make of its files.
import { expect, test } from 'vitest';
import { parseDigest, parseFinished } from '../../../../src/core/records/finishedRecord.ts';
import { parseChunk } from '../../../../src/core/records/chunkRecord.ts';
import { exportSession } from '../../../../src/formats/activity/exporters.ts';
import { importSession, SESSION_IMPORTERS } from '../../../../src/formats/activity/importers.ts';
import { problemLine } from '../../../../src/words/en/problems.ts';
import { costMs } from '../../../support/cost.ts';
import { historyOf } from '../../../support/history.ts';
import { NIGHTLY } from '../../../support/nightly.ts';
import { Chance } from '../../../torture/chance.ts';
import { mutated } from '../../plan/mutated.ts';
import {
  bytesOf,
  chars,
  fileId,
  fitFile,
  gpxFile,
  gpxPoint,
  lap,
  record,
  sessionMessage,
  tcxFile,
  tcxLap,
  timer,
  trackpoint,
  u16,
  u32,
  u8,
  withChecksum,
} from './files.ts';

const MUTATIONS = Math.ceil((NIGHTLY ? 100_000 : 2_000) / SESSION_IMPORTERS.length);
const LIMIT_MS = 1_000;
const SEED = 0xf17;

const seconds = Array.from({ length: 40 }, (_, s) => s);
const [ours] = historyOf(1, Date.UTC(2026, 10, 22));
const exported = (format: 'fit' | 'tcx' | 'csv' | 'json'): Uint8Array => {
  const { session, chunks } = ours!;
  // of a few seconds: a long file has most of its mutations where nothing is
  const elapsedS = 20;
  const timeline = [{ ...session.timeline[0]!, toS: elapsedS }];
  const first = chunks[0]!;
  const beats = first.rrCounts.subarray(0, elapsedS).reduce((sum, count) => sum + count, 0);
  const chunk = {
    fromS: 0,
    bpm: first.bpm.slice(0, elapsedS),
    steady: first.steady.slice(0, elapsedS),
    flags: first.flags.slice(0, elapsedS),
    rrCounts: first.rrCounts.slice(0, elapsedS),
    rrMs: first.rrMs.slice(0, beats),
  };
  return exportSession({ session: { ...session, elapsedS, timeline }, chunks: [chunk] }, format).bytes;
};

/** Files of others and of ours, of each format. */
const FILES: Record<string, Uint8Array[]> = {
  fit: [
    fitFile([
      fileId(),
      { kind: 23, fields: [u8(0, 0), u16(2, 32), chars(27, 'BOLT')] },
      timer(0, 0),
      ...seconds.flatMap((s) => [
        record(s > 20 ? s + 90 : s, 100 + s, u32(0, s), u16(7, 200)),
        { kind: 78, fields: [u16(0, 500, 510, 0xffff)] },
      ]),
      ...[timer(20, 4), timer(110, 0), lap(0, 10), lap(10, 130), sessionMessage(0, 15), sessionMessage(15, 130)],
      { kind: 34, fields: [u32(253, 1_068_934_400), u32(5, 1_068_938_000)] },
    ]),
    exported('fit'),
  ],
  tcx: [
    bytesOf(
      tcxFile(
        tcxLap(0, seconds.map((s) => trackpoint(s, 100 + s)).join(''), trackpoint(90, 120)),
        tcxLap(91, trackpoint(91, 121, '<Position/>')),
      ),
    ),
    exported('tcx'),
  ],
  gpx: [bytesOf(gpxFile(seconds.map((s) => gpxPoint(s * 2, `<hr>${100 + s}.5</hr>`)).join('')))],
  csv: [
    bytesOf(`time,hr,watts\n${seconds.map((s) => `2023-11-14T22:13:${10 + s}Z,${100 + s},200`).join('\n')}`),
    bytesOf(`Minuten;min;Puls\n${seconds.map((s) => `x;${String(s / 60).replace('.', ',')};${100 + s}`).join('\r\n')}`),
    exported('csv'),
  ],
  json: [exported('json')],
};

test.each(SESSION_IMPORTERS.map(({ id }) => id))(
  `%s: ${MUTATIONS} mutated files are read or refused, each within a second`,
  { timeout: 900_000 },
  (id) => {
    const outcomes = { read: 0, refused: 0 };
    const before = process.memoryUsage().rss;
    for (let turn = 0; turn < MUTATIONS; turn++) {
      const chance = new Chance(SEED, turn);
      const raw = mutated(FILES[id]!, chance);
      outcomes[survives(id === 'fit' && chance.next() < 0.5 ? mendedFit(raw) : raw, `${id}, mutation ${turn}`)]++;
    }
    // the mutations reach beyond the door, and not all of them are harmless
    expect(outcomes.read).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(0);
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  },
);

/** With the length that its header has to say, and the checksum. */
function mendedFit(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 16) return bytes;
  const out = new Uint8Array(bytes);
  new DataView(out.buffer).setUint32(4, out.length - 16, true);
  return withChecksum(out);
}

function survives(bytes: Uint8Array, what: string): 'read' | 'refused' {
  const context = { name: 'mutated', timeZone: 'Europe/Berlin', writtenAtEpochMs: 1.7e12 };
  let read!: ReturnType<typeof importSession>;
  expect(
    costMs(() => (read = importSession(bytes, context))),
    what,
  ).toBeLessThan(LIMIT_MS);
  if (!read.ok) {
    expect(read.problems.map(problemLine).join(''), what).not.toBe('');
    return 'refused';
  }
  for (const { session, digest, chunks, losses, figures } of read.value.sessions) {
    const record: unknown = structuredClone(session);
    expect(parseFinished(record), what).toMatchObject({ ok: true, value: session });
    expect(parseDigest(structuredClone(digest)), what).toMatchObject({ ok: true });
    for (const chunk of chunks) expect(parseChunk(chunk).ok, what).toBe(true);
    const last = chunks.at(-1);
    if (last) expect(last.fromS + last.bpm.length, what).toBeLessThanOrEqual(session.elapsedS);
    // our own JSON says its sums itself
    const { timeInZoneS, noSignalS } = session.summary;
    if (session.imported)
      expect(
        timeInZoneS.reduce((sum, s) => sum + s, noSignalS),
        what,
      ).toBe(session.elapsedS);
    expect(figures.validS >= 0 && Number.isFinite(figures.elapsedS), what).toBe(true);
    for (const loss of [...losses, ...read.value.losses]) expect(problemLine(loss), what).not.toBe('');
  }
  return 'read';
}
