import { getFitBaseTypeId, readFitMessages, type FitRawField, type FitRawMessage } from 'fit-file-parser/raw';
import { fitChecksum } from '../../fit/checksum.ts';
import { textIn } from '../../fileKind.ts';
import { MESSAGE } from './profile.ts';

/** One FIT file; several may follow each other in one. */
export interface FitPart {
  /** Those of kinds that are ours. */
  readonly messages: readonly FitRawMessage[];
  /** The numbers of all kinds of messages in it. */
  readonly kinds: ReadonlySet<number>;
  /** The checksums are those of its bytes. */
  readonly intact: boolean;
}

export interface FitFile {
  readonly parts: readonly FitPart[];
  /** Bytes after the last part that are none. */
  readonly restBytes: number;
  /** The last part ends before its header says so. */
  readonly isCut: boolean;
}

/** Of one file, for a person who chained some; a plan is a part, and more of them are no library. */
const PARTS_MAX = 100;
const HEADER_BYTES = 12;
const CRC_BYTES = 2;
/** Version 1.0: all that a workout needs. */
export const PROTOCOL = 0x10;
const OURS: readonly number[] = Object.values(MESSAGE);
/** More messages of ours than any workout has: a byte each is enough for one, so that a small file could fill the memory. */
const OURS_MAX = 20_000;

/** Every FIT file within the bytes of one, as raw messages. Never throws; a part that cannot be read has no messages. */
export function readFit(bytes: Uint8Array): FitFile {
  const parts: FitPart[] = [];
  let at = 0;
  while (parts.length < PARTS_MAX && isFit(bytes, at)) {
    const size = sizeOf(bytes, at);
    if (size === undefined) break;
    if (at + size > bytes.length) return { parts, restBytes: 0, isCut: true };
    // a copy of its own: `slice` of what Node reads from a disk is none
    parts.push(readPart(new Uint8Array(bytes.subarray(at, at + size))));
    at += size;
  }
  return { parts, restBytes: bytes.length - at, isCut: false };
}

function isFit(bytes: Uint8Array, at: number): boolean {
  return at + HEADER_BYTES <= bytes.length && String.fromCharCode(...bytes.subarray(at + 8, at + 12)) === '.FIT';
}

/** Header, data and checksum; none where nothing was written after the header. */
function sizeOf(bytes: Uint8Array, at: number): number | undefined {
  const dataBytes = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(4, true);
  return dataBytes === 0 ? undefined : Math.max(HEADER_BYTES, bytes[at]! + dataBytes + CRC_BYTES);
}

/** `bytes` are a copy: wrong checksums in it are put right, since the reader reads nothing with one. */
function readPart(bytes: Uint8Array): FitPart {
  const headerBytes = bytes[0]!;
  const view = new DataView(bytes.buffer);
  const dataEnd = bytes.length - CRC_BYTES;
  const { kinds, ours } = census(view, headerBytes, dataEnd);
  if (ours === 0 || ours > OURS_MAX) return { messages: [], kinds, intact: true };
  let crc = fitChecksum(bytes, 0, dataEnd);
  const intact = view.getUint16(dataEnd, true) === crc;
  const hasHeaderCrc = headerBytes === HEADER_BYTES + CRC_BYTES;
  const isOddVersion = ![1, 2].includes(bytes[1]! >> 4);
  if (!intact || isOddVersion) {
    // some programs write the version of the protocol as a plain number
    if (isOddVersion) bytes[1] = PROTOCOL;
    // a header's checksum of 0 says that there is none; the one of the file is of the header too
    if (hasHeaderCrc) view.setUint16(HEADER_BYTES, 0, true);
    crc = fitChecksum(bytes, 0, dataEnd);
    view.setUint16(dataEnd, crc, true);
  }
  return { messages: messagesOf(bytes), kinds, intact };
}

function messagesOf(bytes: Uint8Array): FitRawMessage[] {
  try {
    return readFitMessages(bytes, { messageNumbers: OURS }).messages;
  } catch {
    return [];
  }
}

