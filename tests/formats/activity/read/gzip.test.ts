// Recordings that a service gives out packed (`….fit.gz`): read as they would be unpacked; bombs and damaged ones are refused.
import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { costMs } from '../../../support/cost.ts';
import { historyOf } from '../../../support/history.ts';
import { exportSession } from '../../../../src/formats/activity/exporters.ts';
import { refusalOf, sessionsIn } from './files.ts';

const [workout] = historyOf(1, Date.UTC(2026, 10, 22));
const FORMATS = ['fit', 'tcx', 'csv', 'json'] as const;
const fileOf = (format: (typeof FORMATS)[number]): Uint8Array => exportSession(workout!, format).bytes;

test.each(FORMATS)('%s: packed or not, the workout is the same', (format) => {
  const file = fileOf(format);
  expect(sessionsIn(gzipSync(file))).toEqual(sessionsIn(file));
});

test('a packed file that was cut off anywhere, or has a wrong byte, is refused as damaged', () => {
  const packed = gzipSync(fileOf('fit'));
  for (let length = 2; length < packed.length; length += 97) {
    expect(refusalOf(packed.slice(0, length)), `${length} bytes`).toBe('gzip.damaged');
  }
  expect(refusalOf(packed.slice(0, -1))).toBe('gzip.damaged');
  for (const at of [packed.length - 1, packed.length - 5, packed.length - 20, packed.length >> 1]) {
    const wrong = packed.map((byte, i) => (i === at ? byte ^ 0x10 : byte));
    expect(refusalOf(wrong), `byte ${at}`).toBe('gzip.damaged');
  }
});

test('what says a gigabyte in a few bytes is refused, and costs no more than its limit; so is what says that it is small', () => {
  const bomb = gzipSync(new Uint8Array(80_000_000), { level: 9 });
  expect(bomb.length).toBeLessThan(100_000);
  expect(costMs(() => expect(refusalOf(bomb)).toBe('input.tooLarge'))).toBeLessThan(5_000);
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(bomb.length - 4, 1_000, true);
  expect(costMs(() => expect(refusalOf(bomb)).toBe('gzip.damaged'))).toBeLessThan(200);
});

test('what is packed and no workout is named as what it is', () => {
  const packed = (text: string): Uint8Array => gzipSync(new TextEncoder().encode(text));
  expect(refusalOf(packed('{"format":"beatkeeper-backup"}'))).toBe('file.kind backup');
  expect(refusalOf(gzipSync(packed('twice')))).toBe('file.kind gzip');
  expect(refusalOf(gzipSync(new Uint8Array(0)))).toBe('file.empty');
});
