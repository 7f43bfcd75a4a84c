import { checksum } from '../../src/store/database/envelope.ts';

/** An envelope as another version would have made it: the same content, another version, a right checksum. */
export function envelopeAs(bytes: Uint8Array, version: number): Uint8Array {
  const other = Uint8Array.from(bytes);
  other[3] = version;
  new DataView(other.buffer).setUint32(4, checksum(other), true);
  return other;
}
