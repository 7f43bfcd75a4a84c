import { crc32 } from '../../core/parse/crc32.ts';

/**
 * The envelope that bytes are kept in: whoever reads them knows what they are, of which version, and that they are whole.
 *
 *      0  u8  'B'
 *      1  u8  'K'
 *      2  u8  what it is (`KINDS`)
 *      3  u8  version of that
 *      4  u32 CRC-32 of all other bytes
 *      8  u32 length of the JSON
 *     12      JSON (UTF-8), then bytes
 *
 * Numbers are little-endian.
 */
export const KINDS = { slot: 1, part: 2, entry: 3, samples: 4, recording: 5 } as const;
export type Kind = keyof typeof KINDS;

/** The newest version of each kind that is known here. */
export const VERSIONS: Record<Kind, number> = { slot: 2, part: 2, entry: 2, samples: 2, recording: 1 };

export const HEADER_BYTES = 12;

const NONE = new Uint8Array();

export function encodeEnvelope(kind: Kind, json: unknown, bytes: Uint8Array = NONE): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const all = new Uint8Array(HEADER_BYTES + text.length + bytes.length);
  const view = new DataView(all.buffer);
  all.set([0x42, 0x4b, KINDS[kind], VERSIONS[kind]]);
  view.setUint32(8, text.length, true);
  all.set(text, HEADER_BYTES);
  all.set(bytes, HEADER_BYTES + text.length);
  view.setUint32(4, checksum(all), true);
  return all;
}

/** CRC-32 of an envelope, but for the four that hold it. */
export function checksum(all: Uint8Array): number {
  return crc32(all.subarray(8), crc32(all.subarray(0, 4)));
}
