import { crc32 } from '../../core/parse/crc32.ts';
import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { kindOf, notThis } from '../fileKind.ts';

/**
 * Everything that is kept, as one file: lines of JSON, packed by gzip.
 *
 *     {"format":"beatkeeper-backup","version":1,"madeAt":"2026-11-22T18:30:00.000Z","app":"0.1.0"}
 *     {"store":"plans","key":"hill-repeats","value":{…}}      a line for each record, in the order of their keys
 *     {"records":1,"crc32":"89abcdef"}                        over the bytes of all lines above
 *
 * A column of numbers is `{"$Uint8Array":"<base64>"}`, least byte first; a name that begins with `$` by itself gets
 * one more. `version` grows when a reader of an older one would misread the file.
 *
 * Whoever reads holds one line at a time, and looks at how long and how deep it is before anything else does.
 */
export interface BackupHead {
  madeAt: string;
  app: string;
}

export interface BackupEntry {
  store: string;
  key: unknown;
  value: unknown;
}

const FORMAT = 'beatkeeper-backup';
const VERSION = 1;

/** Ten years of daily workouts with every heartbeat take a twentieth of this. */
const UNPACKED_BYTES_MAX = 2e9;
/** The evenest of simulated hearts packs to a three-hundredth; gzip ends at a thousandth. */
const RATIO_MAX = 500;
/** Below this a ratio says nothing. */
const RATIO_FROM_BYTES = 1e7;
/** A workout of a day with a cue every half minute takes a fifth of this. */
const LINE_BYTES_MAX = 4e6;
/** A plan may be 64 levels deep, and stands some levels deep in its record. */
const DEPTH_MAX = 80;
/** So much is unpacked at a time: a thousand times as much may come out. */
const PACKED_STEP_BYTES = 16_384;
/** So much is packed at a time: single lines would cost more than what is in them. */
const UNPACKED_STEP_BYTES = 65_536;

/** So much of a file says what it is. */
const HEAD_BYTES = 16_384;

const NEWLINE = 10;
const END = [NEWLINE];
const QUOTE = 34;
const BACKSLASH = 92;

/** `beatkeeper-2026-11-22.jsonl.gz`: whoever has lost the app still finds a tool that opens it. */
export function backupFileName({ epochMs, offsetMin }: { epochMs: number; offsetMin: number }): string {
  return `beatkeeper-${new Date(epochMs + offsetMin * 60_000).toISOString().slice(0, 10)}.jsonl.gz`;
}

// ── Writing ───────────────────────────────────────────────────────────────────────────────────────────────────────

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

const COLUMNS = { Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array };
type ColumnName = keyof typeof COLUMNS;

function tagged(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return { [`$${value.constructor.name}`]: base64(value) };
  if (Array.isArray(value) || !Object.keys(value).some((name) => name.startsWith('$'))) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.startsWith('$') ? `$${name}` : name, each]),
  );
}

function base64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  let text = '';
  for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) text += String.fromCharCode(byte);
  return btoa(text);
}

// ── Reading ───────────────────────────────────────────────────────────────────────────────────────────────────────

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

type Lines = AsyncGenerator<Parsed<{ bytes: Uint8Array; whole: boolean }>, void, undefined>;

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

/** The lines of a file without their ends. The last one may have none, and is not whole then. */
async function* linesOf(file: Blob, read: (bytes: number) => void, signal: AbortSignal | undefined): Lines {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  let bytesIn = 0;
  const inSteps = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += PACKED_STEP_BYTES) {
        controller.enqueue(chunk.subarray(at, at + PACKED_STEP_BYTES));
      }
      bytesIn += chunk.length;
      read(bytesIn);
    },
  });
  const steps = file.stream().pipeThrough(inSteps);
  const reader = (packed ? steps.pipeThrough(new DecompressionStream('gzip')) : steps).getReader();

  const leave = (): Promise<void> => reader.cancel().catch(() => undefined);
  signal?.addEventListener('abort', () => void leave());
  let bytesOut = 0;
  let rest = new Uint8Array();
  try {
    for (;;) {
      const step = await reader.read();
      if (step.done) break;
      bytesOut += step.value.length;
      const max =
        packed && bytesOut > RATIO_FROM_BYTES
          ? Math.min(UNPACKED_BYTES_MAX, file.size * RATIO_MAX)
          : UNPACKED_BYTES_MAX;
      if (bytesOut > max) return yield bad('backup.tooLarge', { max });

      let from = 0;
      for (let end = step.value.indexOf(NEWLINE); end >= 0; end = step.value.indexOf(NEWLINE, from)) {
        yield good({ bytes: joined(rest, step.value.subarray(from, end)), whole: true });
        rest = new Uint8Array();
        from = end + 1;
      }
      rest = joined(rest, step.value.subarray(from));
      if (rest.length > LINE_BYTES_MAX) return yield bad('backup.tooLarge', { max: LINE_BYTES_MAX });
    }
  } catch (error) {
    if (!(error instanceof Error) || isOfDisk(error)) throw error;
    return yield bad(/trunc|unexpected end/i.test(error.message) ? 'backup.cut' : 'backup.damaged');
  } finally {
    await leave(); // whoever has seen enough needs no more
  }
  if (rest.length > 0) yield good({ bytes: rest, whole: false });
}

/** The file is gone or may not be read any more, rather than wrong. */
function isOfDisk({ name }: Error): boolean {
  return name === 'NotReadableError' || name === 'NotFoundError' || name === 'SecurityError';
}

function joined(a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** One line as a value; its columns are columns again. */
function jsonOf(line: Uint8Array): Parsed<unknown> {
  if (depthOf(line) > DEPTH_MAX) return bad('input.tooDeep', { max: DEPTH_MAX });
  try {
    return good(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line), untagged) as unknown);
  } catch (error) {
    return error instanceof BadName ? bad('backup.name', { name: error.message }) : bad('backup.line');
  }
}

/** How deep the brackets of a line stand, without building anything of it. */
function depthOf(line: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < line.length; at++) {
    const byte = line[at];
    if (byte === QUOTE) {
      do at = line.indexOf(QUOTE, at + 1);
      while (at > 0 && isEscaped(line, at));
      if (at < 0) break;
    } else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}

function isEscaped(line: Uint8Array, at: number): boolean {
  let before = at;
  while (line[before - 1] === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

/** A name that could reach what objects inherit. No record has one. */
const NEVER_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

class BadName extends Error {}

function untagged(name: string, value: unknown): unknown {
  if (NEVER_NAMES.has(name)) throw new BadName(name);
  if (!isRecord(value) || Array.isArray(value)) return value;
  const names = Object.keys(value);
  if (!names.some((each) => each.startsWith('$'))) return value;
  const [only = ''] = names;
  if (names.length === 1 && !only.startsWith('$$')) return columnOf(only.slice(1), value[only]);
  return Object.fromEntries(
    Object.entries(value).map(([each, inner]) => [each.startsWith('$$') ? each.slice(1) : each, inner]),
  );
}

function columnOf(name: string, text: unknown): ArrayBufferView {
  if (!Object.hasOwn(COLUMNS, name) || typeof text !== 'string') throw new BadName(`$${name}`);
  const chars = atob(text);
  const bytes = new Uint8Array(chars.length);
  for (let i = 0; i < chars.length; i++) bytes[i] = chars.charCodeAt(i);
  return new COLUMNS[name as ColumnName](bytes.buffer);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const hex = (crc: number): string => crc.toString(16).padStart(8, '0');
