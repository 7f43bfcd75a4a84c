/** CRC-16 as FIT has it, by halves of a byte: the encoder's own takes each bit by itself, too long for megabytes. */
export function fitChecksum(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    crc = (crc >> 4) ^ CRC_OF_NIBBLE[(crc ^ byte) & 15]!;
    crc = (crc >> 4) ^ CRC_OF_NIBBLE[(crc ^ (byte >> 4)) & 15]!;
  }
  return crc;
}

const CRC_OF_NIBBLE = Array.from({ length: 16 }, (_, nibble) => {
  let crc = nibble;
  for (let bit = 0; bit < 4; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});
