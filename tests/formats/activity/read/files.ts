// Files of other programs for tests, and what is read of them.
import { fitChecksum } from '../../../../src/formats/fit/checksum.ts';
import { importSession, type ReadSessions } from '../../../../src/formats/activity/importers.ts';
import type { ImportedWorkout, SessionImportContext } from '../../../../src/formats/activity/read/importing.ts';
import { samplesOf } from '../../../../src/core/samples/samples.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function sessionsIn(file: Uint8Array | string, context: SessionImportContext = {}): ReadSessions {
  const read = importSession(typeof file === 'string' ? bytesOf(file) : file, context);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

export function workoutIn(file: Uint8Array | string, context: SessionImportContext = {}): ImportedWorkout {
  const { sessions } = sessionsIn(file, context);
  if (sessions.length !== 1) throw new Error(`${sessions.length} workouts`);
  return sessions[0];
}

export const codesOf = ({ losses }: { losses: readonly { code: string }[] }): string[] =>
  losses.map(({ code }) => code);

/** Why a file is refused: the first code, with the kind of file where that is it. */
export function refusalOf(file: Uint8Array | string): string {
  const read = importSession(typeof file === 'string' ? bytesOf(file) : file);
  if (read.ok) return 'read';
  const [{ code, params }] = read.problems as [(typeof read.problems)[number]];
  return [code, params['kind']].filter(Boolean).join(' ');
}

/** bpm of every second, 0 without a signal; seconds of absences are left out. */
export const bpmsOf = ({ chunks }: Pick<ImportedWorkout, 'chunks'>): number[] =>
  chunks.flatMap((chunk) => samplesOf(chunk).map(({ bpm }) => bpm));

export const rrOf = ({ chunks }: Pick<ImportedWorkout, 'chunks'>): (readonly number[])[] =>
  chunks.flatMap((chunk) => samplesOf(chunk).map(({ rrMs }) => rrMs));

// ── FIT ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Of a message: number, base type and bytes of each field, the lowest byte first. */
export type FitField = readonly [number: number, baseType: number, ...bytes: number[]];
export interface FitLine {
  kind: number;
  fields: readonly FitField[];
  developer?: readonly number[];
  /** The header has the lowest bits of the time; the field that is defined for it is not there. */
  compressed?: { offset: number; definesTime: boolean };
}

export const u8 = (number: number, value: number): FitField => [number, 2, value];
export const enumeration = (number: number, value: number): FitField => [number, 0, value];
export const u16 = (number: number, ...values: number[]): FitField => [
  number,
  0x84,
  ...values.flatMap((value) => [value & 255, value >> 8]),
];
export const u32 = (number: number, value: number): FitField => [
  number,
  0x86,
  ...[0, 8, 16, 24].map((shift) => Math.floor(value / 2 ** shift) & 255),
];
export const chars = (number: number, value: string): FitField => [number, 7, ...bytesOf(value), 0];

/** 2023-11-14T22:13:20Z as FIT counts. */
export const T0 = 1_068_934_400;
export const T0_ISO = new Date(631_065_600_000 + T0 * 1000).toISOString();

export const fileId = (type = 4): FitLine => ({ kind: 0, fields: [enumeration(0, type), u16(1, 1), u16(2, 3121)] });
/** `atS` since T0; no heart rate: the field is not there. */
export const record = (atS: number, bpm?: number, ...more: FitField[]): FitLine => ({
  kind: 20,
  fields: [u32(253, T0 + atS), ...(bpm === undefined ? [] : [u8(3, bpm)]), ...more],
});
export const timer = (atS: number, type: number): FitLine => ({
  kind: 21,
  fields: [u32(253, T0 + atS), enumeration(0, 0), enumeration(1, type)],
});
export const lap = (fromS: number, toS: number): FitLine => ({
  kind: 19,
  fields: [u32(253, T0 + toS), u32(2, T0 + fromS), u32(7, (toS - fromS) * 1000)],
});
export const sessionMessage = (fromS: number, toS: number, sport = 2): FitLine => ({
  kind: 18,
  fields: [u32(253, T0 + toS), u32(2, T0 + fromS), enumeration(5, sport), u32(7, (toS - fromS) * 1000)],
});
export const records = (fromS: number, ...bpms: (number | undefined)[]): FitLine[] =>
  bpms.map((bpm, i) => record(fromS + i, bpm));

/** A whole file, each message with its definition before it. */
export function fitFile(lines: readonly FitLine[]): Uint8Array {
  const data: number[] = [];
  for (const { kind, fields, developer, compressed } of lines) {
    const defined = compressed?.definesTime ? [u32(253, 0), ...fields] : fields;
    data.push(developer ? 0x60 : 0x40, 0, 0, kind & 255, kind >> 8, defined.length);
    for (const [number, baseType, ...bytes] of defined) data.push(number, bytes.length, baseType);
    if (developer) data.push(1, 0, developer.length, 0);
    data.push(compressed ? 0x80 | compressed.offset : 0);
    for (const [, , ...bytes] of fields) data.push(...bytes);
    data.push(...(developer ?? []));
  }
  return fitOf(data);
}

export function fitOf(data: readonly number[]): Uint8Array {
  const size = [0, 8, 16, 24].map((shift) => (data.length >> shift) & 255);
  const file = new Uint8Array([14, 0x20, 0, 8, ...size, ...bytesOf('.FIT'), 0, 0, ...data, 0, 0]);
  return withChecksum(file);
}

/** With its checksum, and its length as its header says it. */
export function withChecksum(file: Uint8Array): Uint8Array {
  const out = new Uint8Array(file);
  const crc = fitChecksum(out, 0, out.length - 2);
  out.set([crc & 255, crc >> 8], out.length - 2);
  return out;
}

// ── XML ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `atS` since T0. */
export const isoAt = (atS: number): string => new Date(Date.parse(T0_ISO) + atS * 1000).toISOString();

export const trackpoint = (atS: number, bpm?: number | string, more = ''): string =>
  `<Trackpoint><Time>${isoAt(atS)}</Time>${bpm === undefined ? '' : `<HeartRateBpm><Value>${bpm}</Value></HeartRateBpm>`}${more}</Trackpoint>`;
export const tcxLap = (fromS: number, ...tracks: string[]): string =>
  `<Lap StartTime="${isoAt(fromS)}"><TotalTimeSeconds>9</TotalTimeSeconds>${tracks.map((each) => `<Track>${each}</Track>`).join('')}</Lap>`;
export const tcxFile = (...laps: string[]): string =>
  `<?xml version="1.0"?>\n<TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>${T0_ISO}</Id>${laps.join('')}</Activity></Activities></TrainingCenterDatabase>`;
export const gpxPoint = (atS: number | undefined, hr: string): string =>
  `<trkpt lat="47" lon="8">${atS === undefined ? '' : `<time>${isoAt(atS)}</time>`}<extensions><g:x>${hr}</g:x></extensions></trkpt>`;
export const gpxFile = (points: string, name = 'Morning'): string =>
  `<gpx creator="Elsewhere 2"><trk><name>${name}</name><type>cycling</type><trkseg>${points}</trkseg></trk></gpx>`;