/** What kinds of messages there are, and how many of ours, without keeping any. It ends where the structure does. */
function census(view: DataView, start: number, end: number): { kinds: Set<number>; ours: number } {
  const kinds = new Set<number>();
  const definitions: { kind: number; isOurs: boolean; bytes: number }[] = [];
  let ours = 0;
  for (let at = start; at < end;) {
    const header = view.getUint8(at++);
    const isDefinition = (header & 0xc0) === 0x40;
    if (!isDefinition) {
      const isCompressed = (header & 0x80) !== 0;
      const definition = definitions[isCompressed ? (header >> 5) & 3 : header & 15];
      if (!definition) break;
      kinds.add(definition.kind);
      if (definition.isOurs && ++ours > OURS_MAX) break;
      at += Math.max(0, definition.bytes - (isCompressed ? TIMESTAMP_BYTES : 0));
      continue;
    }
    if (at + 5 > end) break;
    const kind = view.getUint16(at + 2, view.getUint8(at + 1) === 0);
    let bytes = 0;
    const addFields = (): void => {
      const count = at < end ? view.getUint8(at) : 0;
      for (let i = 0; i < count && at + 3 * i + 2 < end; i++) bytes += view.getUint8(at + 3 * i + 2);
      at += 1 + 3 * count;
    };
    at += 4;
    addFields();
    if ((header & 0x20) !== 0) addFields(); // of developers
    definitions[header & 15] = { kind, isOurs: OURS.includes(kind), bytes };
  }
  return { kinds, ours };
}

/** A compressed header has the time in it, in place of the field. */
const TIMESTAMP_BYTES = 4;

// ── Fields ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const messagesOfKind = ({ messages }: FitPart, number: number): FitRawMessage[] =>
  messages.filter(({ globalMessageNumber }) => globalMessageNumber === number);

const fieldOf = ({ fields }: FitRawMessage, number: number): FitRawField | undefined =>
  fields.find(({ fieldNumber }) => fieldNumber === number);

/** Base types: enum, uint8 and byte; uint16; uint32. Their invalid value is the highest; of the `z` kinds it is none. */
const UNSIGNED: Readonly<Record<number, { bytes: 1 | 2 | 4; invalid: number }>> = {
  0: { bytes: 1, invalid: 0xff },
  2: { bytes: 1, invalid: 0xff },
  13: { bytes: 1, invalid: 0xff },
  4: { bytes: 2, invalid: 0xffff },
  6: { bytes: 4, invalid: 0xffffffff },
  10: { bytes: 1, invalid: 0 },
  11: { bytes: 2, invalid: 0 },
  12: { bytes: 4, invalid: 0 },
};

/** A field as a number, whatever width it was written in; none where it is missing, invalid or no number. */
export function numberIn(message: FitRawMessage, field: number): number | undefined {
  const raw = fieldOf(message, field);
  const type = raw && UNSIGNED[getFitBaseTypeId(raw.baseType) ?? -1];
  if (!type || raw.bytes.length < type.bytes) return undefined;
  const view = new DataView(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength);
  const { littleEndian } = message;
  const value =
    type.bytes === 1
      ? view.getUint8(0)
      : type.bytes === 2
        ? view.getUint16(0, littleEndian)
        : view.getUint32(0, littleEndian);
  return value === type.invalid ? undefined : value;
}

const STRING = 7;

/** A field as a text: up to its first NUL, since what is after it is left over. One cut within a character is cut before it. */
export function stringIn(message: FitRawMessage, field: number): string {
  const raw = fieldOf(message, field);
  if (!raw || getFitBaseTypeId(raw.baseType) !== STRING) return '';
  const end = raw.bytes.indexOf(0);
  const bytes = end === -1 ? raw.bytes : raw.bytes.subarray(0, end);
  return textIn(bytes, true) ?? String.fromCharCode(...bytes);
}

/** Whether a field says anything: some byte of it is neither all bits nor none. */
export function isSaid({ bytes, baseType }: FitRawField): boolean {
  const type = UNSIGNED[getFitBaseTypeId(baseType) ?? -1];
  const isEmpty = type === undefined || type.invalid === 0;
  return !bytes.every((byte) => byte === 0xff) && !(isEmpty && bytes.every((byte) => byte === 0));
}
