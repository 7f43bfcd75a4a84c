// SHA-256 (FIPS 180-4), here because the one of the platform is asynchronous: a transaction of IndexedDB does not wait.

interface Constants {
  START: readonly number[];
  ROUND: readonly number[];
}
let constants: Constants | undefined;

/** Of the first 64 primes. Made when first asked for: a page that starts has nothing to hash. */
function constantsOf(): Constants {
  if (constants) return constants;
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  /** The first 32 bits of the fractional part. */
  const fraction = (x: number): number => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  return (constants = { START, ROUND: primes.map((prime) => fraction(Math.cbrt(prime))) });
}

const BLOCK = 64;
const LENGTH_BYTES = 8;
const right = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const { START, ROUND } = constantsOf();
  const padded = new Uint8Array(Math.ceil((bytes.length + 1 + LENGTH_BYTES) / BLOCK) * BLOCK);
  const view = new DataView(padded.buffer);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  view.setBigUint64(padded.length - LENGTH_BYTES, BigInt(bytes.length) * 8n);

  const hash = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let at = 0; at < padded.length; at += BLOCK) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const [early, late] = [w[i - 15]!, w[i - 2]!];
      const s0 = right(early, 7) ^ right(early, 18) ^ (early >>> 3);
      const s1 = right(late, 17) ^ right(late, 19) ^ (late >>> 10);
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i]! + w[i]!) | 0;
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = hash[i]! + word;
  }
  const result = new Uint8Array(32);
  const words = new DataView(result.buffer);
  hash.forEach((word, i) => words.setInt32(4 * i, word));
  return result;
}
