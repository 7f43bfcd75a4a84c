// What straps say: every payload of the shared collection, and what an own frame becomes on its way.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  encodeFrame,
  parseFrame,
  parseHex,
  type Contact,
  type HeartRate,
} from '../../../src/core/signal/heartRateMeasurement.ts';

interface Packet {
  id: string;
  hex: string;
  kind: string;
  expect:
    | { reject: true; reason: string }
    | {
        reject?: undefined;
        bpm: number;
        contact: 'unsupported' | 'not-detected' | 'detected';
        energyKJ: number | null;
        rr1024: number[];
      };
}

const FILE = resolve(import.meta.dirname, '../../../../shared/data/hrm-packets/packets.json');
const absent = existsSync(FILE) ? undefined : `no packets at ${FILE}`;
const packets = absent ? [] : (JSON.parse(readFileSync(FILE, 'utf8')) as Packet[]);

const CONTACTS: Record<string, Contact> = { unsupported: 'unsupported', 'not-detected': 'absent', detected: 'present' };

function read(hex: string): HeartRate | string {
  const bytes = parseHex(hex);
  if (!bytes.ok) return bytes.problems[0]?.code ?? '';
  const frame = parseFrame(bytes.value);
  return frame.ok ? frame.value : (frame.problems[0]?.code ?? '');
}

test.skipIf(absent)(`the collection of packets is at hand${absent ? ` (${absent})` : ''}`, () => {
  expect(packets.length).toBe(77);
});

test.each(packets.map((packet): [string, string, Packet] => [packet.id, packet.hex, packet]))(
  '%s: %s',
  (_, hex, packet) => {
    const { expect: expected } = packet;
    if (expected.reject) {
      expect(read(hex)).toBe('frame.tooShort');
      return;
    }
    const frame = read(hex) as HeartRate;
    expect(frame).toMatchObject({
      bpm: expected.bpm,
      contact: CONTACTS[expected.contact],
      energyKJ: expected.energyKJ,
    });
    expect(frame.rrMs).toEqual(expected.rr1024.map((units) => (units * 1000) / 1024));
  },
);

test.each<[string, string, Partial<HeartRate> | string]>([
  ['8-bit rate', '0051', { bpm: 81, contact: 'unsupported', energyKJ: null, rrMs: [] }],
  ['16-bit rate', '01 2c 01', { bpm: 300 }],
  ['contact 1 is not supported either', '02 3c', { bpm: 60, contact: 'unsupported' }],
  ['contact 2 is supported, and absent', '04 3c', { bpm: 60, contact: 'absent' }],
  ['contact 3 is present', '06 3c', { bpm: 60, contact: 'present' }],
  ['energy is read past', '18 3c 09 01 00 04', { energyKJ: 265, rrMs: [1000] }],
  ['a dangling odd byte is ignored', '10 3c 00 04 ff', { rrMs: [1000] }],
  ['bytes after the last field are ignored', '00 3c ff ff ff', { bpm: 60, rrMs: [] }],
  ['reserved flags are ignored', 'e0 3c', { bpm: 60, contact: 'unsupported', rrMs: [] }],
  ['RR flag without RR', '10 3c', { bpm: 60, rrMs: [] }],
  ['no reading is zero', '00 00', { bpm: 0 }],
  ['nothing', '', 'frame.tooShort'],
  ['flags alone', '00', 'frame.tooShort'],
  ['half a rate', '01 3c', 'frame.tooShort'],
  ['energy promised, not sent', '08 3c 01', 'frame.tooShort'],
  ['half a byte', '003', 'frame.notHex'],
  ['no digits', 'hello', 'frame.notHex'],
])('%s: %s', (_, hex, expected) => {
  if (typeof expected === 'string') expect(read(hex)).toBe(expected);
  else expect(read(hex)).toMatchObject(expected);
});

test('a frame in the middle of a larger buffer is read where it lies', () => {
  const buffer = Uint8Array.from([0xff, 0xff, 0x00, 0x51, 0xff]);
  expect(parseFrame(buffer.subarray(2, 4))).toMatchObject({ ok: true, value: { bpm: 81 } });
});

test('what is sent is what is read', () => {
  const contact = fc.constantFrom<Contact>('unsupported', 'absent', 'present');
  const rr1024 = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 9 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff }), contact, rr1024, (bpm, contact, units) => {
      const rrMs = units.map((unit) => (unit * 1000) / 1024);
      const frame = parseFrame(encodeFrame({ bpm, contact, rrMs }));
      expect(frame).toEqual({ ok: true, value: { bpm, contact, energyKJ: null, rrMs } });
    }),
  );
});

test('no bytes make it throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => typeof parseFrame(bytes).ok === 'boolean'));
});
