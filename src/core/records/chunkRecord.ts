import * as v from 'valibot';
import * as is from '../parse/bounds.ts';
import { bad, good, type Parsed } from '../parse/parsed.ts';
import { parseWith } from '../parse/schema.ts';
import { CHUNK_S, type SampleChunk } from '../samples/samples.ts';

const chunkSchema = v.object({
  fromS: is.seconds,
  bpm: v.instance(Uint8Array),
  steady: v.instance(Uint16Array),
  flags: v.instance(Uint8Array),
  rrCounts: v.instance(Uint8Array),
  rrMs: v.instance(Uint16Array),
});

/** A stored chunk: all columns of one length, and as many RR intervals as are counted. */
export function parseChunk(value: unknown): Parsed<SampleChunk> {
  const parsed = parseWith(chunkSchema, value);
  if (!parsed.ok) return parsed;
  const { bpm, steady, flags, rrCounts, rrMs } = parsed.value;
  const n = bpm.length;
  const rr = rrCounts.reduce((sum, count) => sum + count, 0);
  if (steady.length !== n || flags.length !== n || rrCounts.length !== n || rr !== rrMs.length || n > CHUNK_S) {
    return bad('record.broken', { n }, 'chunk');
  }
  return good(parsed.value);
}
