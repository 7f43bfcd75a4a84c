import { crc32 } from '../../core/parse/crc32.ts';
import { FORMAT, hex, VERSION, type BackupEntry, type BackupHead } from './backupFile.ts';
import { tagged } from './lineJson.ts';

/** So much is packed at a time: single lines would cost more than what is in them. */
const UNPACKED_STEP_BYTES = 65_536;

/** The bytes of a backup, made as they are asked for. Fails when `entries` does. */
export function packBackup(
  head: BackupHead,
  entries: AsyncIterable<BackupEntry>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const steps = stepsOf(head, entries);
  const unpacked = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await steps.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await steps.return();
    },
  });
  return unpacked.pipeThrough(new CompressionStream('gzip'));
}

async function* stepsOf(
  head: BackupHead,
  entries: AsyncIterable<BackupEntry>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  let text = `${JSON.stringify({ format: FORMAT, version: VERSION, ...head })}\n`;
  let crc = 0;
  let records = 0;
  const step = (): Uint8Array<ArrayBuffer> => {
    const bytes = encoder.encode(text);
    crc = crc32(bytes, crc);
    text = '';
    return bytes;
  };
  for await (const { store, key, value } of entries) {
    text += `${JSON.stringify({ store, key, value }, tagged)}\n`;
    records++;
    if (text.length > UNPACKED_STEP_BYTES) yield step();
  }
  yield step();
  text = `${JSON.stringify({ records, crc32: hex(crc) })}\n`;
  yield step();
}
