import { ESCAPES, QUOTES, type RangeUnit } from './notation.ts';

const UNESCAPED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ESCAPES).map(([char, escape]) => [escape, char]),
);
const OTHER_LETTER = /[\p{L}\p{M}]/u;
const OTHER_SPACE = /\s/;
/** Larger than anything that a plan can hold, and still a number that a sentence can say. */
const NUMBER_MAX = 1e9;

/** Without asking a regular expression of what nearly every text is made of: that is three quarters of the time. */
const isSpace = (char: string): boolean => char === ' ' || (char < '!' || char > '~' ? OTHER_SPACE.test(char) : false);
const isLetter = (char: string): boolean =>
  (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || (char > '~' && OTHER_LETTER.test(char));

/** A position in a text, with what can be taken from there. Every step looks at each character once. */
export class Cursor {
  at = 0;
  readonly text: string;
  /** What a percentage is of that does not say. */
  readonly percentAlone: RangeUnit | undefined;

  constructor(text: string, percentAlone?: RangeUnit) {
    this.text = text;
    this.percentAlone = percentAlone;
  }

  get char(): string {
    return this.text[this.at] ?? '';
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Spaces within the line. */
  skipSpace(): this {
    while (!this.isAtEnd && this.char !== '\n' && isSpace(this.char)) this.at++;
    return this;
  }

  /** One of these, if the next character is. */
  takeAny(chars: string): string | undefined {
    if (this.isAtEnd || !chars.includes(this.char)) return undefined;
    return this.text[this.at++];
  }

  /** Letters on end, in lower case; empty where there is none. */
  takeWord(): string {
    const from = this.at;
    while (!this.isAtEnd && isLetter(this.char)) this.at++;
    return this.text.slice(from, this.at).toLowerCase();
  }

  /** The next word without taking it. */
  peekWord(): string {
    const from = this.at;
    const word = this.takeWord();
    this.at = from;
    return word;
  }

  get isAtDigit(): boolean {
    return this.char >= '0' && this.char <= '9';
  }

  /** 12 or 12.5 */
  takeNumber(): number | undefined {
    const from = this.at;
    this.#skipDigits();
    if (this.at === from) return undefined;
    const whole = this.at;
    if (this.char === '.') {
      this.at++;
      this.#skipDigits();
      if (this.at === whole + 1) this.at = whole;
    }
    return Math.min(NUMBER_MAX, Number(this.text.slice(from, this.at)));
  }

  /** What stands in quotes, if quotes are next. `closed`: whether they end. */
  takeQuoted(): { text: string; closed: boolean } | undefined {
    const ends = QUOTES[this.char];
    if (ends === undefined) return undefined;
    this.at++;
    const parts: string[] = [];
    let from = this.at;
    for (; !this.isAtEnd && this.char !== '\n'; this.at++) {
      if (ends.includes(this.char)) {
        parts.push(this.text.slice(from, this.at));
        this.at++;
        return { text: parts.join(''), closed: true };
      }
      const escaped = this.char === '\\' ? UNESCAPED[this.text[this.at + 1] ?? ''] : undefined;
      if (escaped === undefined) continue;
      parts.push(this.text.slice(from, this.at), escaped);
      from = this.at + 2;
      this.at++;
    }
    parts.push(this.text.slice(from, this.at));
    return { text: parts.join(''), closed: false };
  }

  #skipDigits(): void {
    while (this.isAtDigit) this.at++;
  }
}
