/** Made when first needed: a page that only reads settings needs none. */
let table: Uint32Array | undefined;

function tableOf(): Uint32Array {
  return (table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  }));
}

/** CRC-32 (ISO-HDLC, as in gzip and PNG) of these bytes, going on from that of those `before` them. */
export function crc32(bytes: Iterable<number>, before = 0): number {
  const remainders = tableOf();
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ remainders[(crc ^ byte) & 255]!;
  return ~crc >>> 0;
}
