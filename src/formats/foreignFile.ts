import { parseJson } from '../core/parse/json.ts';
import { good, type Parsed } from '../core/parse/parsed.ts';
import { kindOfDamaged, signatureOf, textIn, textKind, type FileKind } from './fileKind.ts';

/** So much of a file says what it is. */
const HEAD_BYTES = 16_384;

/**
 * A file from elsewhere, for the importers to look at: as bytes, as text where it is one, as JSON where it is that. What
 * one importer has decoded the next finds decoded.
 */
export class ForeignFile {
  readonly bytes: Uint8Array;
  readonly #charsMax: number;
  #text: { value: string | undefined } | undefined;
  #json: { value: Parsed<unknown> | undefined } | undefined;

  /** `charsMax`: a longer text is not parsed as JSON. */
  constructor(bytes: Uint8Array, charsMax: number) {
    this.bytes = bytes;
    this.#charsMax = charsMax;
  }

  /** Of JSON that somebody has parsed already. */
  static ofJson(value: unknown): ForeignFile {
    const file = new ForeignFile(new Uint8Array(0), 0);
    file.#json = { value: good(value) };
    return file;
  }

  /** What it is, as far as its beginning says. */
  get kind(): FileKind {
    const known = signatureOf(this.bytes);
    if (known) return known;
    if (this.text === undefined) return 'binary';
    return textKind(this.text);
  }

  /** The same by its first bytes alone, whole or damaged: for files that may be too large to be a text in memory. */
  get head(): FileKind {
    return kindOfDamaged(this.bytes.subarray(0, HEAD_BYTES));
  }

  /** `undefined` where the bytes are no text. A mark at its beginning is not part of it. */
  get text(): string | undefined {
    this.#text ??= { value: textIn(this.bytes) };
    return this.#text.value;
  }

  /** Parsed; or why it cannot be, with the place. `undefined` for what does not begin as JSON does. */
  get json(): Parsed<unknown> | undefined {
    if (!this.#json) {
      const { text } = this;
      this.#json = {
        value: text !== undefined && /^\s*[{[]/.test(text) ? parseJson(text, this.#charsMax) : undefined,
      };
    }
    return this.#json.value;
  }
}
