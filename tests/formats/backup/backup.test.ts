// The file of a backup: what goes in comes out, and nothing that is not one gets in.
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parsed } from '../../../src/core/parse/parsed.ts';
import { backupFileName, type BackupEntry } from '../../../src/formats/backup/backupFile.ts';
import { openBackup } from '../../../src/formats/backup/readBackup.ts';
import { packBackup } from '../../../src/formats/backup/writeBackup.ts';

const HEAD = { madeAt: '2026-11-22T18:30:00.000Z', app: '0.1.0' };
const FIRST_LINE = JSON.stringify({ format: 'beatkeeper-backup', version: 1, ...HEAD });

const RECORDS: BackupEntry[] = [
  { store: 'plans', key: 'hill-repeats', value: { name: '<b>Hill</b> “repeats” \\" 🚵', phases: [1.5, null, true] } },
  { store: 'samples', key: ['a', 0], value: { fromS: 0, bpm: Uint8Array.of(0, 255), rrMs: Uint16Array.of(1, 65_535) } },
  { store: 'samples', key: ['a', 1], value: Uint8Array.of(1, 2, 3) },
];

async function packed(records: readonly BackupEntry[] = RECORDS): Promise<Uint8Array<ArrayBuffer>> {
  // eslint-disable-next-line @typescript-eslint/require-await -- records come one after another in the app
  async function* each(): AsyncGenerator<BackupEntry> {
    yield* records;
  }
  return new Uint8Array(await new Response(packBackup(HEAD, each()) as BodyInit).arrayBuffer());
}

/** All records of a file, or its problem as `code at place`. */
async function read(file: Uint8Array<ArrayBuffer> | string): Promise<BackupEntry[] | string> {
  const opened = await openBackup(new Blob([file]));
  if (!opened.ok) return problem(opened);
  const records: BackupEntry[] = [];
  let refused: string | undefined;
  for await (const entry of opened.value.entries) {
    expect(refused).toBeUndefined(); // the first problem is the last thing that comes
    if (entry.ok) records.push({ store: entry.value.store, key: entry.value.key, value: entry.value.value });
    else refused = problem(entry);
  }
  return refused ?? records;
}

function problem(parsed: Parsed<unknown>): string {
  if (parsed.ok) throw new Error('nothing is wrong with it');
  const [{ code, path } = { code: 'none', path: '' }] = parsed.problems;
  return path === '' ? code : `${code} at ${path}`;
}

const textOf = (file: Uint8Array): string => gunzipSync(file).toString();
const zipped = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(text));

test('what goes in comes out, columns of numbers and all', async () => {
  const opened = await openBackup(new Blob([await packed()]));
  expect(opened.ok && opened.value.head).toEqual(HEAD);
  expect(await read(await packed())).toEqual(RECORDS);
});

test('it says what it is, a line a record, and what it has', async () => {
  const lines = textOf(await packed()).split('\n');
  expect(lines[0]).toBe(FIRST_LINE);
  expect(lines[2]).toContain('"value":{"fromS":0,"bpm":{"$Uint8Array":"AP8="},"rrMs":{"$Uint16Array":"AQD//w=="}}');
  expect(lines[4]).toMatch(/^\{"records":3,"crc32":"[0-9a-f]{8}"\}$/);
  expect(lines.slice(5)).toEqual(['']);
});

test('an empty one is one, and one that a browser has unpacked is read as well', async () => {
  expect(await read(await packed([]))).toEqual([]);
  expect(await read(textOf(await packed()))).toEqual(RECORDS);
});

const column = fc.oneof(
  fc.uint8Array(),
  fc.int8Array(),
  fc.uint16Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array(),
);
const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('$', '$$', '$Uint8Array', '$$Uint8Array', 'toString', 'hasOwnProperty', '__proto', '0'),
);
const value = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.constant(null), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }), name, column),
  node: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('node'), { maxLength: 4 }),
    fc
      .dictionary(name, tie('node'), { maxKeys: 4, noNullPrototype: true })
      .filter((each) => !Object.hasOwn(each, '__proto__') && !Object.hasOwn(each, 'constructor')),
  ),
})).node;

