// What a file is that was chosen by mistake.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { kindOf, textIn, type FileKind } from '../../src/formats/fileKind.ts';
import { readPlanFile } from '../../src/formats/plan/importers.ts';
import { readReplayFile } from '../../src/formats/activity/replay.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const raw = (text: string): Uint8Array => Uint8Array.from(text, (each) => each.charCodeAt(0));
const PLAN = '{"name":"Intervals","phases":[{"name":"Go","durationS":60}]}';

const FILES: [FileKind, string, Uint8Array][] = [
  ['empty', 'no byte', new Uint8Array()],
  ['empty', 'spaces and a mark', bytes('\uFEFF \n\n')],
  ['html', 'a page', bytes('<!DOCTYPE html>\n<html lang="en">')],
  ['html', 'a page without its first line', bytes('\n  <html><head><title>404 Not found</title></head>')],
  ['zwo', 'a workout of Zwift', bytes('<workout_file><name>Sweet spot</name></workout_file>')],
  ['tcx', 'an activity', bytes('<?xml version="1.0"?>\n<TrainingCenterDatabase xmlns="x">')],
  ['gpx', 'a track', bytes('\uFEFF<?xml version="1.0"?><gpx version="1.1">')],
  ['xml', 'another XML', bytes('<?xml version="1.0"?><feed/>')],
  ['fit', 'a FIT file', raw('\x0e\x10\x5d\x08\0\0\0\0.FIT\0\0')],
  ['zip', 'an archive', raw('PK\x03\x04\x14\0')],
  ['gzip', 'packed text', new Uint8Array(gzipSync('Dear diary'))],
  ['pdf', 'a document', raw('%PDF-1.7\n%\xe2\xe3')],
  ['image', 'a PNG', raw('\x89PNG\r\n\x1a\n')],
  ['image', 'a JPEG', raw('\xff\xd8\xff\xe0')],
  ['image', 'a BMP', raw('BM\x36\x10\x0e\0\0\0\0\0\x36\0\0\0')],
  ['image', 'an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['image', 'a photo of a phone', raw('\0\0\0\x18ftypheic')],
  ['media', 'a video', raw('\0\0\0\x18ftypmp42')],
  ['binary', 'Latin-1', raw('{"name":"L\xe4ufe"}')],
  ['binary', 'noise', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256)],
  ['calendar', 'a calendar', bytes('BEGIN:VCALENDAR\r\n')],
  ['csv', 'a table whose first name is BMI', bytes('BMI,age\n24,40\n')],
  ['csv', 'a table', bytes('time;bpm\n0;120\n1;121\n')],
  ['workout', 'a workout of ours', bytes('{\n  "format": "beatkeeper-session",\n  "version": 1')],
  ['backup', 'a backup unpacked', bytes('{"format":"beatkeeper-backup","version":1}\n')],
  ['text', 'a note', bytes('Dear diary, today I ran.')],
];

/** What is a plan, or has plans in it, is refused for what is missing in it. */
const CODES: Partial<Record<FileKind, string>> = { empty: 'file.empty', zwo: 'value.missing', zip: 'zip.damaged' };

test.each(FILES)('%s: %s is known, and refused as a plan by name', (kind, _, file) => {
  if (kind !== 'empty' || file.length === 0) expect(kindOf(file)).toBe(kind);
  const code = CODES[kind] ?? 'file.kind';
  expect(readPlanFile(file)).toMatchObject({ ok: false, problems: [{ code }] });
});

test('a beginning that ends within a character is text all the same', () => {
  const file = bytes('Läufe, Läufe');
  for (let length = 1; length <= file.length; length++) expect(kindOf(file.subarray(0, length))).toBe('text');
});

test.each(['utf16le', 'utf16be'] as const)(
  '%s with its mark is text, and half a character at its end is none',
  (order) => {
    const file = Buffer.from('\uFEFFLäufe 💚', 'utf16le');
    const text = new Uint8Array(order === 'utf16le' ? file : file.swap16());
    expect(textIn(text)).toBe('Läufe 💚');
    for (const less of [1, 2, 3]) expect(textIn(text.subarray(0, text.length - less))).toBeUndefined();
  },
);

test('text of any script and size is read, whatever a part of it ends in; what is wrong anywhere is not UTF-8', () => {
  for (const length of [4094, 4095, 4096, 4097, 9000]) {
    for (const script of ['e', 'é', '漢', '💚']) {
      const text = `${'x'.repeat(length)}${script.repeat(3000)}%41`;
      expect(textIn(bytes(text))).toBe(text);
      const wrong = bytes(text);
      wrong[length + 1] = 0xff;
      expect(textIn(wrong)).toBeUndefined();
    }
  }
});

test('a file that is too large to be a plan is refused before it is read', () => {
  const read = readPlanFile(new Uint8Array(60_000_000));
  expect(read.ok ? undefined : read.problems[0]?.code).toBe('input.tooLarge');
});

test.each([
  ['UTF-8', bytes(PLAN)],
  ['UTF-8 with its mark', bytes(`\uFEFF${PLAN}`)],
  ['UTF-16, as some systems save it', new Uint8Array(Buffer.from(`\uFEFF${PLAN}`, 'utf16le'))],
])('a plan in %s is one', (_, file) => {
  expect(readPlanFile(file)).toMatchObject({ ok: true, value: { name: 'Intervals' } });
});

test.each([
  ['{"name":"P","phases":[\n{"name":"Go"', 'json.cut', 'line 2, column 13'],
  ['{"name":"P",\n"phases":[{]}', 'json.syntax', 'line 2, column 12'],
  ['{"hello":"world"}', 'value.missing', 'name'],
])('of %j the place is named', (text, code, path) => {
  const read = readPlanFile(bytes(text));
  expect(read.ok ? undefined : read.problems[0]).toMatchObject({ code, path });
});

test.each(FILES.filter(([kind]) => kind !== 'csv' && kind !== 'text'))(
  '%s: %s is refused as a recording',
  (kind, _, file) => {
    const code = kind === 'empty' ? 'file.empty' : 'file.kind';
    expect(readReplayFile(file)).toMatchObject({ ok: false, problems: [{ code, params: { use: 'recording' } }] });
  },
);

test('both kinds of lines are recordings', () => {
  expect(readReplayFile(bytes('0,120\n1,121\n'))).toMatchObject({ ok: true });
  expect(readReplayFile(bytes('{"atMs": 0, "hex": "0078"}\n'))).toMatchObject({ ok: true });
});
