import { textIn } from '../../../fileKind.ts';

// FIT message by message, without keeping any. The reader of the package makes objects of each field of each message, which of
// a file of 50 MB is more than a gigabyte, and reads nothing at all where a field's size is no multiple of its type, a checksum
// is wrong or the end is missing: all of that is found in files of real devices.

interface Field {
  readonly number: number;
  readonly at: number;
  readonly size: number;
  readonly baseType: number;
}

interface Definition {
  readonly kind: number;
  readonly littleEndian: boolean;
  readonly fields: readonly Field[];
  readonly bytes: number;
  readonly hasDeveloperFields: boolean;
  /** The same in a message whose header has the time. */
  readonly withoutTime: Definition | undefined;
}

/** What is in one message. It is valid until the next one is read. */
export class FitMessage {
  kind = 0;
  /** Seconds since 1989-12-31T00:00:00Z. */
  timestamp: number | undefined;
  hasDeveloperFields = false;
  readonly #view: DataView;
  #definition: Definition | undefined;
  #at = 0;

  constructor(view: DataView) {
    this.#view = view;
  }

  put(definition: Definition, at: number, timestamp: number | undefined): void {
    this.kind = definition.kind;
    this.hasDeveloperFields = definition.hasDeveloperFields;
    this.timestamp = timestamp;
    this.#definition = definition;
    this.#at = at;
  }

  /** A whole number of no sign, whatever width it has; none where it is missing, said to be none, or no number. */
  number(field: number): number | undefined {
    const found = this.#field(field);
    return found && this.#numberAt(found, 0);
  }

  /** All numbers of a field that is a list. A rest that is shorter than a number is passed over. */
  numbers(field: number): number[] {
    const found = this.#field(field);
    const width = found ? widthOf(found) : 0;
    if (!found || width === 0) return [];
    return Array.from({ length: Math.floor(found.size / width) }, (_, i) => this.#numberAt(found, i * width)).filter(
      (each) => each !== undefined,
    );
  }

  text(field: number): string {
    const found = this.#field(field);
    if (!found || (found.baseType & BASE_TYPE) !== STRING) return '';
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + this.#at + found.at, found.size);
    const end = bytes.indexOf(0);
    const said = end === -1 ? bytes : bytes.subarray(0, end);
    return textIn(said, true) ?? String.fromCharCode(...said);
  }

  /** Whether a field says anything: some byte of it is not that of a value that is none. */
  says(field: number): boolean {
    const found = this.#field(field);
    if (!found) return false;
    const isSigned = SIGNED.has(found.baseType & BASE_TYPE);
    for (let i = 0; i < found.size; i++) {
      const byte = this.#view.getUint8(this.#at + found.at + i);
      const isHigh = i === (this.#definition!.littleEndian ? found.size - 1 : 0);
      if (byte !== (isSigned && isHigh ? 0x7f : 0xff)) return true;
    }
    return false;
  }

  #field(number: number): Field | undefined {
    return this.#definition?.fields.find((each) => each.number === number);
  }

  #numberAt({ at, size, baseType }: Field, offset: number): number | undefined {
    const type = UNSIGNED[baseType & BASE_TYPE];
    if (!type || offset + type.bytes > size) return undefined;
    const place = this.#at + at + offset;
    const { littleEndian } = this.#definition!;
    const value =
      type.bytes === 1
        ? this.#view.getUint8(place)
        : type.bytes === 2
          ? this.#view.getUint16(place, littleEndian)
          : this.#view.getUint32(place, littleEndian);
    return value === type.invalid ? undefined : value;
  }
}

const BASE_TYPE = 0x1f;
const STRING = 7;
const SIGNED: ReadonlySet<number> = new Set([1, 3, 5, 14]);
/** By number: enum, uint8, byte; uint16; uint32; and those of which 0 is none. */
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
const widthOf = ({ baseType }: Field): number => UNSIGNED[baseType & BASE_TYPE]?.bytes ?? 0;

const TIMESTAMP = 253;

/** Each message between two places of a file, in order. Whether it could be read to the end. */
export function eachMessage(
  bytes: Uint8Array,
  start: number,
  end: number,
  see: (message: FitMessage) => void,
): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const definitions: (Definition | undefined)[] = [];
  const message = new FitMessage(view);
  let lastTimestamp: number | undefined;
  for (let at = start; at < end;) {
    const header = view.getUint8(at++);
    const isCompressed = (header & 0x80) !== 0;
    if (!isCompressed && (header & 0x40) !== 0) {
      const read = definitionAt(view, at, end, (header & 0x20) !== 0);
      if (!read) return false;
      definitions[header & 15] = read.definition;
      at = read.end;
      continue;
    }
    const defined = definitions[isCompressed ? (header >> 5) & 3 : header & 15];
    const definition = isCompressed ? (defined?.withoutTime ?? defined) : defined;
    if (!definition || at + definition.bytes > end) return false;
    message.put(definition, at, undefined);
    if (isCompressed) lastTimestamp = lastTimestamp === undefined ? undefined : rolledOver(lastTimestamp, header & 31);
    const timestamp = isCompressed ? lastTimestamp : message.number(TIMESTAMP);
    if (timestamp !== undefined) lastTimestamp = timestamp;
    message.put(definition, at, timestamp);
    see(message);
    at += definition.bytes;
  }
  return true;
}

/** The next second whose last five bits are these. */
function rolledOver(last: number, offset: number): number {
  return last + ((offset - (last & 31)) & 31);
}

function definitionAt(
  view: DataView,
  start: number,
  end: number,
  hasDeveloperFields: boolean,
): { definition: Definition; end: number } | undefined {
  if (start + 5 > end) return undefined;
  const littleEndian = view.getUint8(start + 1) === 0;
  const kind = view.getUint16(start + 2, littleEndian);
  const count = view.getUint8(start + 4);
  let at = start + 5;
  if (at + 3 * count > end) return undefined;
  const fields: Field[] = [];
  let bytes = 0;
  for (let i = 0; i < count; i++, at += 3) {
    const size = view.getUint8(at + 1);
    fields.push({ number: view.getUint8(at), at: bytes, size, baseType: view.getUint8(at + 2) });
    bytes += size;
  }
  if (hasDeveloperFields) {
    const developers = at < end ? view.getUint8(at) : 0;
    if (at + 1 + 3 * developers > end) return undefined;
    for (let i = 0; i < developers; i++) bytes += view.getUint8(at + 1 + 3 * i + 1);
    at += 1 + 3 * developers;
  }
  const definition = { kind, littleEndian, fields, bytes, hasDeveloperFields };
  return { definition: { ...definition, withoutTime: withoutTime(definition) }, end: at };
}

/** A message whose header has the time does not have it as a field, though it may be defined. */
function withoutTime(definition: Omit<Definition, 'withoutTime'>): Definition | undefined {
  const time = definition.fields.find(({ number }) => number === TIMESTAMP);
  if (!time) return undefined;
  const fields = definition.fields
    .filter((each) => each !== time)
    .map((each) => (each.at > time.at ? { ...each, at: each.at - time.size } : each));
  return { ...definition, fields, bytes: definition.bytes - time.size, withoutTime: undefined };
}