test('whatever is kept comes out as it went in, and packs to the same lines again', async () => {
  const record = fc.record({ store: fc.string({ unit: 'binary' }), key: value, value });
  await fc.assert(
    fc.asyncProperty(fc.array(record, { maxLength: 5 }), async (records) => {
      const file = await packed(records);
      const again = await read(file);
      expect(again).toEqual(positive(records));
      expect(textOf(await packed(again as BackupEntry[]))).toBe(textOf(file));
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
});

/** A zero has a sign that JSON does not write. */
function positive(each: unknown): unknown {
  if (each === 0) return 0;
  if (typeof each !== 'object' || each === null || ArrayBuffer.isView(each)) return each;
  if (Array.isArray(each)) return each.map(positive);
  return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, positive(inner)]));
}

// ── What is refused ───────────────────────────────────────────────────────────────────────────────────────────────

test('cut off after any byte it is refused', async () => {
  const file = await packed();
  const text = textOf(file);
  for (let bytes = 0; bytes < file.length; bytes++) {
    expect(await read(file.slice(0, bytes)), `${bytes} bytes`).toMatch(/^backup\.(empty|foreign|cut|damaged)$/);
  }
  for (let chars = 0; chars < text.length - 1; chars++) {
    expect(await read(text.slice(0, chars)), `${chars} characters`).toMatch(/^backup\.(empty|foreign|cut)$/);
  }
});

test('with any one bit turned it is refused, or says the same all the same', async () => {
  const file = await packed();
  let refused = 0;
  for (let bit = 0; bit < file.length * 8; bit++) {
    const turned = file.slice();
    turned[bit >> 3]! ^= 1 << (bit & 7);
    const outcome = await read(turned);
    if (typeof outcome === 'string') refused++;
    else expect(outcome, `bit ${bit}`).toEqual(RECORDS);
  }
  expect(refused).toBeGreaterThan(file.length * 8 - 70); // what gzip says of time and system is harmless
});

test('with any one bit of its lines turned it is refused', async () => {
  const lines = gunzipSync(await packed());
  for (let bit = 0; bit < lines.length * 8; bit++) {
    const turned = new Uint8Array(lines);
    turned[bit >> 3]! ^= 1 << (bit & 7);
    const outcome = await read(turned);
    expect(typeof outcome, `bit ${bit}`).toBe('string');
  }
});

const lines = (...more: string[]): string => [FIRST_LINE, ...more, ''].join('\n');
const deep = (levels: number): string =>
  `{"store":"plans","key":"a","value":${'['.repeat(levels)}${']'.repeat(levels)}}`;

