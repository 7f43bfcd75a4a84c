// A text in a cell of a CSV file (RFC 4180) that a spreadsheet may open.

/** What a spreadsheet takes for a formula, in its own width or that of East Asian letters. */
const FORMULA = '[=+\\-@＝＋－＠]';
const NEEDS_APOSTROPHE = new RegExp(`^'*${FORMULA}`);
const HAS_APOSTROPHE = new RegExp(`^'+${FORMULA}`);
// eslint-disable-next-line no-control-regex -- they are what is to be found
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

/**
 * `=1+1` → `'=1+1`: a text that begins like a formula gets an apostrophe in front, which spreadsheets take for "this is text". So
 * does one that has apostrophes before such a beginning, so that `textOfCell` gives back each text. Control characters
 * become a space.
 */
export function cellOfText(text: string): string {
  const plain = text.replace(CONTROLS, ' ');
  const safe = NEEDS_APOSTROPHE.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text that was put into a cell; `cell` is what the cell holds, without its quotes. */
export const textOfCell = (cell: string): string => (HAS_APOSTROPHE.test(cell) ? cell.slice(1) : cell);
