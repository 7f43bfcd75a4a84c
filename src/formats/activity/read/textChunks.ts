/** So much is decoded at a time: a text as a whole is twice as long in memory as in the file, or more. */
const CHUNK_BYTES = 65_536;

/** The text of a file in pieces: UTF-8, or UTF-16 with its mark. What is neither becomes U+FFFD, and spoils a name at most. */
export function* textChunks(bytes: Uint8Array): Generator<string> {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  const decoder = new TextDecoder(encoding, { fatal: false });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    yield decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: at + CHUNK_BYTES < bytes.length });
}
