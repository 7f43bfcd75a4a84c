/** What of a canvas measures text. */
export interface Measured {
  font: string;
  measureText(text: string): { width: number };
}

interface Room {
  width: number;
  lines: number;
  /** To be tried in turn, the largest first. */
  sizes: readonly [number, ...number[]];
  font: (size: number) => string;
}

/** A text in as many lines as there may be, as large as it fits; in the smallest size what is too long is cut, and says so. */
export function wrapped(
  ctx: Measured,
  text: string,
  { width, lines: most, sizes, font }: Room,
): { size: number; lines: string[] } {
  const fits = (line: string): boolean => ctx.measureText(line).width <= width;
  let [size] = sizes;
  let lines: string[] = [];
  for (size of sizes) {
    ctx.font = font(size);
    lines = linesOf(text, fits);
    if (lines.length <= most && lines.every(fits)) return { size, lines };
  }
  const shown = lines.slice(0, most);
  const rest = [shown.pop() ?? '', ...lines.slice(most)].join(' ');
  return { size, lines: [...shown, cutTo(rest, fits)] };
}

/** Broken between words; a word that is too long for a line has one of its own. */
function linesOf(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || !fits(longer)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function cutTo(text: string, fits: (line: string) => boolean): string {
  if (fits(text)) return text;
  const signs = Array.from(text);
  while (signs.length > 0 && !fits(`${signs.join('').trimEnd()}…`)) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
