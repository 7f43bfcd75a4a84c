import { crc32 } from '../../core/parse/crc32.ts';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { kindOf, notThis } from '../fileKind.ts';
import { FORMAT, hex, VERSION, type BackupEntry, type BackupHead } from './backupFile.ts';
import { isRecord, jsonOf } from './lineJson.ts';
import { linesOf, NEWLINE, type Lines } from './lines.ts';

/** So much of a file says what it is. */
const HEAD_BYTES = 16_384;

const END = [NEWLINE];

export interface OpenBackup {
  head: BackupHead;
  /** Every record of it; the first problem is the last thing that comes. All is well when it ends without one. */
  entries: AsyncGenerator<Parsed<BackupEntry & { line: number }>, void, undefined>;
}

/**
 * A file that may be a backup; packed or, since some browsers unpack what they download, unpacked. Fails only when the
 * disk does: whatever is wrong with the file itself is a problem. `read` is told how many of its bytes have been read;
 * `signal` ends it early, however long the disk keeps silent.
 */
export async function openBackup(
  file: Blob,
  read: (bytes: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Parsed<OpenBackup>> {
  const opened = await openLines(file, read, signal);
  if (opened.ok || opened.problems[0]?.code !== 'backup.foreign') return opened;
  const kind = kindOf(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  return kind === 'backup' || kind === 'text' || kind === 'json' ? opened : notThis(kind, 'backup');
}

async function openLines(
  file: Blob,
  read: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<Parsed<OpenBackup>> {
  if (file.size === 0) return bad('backup.empty');
  const lines = linesOf(file, read, signal);
  const first = (await lines.next()).value;
  if (!first) return bad('backup.foreign');
  if (!first.ok) return first.problems[0]?.code === 'backup.tooLarge' ? bad('backup.foreign') : first;
  const json = jsonOf(first.value.bytes);
  const head = json.ok ? headOf(json.value) : bad('backup.foreign');
  if (!head.ok) {
    await lines.return();
    return head;
  }
  return good({ head: head.value, entries: entriesOf(lines, crc32(END, crc32(first.value.bytes))) });
}

function headOf(json: unknown): Parsed<BackupHead> {
  if (!isRecord(json) || json['format'] !== FORMAT || typeof json['version'] !== 'number') return bad('backup.foreign');
  const { version, madeAt, app } = json;
  if (typeof version === 'number' && version > VERSION) return bad('backup.newer', { version, known: VERSION });
  const known = version === VERSION && typeof madeAt === 'string' && typeof app === 'string';
  return known ? good({ madeAt, app }) : bad('backup.foreign');
}

async function* entriesOf(lines: Lines, crc: number): OpenBackup['entries'] {
  let records = 0;
  let ended = false;
  for (let line = 2; ; line++) {
    const path = `line ${String(line)}`;
    const next = (await lines.next()).value;
    if (!next) break;
    if (!next.ok) return yield next;
    if (ended) return yield bad('backup.damaged', {}, path);

    const { bytes, whole } = next.value;
    const json = jsonOf(bytes);
    if (!json.ok) {
      const isCut = !whole && json.problems[0]?.code === 'backup.line';
      return yield isCut ? bad('backup.cut') : { ...json, problems: json.problems.map((each) => ({ ...each, path })) };
    }
    const entry = json.value;
    if (isRecord(entry) && typeof entry['store'] === 'string') {
      yield good({ line, store: entry['store'], key: entry['key'], value: entry['value'] });
      records++;
      crc = crc32(END, crc32(bytes, crc));
    } else if (isRecord(entry) && typeof entry['records'] === 'number') {
      if (entry['records'] !== records || entry['crc32'] !== hex(crc)) return yield bad('backup.damaged');
      ended = true;
    } else return yield bad('backup.line', {}, path);
  }
  if (!ended) yield bad('backup.cut');
}
