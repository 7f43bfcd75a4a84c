import { bad, good, type Parsed } from '../../core/parse/parsed.ts';

/** One line of a backup as JSON, and back as a value: see `backupFile.ts` for what stands for a column of numbers. */

/** A plan may be 64 levels deep, and stands some levels deep in its record. */
const DEPTH_MAX = 80;

const QUOTE = 34;
const BACKSLASH = 92;

const COLUMNS = { Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array };
type ColumnName = keyof typeof COLUMNS;

/** What `JSON.stringify` is to write of a value: a replacer. */
export function tagged(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return { [`$${value.constructor.name}`]: base64(value) };
  if (Array.isArray(value) || !Object.keys(value).some((name) => name.startsWith('$'))) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.startsWith('$') ? `$${name}` : name, each]),
  );
}

function base64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  let text = '';
  for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) text += String.fromCharCode(byte);
  return btoa(text);
}

/** One line as a value; its columns are columns again. */
export function jsonOf(line: Uint8Array): Parsed<unknown> {
  if (depthOf(line) > DEPTH_MAX) return bad('input.tooDeep', { max: DEPTH_MAX });
  try {
    return good(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line), untagged) as unknown);
  } catch (error) {
    return error instanceof BadName ? bad('backup.name', { name: error.message }) : bad('backup.line');
  }
}

/** How deep the brackets of a line stand, without building anything of it. */
function depthOf(line: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < line.length; at++) {
    const byte = line[at];
    if (byte === QUOTE) {
      do at = line.indexOf(QUOTE, at + 1);
      while (at > 0 && isEscaped(line, at));
      if (at < 0) break;
    } else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}

function isEscaped(line: Uint8Array, at: number): boolean {
  let before = at;
  while (line[before - 1] === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

/** A name that could reach what objects inherit. No record has one. */
const NEVER_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

class BadName extends Error {}

function untagged(name: string, value: unknown): unknown {
  if (NEVER_NAMES.has(name)) throw new BadName(name);
  if (!isRecord(value) || Array.isArray(value)) return value;
  const names = Object.keys(value);
  if (!names.some((each) => each.startsWith('$'))) return value;
  const [only = ''] = names;
  if (names.length === 1 && !only.startsWith('$$')) return columnOf(only.slice(1), value[only]);
  return Object.fromEntries(
    Object.entries(value).map(([each, inner]) => [each.startsWith('$$') ? each.slice(1) : each, inner]),
  );
}

function columnOf(name: string, text: unknown): ArrayBufferView {
  if (!Object.hasOwn(COLUMNS, name) || typeof text !== 'string') throw new BadName(`$${name}`);
  const chars = atob(text);
  const bytes = new Uint8Array(chars.length);
  for (let i = 0; i < chars.length; i++) bytes[i] = chars.charCodeAt(i);
  return new COLUMNS[name as ColumnName](bytes.buffer);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
