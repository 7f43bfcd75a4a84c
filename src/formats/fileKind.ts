import { bad, type Parsed, type Problem } from '../core/parsed.ts';

/** What a file is that is not what was wanted. */
export type FileKind = (typeof FILE_KINDS)[number];
export const FILE_KINDS = [
  'empty',
  'gzip',
  'zip',
  'pdf',
  'image',
  'media',
  'database',
  'binary',
  'fit',
  'html',
  'zwo',
  'tcx',
  'gpx',
  'kml',
  'xml',
  'calendar',
  'csv',
  'workout',
  'backup',
  'plan',
  'json',
  'text',
] as const;

/** What it was opened for. */
export type FileUse = 'plan' | 'backup' | 'recording';

/** A refusal that names what the file is, and what would be right. */
export const notThis = (kind: FileKind, use: FileUse): { ok: false; problems: Problem[] } =>
  kind === 'empty' ? bad('file.empty', { use }) : bad('file.kind', { kind, use });

const SIGNATURES: [FileKind, number, string][] = [
  ['gzip', 0, '\x1f\x8b'],
  ['zip', 0, 'PK\x03\x04'],
  ['zip', 0, 'PK\x05\x06'],
  ['zip', 0, '7z\xbc\xaf'],
  ['zip', 0, 'Rar!'],
  ['pdf', 0, '%PDF'],
  ['fit', 8, '.FIT'],
  ['image', 0, '\x89PNG'],
  ['image', 0, '\xff\xd8\xff'],
  ['image', 0, 'GIF8'],
  ['image', 0, 'BM\0\0'],
  ['image', 8, 'WEBP'],
  ['image', 4, 'ftyphei'],
  ['image', 4, 'ftypmif'],
  ['image', 4, 'ftypavif'],
  ['image', 0, 'II*\0'],
  ['image', 0, 'MM\0*'],
  ['media', 4, 'ftyp'],
  ['media', 8, 'WAVE'],
  ['media', 0, 'ID3'],
  ['media', 0, 'OggS'],
  ['media', 0, '\x1aE\xdf\xa3'],
  ['database', 0, 'SQLite format 3'],
];

/** What the first bytes of a file say; none where they are text, or nothing that is known. */
function signatureOf(bytes: Uint8Array): FileKind | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 64));
  if (bytes.length === 0) return 'empty';
  return SIGNATURES.find(([, at, text]) => head.startsWith(text, at))?.[0];
}

/** The text of a file: UTF-8, or UTF-16 with its mark. None where it is neither. */
export function textIn(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  const isLittle = a === 0xff && b === 0xfe;
  const text = isLittle || (a === 0xfe && b === 0xff) ? utf16(bytes, isLittle) : utf8(bytes);
  return text?.includes('\0') ? undefined : text?.replace(/^\uFEFF/, '');
}

/** By what the language has, which refuses what is not UTF-8; a part at a time, since most of a file is ASCII. */
function utf8(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let at = 0, end: number; at < bytes.length; at = end) {
    end = Math.min(at + PART_BYTES, bytes.length);
    while (end > at + 1 && end < bytes.length && isContinuation(bytes[end])) end--;
    const part = bytes.subarray(at, end);
    try {
      text += part.every((byte) => byte < 0x80) ? String.fromCharCode(...part) : decodeURIComponent(escaped(part));
    } catch {
      return undefined;
    }
  }
  return text;
}

const PART_BYTES = 4_096;
const isContinuation = (byte = 0): boolean => (byte & 0xc0) === 0x80;
const escaped = (part: Uint8Array): string => `%${Array.from(part, (byte) => HEX[byte]).join('%')}`;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function utf16(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(view.getUint16(at, isLittle));
  return text;
}

const XML: [FileKind, RegExp][] = [
  ['html', /<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]/i],
  ['zwo', /<workout_file[\s>]/i],
  ['tcx', /<TrainingCenterDatabase[\s>]/i],
  ['gpx', /<gpx[\s>]/i],
  ['kml', /<kml[\s>]/i],
  ['image', /<svg[\s>]/i],
];

/** So much of a text says what it is. */
const HEAD_CHARS = 4_000;

/** What a text is, as far as can be said without knowing what it should be. */
export function textKind(text: string): FileKind {
  const trimmed = text.trimStart();
  const head = trimmed.slice(0, HEAD_CHARS);
  if (head === '') return 'empty';
  if (head.startsWith('<')) return XML.find(([, form]) => form.test(head))?.[0] ?? 'xml';
  if (head.startsWith('BEGIN:VCALENDAR')) return 'calendar';
  if (/^\{\s*"format"\s*:\s*"beatkeeper-session"/.test(head)) return 'workout';
  if (/^\{\s*"format"\s*:\s*"beatkeeper-backup"/.test(head)) return 'backup';
  if (/^[{[]/.test(head)) return /"phases"\s*:/.test(head) ? 'plan' : 'json';
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '');
  const commas = lines.slice(0, 5).map((line) => line.split(/[,;\t]/).length);
  return commas.length > 1 && commas[0]! > 1 && commas.every((count) => count === commas[0]) ? 'csv' : 'text';
}

/** What a file is by its beginning. */
export function kindOf(bytes: Uint8Array): FileKind {
  const known = signatureOf(bytes);
  if (known) return known;
  // a character may be cut in two where the beginning ends
  for (let less = 0; less < 4; less++) {
    const text = textIn(bytes.subarray(0, bytes.length - less));
    if (text !== undefined) return textKind(text);
  }
  return 'binary';
}

/** The text of a file that may be one of text; a refusal that says what it is instead. */
export function readText(bytes: Uint8Array, use: FileUse): Parsed<string> {
  const known = signatureOf(bytes);
  if (known) return notThis(known, use);
  const text = textIn(bytes);
  if (text === undefined) return notThis('binary', use);
  return text.trim() === '' ? notThis('empty', use) : { ok: true, value: text };
}
