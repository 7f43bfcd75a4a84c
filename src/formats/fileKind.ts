import { bad, type Parsed, type Problem } from '../core/parse/parsed.ts';

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
  'fitActivity',
  'fitCourse',
  'fitWorkout',
  'fitOther',
  'html',
  'zwo',
  'tcx',
  'tcxCourse',
  'tcxWorkout',
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
export type FileUse = 'plan' | 'backup' | 'recording' | 'workout' | 'activity';

/**
 * A refusal that names what the file is, and what would be right: the `formats` that are known, where there are several.
 * `minutes`: how long a recorded activity is.
 */
export const notThis = (
  kind: FileKind,
  use: FileUse,
  more: { formats?: string; minutes?: number } = {},
): { ok: false; problems: Problem[] } =>
  kind === 'empty' ? bad('file.empty', { use }) : bad('file.kind', { kind, use, ...more });

/* eslint-disable no-control-regex -- of bytes, not of text */
const SIGNATURES: [FileKind, RegExp][] = [
  ['gzip', /^\x1f\x8b/],
  ['zip', /^(PK\x03\x04|PK\x05\x06|7z\xbc\xaf|Rar!)/],
  ['pdf', /^%PDF/],
  ['fit', /^.{8}\.FIT/s],
  ['image', /^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}|.{8}WEBP|.{4}ftyp(hei|mif|avif))/s],
  ['media', /^(ID3|OggS|\x1aE\xdf\xa3|.{4}ftyp|.{8}WAVE)/s],
  ['database', /^SQLite format 3/],
];
/* eslint-enable no-control-regex */

/** What the first bytes of a file say; none where they are text, or nothing that is known. */
export function signatureOf(bytes: Uint8Array): FileKind | undefined {
  if (bytes.length === 0) return 'empty';
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return SIGNATURES.find(([, form]) => form.test(head))?.[0];
}

/** The text of a file: UTF-8, or UTF-16 with its mark. None where it is neither. One that is cut may end within a character. */
export function textIn(bytes: Uint8Array, isCut = false): string | undefined {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isCut });
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

const XML: [FileKind, RegExp][] = [
  ['html', /<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]/i],
  ['zwo', /<workout_file[\s>]/i],
  ['tcx', /<(?:\w+:)?TrainingCenterDatabase[\s>]/i],
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
  const text = textIn(bytes, true);
  return text === undefined ? 'binary' : textKind(text);
}

/**
 * The same of a file that may be damaged or in an encoding of former times: a few bytes that are no UTF-8 do not make a text
 * something else. `head`: its first bytes.
 */
export function kindOfDamaged(head: Uint8Array): FileKind {
  const strict = kindOf(head);
  if (strict !== 'binary') return strict;
  const text = new TextDecoder('utf-8', { fatal: false }).decode(head, { stream: true });
  const unread = text.split('\uFFFD').length - 1;
  return text.includes('\0') || unread > text.length * UNREAD_MAX ? 'binary' : textKind(text);
}

const UNREAD_MAX = 0.1;

/** The text of a file that may be one of text; a refusal that says what it is instead. */
export function readText(bytes: Uint8Array, use: FileUse): Parsed<string> {
  const known = signatureOf(bytes);
  if (known) return notThis(known, use);
  const text = textIn(bytes);
  if (text === undefined) return notThis('binary', use);
  return text.trim() === '' ? notThis('empty', use) : { ok: true, value: text };
}
