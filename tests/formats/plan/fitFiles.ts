// FIT files for tests, field by field.
import { FitBaseType, FitEncoder, type FitEncoderField } from 'fit-file-parser/encoder';

export const enums = (number: number, value: number): FitEncoderField => ({
  number,
  size: 1,
  baseType: FitBaseType.Enum,
  value,
});
export const uint16 = (number: number, value: number): FitEncoderField => ({
  number,
  size: 2,
  baseType: FitBaseType.Uint16,
  value,
});
export const uint32 = (number: number, value: number): FitEncoderField => ({
  number,
  size: 4,
  baseType: FitBaseType.Uint32,
  value,
});
export const text = (number: number, value: string): FitEncoderField => {
  const bytes = FitEncoder.string(value);
  return { number, size: bytes.length, baseType: FitBaseType.String, value: bytes };
};

/** Fields of a step by their names here. */
export interface StepFields {
  name?: string;
  type?: number;
  value?: number;
  target?: number;
  zone?: number;
  low?: number;
  high?: number;
  intensity?: number;
  notes?: string;
  second?: { target: number; zone?: number; low?: number; high?: number };
  index?: number;
}

export function stepFields(step: StepFields, i: number): FitEncoderField[] {
  const { name, type = 0, value = 60_000, target = 2, zone, low, high, intensity, notes, second, index = i } = step;
  return [
    uint16(254, index),
    enums(1, type),
    uint32(2, value),
    enums(3, target),
    ...(zone === undefined ? [] : [uint32(4, zone)]),
    ...(low === undefined ? [] : [uint32(5, low)]),
    ...(high === undefined ? [] : [uint32(6, high)]),
    ...(intensity === undefined ? [] : [enums(7, intensity)]),
    ...(name === undefined ? [] : [text(0, name)]),
    ...(notes === undefined ? [] : [text(8, notes)]),
    ...(second
      ? [
          enums(19, second.target),
          uint32(20, second.zone ?? 0),
          uint32(21, second.low ?? 0),
          uint32(22, second.high ?? 0),
        ]
      : []),
  ];
}

export type Message = [number: number, fields: FitEncoderField[]];

export const fileOf = (...messages: Message[]): Uint8Array => {
  const encoder = new FitEncoder({ protocolVersion: 0x10 });
  for (const [number, fields] of messages) encoder.writeMessage(number, fields);
  return encoder.close();
};

export const FILE_ID: Message = [0, [enums(0, 5), uint16(1, 255)]];
export const workout = (...more: FitEncoderField[]): Message => [26, [enums(4, 1), text(8, 'Test'), ...more]];

/** A workout of these steps. */
export const workoutOf = (...steps: StepFields[]): Uint8Array =>
  fileOf(FILE_ID, workout(), ...steps.map((step, i): Message => [27, stepFields(step, i)]));

/** With its length and checksums put right, so that a reader comes further. */
export function mended(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  if (copy.length < 16) return copy;
  copy[0] = 14;
  const view = new DataView(copy.buffer);
  view.setUint32(4, copy.length - 16, true);
  copy.set([0x2e, 0x46, 0x49, 0x54], 8);
  view.setUint16(12, FitEncoder.calculateCRC(copy.subarray(0, 12)), true);
  view.setUint16(copy.length - 2, FitEncoder.calculateCRC(copy.subarray(0, copy.length - 2)), true);
  return copy;
}
