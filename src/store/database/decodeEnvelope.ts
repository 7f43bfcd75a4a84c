import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { checksum, HEADER_BYTES, KINDS, VERSIONS, type Kind } from './envelope.ts';

/** An envelope, decoded: the JSON is anything until it is parsed. */
export interface Envelope {
  v: number;
  json: unknown;
  bytes: Uint8Array;
}

/** Decodes an envelope. Torn, mutated or foreign ones are refused, and ones of a version that is not known here yet. */
export function decodeEnvelope(kind: Kind, value: unknown): Parsed<Envelope> {
  if (!(value instanceof Uint8Array) || value.length < HEADER_BYTES) return bad('record.broken', {}, kind);
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const [b, k, is, v = 0] = value;
  if (b !== 0x42 || k !== 0x4b || is !== KINDS[kind]) return bad('record.broken', {}, kind);
  if (view.getUint32(4, true) !== checksum(value)) return bad('record.torn', {}, kind);
  if (v > VERSIONS[kind]) return bad('record.newer', { v, known: VERSIONS[kind] }, kind);
  const end = HEADER_BYTES + view.getUint32(8, true);
  try {
    const json = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(value.subarray(HEADER_BYTES, end)),
    ) as unknown;
    return good({ v, json, bytes: value.subarray(end) });
  } catch {
    return bad('record.broken', {}, kind);
  }
}
