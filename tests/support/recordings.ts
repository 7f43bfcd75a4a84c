// Workouts that people really did, out of the shared test data. They stay where they are: their licences differ.
import { readFitMessages, readFitUnsignedField } from 'fit-file-parser/raw';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { frameOf } from './strap.ts';

/** One record of a file. `undefined` is a record without a heart rate, 0 one in which the device said 0. */
export interface Reading {
  atS: number; // since the first record
  bpm: number | undefined;
  rrMs?: number[];
}

export interface TimedFrame {
  atS: number;
  bytes: Uint8Array;
}

/** What others found in a file, written down beside it. */
export interface ExpectedFigures {
  records: number;
  /** ISO, in UTC; none where the file has no date. */
  start?: string;
  spanSec: number;
  medianStepSec: number;
  gapsOver5s: number;
  maxGapSec: number;
  duplicateTimestamps: number;
  backwardSteps: number;
  hrPresent: number;
  hrMissing: number;
  hrZero: number;
  hrMin: number;
  hrMax: number;
  hrMean: number;
  /** Seconds at or above 0 %, 60, 70, 80 and 90 % of 190: each reading counts until the next, at most 5 s. */
  zoneSec: number[];
  unknownHrSec: number;
  rr?: { count: number; sumMs: number };
  laps?: number;
  /** What the device itself says. */
  sessions?: { timerSec: number }[];
}

export const RECORDINGS_DIR = resolve(import.meta.dirname, '../../../shared/data/recordings');

/** Why tests on recordings cannot run here, or `undefined`: `test.skipIf(recordingsAbsent)`, with it in the name. */
export const recordingsAbsent = existsSync(RECORDINGS_DIR) ? undefined : `no recordings at ${RECORDINGS_DIR}`;

/** Every recording with its figures; none where the data are absent. */
export function expectedRecordings(): { file: string; figures: ExpectedFigures }[] {
  if (recordingsAbsent) return [];
  return JSON.parse(readFileSync(join(RECORDINGS_DIR, 'expected.json'), 'utf8')) as ReturnType<
    typeof expectedRecordings
  >;
}

/** All records of a file, in its order. */
export function readRecording(file: string): Reading[] {
  const bytes = readFileSync(join(RECORDINGS_DIR, file));
  switch (file.split('.').at(-1)) {
    case 'fit':
      return fromFirst(readFit(bytes));
    case 'tcx':
      return fromFirst(
        readXml(bytes.toString(), 'Trackpoint', /<Time>([^<]+)/, /<HeartRateBpm[^>]*>\s*<Value>([^<]+)/),
      );
    case 'gpx':
      return fromFirst(readXml(bytes.toString(), 'trkpt', /<time>([^<]+)/, /<\w+:hr>([^<]+)/));
    case 'csv':
      return fromFirst(readPowerTap(bytes.toString()));
    default:
      throw new Error(`no reader for ${file}`);
  }
}

const RR_PER_FRAME = 9; // with flags and rate they fill the 20 bytes of a notification

/** What a strap would have sent: nothing where there was no reading, and beats that find no room go with the next frame. */
export function asFrames(readings: Reading[]): TimedFrame[] {
  const frames: TimedFrame[] = [];
  let waitingRrMs: number[] = [];
  for (const { atS, bpm, rrMs = [] } of readings) {
    waitingRrMs.push(...rrMs);
    if (bpm === undefined) continue;
    frames.push({ atS, bytes: frameOf(Math.round(bpm), waitingRrMs.slice(0, RR_PER_FRAME)) });
    waitingRrMs = waitingRrMs.slice(RR_PER_FRAME);
  }
  return frames;
}

function fromFirst(readings: Reading[]): Reading[] {
  const firstS = readings[0]?.atS ?? 0;
  return readings.map((reading) => ({ ...reading, atS: reading.atS - firstS }));
}

const FIT_RECORD = { message: 20, heartRate: 3 };
const FIT_HRV = { message: 78, time: 0 };
const FIT_UINT8 = 0x02;
const FIT_NO_RR = 0xffff;

/** The raw messages, because their order says which beats lie before which record. */
function readFit(bytes: Uint8Array): Reading[] {
  const { messages } = readFitMessages(bytes, { messageNumbers: [FIT_RECORD.message, FIT_HRV.message] });
  const readings: Reading[] = [];
  let rrMs: number[] = [];
  for (const { globalMessageNumber, fields, timestamp, littleEndian } of messages) {
    if (globalMessageNumber === FIT_HRV.message) {
      const time = fields.find((field) => field.fieldNumber === FIT_HRV.time)?.bytes ?? new Uint8Array();
      const view = new DataView(time.buffer, time.byteOffset, time.byteLength);
      for (let at = 0; at + 2 <= time.byteLength; at += 2) {
        const each = view.getUint16(at, littleEndian);
        if (each !== FIT_NO_RR) rrMs.push(each);
      }
    } else {
      const field = fields.find((each) => each.fieldNumber === FIT_RECORD.heartRate);
      const bpm = readFitUnsignedField(field, FIT_UINT8, 1, littleEndian);
      readings.push({ atS: timestamp ?? NaN, bpm: bpm === 0xff ? undefined : bpm, ...(rrMs.length > 0 && { rrMs }) });
      rrMs = [];
    }
  }
  const last = readings.at(-1);
  if (last && rrMs.length > 0) last.rrMs = [...(last.rrMs ?? []), ...rrMs];
  return readings;
}

/** Good enough for these files: the points are flat, and nothing in them is escaped. */
function readXml(text: string, tag: string, time: RegExp, heartRate: RegExp): Reading[] {
  return text
    .split(new RegExp(`<${tag}[ >]`))
    .slice(1)
    .map((point) => point.split(`</${tag}>`)[0] ?? '')
    .map((point) => {
      const bpm = heartRate.exec(point)?.[1];
      return { atS: Date.parse(time.exec(point)?.[1] ?? '') / 1000, bpm: bpm === undefined ? undefined : Number(bpm) };
    });
}

function readPowerTap(text: string): Reading[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  const [minutes, heartRate] = [columns.indexOf('Minutes'), columns.indexOf('Hrate')];
  return lines
    .map((line) => line.split(',').map(Number))
    .map((cells) => ({ atS: (cells[minutes] ?? NaN) * 60, bpm: cells[heartRate] }));
}
