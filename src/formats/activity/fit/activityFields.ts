import { FitBaseType, type FitEncoderField } from 'fit-file-parser/encoder';
import { field, lengthIn, TEXT_BYTES_MAX, textField, UINT32_INVALID } from '../../fit/fields.ts';
import { MESSAGE_INDEX, UINT16_INVALID, UINT8_INVALID } from './profile.ts';

// Fields of an activity by what they hold.

export const time = (number: number, at: number): FitEncoderField => field(number, FitBaseType.Uint32, at);
/** A field of milliseconds ends after 49 days. */
export const ms = (number: number, length: number): FitEncoderField =>
  field(number, FitBaseType.Uint32, Math.min(UINT32_INVALID - 1, Math.max(0, Math.round(length))));
export const choice = (number: number, value: number): FitEncoderField => field(number, FitBaseType.Enum, value);
export const short = (number: number, value: number): FitEncoderField => field(number, FitBaseType.Uint16, value);
/** No field where none is known. */
export function rate(number: number, bpm: number | null | undefined): FitEncoderField[] {
  const whole = Math.round(bpm ?? 0);
  return whole > 0 && whole < UINT8_INVALID ? [field(number, FitBaseType.Uint8, whole)] : [];
}

/** A text, cut where a field is full. */
export const text = (number: number, value: string): FitEncoderField[] =>
  textField(number, value.slice(0, lengthIn(TEXT_BYTES_MAX, value)));

/** Twelve bits are the number, four are flags. */
const INDEX_MAX = 0x0fff;

/** No field where it is beyond what it can say. */
export const messageIndex = (index: number): FitEncoderField[] =>
  index > INDEX_MAX ? [] : [short(MESSAGE_INDEX, index)];

export const BEATS_A_MESSAGE = 5;

/** Intervals between beats in ms, filled up with none. */
export function beats(number: number, rrMs: readonly number[]): FitEncoderField {
  const value = new Uint8Array(BEATS_A_MESSAGE * 2).fill(0xff);
  const view = new DataView(value.buffer);
  rrMs.forEach((each, i) => view.setUint16(2 * i, Math.min(UINT16_INVALID, Math.round(each)), true));
  return { number, size: value.length, baseType: FitBaseType.Uint16, value };
}