test.each<[string, Uint8Array<ArrayBuffer> | string, string]>([
  ['nothing', '', 'backup.empty'],
  ['a text', 'Dear diary, today I ran.', 'backup.foreign'],
  ['a plan', '{"name":"5k","phases":[]}', 'file.kind'],
  ['a foreign JSON', '{"name":"5k"}', 'backup.foreign'],
  ['null', 'null', 'backup.foreign'],
  ['a foreign gzip', zipped('Dear diary'), 'file.kind'],
  ['a web page', '<!doctype html><title>404</title>', 'file.kind'],
  ['a PDF', '%PDF-1.7 …', 'file.kind'],
  ['a picture', Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * 7 + (i >> 8)) % 256), 'file.kind'],
  ['gzip in name only', Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), 'backup.damaged'],
  ['a newer one', zipped(lines().replace('"version":1', '"version":2')), 'backup.newer'],
  ['a version that is none', zipped(lines().replace('"version":1', '"version":"1"')), 'file.kind'],
  ['one without its end', zipped(lines()), 'backup.cut'],
  ['a wrong checksum', zipped(lines('{"records":0,"crc32":"00000000"}')), 'backup.damaged'],
  ['a line that is no JSON', zipped(lines('{"store":')), 'backup.line at line 2'],
  ['a line that is no record', zipped(lines('[1,2]')), 'backup.line at line 2'],
  ['a record without a store', zipped(lines('{"key":"a"}')), 'backup.line at line 2'],
  [
    'letters that are none',
    new Uint8Array([...Buffer.from(lines()), 0x7b, 0x22, 0xff, 0x22, 0x7d, 10]),
    'backup.line at line 2',
  ],
  ['81 levels', zipped(lines(deep(80))), 'input.tooDeep at line 2'],
  ['100,000 levels', zipped(lines(deep(100_000))), 'input.tooDeep at line 2'],
  ['100,000 levels in the first line', zipped(deep(100_000)), 'file.kind'],
  [
    '__proto__',
    zipped(lines('{"store":"plans","key":"a","value":{"__proto__":{"deleted":true}}}')),
    'backup.name at line 2',
  ],
  [
    'constructor',
    zipped(lines('{"store":"plans","key":"a","value":[{"constructor":{"prototype":1}}]}')),
    'backup.name at line 2',
  ],
  [
    'a __proto__ that is written otherwise',
    zipped(lines('{"\\u005f_proto__":{"store":"x"}}')),
    'backup.name at line 2',
  ],
  [
    'a column of nothing known',
    zipped(lines('{"store":"a","key":1,"value":{"$Function":"YQ=="}}')),
    'backup.name at line 2',
  ],
  [
    'a column by an inherited name',
    zipped(lines('{"store":"a","key":1,"value":{"$toString":"YQ=="}}')),
    'backup.name at line 2',
  ],
  [
    'a column that is no base64',
    zipped(lines('{"store":"a","key":1,"value":{"$Uint8Array":"?"}}')),
    'backup.line at line 2',
  ],
  [
    'a column with half a number',
    zipped(lines('{"store":"a","key":1,"value":{"$Uint16Array":"YQ=="}}')),
    'backup.line at line 2',
  ],
])('%s is refused', async (_, file, why) => {
  expect(await read(file)).toBe(why);
});

test('whatever follows the end is refused', async () => {
  const file = await packed();
  expect(await read(`${textOf(file)}{"store":"plans","key":"a","value":1}\n`)).toBe('backup.damaged at line 6');
});

test('brackets in a text are text', async () => {
  const value = `${'[{'.repeat(1000)}\\"${'\\'.repeat(9)}`;
  expect(await read(await packed([{ store: 'plans', key: 'a', value }]))).toEqual([
    { store: 'plans', key: 'a', value },
  ]);
});

test.each<[string, () => Uint8Array<ArrayBuffer>, string]>([
  ['zeros without a line', () => new Uint8Array(gzipSync(new Uint8Array(50_000_000))), 'file.kind'],
  [
    'one line without an end',
    () => new Uint8Array(gzipSync(lines(`{"store":"plans","key":"a","value":"${'a'.repeat(50_000_000)}"}`))),
    'backup.tooLarge',
  ],
  [
    'lines without number',
    () => new Uint8Array(gzipSync(`${FIRST_LINE}\n${`{"store":"a","key":"${' '.repeat(2_000)}"}\n`.repeat(30_000)}`)),
    'backup.tooLarge',
  ],
])('a bomb of %s is refused', async (_, bomb, why) => {
  expect(await read(bomb())).toBe(why);
});

test('what is wrong with the disk is no fault of the file', async () => {
  const gone = new Blob([await packed()]);
  gone.stream = () =>
    new ReadableStream({ pull: () => Promise.reject(new DOMException('the file has moved', 'NotReadableError')) });
  await expect(openBackup(gone)).rejects.toThrow('the file has moved');
});

test('it tells how much of it has been read', async () => {
  const file = new Blob([await packed()]);
  let last = 0;
  const opened = await openBackup(file, (bytes) => (last = bytes));
  if (opened.ok) for await (const entry of opened.value.entries) expect(entry.ok).toBe(true);
  expect(last).toBe(file.size);
});

test('it is named by the day where it was made', () => {
  const epochMs = Date.UTC(2026, 10, 22, 23, 30);
  expect(backupFileName({ epochMs, offsetMin: 60 })).toBe('beatkeeper-2026-11-23.jsonl.gz');
  expect(backupFileName({ epochMs, offsetMin: 0 })).toBe('beatkeeper-2026-11-22.jsonl.gz');
});
