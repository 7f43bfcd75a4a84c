/** How RFC 5545 writes a line, a text and an address. */

const LINE_OCTETS_MAX = 75;

export function calendar(lines: readonly string[]): string {
  const all = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Beatkeeper//Beatkeeper//EN', ...lines, 'END:VCALENDAR'];
  return all.map(folded).join('');
}

/** A content line, in pieces of at most 75 octets, no character split. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const char of line) {
    const size = octetsOf(char.codePointAt(0)!);
    if (octets + size > LINE_OCTETS_MAX) {
      text += '\r\n ';
      octets = 1;
    }
    text += char;
    octets += size;
  }
  return `${text}\r\n`;
}

/** In UTF-8. */
function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;
}

/** TEXT as RFC 5545 has it: separators escaped, line ends as \n, other control characters left out. */
export function textOf(value: string): string {
  return value
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** An address has nothing but what may stand in one, so that none can end its line. */
export function addressOf(link: string): string {
  return link.toWellFormed().replace(/[^\x21-\x7e]/gu, (char) => encodeURIComponent(char));
}
