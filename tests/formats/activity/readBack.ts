// A FIT activity read back by a reader that is not ours.
import FitParser from 'fit-file-parser';
import { readFitMessages, type FitRawMessage } from 'fit-file-parser/raw';

const FIT_EPOCH_MS = Date.UTC(1989, 11, 31);

export const fitSeconds = (epochMs: number): number => Math.floor((epochMs - FIT_EPOCH_MS) / 1000);

/** The messages in order, of one kind or of all; throws where the file is not whole or a checksum is wrong. */
export function messages(bytes: Uint8Array, kind?: number): FitRawMessage[] {
  const all = readFitMessages(bytes).messages;
  return kind === undefined ? [...all] : all.filter(({ globalMessageNumber }) => globalMessageNumber === kind);
}

/** A field of as many bytes as it has, little end first; none where there is no such field. */
export function number(message: FitRawMessage, field: number): number | undefined {
  const found = message.fields.find(({ fieldNumber }) => fieldNumber === field);
  return found && [...found.bytes].reduceRight((sum, byte) => sum * 256 + byte, 0);
}

export function string(message: FitRawMessage | undefined, field: number): string | undefined {
  const found = message?.fields.find(({ fieldNumber }) => fieldNumber === field);
  return found && new TextDecoder('utf-8', { fatal: true }).decode(found.bytes).replace(/\0+$/, '');
}

export interface ReadRecord {
  at: number;
  bpm: number | undefined;
  rrMs: number[];
}

/** The records, each with the beats that stand behind it. */
export function records(bytes: Uint8Array): ReadRecord[] {
  const read: ReadRecord[] = [];
  for (const message of messages(bytes)) {
    if (message.globalMessageNumber === 20) read.push({ at: number(message, 253)!, bpm: number(message, 3), rrMs: [] });
    if (message.globalMessageNumber !== 78) continue;
    const { bytes: raw } = message.fields[0]!;
    for (let i = 0; i < raw.length; i += 2) {
      const rrMs = raw[i]! + 256 * raw[i + 1]!;
      if (rrMs !== 0xffff) read.at(-1)!.rrMs.push(rrMs);
    }
  }
  return read;
}

export interface ParsedFit {
  file_ids: { type: string; product_name: string; manufacturer: string }[];
  records: { timestamp: Date; heart_rate?: number }[];
  laps: {
    start_time: Date;
    total_timer_time: number;
    total_elapsed_time: number;
    avg_heart_rate?: number;
    max_heart_rate?: number;
    intensity: string;
    wkt_step_index?: { value: number };
  }[];
  sessions: {
    sport: string;
    start_time: Date;
    total_elapsed_time: number;
    total_timer_time: number;
    avg_heart_rate?: number;
    max_heart_rate?: number;
    num_laps: number;
    sport_profile_name?: string;
  }[];
  activity: { total_timer_time: number; num_sessions: number };
  hrv: { time: (number | null)[] }[];
  events: { timestamp: Date; event: string; event_type: string }[];
  device_infos: { device_index: string | number; product_name?: string; descriptor?: string }[];
  workout: { wkt_name?: string };
}

/** As a program that knows the whole profile reads it. */
export function parsedFit(bytes: Uint8Array): Promise<ParsedFit> {
  return new Promise((resolve, reject) => {
    new FitParser({ force: false, mode: 'both' }).parse(Buffer.from(bytes), (error, data) =>
      error ? reject(new Error(error)) : resolve(data as unknown as ParsedFit),
    );
  });
}
