import { bad, good, type Parsed } from '../../core/parse/parsed.ts';
import { inflated, type Unpacked } from './inflated.ts';

// A ZIP archive (APPNOTE 6.3): by its directory at the end, packed or not, and nothing beyond.

/** Limits of what is unpacked: no collection of plans is larger, and a bomb is at once. */
const ENTRIES_MAX = 200;
const ENTRY_BYTES_MAX = 8_000_000;
const TOTAL_BYTES_MAX = 32_000_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** A comment may stand after the end. */
const COMMENT_MAX = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** The files in it by their paths, but for what systems put there for themselves. */
export function unpackedFiles(bytes: Uint8Array): Parsed<ReadonlyMap<string, Uint8Array>> {
  const entries = archiveEntries(bytes, ENTRIES_MAX);
  if (!entries.ok) return entries;
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (const { name, unpacked } of entries.value) {
    const file = unpacked(Math.min(ENTRY_BYTES_MAX, TOTAL_BYTES_MAX - total));
    if (file === 'tooLarge') return bad('zip.tooLarge', { max: TOTAL_BYTES_MAX }, name);
    if (typeof file === 'string') return bad('zip.damaged', {}, name);
    total += file.length;
    files.set(name, file);
  }
  return good(files);
}

/** A file in an archive, packed as it is there until somebody asks for it. */
export interface ArchiveEntry {
  name: string;
  /** `tooLarge`: it has more than so many bytes. */
  unpacked: (bytesMax: number) => Unpacked;
}

/** The same one after another, for archives of which only a file at a time is to be in the memory. */
export function archiveEntries(bytes: Uint8Array, entriesMax: number): Parsed<readonly ArchiveEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === undefined) return bad('zip.damaged');
  const count = view.getUint16(end + 10, true);
  if (count > entriesMax) return bad('zip.tooMany', { max: entriesMax });
  const entries: ArchiveEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY) return bad('zip.damaged');
    const nameBytes = view.getUint16(at + 28, true);
    const name = nameOf(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    const entry = at;
    if (!isOfSystem(name)) entries.push({ name, unpacked: (bytesMax) => entryAt(bytes, view, entry, bytesMax) });
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return good(entries);
}

/** From behind: what comes before may be anything. */
function endOf(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - COMMENT_MAX); at--) if (view.getUint32(at, true) === END) return at;
  return undefined;
}

function entryAt(bytes: Uint8Array, view: DataView, at: number, bytesMax: number): Unpacked {
  const method = view.getUint16(at + 10, true);
  const packedBytes = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  if (view.getUint16(at + 8, true) & ENCRYPTED) return 'cut';
  if (local + LOCAL_BYTES > bytes.length || view.getUint32(local, true) !== LOCAL) return 'cut';
  const from = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + packedBytes > bytes.length) return 'cut';
  const packed = bytes.subarray(from, from + packedBytes);
  if (method === DEFLATED) return inflated(packed, bytesMax);
  if (method !== STORED) return 'cut';
  return packed.length > bytesMax ? 'tooLarge' : packed;
}

/** Names are UTF-8, or of an old system: what is no text is shown as it can be. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return String.fromCharCode(...bytes.subarray(0, 200));
  }
}

const isOfSystem = (path: string): boolean => path.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)/.test(path);
