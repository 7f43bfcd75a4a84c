import { textChunks } from './textChunks.ts';

// XML tag by tag. The parser that plans are read with makes a tree of a file, which of a track of 50 MB is more than a gigabyte,
// and refuses one whose end is missing; this one keeps the names of the elements that are open. It does not read definitions
// of entities, so that none is unfolded, and does not mind what is not well-formed.

export interface XmlListener {
  /** `path`: names without prefixes of the elements that are open, the one that opens last. */
  open(name: string, attributes: string, path: readonly string[]): void;
  /** `text`: what was in it, without elements in it, trimmed; cut where it is long. */
  close(name: string, text: string, path: readonly string[]): void;
}

/** How it ended. `cut`: elements were open yet. `damaged`: a tag had no end, or elements were in each other without end. */
export type XmlEnd = 'whole' | 'cut' | 'damaged';

/** Longer tags and comments are none. */
const TAG_CHARS_MAX = 1_000_000;
const DEPTH_MAX = 64;
const TEXT_CHARS_MAX = 1_000;

export function eachTag(bytes: Uint8Array, listener: XmlListener): XmlEnd {
  const reader = new TagReader(listener);
  for (const chunk of textChunks(bytes)) if (!reader.read(chunk)) return 'damaged';
  return reader.end();
}

class TagReader {
  readonly #listener: XmlListener;
  readonly #path: string[] = [];
  #text = '';
  /** What has been read and not understood yet: the beginning of a tag. */
  #rest = '';
  #isClosed = false;

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  end(): XmlEnd {
    return this.#path.length === 0 && this.#isClosed && this.#rest === '' ? 'whole' : 'cut';
  }

  /** Whether it goes on. */
  read(chunk: string): boolean {
    const text = this.#rest + chunk;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      this.#add(tag === -1 ? text.slice(at) : text.slice(at, tag));
      if (tag === -1) {
        this.#rest = '';
        return true;
      }
      const end = endOfTag(text, tag);
      if (end === -1) {
        this.#rest = text.slice(tag);
        return this.#rest.length <= TAG_CHARS_MAX;
      }
      if (!this.#tag(text, tag, end)) return false;
      at = end;
    }
  }

  #add(text: string): void {
    if (text !== '' && this.#text.length < TEXT_CHARS_MAX) this.#text += text.slice(0, TEXT_CHARS_MAX);
  }

  /** Whether it goes on. */
  #tag(text: string, from: number, end: number): boolean {
    const kind = text[from + 1];
    if (kind === '?') return true;
    if (kind === '!') {
      if (text.startsWith('<![CDATA[', from)) this.#add(text.slice(from + 9, end - 3));
      return true;
    }
    if (kind === '/') {
      this.#close(localName(text.slice(from + 2, end - 1).trim()));
      return true;
    }
    const isEmpty = text[end - 2] === '/';
    const tag = text.slice(from + 1, isEmpty ? end - 2 : end - 1);
    const space = tag.search(/\s/);
    const name = localName(space === -1 ? tag : tag.slice(0, space));
    if (this.#path.length >= DEPTH_MAX) return false;
    this.#path.push(name);
    this.#text = '';
    this.#listener.open(name, space === -1 ? '' : tag.slice(space), this.#path);
    if (isEmpty) this.#close(name);
    return true;
  }

  /** One that closes what is not open is passed over; one that closes an outer element closes those in it. */
  #close(name: string): void {
    const open = this.#path.lastIndexOf(name);
    if (open === -1) return;
    while (this.#path.length > open) {
      this.#listener.close(this.#path.at(-1)!, unescaped(this.#text.trim()), this.#path);
      this.#path.pop();
      this.#text = '';
    }
    this.#isClosed = true;
  }
}

/** After its last character; −1 where that is not there yet. */
function endOfTag(text: string, from: number): number {
  const closes = text.startsWith('<!--', from) ? '-->' : text.startsWith('<![CDATA[', from) ? ']]>' : undefined;
  if (closes !== undefined) {
    const end = text.indexOf(closes, from + 4);
    return end === -1 ? -1 : end + 3;
  }
  // the beginning of one of these
  if (text.length - from < 9 && '<![CDATA['.startsWith(text.slice(from))) return -1;
  const isDoctype = text.startsWith('<!', from);
  let quote = '';
  let depth = 0;
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]!;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (isDoctype && char === '[') depth++;
    else if (isDoctype && char === ']') depth--;
    else if (char === '>' && depth <= 0) return at + 1;
  }
  return -1;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const ATTRIBUTE = /([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** An attribute by its name without a prefix; empty: there is none. */
export function attributeIn(attributes: string, name: string): string {
  for (const [, each, double, single] of attributes.slice(0, TAG_TEXT_MAX).matchAll(ATTRIBUTE))
    if (each === name) return unescaped(double ?? single ?? '');
  return '';
}

const TAG_TEXT_MAX = 10_000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Only the five that XML has, and numbers of characters. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name)] ?? all;
    const code = decimal !== undefined ? Number(decimal) : parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
