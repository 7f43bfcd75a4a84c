import * as v from 'valibot';
import * as is from '../../core/parse/bounds.ts';
import { parseJson } from '../../core/parse/json.ts';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { parseWith } from '../../core/parse/schema.ts';
import { parseFinished } from '../../core/records/finishedRecord.ts';
import { CHUNK_S, chunkOf, type SampleChunk } from '../../core/samples/samples.ts';
import type { Sample } from '../../core/session/events.ts';
import { notThis, readText, textKind } from '../fileKind.ts';
import type { ExportedSession } from './sessionExporter.ts';

const CHARS_MAX = 64_000_000;

const rate = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(255)));
const file = v.object({
  format: v.literal('beatkeeper-session'),
  version: v.number(),
  exportedAt: v.pipe(v.string(), v.isoTimestamp()),
  session: v.unknown(),
  leftOut: v.optional(v.array(v.object({ fromS: is.seconds, toS: is.seconds })), []),
  samples: v.object({
    bpm: v.array(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(255)))),
    steadyBpm: v.array(rate),
    source: v.array(v.picklist(['strap', 'simulated', 'none'])),
    strap: v.optional(v.array(v.picklist([0, 1]))),
    away: v.array(v.boolean()),
    doubtful: v.optional(v.array(v.boolean())),
    rrMs: v.array(v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(0xffff))), v.maxLength(255))),
  }),
});
type Columns = v.InferOutput<typeof file>['samples'];

const VERSION_MAX = 2;

/** A workout as `session-json.ts` writes it. What is refused says why; where beats follow each other is not in such a file. */
export function readSessionFile(bytes: Uint8Array): Parsed<ExportedSession> {
  const text = readText(bytes, 'workout');
  if (!text.ok) return text;
  const kind = textKind(text.value);
  if (kind !== 'workout') return notThis(kind, 'workout');
  const json = parseJson(text.value, CHARS_MAX);
  return json.ok ? parseSessionFile(json.value) : json;
}

function parseSessionFile(value: unknown): Parsed<ExportedSession> {
  const read = parseWith(file, value);
  if (!read.ok) return read;
  const { version, exportedAt, samples, leftOut } = read.value;
  if (version > VERSION_MAX) return bad('record.newer', { v: version, known: VERSION_MAX }, 'version');
  const session = parseFinished(read.value.session);
  if (!session.ok) return session;
  const seconds = samples.bpm.length;
  if (Object.values(samples).some((column) => column?.length !== seconds && column !== undefined))
    return bad('record.broken', {}, 'samples');
  const chunks = chunksOf(samples, leftOut);
  const last = chunks.at(-1);
  if (last && last.fromS + last.bpm.length > session.value.elapsedS) return bad('record.broken', {}, 'samples');
  return good({ session: session.value, chunks, exportedAtEpochMs: Date.parse(exportedAt) });
}

function chunksOf(columns: Columns, leftOut: readonly { fromS: number; toS: number }[]): SampleChunk[] {
  const chunks: SampleChunk[] = [];
  const absences = leftOut.toSorted((a, b) => a.fromS - b.fromS);
  let atS = 0;
  for (let i = 0; i < columns.bpm.length;) {
    for (const { fromS, toS } of absences) if (atS >= fromS && atS < toS) atS = toS;
    const untilS = absences.find(({ fromS }) => fromS > atS)?.fromS ?? Infinity;
    const count = Math.min(CHUNK_S, untilS - atS, columns.bpm.length - i);
    chunks.push(
      chunkOf(
        Array.from({ length: count }, (_, n) => sampleAt(columns, i + n)),
        atS,
      ),
    );
    i += count;
    atS += count;
  }
  return chunks;
}

function sampleAt({ bpm, steadyBpm, source, strap, away, doubtful, rrMs }: Columns, i: number): Sample {
  return {
    bpm: bpm[i] ?? 0,
    steadyBpm: steadyBpm[i] ?? 0,
    source: source[i] ?? 'none',
    ...(strap?.[i] === 1 && { strap: 1 }),
    away: away[i] ?? false,
    rrMs: rrMs[i] ?? [],
    ...(doubtful?.[i] && { doubtful: true }),
  };
}
