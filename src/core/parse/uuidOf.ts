import { sha256 } from './sha256.ts';

/** A UUID of version 8 (RFC 9562): the first bits of a hash of these texts. The same texts have the same one on every device. */
export function uuidOf(...parts: string[]): string {
  const text = JSON.stringify(['beatkeeper', ...parts]);
  // in UTF-16: the language itself has no encoder of UTF-8
  const units = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) units.setUint16(2 * i, text.charCodeAt(i));
  const bytes = sha256(new Uint8Array(units.buffer)).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
