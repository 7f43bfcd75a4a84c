import { FitBaseType, FitEncoder, type FitEncoderField } from 'fit-file-parser/encoder';

// Fields of FIT messages as they are written.

/** For programs that are not registered with Garmin. */
export const MANUFACTURER_DEVELOPMENT = 255;
export const UINT32_INVALID = 0xffffffff;

const BYTES: Partial<Record<FitBaseType, number>> = {
  [FitBaseType.Enum]: 1,
  [FitBaseType.Uint8]: 1,
  [FitBaseType.Uint16]: 2,
  [FitBaseType.Uint32]: 4,
  [FitBaseType.Uint32z]: 4,
};

export function field(number: number, baseType: FitBaseType, value: number): FitEncoderField {
  return { number, size: BYTES[baseType] ?? 1, baseType, value };
}

/** A field has a length of one byte, the NUL at the end of a text included. */
export const TEXT_BYTES_MAX = 254;

/** A text of at most TEXT_BYTES_MAX bytes as a field, none where there is none. A NUL would end it and becomes a space. */
export function textField(number: number, text: string): FitEncoderField[] {
  if (text === '') return [];
  const value = FitEncoder.string(text.replaceAll('\0', ' '));
  return [{ number, size: value.length, baseType: FitBaseType.String, value }];
}

/** How much of a text has room in so many bytes of UTF-8, as a length: no character is cut in two. */
export function lengthIn(bytesMax: number, text: string): number {
  let bytes = 0;
  let length = 0;
  for (const char of text) {
    bytes += new TextEncoder().encode(char).length;
    if (bytes > bytesMax) break;
    length += char.length;
  }
  return length;
}

const FIT_EPOCH_MS = 631_065_600_000;

/** Whole seconds since 1989-12-31T00:00:00Z. */
export const fitTimeOf = (epochMs: number): number => Math.floor((epochMs - FIT_EPOCH_MS) / 1000);
